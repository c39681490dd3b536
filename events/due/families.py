"""Every family of tasks of a case, in one table; a new one is a function of a ``Sight`` and a line here."""

from collections.abc import Iterator
from uuid import UUID

from events.case import Case
from events.due import Due, Family, Sight, consents, inquiries, meetings, planning

FAMILIES: tuple[Family, ...] = (
    consents.of_drafts,
    consents.of_units,
    consents.of_keepers,
    consents.of_lapsed,
    consents.of_owners,
    consents.of_resting_cases,
    planning.of_plans,
    planning.of_steps,
    planning.of_follow_ups,
    planning.of_case,
    planning.of_income,
    inquiries.of_inquiries,
    meetings.of_meetings,
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
