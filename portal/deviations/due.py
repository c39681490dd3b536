"""What deviations ask of an officer, and until when: derived from how they stand, never stored (domain.md 5.6)."""

from datetime import date, timedelta

import msgspec

from events.deviation import Deviation, DeviationStatus
from events.deviation_facts import DeviationType, EscalatedTo
from orgs.roles import MANAGERS, Role
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.deviations import words
from projections import deviations
from projections.deviations import Wanted

INCIDENT = timedelta(days=3)
"""72 hours to tell IMY of a personal data breach (GDPR art. 33)."""
MOST = 100


class DeviationTask(msgspec.Struct, frozen=True):
    """In the shape of other tasks, without a case."""

    kind: str
    due_on: date | None
    what: str
    why: str
    verb: str
    href: str


def due_deviations(request: AnyRequest) -> list[DeviationTask]:
    """For the manager of the unit it is about, for who reported it, and for the process leader when it is lifted."""
    officer = officer_of(request)
    reads_all = officer.role is Role.PROCESS_LEADER
    wanted = Wanted(escalated=True) if reads_all else Wanted(turn=officer.unit_id)
    with looking(request) as connection:
        found = deviations.listed(connection, wanted, limit=MOST)
    directory, tasks = request.state.directory, list[DeviationTask]()
    for each in found:
        other = directory.name_of(each.told.about_unit if reads_all else each.told.by_unit)
        if reads_all:
            tasks += _lifted(each, other)
        elif officer.role in MANAGERS and each.unanswered and each.told.about_unit == officer.unit_id:
            tasks += _to_answer(each, other)
        elif each.stage is DeviationStatus.ANSWERED and each.reported_by == officer.user_id:
            tasks.append(_to_close(each, directory.name_of(each.told.about_unit)))
    return sorted(tasks, key=lambda task: (task.due_on or date.max, task.what))


def _to_answer(each: Deviation, other: str) -> list[DeviationTask]:
    said, tasks = swedish.label(each.told.kind, "deviation_kind").lower(), list[DeviationTask]()
    if each.told.type is DeviationType.SHARED_WITHOUT_CONSENT and each.reported_on:
        what = "Anmäl personuppgiftsincidenten till IMY, eller dokumentera varför det inte behövs"
        why = f"{other} har skrivit att uppgifter delades utan samtycke. Er myndighet har 72 timmar på sig."
        tasks.append(_task("privacy_incident", each, each.reported_on + INCIDENT, what, why, "Öppna"))
    if each.acknowledge_by:
        why = f"{other} skrev en {said}. Ta emot den, så ser de att ni har den."
        tasks.append(
            _task("acknowledge_deviation", each, each.acknowledge_by, f"Ta emot: {_title(each)}", why, "Öppna")
        )
    else:
        why = f"{other} väntar på svar."
        tasks.append(
            _task("answer_deviation", each, each.answer_by, f"Svara på: {_title(each)}", why, "Svara", "/svar")
        )
    return tasks


def _to_close(each: Deviation, other: str) -> DeviationTask:
    why = f"{other} har svarat. Den avslutas av sig själv om ni inte gör något."
    return _task("close_deviation", each, each.closes_on, f"Läs svaret: {_title(each)}", why, "Läs")


def _lifted(each: Deviation, other: str) -> list[DeviationTask]:
    if each.escalated_to is not EscalatedTo.PROCESS_LEADER:
        return []
    why = f"{other} har inte svarat, och avvikelsen är lyft till dig."
    return [_task("escalated_deviation", each, None, f"Hjälp vidare: {_title(each)}", why, "Öppna")]


def _title(each: Deviation) -> str:
    return words.title_of(each).lower()


def _task(
    kind: str, each: Deviation, due_on: date | None, what: str, why: str, verb: str, place: str = ""
) -> DeviationTask:
    return DeviationTask(kind, due_on, what, why, verb, f"/avvikelser/{each.deviation_id}{place}")
