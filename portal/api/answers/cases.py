"""Cases: listed, found, and as their reader may see them."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from events.kinds import Status, SubstituteReason
from orgs.roles import Role
from portal.api.answers.common import UnitAnswer


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


class SubstitutionAnswer(msgspec.Struct):
    time: datetime
    officer: str
    role: Role
    reason: SubstituteReason
    case_number: str | None
    instead_of: str


class Substitutions(msgspec.Struct):
    substitutions: list[SubstitutionAnswer]


class SteppedIn(msgspec.Struct):
    case_id: UUID
    number: str
