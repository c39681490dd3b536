"""Commands about organisations, units, roles and quality assignments."""

from datetime import date
from uuid import UUID

from events.commands.command import Command
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role


class RegisterOrganisation(Command, frozen=True, kw_only=True):
    name: str
    org_type: OrgType
    org_number: str
    county_code: str
    municipality_code: str | None = None


class RegisterUnit(Command, frozen=True, kw_only=True):
    org_id: UUID
    slug: str
    name: str
    unit_type: UnitType
    authority_id: UUID | None = None
    serves_municipalities: tuple[str, ...] = ()


class ChangeUnit(Command, frozen=True, kw_only=True):
    unit_id: UUID
    name: str | None = None
    serves_municipalities: tuple[str, ...] | None = None
    active: bool | None = None


class AssignRole(Command, frozen=True, kw_only=True):
    issuer: str
    subject: str
    name: str
    role: Role
    unit_id: UUID
    valid_from: date
    valid_to: date
    licensed_or_care_staff: bool = False


class EndRole(Command, frozen=True, kw_only=True):
    assignment_id: UUID
    ended_on: date | None = None


class GrantQualityAssignment(Command, frozen=True, kw_only=True):
    """``unit_id`` and ``granted_by`` are the manager's own; ``data_scope`` says what in words."""

    assignee: UUID
    purpose: str
    registry_number: str
    valid_to: date
    valid_from: date | None = None
    data_scope: str | None = None
    unit_id: UUID | None = None


class EndQualityAssignment(Command, frozen=True, kw_only=True):
    quality_assignment_id: UUID
    ended_on: date | None = None
