"""Commands about efforts, and about how it stands with the two authorities."""

from datetime import date
from uuid import UUID

from events.commands.command import SharingCommand
from events.kinds import DenialGround, EmploymentSource, FkCoordination, InterventionStatus


class RecordIntervention(SharingCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A new effort, or with ``intervention_id`` a change of one: what is left out then stays as it was."""

    status: InterventionStatus
    intervention_id: UUID | None = None
    kind: str | None = None
    provider_unit: UUID | None = None
    hours_per_week: int | None = None
    from_: date | None = None
    to: date | None = None
    funded_id: UUID | None = None


class RecordFkCoordination(SharingCommand, frozen=True, kw_only=True):
    status: FkCoordination
    on: date
    denial_ground: DenialGround | None = None


class RecordEmploymentStatus(SharingCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    enrolled: bool
    from_: date
    to: date | None = None
    programme: str | None = None
    source: EmploymentSource | None = None
