"""Deviations and remarks of the demo county over two years (domain.md 9.6): V6's, V10's, and more like life."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from events.calendar import STOCKHOLM, add_working_days
from events.commands import deviations as d
from events.commands.command import Command
from events.facts.deviations import Cause, Clause, Consequence, DeviationType, EscalatedTo
from portal.demo.ids import case_id, command_id, unit_id
from portal.demo.schedule import Step

T, C = DeviationType, Clause


class Course(NamedTuple):
    """Working days after the report; ``None`` when it has not come to that."""

    received: int | None = 1
    answered: int | None = 8
    closed: int | None = 12


CLOSED, BY_ITSELF, WAITING = Course(), Course(2, 11, None), Course(3, None, None)
UNTOUCHED = Course(None, None, None)


class Told(NamedTuple):
    on: date
    by: str
    about: str
    type: DeviationType
    clause: Clause | None
    text: str
    course: Course = CLOSED
    consequence: Consequence = Consequence.DELAY
    case: str = ""


PROMISED = "Svaret kom flera dagar efter det vi har lovat varandra i rutinen."
NOBODY = "Vi ringde kontaktvägen tre dagar i rad utan att komma fram."
NOT_MET = "Första kontakten togs först efter flera veckor på heltid."
TOLD = (
    Told(date(2025, 2, 5), "reko.larkan", "soc-koping", T.NO_ANSWER_ON_CONTACT_PATH, C.CONTACT_PATHS, NOBODY),
    Told(date(2025, 2, 26), "handlaggare.soc-sala", "tranan", T.NO_EARLY_CONTACT, C.EARLY_CONTACT, NOT_MET, BY_ITSELF),
    Told(date(2025, 3, 19), "reko.svalan", "ame-arboga", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED),
    Told(date(2025, 4, 9), "chef.soc-fagersta", "jarpen", T.MISSING_REHAB_PLAN, C.RESPONSIBILITIES,
         "Planen var inte klar när insatsen skulle börja.", CLOSED, Consequence.WRONG_DEGREE),
    Told(date(2025, 5, 14), "reko.talltitan", "soc-vasteras", T.NO_ANSWER_ON_CONTACT_PATH, None, NOBODY, BY_ITSELF),
    Told(date(2025, 6, 4), "handlaggare.ame-koping", "larkan", T.INSUFFICIENT_INFORMATION, C.RESPONSIBILITIES,
         "Det framgick inte vilka arbetsuppgifter som kunde passa."),
    Told(date(2025, 8, 27), "reko.ugglan", "ame-hallstahammar", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED),
    Told(date(2025, 9, 17), "reko.tranan", "soc-sala", T.STAFF_NOT_INFORMED, C.INFORMING,
         "Den som svarade kände inte till att det finns en rutin.", CLOSED, Consequence.NONE),
    Told(date(2025, 10, 8), "handlaggare.fk-vastmanland", "larkan", T.INSUFFICIENT_INFORMATION, None,
         "Kompletteringen saknade det vi frågade efter.", BY_ITSELF),
    Told(date(2025, 10, 29), "handlaggare.soc-surahammar", "orren", T.FULL_TIME_WITHOUT_CONTACT, C.EARLY_CONTACT,
         NOT_MET),
    Told(date(2025, 11, 19), "reko.jarpen", "ame-fagersta", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED),
    Told(date(2025, 12, 10), "chef.larkan", "larkan", T.OUTSIDE_ASSIGNMENT, C.RESPONSIBILITIES,
         "Vi tog emot en fråga som hör till en annan enhet och skickade den inte vidare.", CLOSED, Consequence.NONE),
    Told(date(2026, 1, 21), "reko.ugglan", "ame-hallstahammar", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED),
    Told(date(2026, 2, 4), "reko.larkan", "ame-koping", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED, BY_ITSELF),
    Told(date(2026, 2, 18), "reko.bofinken", "soc-norberg", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED),
    Told(date(2026, 3, 11), "reko.svalan", "soc-arboga", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED, BY_ITSELF),
    Told(date(2026, 3, 25), "handlaggare.ame-vasteras", "talltitan", T.MISSING_REHAB_PLAN, None,
         "Vi planerade insatsen utan att ha fått någon plan."),
    Told(date(2026, 4, 15), "reko.tranan", "ame-sala", T.LATE_REPLY, C.CONTACT_PATHS, PROMISED),
    Told(date(2026, 5, 6), "handlaggare.soc-kungsor", "tarnan", T.NO_EARLY_CONTACT, C.EARLY_CONTACT, NOT_MET),
    Told(date(2026, 5, 27), "chef.soc-koping", "psyk-koping", T.PARTY_ABSENT_AT_SIP, C.RESPONSIBILITIES,
         "Ingen kom till mötet, och vi fick inte veta det i förväg.", BY_ITSELF),
    Told(date(2026, 6, 10), "handlaggare.af-vasteras", "soc-vasteras", T.NO_ANSWER_ON_CONTACT_PATH, None, NOBODY),
    Told(date(2026, 8, 19), "reko.sidensvansen", "ame-skinnskatteberg", T.NO_ANSWER_ON_CONTACT_PATH, C.CONTACT_PATHS,
         NOBODY, UNTOUCHED),
    Told(date(2026, 9, 9), "reko.jarpen", "soc-fagersta", T.CONSENT_NOT_VERIFIED, C.RESPONSIBILITIES,
         "Enheten läste innan den hade försäkrat sig om samtycket.", Course(2, 9, None), Consequence.NONE),
    Told(date(2026, 9, 30), "handlaggare.soc-arboga", "svalan", T.FULL_TIME_WITHOUT_CONTACT, C.EARLY_CONTACT, NOT_MET),
    Told(date(2026, 10, 21), "reko.larkan", "soc-koping", T.NO_ANSWER_ON_CONTACT_PATH, C.CONTACT_PATHS, NOBODY,
         Course(2, 16, None)),
    Told(date(2026, 11, 4), "handlaggare.ame-koping", "larkan", T.INSUFFICIENT_INFORMATION, C.RESPONSIBILITIES,
         "Det framgick inte hur många timmar som var lämpliga.", Course(4, None, None)),
    Told(date(2026, 11, 12), "handlaggare.soc-vasteras", "talltitan", T.NO_EARLY_CONTACT, None,
         "Ingen kontakt togs innan sjukskrivningen på heltid började.", UNTOUCHED, Consequence.DELAY, "V10"),
    Told(date(2026, 11, 17), "reko.ugglan", "ame-hallstahammar", T.LATE_REPLY, C.CONTACT_PATHS,
         "Vi frågade om plats och startdag den 2 november och har inte fått svar.", Course(2, None, None),
         Consequence.DELAY, "V6"),
    Told(date(2026, 11, 18), "handlaggare.fk-vastmanland", "af-koping", T.OUTSIDE_ASSIGNMENT, None,
         "Vi fick en fråga som hör till Arbetsförmedlingens eget uppdrag.", UNTOUCHED, Consequence.NONE),
)  # fmt: skip
MEASURES = (
    ("Tack för att ni skrev. Det stämmer.", "Två i stället för en bevakar frågor varje dag.", Cause.STAFFING),
    ("Vi har gått igenom det som hände.", "Rutinen tas upp på nästa arbetsplatsträff.", Cause.ROUTINE_UNKNOWN),
    (
        "Det borde inte ha hänt.",
        "Vi har bestämt vem som svarar när den ordinarie är borta.",
        Cause.UNCLEAR_RESPONSIBILITY,
    ),
)


def deviation_id(number: int) -> UUID:
    return uuid5(command_id(f"deviation {number} reported"), "stream")


def deviation_of(case: str) -> UUID:
    """The one that is about a told case, e.g. ``"V6"``."""
    return next(deviation_id(number) for number, told in enumerate(TOLD) if told.case == case)


def steps() -> Iterator[Step]:
    for number, told in enumerate(TOLD):
        yield from _of(number, told)
    yield from _after()


def _of(number: int, told: Told) -> Iterator[Step]:
    case = {"case_id": case_id(told.case)} if told.case else {}
    yield _step(
        number, told.on, told.by, "reported", d.ReportDeviation,
        type=told.type, about_unit=unit_id(told.about), happened_on=told.on - timedelta(days=2),
        description=told.text, consequence_for_person=told.consequence, clause=told.clause, **case,
    )  # fmt: skip
    acting = {"deviation_id": deviation_id(number)}
    received, answered, closed = (n and add_working_days(told.on, n) for n in told.course)
    chief = f"chef.{told.about}"
    if received:
        yield _step(number, received, chief, "received", d.AcknowledgeDeviation, **acting)
    if answered:
        said, measure, cause = MEASURES[number % len(MEASURES)]
        if number % 2:
            looked = add_working_days(answered, -1)
            yield _step(
                number, looked, chief, "looked into", d.InvestigateDeviation, cause=cause, finding=said, **acting
            )
        yield _step(
            number, answered, chief, "answered", d.AnswerDeviation, measure=measure, feedback_text=said, **acting
        )
    if closed:
        yield _step(number, closed, told.by, "closed", d.CloseDeviation, **acting)


def _after() -> Iterator[Step]:
    """One whose answer did not help, one that was lifted all the way."""
    again = next(n for n, told in enumerate(TOLD) if told.on == date(2026, 9, 30))
    yield _step(
        again, date(2026, 10, 27), TOLD[again].by, "reopened", d.ReopenDeviation,
        deviation_id=deviation_id(again), reason="Det hände igen två veckor senare.",
    )  # fmt: skip
    lifted = next(n for n, told in enumerate(TOLD) if told.on == date(2026, 8, 19))
    yield _step(
        lifted, date(2026, 11, 5), "process.forsakringsmedicin", "lifted", d.EscalateDeviation,
        deviation_id=deviation_id(lifted), to=EscalatedTo.STEERING_GROUP,
    )  # fmt: skip


def _step(number: int, day: date, subject: str, what: str, kind: type[Command], **fields: Any) -> Step:
    moment = datetime.combine(day, time(11 + number % 5, number), STOCKHOLM)
    command = kind(command_id=command_id(f"deviation {number} {what}"), **fields)
    return Step(moment, command, subject, subject.split(".", 1)[1])
