"""What can be done with a deviation, and which of it this officer may do now: others are absent (domain.md 5.6)."""

from datetime import date

import msgspec

from events.commands import deviations as d
from events.deviation import Deviation, DeviationStatus
from events.deviation_readers import OF_THE_COUNTY
from events.deviations import REPORTERS
from events.facts.deviations import EscalatedTo
from orgs.officers import Officer
from orgs.roles import MANAGERS

S = DeviationStatus


class Doing(msgspec.Struct, frozen=True):
    """One thing to do, with its form; ``plain``: one button is all there is to it."""

    command: type[d.DeviationCommand]
    heading: str
    verb: str
    icon: str
    lead: str = ""
    plain: bool = False


DOINGS = {
    "mottagen": Doing(
        d.AcknowledgeDeviation, "Ta emot avvikelsen", "Ta emot", "eye", "De som skrev ser att ni har den.", True
    ),
    "svar": Doing(d.AnswerDeviation, "Svara", "Skicka svaret", "ask", "Skriv vad ni gör så att det inte händer igen."),
    "utredning": Doing(d.InvestigateDeviation, "Skriv vad ni har kommit fram till", "Spara", "search"),
    "avslut": Doing(d.CloseDeviation, "Avsluta", "Avsluta", "check", "Ni har läst svaret och är klara.", True),
    "oppning": Doing(
        d.ReopenDeviation,
        "Öppna igen",
        "Öppna igen",
        "next",
        "Avvikelsen går tillbaka till enheten, som får 30 dagar på sig att svara.",
    ),
    "eskalering": Doing(d.EscalateDeviation, "Lyft avvikelsen", "Lyft", "warn", "När ni inte kommer vidare själva."),
    "atertagande": Doing(
        d.WithdrawDeviation,
        "Ta tillbaka",
        "Ta tillbaka",
        "minus",
        "Om den skrevs av misstag. Det syns att den är återtagen.",
        True,
    ),
}


def allowed(deviation: Deviation, officer: Officer, today: date) -> list[str]:
    """Names of what this officer may do now, the next step first."""
    told, unit = deviation.told, officer.unit_id
    answers = officer.role in MANAGERS and unit == told.about_unit and deviation.unanswered
    reports = officer.role in REPORTERS and unit == told.by_unit
    reporter = officer.user_id == deviation.reported_by or officer.role in MANAGERS
    until = deviation.reopens_until
    may = {
        "mottagen": answers and deviation.stage is S.REPORTED,
        "svar": answers,
        "utredning": answers,
        "avslut": reports and deviation.stage is S.ANSWERED,
        "oppning": reports and reporter and until is not None and today <= until,
        "eskalering": bool(higher(deviation)) and (officer.role in MANAGERS or officer.role in OF_THE_COUNTY),
        "atertagande": reports and deviation.unanswered and not deviation.reopened,
    }
    return [name for name, yes in may.items() if yes]


def higher(deviation: Deviation) -> list[EscalatedTo]:
    """Where it can be lifted from where it is."""
    if not deviation.unanswered or deviation.escalated_to is EscalatedTo.STEERING_GROUP:
        return []
    return [EscalatedTo.STEERING_GROUP] if deviation.escalated_to else list(EscalatedTo)
