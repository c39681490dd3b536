"""What any call may answer: a problem, a receipt, units, and who one is."""

from uuid import UUID

import msgspec

from events.facts.deviations import DeviationKind
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role


class Fault(msgspec.Struct):
    field: str
    detail: str


class Problem(msgspec.Struct):
    """RFC 9457. ``key`` is for programs, ``detail`` a Swedish sentence for the person who can act."""

    type: str
    title: str
    status: int
    key: str
    detail: str
    field: str | None = None
    errors: list[Fault] = []


class EventMade(msgspec.Struct):
    id: UUID
    topic: str


class Receipt(msgspec.Struct):
    """``events`` are those that this officer may see; the ids are there when the command made them."""

    receipt: str
    events: list[EventMade]
    case_id: UUID | None = None
    consent_id: UUID | None = None
    inquiry_id: UUID | None = None
    sip_id: UUID | None = None
    meeting_id: UUID | None = None
    intervention_id: UUID | None = None
    contact_path_id: UUID | None = None
    deidentified_inquiry_id: UUID | None = None
    agreement_id: UUID | None = None
    deviation_id: UUID | None = None
    kind: DeviationKind | None = None
    org_id: UUID | None = None
    unit_id: UUID | None = None
    assignment_id: UUID | None = None
    user_id: UUID | None = None
    quality_assignment_id: UUID | None = None
    offer_id: UUID | None = None
    funded_id: UUID | None = None


class UnitAnswer(msgspec.Struct):
    id: UUID
    slug: str
    name: str


class UnitListed(UnitAnswer):
    unit_type: UnitType
    org_type: OrgType
    municipality_code: str | None


class Units(msgspec.Struct):
    units: list[UnitListed]


class UserAnswer(msgspec.Struct):
    user_id: UUID
    name: str


class AssignmentAnswer(msgspec.Struct):
    assignment_id: UUID
    role: Role
    unit: UnitAnswer


class Me(msgspec.Struct):
    user: UserAnswer
    assignments: list[AssignmentAnswer]
    active: AssignmentAnswer | None
