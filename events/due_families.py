"""Every family of tasks of a case, in one table; a new one is a function of a ``Sight`` and a line here."""

from collections.abc import Iterator
from uuid import UUID

from events import due_consents, due_inquiries, due_meetings, due_planning
from events.case import Case
from events.due import Due, Family, Sight

FAMILIES: tuple[Family, ...] = (
    due_consents.of_drafts,
    due_consents.of_units,
    due_consents.of_recorder,
    due_consents.of_owners,
    due_consents.of_resting_cases,
    due_planning.of_plans,
    due_planning.of_steps,
    due_planning.of_follow_ups,
    due_planning.of_income,
    due_inquiries.of_inquiries,
    due_meetings.of_meetings,
)


def due_in(case: Case) -> Iterator[tuple[UUID, Due]]:
    """Every unit of the case with what is due for it, shown when its days and the unit's grants say so."""
    if case.opener is None or case.purged or case.refused:
        return
    units = case.owners | {case.opener} | (case.consent.units if case.consent else frozenset())
    for unit_id in sorted(units, key=str):
        for due in due_for(case, unit_id):
            yield unit_id, due


def due_for(case: Case, unit_id: UUID) -> Iterator[Due]:
    """What is due for one of its units."""
    sight = Sight(case, unit_id)
    for family in FAMILIES:
        yield from family(sight)
