"""What deviations ask of an officer, and until when: derived from how they stand, never stored (domain.md 5.6)."""

from collections.abc import Iterator
from datetime import date

from events.deviation import Deviation, DeviationStatus
from events.deviation_readers import may_read
from events.facts.deviations import EscalatedTo
from orgs.roles import MANAGERS, PROCESS_LEADERS
from portal import swedish
from portal.deviations import words
from portal.tasks.task import Asking, Task
from projections import deviations
from projections.deviations import Wanted


def of_deviations(asking: Asking) -> list[Task]:
    """For the manager of the unit it is about, for who reported it, and for the process leader when it is lifted."""
    leads = asking.officer.role in PROCESS_LEADERS
    wanted = Wanted(escalated=True) if leads else Wanted(turn=asking.officer.unit_id)
    return [
        task
        for each in deviations.listed(asking.connection, wanted, limit=asking.most)
        if may_read(each, asking.officer, asking.directory)
        for task in (_lifted(each, asking) if leads else _of_unit(each, asking))
    ]


def _of_unit(each: Deviation, asking: Asking) -> Iterator[Task]:
    officer = asking.officer
    if each.unanswered and officer.role in MANAGERS:
        yield from _to_answer(each, asking.directory.name_of(each.told.by_unit))
    elif each.stage is DeviationStatus.ANSWERED and each.reported_by == officer.user_id:
        other = asking.directory.name_of(each.told.about_unit)
        why = f"{other} har svarat. Den avslutas av sig själv om ni inte gör något."
        yield _task("close_deviation", each, each.closes_on, "läs svaret", why, "Läs")


def _to_answer(each: Deviation, other: str) -> Iterator[Task]:
    if each.acknowledge_by:
        why = f"{other} har skrivit den. Ta emot den, så ser de att ni har den."
        yield _task("acknowledge_deviation", each, each.acknowledge_by, "ta emot", why, "Öppna")
    else:
        yield _task("answer_deviation", each, each.answer_by, "svara", f"{other} väntar på svar.", "Svara", "/svar")


def _lifted(each: Deviation, asking: Asking) -> Iterator[Task]:
    if each.escalated_to is EscalatedTo.PROCESS_LEADER:
        why = f"{asking.directory.name_of(each.told.about_unit)} har inte svarat, och avvikelsen är lyft till dig."
        yield _task("escalated_deviation", each, None, "hjälp vidare", why, "Öppna")


def _task(kind: str, each: Deviation, due_on: date | None, doing: str, why: str, verb: str, place: str = "") -> Task:
    """ "Avvikelse, svaret kom för sent: ta emot" """
    said, title = swedish.label(each.told.kind, "deviation_kind"), words.title_of(each)
    what = f"{said}, {title[:1].lower()}{title[1:]}: {doing}"
    href = f"/avvikelser/{each.deviation_id}{place}"
    return Task(kind, None, due_on, what, why, verb, href, ref=each.deviation_id)
