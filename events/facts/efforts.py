"""Efforts, and how it stands with the two authorities."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import DenialGround, EmploymentSource, FkCoordination, InterventionStatus
from events.sealing import Sealed


class InterventionRecorded(Fact, frozen=True, tag="intervention-recorded", rename={"from_": "from"}):
    """How an effort stands after one change; the latest entry of an id is what holds. Whose it is decides its category.

    ``to`` is its last day, or ``None`` while no end is known. ``kind`` is sealed with the entry that says it, so that a
    change which does not touch it has none: the one before holds.
    """

    intervention_id: UUID
    provider_unit: UUID
    from_: date
    status: InterventionStatus
    kind: Sealed[str] | None = None
    to: date | None = None
    hours_per_week: int | None = None
    funded_id: UUID | None = None


class FkCoordinationRecorded(Fact, frozen=True, tag="fk-coordination-recorded"):
    """The person applies; Försäkringskassan decides."""

    category: ClassVar[Category] = Category.SOCIAL_INSURANCE
    status: FkCoordination
    on: date
    denial_ground: DenialGround | None = None


class EmploymentStatusRecorded(Fact, frozen=True, tag="employment-status-recorded", rename={"from_": "from"}):
    category: ClassVar[Category] = Category.EMPLOYMENT_SERVICES
    enrolled: bool
    from_: date
    source: EmploymentSource
    to: date | None = None
    programme: Sealed[str] | None = None


EffortFact = InterventionRecorded | FkCoordinationRecorded | EmploymentStatusRecorded
