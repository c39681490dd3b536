"""Why a case stands where it does in the list: small named rules, each with its place, its sentence and its reason.

No weights and no sums. A case stands where its highest reason stands; of two with the same, the one whose day came
first. Every rule asks only ``Standing``, that is: what this reader may read. Where a category is not granted the rule
is silent.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from events.categories import Category
from events.due.consents import DRAFT_KEPT, WRITTEN_WITHIN
from events.kinds import Status
from portal.desk.standing import Standing, may_read
from portal.swedish import counted, day, day_and_month

Names = Callable[[UUID], str]
Tone = Literal["stop", "wait"]
CERTIFICATE_AHEAD, CONSENT_AHEAD, SILENT_FOR, UNOWNED_AFTER = 10, 30, 30, 14
NEW_SPELL, FIRST_PLAN, LAST_PLAN = 30, 20, 30
LONG_SPELLS = (365, 180, 90)


class Reader(NamedTuple):
    """Who asks: their unit, and how units are called."""

    unit_id: UUID
    name_of: Names


Found = tuple[date, str] | None
"""The day it goes by (a missed day, or one to come), and what is said."""


class Rule(NamedTuple):
    name: str
    tone: Tone
    label: str
    """In the filter."""
    explained: str
    """On the page, under "Så ordnas listan"."""
    find: Callable[[Standing, Reader], Found]
    tells: frozenset[str] = frozenset()
    """Kinds of tasks (``events.due``) that its sentence speaks of already."""


class Reason(NamedTuple):
    place: int
    on: date
    name: str
    tone: Tone
    text: str


def reasons(seen: Standing, reader: Reader) -> list[Reason]:
    """All reasons of a case, the highest first."""
    found = ((place, rule, rule.find(seen, reader)) for place, rule in enumerate(RULES))
    return [Reason(place, said[0], rule.name, rule.tone, said[1]) for place, rule, said in found if said]


def _task_late(seen: Standing, reader: Reader) -> Found:
    """The first of the own tasks whose day has passed, of those that no other reason speaks of."""
    for task in seen.tasks:
        if task.due_on and task.due_on < seen.today and not _told(task.kind, seen, reader):
            return task.due_on, f"Försenat sedan {day_and_month(task.due_on)}: {task.reason}"
    return None


def _told(kind: str, seen: Standing, reader: Reader) -> bool:
    return any(kind in rule.tells and rule.find(seen, reader) for rule in RULES)


def _own_answer_late(seen: Standing, reader: Reader) -> Found:
    late = [row for row in seen.questions if row.due_on < seen.today and row.to_unit == reader.unit_id]
    if not late:
        return None
    row = min(late, key=lambda each: each.due_on)
    return row.due_on, f"Ert svar till {reader.name_of(row.from_unit)} är {_late(seen, row.due_on)}"


def _answer_late(seen: Standing, reader: Reader) -> Found:
    late = [row for row in seen.questions if row.due_on < seen.today and row.to_unit != reader.unit_id]
    if not late:
        return None
    row = min(late, key=lambda each: each.due_on)
    to = "" if row.from_unit == reader.unit_id else f" till {reader.name_of(row.from_unit)}"
    return row.due_on, f"Svar från {reader.name_of(row.to_unit)}{to} är {_late(seen, row.due_on)}"


def _late(seen: Standing, due: date) -> str:
    return f"{counted((seen.today - due).days, 'en dag', 'dagar')} försenat"


def _not_verified(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.ACTIVE or seen.case.verified or seen.case.given_on is None:
        return None
    return seen.case.given_on, "Er enhet har inte kontrollerat samtycket"


def _everybody_waits(seen: Standing, reader: Reader) -> Found:
    """Every party has a question out, so that nobody will move before somebody else does."""
    parties = set(seen.case.units)
    asking = {row.from_unit for row in seen.questions}
    if seen.status is not Status.ACTIVE or len(parties) < 2 or not parties <= asking:
        return None
    return min(row.sent_on for row in seen.questions), "Alla väntar på någon annan"


def _follow_up_missed(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.ACTIVE or not seen.missed:
        return None
    on, unit = seen.missed[0]
    whose = "" if unit == reader.unit_id else f" av {reader.name_of(unit)}"
    return on, f"Uppföljningen {day_and_month(on)} är inte inskriven{whose}"


def _no_plan(seen: Standing) -> int | None:
    """Which day of the spell it is, where there is none that counts and the reader would have seen it."""
    day_ = seen.day
    lacking = seen.status is Status.ACTIVE and not seen.planned and may_read(seen, Category.REHAB_PLAN)
    return day_ if lacking and day_ and may_read(seen, Category.SICK_LEAVE) else None


def _no_plan_by_30(seen: Standing, reader: Reader) -> Found:
    day_ = _no_plan(seen)
    if seen.spell is None or day_ is None or day_ < LAST_PLAN:
        return None
    return seen.spell.first + timedelta(days=LAST_PLAN - 1), f"Ingen plan dag {day_}"


def _no_plan_by_20(seen: Standing, reader: Reader) -> Found:
    day_ = _no_plan(seen)
    if seen.spell is None or day_ is None or not FIRST_PLAN <= day_ < LAST_PLAN:
        return None
    leave = "Ny sjukskrivning på heltid" if seen.degree == 100 else "Ny sjukskrivning"
    return seen.spell.first + timedelta(days=FIRST_PLAN - 1), f"{leave}, ingen plan dag {day_}"


def _full_time_without_contact(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.ACTIVE or seen.degree != 100 or seen.met or seen.spell is None:
        return None
    if not may_read(seen, Category.PLANNING):
        return None
    return seen.spell.first, f"Sjukskriven på heltid dag {seen.day}, ingen tidig kontakt mellan parterna"


def _nobody_owns(seen: Standing, reader: Reader) -> Found:
    """Between the chairs: nobody has been asked anything, and no day ahead is anybody's."""
    quiet = seen.days_since_change()
    if seen.status is not Status.ACTIVE or quiet is None or quiet < UNOWNED_AFTER or not seen.changed_on:
        return None
    if seen.owed_by or seen.booked or not may_read(seen, Category.PLANNING):
        return None
    return seen.changed_on, "Ingen äger nästa steg: ingen fråga är ställd och inget är bokat"


