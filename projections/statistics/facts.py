"""What statistics know of a case: what it is, where it belongs, what lasted and what happened. No person, no text."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from orgs.kinds import OrgType, Party, UnitType

FOREVER = date.max
ALWAYS = date.min


class What(StrEnum):
    """Of a span or a happening; the indicators ask for them by these words."""

    ACTIVE = "active"
    PARTY = "party"
    DEGREE = "degree"
    SPELL = "spell"
    INCOME_SUPPORT = "income_support"
    STEP_DOWN = "step_down"
    EFFORT = "effort"
    FUNDED = "funded"
    PLAN = "plan"
    PLAN_REVISED = "plan_revised"
    CONSENT = "consent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NARROWED = "narrowed"
    EXPIRED = "expired"
    CLOSING = "closing"
    CLOSING_DEGREE = "closing_degree"
    CLOSING_SUPPORT = "closing_support"
    INQUIRY = "inquiry"
    FOLLOW_UP = "follow_up"
    FK = "fk"
    MUNICIPAL_START = "municipal_start"
    VIOLENCE = "violence"
    SIP_PROPOSED = "sip_proposed"
    SIP_SUMMONED = "sip_summoned"
    SIP_HELD = "sip_held"
    SIP_FOLLOW_UP = "sip_follow_up"


class UnitKind(NamedTuple):
    """What must be known of a unit to place what it does."""

    unit_type: UnitType
    org_type: OrgType
    party: Party | None


class Asked(NamedTuple):
    """One row of ``log.violence``, the only place where the question can be counted from."""

    version: int
    unit: UUID
    asked: bool
    on: date
    per_routine: bool


class CaseRow(NamedTuple):
    """``opened_on``: the day of the first consent, ``None`` where none was given. ``contact_days``: working days to the
    first contact. ``early``: whether the organisations spoke before full-time leave; ``None`` without sick leave."""

    case_id: UUID
    gender: str
    birth_year: int | None
    opened_on: date | None
    first_certificate_on: date | None
    first_certificate_full: bool | None
    contact_days: int | None
    early: bool | None


class Place(NamedTuple):
    """Where the case is counted from one day to another, both included."""

    case_id: UUID
    first: date
    last: date
    municipality: str
    care_unit: UUID | None


class Span(NamedTuple):
    """Something that lasted, both days included; a degree in ``number``. ``unit``: whose an effort is, who was party;
    of what an association pays for, the id of that intervention."""

    case_id: UUID
    what: What
    first: date
    last: date
    number: int = 0
    unit: UUID | None = None


class Happening(NamedTuple):
    """Something that happened on a day. ``due``, ``done``, ``days``, ``good`` mean what ``what`` makes of them."""

    case_id: UUID
    what: What
    day: date
    kind: str = ""
    pair: str = ""
    due: date | None = None
    done: date | None = None
    days: int | None = None
    good: bool | None = None
    unit: UUID | None = None
    number: int = 0


class CaseFacts(NamedTuple):
    case: CaseRow
    places: list[Place]
    spans: list[Span]
    happenings: list[Happening]
