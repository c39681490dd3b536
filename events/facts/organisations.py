"""Organisations, units, roles and quality assignments."""

from datetime import date
from uuid import UUID

from events.facts.association import AssociationFact
from events.facts.fact import Fact, topics_of
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role


class OrganisationRegistered(Fact, frozen=True, tag="organisation-registered"):
    org_id: UUID
    name: str
    org_type: OrgType
    org_number: str
    county_code: str
    municipality_code: str | None = None


class UnitRegistered(Fact, frozen=True, tag="unit-registered"):
    unit_id: UUID
    org_id: UUID
    authority_id: UUID
    slug: str
    name: str
    unit_type: UnitType
    serves_municipalities: tuple[str, ...] = ()


class UnitChanged(Fact, frozen=True, tag="unit-changed"):
    """Only what changed is set; ``active`` false closes the unit."""

    unit_id: UUID
    name: str | None = None
    serves_municipalities: tuple[str, ...] | None = None
    active: bool | None = None


class RoleAssigned(Fact, frozen=True, tag="role-assigned"):
    assignment_id: UUID
    user_id: UUID
    issuer: str
    subject: str
    name: str
    role: Role
    unit_id: UUID
    valid_from: date
    valid_to: date
    licensed_or_care_staff: bool = False


class RoleEnded(Fact, frozen=True, tag="role-ended"):
    assignment_id: UUID
    ended_on: date


class QualityAssignmentGranted(Fact, frozen=True, tag="quality-assignment-granted"):
    quality_assignment_id: UUID
    assignee: UUID
    unit_id: UUID
    purpose: str
    data_scope: str
    registry_number: str
    valid_from: date
    valid_to: date
    granted_by: UUID


class QualityAssignmentEnded(Fact, frozen=True, tag="quality-assignment-ended"):
    quality_assignment_id: UUID
    ended_on: date


OrganisationFact = (
    OrganisationRegistered
    | UnitRegistered
    | UnitChanged
    | RoleAssigned
    | RoleEnded
    | QualityAssignmentGranted
    | QualityAssignmentEnded
    | AssociationFact
)
ORGANISATION_TOPICS = topics_of(OrganisationFact)