def _certificate_ends(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.ACTIVE or seen.spell is None:
        return None
    last, left = seen.spell.last, (seen.spell.last - seen.today).days
    if left > CERTIFICATE_AHEAD:
        return None
    if left < 0:
        return last, f"Intyget gick ut {day_and_month(last)}"
    return last, f"Intyget går ut {_ahead(left)}, {day_and_month(last)}"


def _consent_ends(seen: Standing, reader: Reader) -> Found:
    last = seen.case.valid_to
    if seen.status is Status.SUSPENDED and seen.case.stands and last and last < seen.today:
        return last, f"Samtycket gick ut {day(last)}, ärendet vilar"
    if seen.status is not Status.ACTIVE or last is None or (last - seen.today).days > CONSENT_AHEAD:
        return None
    return last, f"Samtycket går ut {_ahead((last - seen.today).days)}, {day_and_month(last)}"


def _ahead(days: int) -> str:
    return ("i dag", "i morgon")[days] if days < 2 else f"om {days} dagar"


def _written_missing(seen: Standing, reader: Reader) -> Found:
    case = seen.case
    if seen.status is not Status.ACTIVE or case.form != "oral" or case.recorder != reader.unit_id or not case.given_on:
        return None
    due = case.given_on + WRITTEN_WITHIN
    return (due, f"Skriftligt samtycke saknas sedan {day_and_month(due)}") if due < seen.today else None


def _draft(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.DRAFT:
        return None
    until = seen.case.drafted_on + DRAFT_KEPT
    return until, f"Utkast, inväntar samtycke. Ska bort {day_and_month(until)} om inget samtycke skrivs in"


def _silent(seen: Standing, reader: Reader) -> Found:
    quiet = seen.days_since_change()
    if seen.status is not Status.ACTIVE or quiet is None or quiet < SILENT_FOR or not seen.changed_on:
        return None
    return seen.changed_on, f"Ingen händelse på {counted(quiet // 7, 'en vecka', 'veckor')}"


def _new_spell(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.ACTIVE or seen.spell is None or not seen.day or seen.day >= NEW_SPELL:
        return None
    if _no_plan_by_20(seen, reader):
        return None  # which says it already
    return seen.spell.first, f"Ny sjukskrivning, dag {seen.day}"


def _long_spell(seen: Standing, reader: Reader) -> Found:
    if seen.status is not Status.ACTIVE or seen.spell is None or not seen.day:
        return None
    passed = next((limit for limit in LONG_SPELLS if seen.day > limit), None)
    if passed is None:
        return None
    return seen.spell.first, f"Sjukskriven längre än {passed} dagar, dag {seen.day}"


RULES: tuple[Rule, ...] = (
    Rule(
        "own_answer_late",
        "stop",
        "Ert svar är försenat",
        "En fråga till er enhet har passerat sin dag.",
        _own_answer_late,
        frozenset({"answer_inquiry"}),
    ),
    Rule(
        "not_verified",
        "stop",
        "Samtycket är inte kontrollerat",
        "Er enhet har inte försäkrat sig om samtycket och kan inte läsa.",
        _not_verified,
        frozenset({"verify_consent"}),
    ),
    Rule(
        "everybody_waits",
        "stop",
        "Alla väntar på någon annan",
        "Varje part har en obesvarad fråga ute. Ingen rör sig förrän någon annan gör det.",
        _everybody_waits,
    ),
    Rule("answer_late", "stop", "Svar är försenat", "En fråga till en annan enhet har passerat sin dag.", _answer_late),
    Rule(
        "follow_up_missed",
        "stop",
        "Uppföljning saknas",
        "En bokad uppföljning har passerat utan att någon har skrivit hur det gick.",
        _follow_up_missed,
        frozenset({"hold_follow_up"}),
    ),
    Rule(
        "no_plan_by_30",
        "stop",
        "Ingen plan dag 30",
        "Sjukfallet har nått dag 30 och har ingen plan.",
        _no_plan_by_30,
        frozenset({"make_plan"}),
    ),
    Rule(
        "no_plan_by_20",
        "stop",
        "Ingen plan dag 20",
        "Sjukfallet har nått dag 20 och har ingen plan.",
        _no_plan_by_20,
        frozenset({"make_plan"}),
    ),
    Rule(
        "task_late",
        "stop",
        "Er uppgift är försenad",
        "Något annat som er enhet ska göra i ärendet har passerat sin dag. Det står också i Min dag.",
        _task_late,
    ),
    Rule(
        "nobody_owns",
        "stop",
        "Ingen äger nästa steg",
        "Ingen fråga är ställd, inget är bokat framåt och inget har hänt på två veckor.",
        _nobody_owns,
    ),
    Rule(
        "full_time_without_contact",
        "wait",
        "Heltid utan tidig kontakt",
        "Personen är sjukskriven på heltid och ingen kontakt mellan parterna är inskriven för sjukfallet.",
        _full_time_without_contact,
    ),
    Rule(
        "certificate_ends", "wait", "Intyget går ut inom 10 dagar", "Intyget går ut inom 10 dagar.", _certificate_ends
    ),
    Rule(
        "consent_ends",
        "wait",
        "Samtycket går ut inom 30 dagar",
        "Samtycket går ut inom 30 dagar, eller har gått ut.",
        _consent_ends,
        frozenset({"renew_consent", "renew_consent_soon", "renew_ended_consent"}),
    ),
    Rule(
        "written_missing",
        "wait",
        "Skriftligt samtycke saknas",
        "Det har gått 14 dagar sedan personen sa ja muntligt.",
        _written_missing,
        frozenset({"written_form"}),
    ),
    Rule(
        "draft",
        "wait",
        "Utkast",
        "Utkastet väntar på samtycke och ska bort efter 30 dagar.",
        _draft,
        frozenset({"record_consent"}),
    ),
    Rule("silent", "wait", "Ingen händelse på 30 dagar", "Inget har hänt på 30 dagar.", _silent),
    Rule("new_spell", "wait", "Ny sjukskrivning", "Sjukfallet är yngre än 30 dagar.", _new_spell),
    Rule(
        "long_spell",
        "wait",
        "Längre än 90 dagar",
        "Sjukfallet är längre än 90, 180 eller 365 dagar.",
        _long_spell,
    ),
)
"""In the order of the list. The own unit's contact path concerns every case alike and stands once, above them."""
NAMES = tuple(rule.name for rule in RULES)


def order(found: Iterable[Reason], seen: Standing) -> tuple[object, ...]:
    """Where the case stands: its highest reason, then the day that goes by, then how many more, then its number."""
    every = list(found)
    if not every:
        return (len(RULES) + (seen.status is Status.CLOSED), date.max, 0, seen.case.number)
    return (every[0].place, every[0].on, -len(every), seen.case.number)
