"""What waits for an officer, and what they wait for: every family of tasks together, in order of date.

``UNIT_FAMILIES`` are those that are about the unit and not about a case: whoever builds a new one adds it there.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from events.vault import open_name
from portal.acting import AnyRequest, looking, officer_of
from portal.deviations import suggested
from portal.house import portal_of
from portal.tasks import cases, cover
from portal.tasks.agreements import of_routines
from portal.tasks.cases import Names, no_names
from portal.tasks.deidentified import of_questions
from portal.tasks.deviations import of_deviations
from portal.tasks.incidents import of_incidents
from portal.tasks.paths import of_county_paths, of_own_path
from portal.tasks.task import Asking, Task, in_order
from projections import due
from projections.view import Connection

UNIT_FAMILIES: tuple[Callable[[Asking], list[Task]], ...] = (
    of_own_path,
    of_county_paths,
    of_routines,
    of_questions,
    of_incidents,
    of_deviations,
)


def waiting_for_me(request: AnyRequest, most: int | None = 101) -> list[Task]:
    """Of cases and of the unit; only from what this officer may read. Any role."""
    with looking(request) as connection:
        asking, names = _asking(request, connection, most)
        tasks = told_to(asking, names)
        if asking.officer.has_case_role:
            tasks += cases.perhaps_double(asking, names)
        tasks += suggested.on_my_day(asking)
    return in_order(tasks)


def beside_the_log(connection: Connection, request: AnyRequest, case_id: UUID) -> list[Task]:
    """What waits for this officer in one case and cannot be told from the case alone."""
    asking, _ = _asking(request, connection)
    return cases.perhaps_double(asking, no_names, case_id)


def told_to(asking: Asking, names: Names) -> list[Task]:
    """What waits, as far as the keeper can tell too: what a mail may be sent about."""
    tasks: list[Task] = []
    if asking.officer.has_case_role:
        tasks += cases.of_officer(asking, names)
    elif asking.officer.is_manager:
        tasks += cases.of_manager(asking, names) + cover.left_to_manager(asking)
    for family in UNIT_FAMILIES:
        tasks += family(asking)
    return tasks


def waiting_for_others(request: AnyRequest) -> list[Task]:
    """What other units owe: answers to our questions, and making sure of a consent."""
    with looking(request) as connection:
        asking, names = _asking(request, connection)
        if not asking.officer.has_case_role:
            return []
        return in_order(cases.of_officer(asking, names, for_others=True))


def left_by_colleagues(request: AnyRequest, most: int | None = 101) -> list[Task]:
    """What has fallen to the unit while the one who is named is away."""
    with looking(request) as connection:
        asking, _ = _asking(request, connection, most)
        return in_order(cover.left_to_colleagues(asking)) if asking.officer.has_case_role else []


def _asking(request: AnyRequest, connection: Connection, most: int | None = 101) -> tuple[Asking, Names]:
    portal = portal_of(request)

    def names(case_ids: list[UUID]) -> Mapping[UUID, str]:
        boxes = due.name_boxes(connection, case_ids)
        return {case_id: open_name(portal.store_key, case_id, box) for case_id, box in boxes.items()}

    asking = Asking(connection, officer_of(request), request.state.directory, portal.clock.moment(), most)
    return asking, names
