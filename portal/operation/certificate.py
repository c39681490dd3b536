"""The certificate of a purge: which cases, why, what is gone, and what is not gone yet."""

from collections.abc import Sequence
from datetime import timedelta

from events.calendar import STOCKHOLM, day_of
from portal.operation.ending import Purged
from portal.swedish import label

NOTHING = "Inget ska gallras i dag."
DONE = """Nycklarna till varje uppgift är förstörda och personens namn och nummer är borttagna ur valvet.
{}
Kvar i loggen finns oläsbar text, bevisen för att inget har ändrats, och det som statistiken räknar: kommun, kön,
födelseår, datum och koder. Det är pseudonymiserade personuppgifter.
Inte klart: databasens ändringslogg skrivs över efterhand, och nycklarna finns i säkerhetskopior från före gallringen.
{}
portal restore gallrar om det som står i gallrade.json bredvid kopiorna. Återställer ni på annat sätt: kör portal purge.
En gallring efter beslut som är yngre än den senaste kopian behöver beslutas igen."""
REWRITTEN = "Databasens filer är omskrivna utan dem."
NOT_YET = """Inte klart: raderna är borttagna men ligger kvar i databasens filer, som någon läser just nu.
Tidsjobbet skriver om filerna så snart det går."""
OURS = """De som portal backup har gjort är borta senast {}, om den körs varje dygn i samma mapp;
andra är kvar tills de har gallrats enligt er rutin."""
OTHERS = "De är kvar tills de har gallrats enligt er rutin."


def certificate(purged: Sequence[Purged], *, rewritten: bool, kept_for: timedelta | None = None) -> str:
    """``rewritten``: whether the files hold nothing of it; ``kept_for``: how long the portal keeps its own copies,
    ``None`` when it has not made any."""
    if not purged:
        return NOTHING
    lines = [_line(each) for each in purged]
    # The last copy with the keys is made just before the purge, and goes with the first made when it is too old.
    last = max(each.at for each in purged) + (kept_for or timedelta(0)) + timedelta(days=1)
    copies = OURS.format(day_of(last)) if kept_for else OTHERS
    return "\n".join(["Intyg om gallring", *lines, DONE.format(REWRITTEN if rewritten else NOT_YET, copies)])


def _line(each: Purged) -> str:
    decided = f", beslut {each.decision_ref}" if each.decision_ref else ""
    at = each.at.astimezone(STOCKHOLM)
    why = label(each.ground, "purge_ground").lower()
    return f"{each.number}: gallrat {at:%Y-%m-%d %H.%M}, {why}{decided}. {each.entries} händelser."
