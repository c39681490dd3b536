"""The shapes of the API's answers, for its description and for the tests that hold the answers against it."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from events.agreement import AgreementStatus, Version
from events.contact_path import Absence
from events.deviation import DeviationStatus
from events.facts.deviations import Clause, Consequence, DeviationKind, DeviationType, EscalatedTo
from events.facts.paths import CareScope, ContactPathPublished
from events.kinds import Status
from events.path_states import PathState
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from portal.api.cases import Search, StepIn
from portal.login.assignments import ChooseAssignment


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
    contact_path_id: UUID | None = None
    deidentified_inquiry_id: UUID | None = None
    agreement_id: UUID | None = None
    deviation_id: UUID | None = None
    kind: DeviationKind | None = None
    org_id: UUID | None = None
    unit_id: UUID | None = None
    assignment_id: UUID | None = None
    user_id: UUID | None = None


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


class NameAnswer(msgspec.Struct):
    name: str | None


class PersonAnswer(NameAnswer):
    """Contact details only for a reader with a grant for them."""

    personnummer: str | None = None
    phone: str | None = None
    interpreter_language: str | None = None
    reach_safely: str | None = None


class ReasonAnswer(msgspec.Struct):
    """Why a case stands where it does in the list, in words; ``name`` is the rule's."""

    name: str
    text: str


class CaseListed(msgspec.Struct):
    case_id: UUID
    number: str
    status: Status
    person: NameAnswer
    waiting_on: list[UnitAnswer]
    updated_at: datetime | None
    reasons: list[ReasonAnswer]
    """From what the reader may read alone, the highest first."""


class Cases(msgspec.Struct):
    cases: list[CaseListed]
    next: str | None


class CaseFound(msgspec.Struct):
    """``status`` is null for a unit that has left the case and only has its own entries."""

    case_id: UUID
    number: str
    status: Status | None
    person: NameAnswer
    way_in: Literal["open", "gate", "substitute"]


class CasesFound(msgspec.Struct):
    cases: list[CaseFound]


class EntryAnswer(msgspec.Struct):
    """``recipients``: other units that can read the entry now. ``data``: the fields of the event."""

    event_id: UUID
    topic: str
    category: str
    owner_unit: UUID
    dated: date
    recorded_at: datetime
    recipients: list[UUID]
    data: dict[str, Any]
    retracted: bool = False


class ConsentAnswer(msgspec.Struct):
    """Of the reader's own unit."""

    consent_id: UUID
    active: bool
    form: str
    given_on: date
    valid_from: date
    valid_to: date
    purposes: list[str]
    scope: list[str]
    verified: bool


class RecordedBy(msgspec.Struct):
    name: str | None
    role: Role
    unit: str


class GateAnswer(msgspec.Struct):
    recorded_by: RecordedBy
    scope: list[str]


class CaseAnswer(msgspec.Struct):
    """Exactly what the reader may see. ``gate`` instead of the rest: the unit has not made sure of the consent."""

    case_id: UUID
    person: PersonAnswer
    number: str = ""
    status: Status | None = None
    consent: ConsentAnswer | None = None
    parties: list[UnitAnswer] = []
    seen: str = ""
    entries: list[EntryAnswer] = []
    consent_id: UUID | None = None
    gate: GateAnswer | None = None


class ReaderAnswer(msgspec.Struct):
    unit: UnitAnswer
    role: Role
    time: datetime
    substitute: bool


class ReadersAnswer(msgspec.Struct):
    readers: list[ReaderAnswer]


class SteppedIn(msgspec.Struct):
    case_id: UUID
    number: str


class CloudEvent(msgspec.Struct):
    """CloudEvents 1.0."""

    specversion: Literal["1.0"]
    id: UUID
    source: str
    type: str
    time: datetime
    datacontenttype: Literal["application/json"]
    data: dict[str, Any]


class Feed(msgspec.Struct):
    events: list[CloudEvent]
    next: str | None


class TaskAnswer(msgspec.Struct):
    kind: str
    case_id: UUID | None
    due_on: date | None
    what: str
    why: str
    href: str


class Tasks(msgspec.Struct):
    tasks: list[TaskAnswer]
    next: None


class AgreementListed(msgspec.Struct):
    agreement_id: UUID
    municipality_code: str
    care_scope: CareScope
    status: AgreementStatus
    in_force_from: date | None
    terminated_on: date | None
    follow_up_due: date | None
    follow_up_called: date | None
    versions: list[Version]


class Agreements(msgspec.Struct):
    agreements: list[AgreementListed]
    next: None


class DeviationListed(msgspec.Struct):
    """``case_id`` only to a named officer of a unit that may know of that case."""

    deviation_id: UUID
    kind: DeviationKind
    type: DeviationType
    status: DeviationStatus
    about_unit: UnitAnswer
    by_unit: UnitAnswer
    happened_on: date
    reported_on: date | None
    agreement_id: UUID | None
    clause: Clause | None
    description: str
    consequence_for_person: Consequence
    acknowledge_by: date | None
    answer_by: date | None
    closes_on: date | None
    escalated_to: EscalatedTo | None
    measure: str | None
    feedback_text: str | None
    case_id: UUID | None


class DeviationCount(msgspec.Struct):
    """To the coordination association alone. ``value`` is null where the count is too small to show."""

    period: str
    kind: DeviationKind
    type: DeviationType
    value: int | None
    display: str


class DeviationsAnswer(msgspec.Struct):
    deviations: list[DeviationListed]
    next: UUID | None
    counts: list[DeviationCount]


class PathListed(msgspec.Struct):
    contact_path_id: UUID
    unit: UnitAnswer
    states: list[PathState]
    confirmed_on: date | None
    path: ContactPathPublished
    absences: list[Absence]


class DeidentifiedListed(msgspec.Struct):
    deidentified_inquiry_id: UUID
    from_unit: UUID
    to_unit: UUID
    sent_on: date | None
    due_on: date
    text: str
    answered_on: date | None
    answer: str | None


class DeidentifiedAnswer(msgspec.Struct):
    deidentified_inquiries: list[DeidentifiedListed]
    next: None


class PathsAnswer(msgspec.Struct):
    contact_paths: list[PathListed]
    next: int | None


ANSWERS: dict[str, type[Any]] = {
    "GET /api/v1/me": Me,
    "PUT /api/v1/me/assignment": Me,
    "GET /api/v1/units": Units,
    "GET /api/v1/cases": Cases,
    "POST /api/v1/search": CasesFound,
    "GET /api/v1/cases/{case_id}": CaseAnswer,
    "GET /api/v1/cases/{case_id}/access-log": ReadersAnswer,
    "POST /api/v1/cases/{case_id}/substitution": SteppedIn,
    "GET /api/v1/events": Feed,
    "GET /api/v1/tasks": Tasks,
    "GET /api/v1/contact-paths": PathsAnswer,
    "GET /api/v1/agreements": Agreements,
    "GET /api/v1/deviations": DeviationsAnswer,
    "GET /api/v1/deidentified-inquiries": DeidentifiedAnswer,
}
BODIES: dict[str, type[Any]] = {
    "PUT /api/v1/me/assignment": ChooseAssignment,
    "POST /api/v1/search": Search,
    "POST /api/v1/cases/{case_id}/substitution": StepIn,
}
