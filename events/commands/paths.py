"""Commands about contact paths. All but flagging act on the own unit's path, so they name none."""

from datetime import date
from uuid import UUID

from events.commands.command import Command
from events.facts.paths import CareScope, Contact, ForWhom, PathProblem, TargetGroup, TeamStatus


class PathCommand(Command, frozen=True, kw_only=True):
    """Acts on the path of the officer's own unit."""


class PublishContactPath(PathCommand, frozen=True, kw_only=True):
    primary: Contact
    backup: Contact | None = None
    escalation: Contact | None = None
    target_group: TargetGroup = TargetGroup.ZERO_SGI
    for_whom: frozenset[ForWhom] = frozenset(ForWhom)
    visiting_address: str | None = None
    reply_promise_working_days: int = 2
    use_when: str | None = None
    not_for: str | None = None
    bring: str = "Samtycke dokumenterat innan personen nämns."
    serves_municipalities: tuple[str, ...] | None = None
    care_scope: CareScope | None = None
    municipal_offers: tuple[str, ...] = ()
    team_status: TeamStatus = TeamStatus.NONE
    reko_count: int | None = None
    """Absent: as many as the unit has today."""
    reko_hours_per_week: int | None = None


class ConfirmContactPath(PathCommand, frozen=True, kw_only=True):
    confirmed_on: date


class RegisterContactAbsence(PathCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    contact_id: UUID
    from_: date
    to: date
    backup_id: UUID | None = None


class WithdrawContactPath(PathCommand, frozen=True, kw_only=True):
    reason: str


class FlagContactPath(Command, frozen=True, kw_only=True):
    """Somebody at another unit did not get through."""

    contact_path_id: UUID
    problem: PathProblem
    note: str | None = None


class NoteContactPathWorked(Command, frozen=True, kw_only=True):
    """Somebody at another unit got through."""

    contact_path_id: UUID
