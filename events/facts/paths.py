"""Events of a contact path, the one way in to a unit (domain.md 5.5, 6): staff data, in clear, one stream a unit."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from events.facts.fact import Fact, topics_of


class ContactKind(StrEnum):
    NAMED = "named"
    FUNCTION = "function"


class TargetGroup(StrEnum):
    ZERO_SGI = "zero_sgi"


class ForWhom(StrEnum):
    REGION = "region"
    MUNICIPALITY = "municipality"
    FK = "fk"
    AF = "af"
    PERSON = "person"


class CareScope(StrEnum):
    PRIMARY_CARE = "primary_care"
    ADULT_PSYCHIATRY = "adult_psychiatry"
    BOTH = "both"


class TeamStatus(StrEnum):
    NONE = "none"
    FORMING = "forming"
    ACTIVE = "active"


class PathProblem(StrEnum):
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    WRONG_PERSON = "wrong_person"
    OTHER = "other"


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Reachable on a weekday, 1 is Monday, between two clock times written ``08:00``."""

    weekday: int
    from_: str
    to: str


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named officer or a function; at least one of ``phone`` and ``secure_address`` is there."""

    kind: ContactKind
    display_name: str
    role: str | None = None
    phone: str | None = None
    secure_address: str | None = None
    hours: tuple[Hours, ...] = ()
    staff_count: int | None = None
    """How many answer for a function."""


class ContactPathPublished(Fact, frozen=True, tag="contact-path-published"):
    """The whole record; publishing again replaces it and counts as confirming it."""

    path_id: UUID
    unit_id: UUID
    target_group: TargetGroup
    for_whom: frozenset[ForWhom]
    primary_id: UUID
    primary: Contact
    backup_id: UUID | None
    backup: Contact | None
    escalation: Contact | None
    """Whom to call when there is no way in: the manager."""
    visiting_address: str | None
    reply_promise_working_days: int
    use_when: str | None
    not_for: str | None
    bring: str
    serves_municipalities: tuple[str, ...]
    care_scope: CareScope | None
    municipal_offers: tuple[str, ...]
    team_status: TeamStatus
    reko_count: int
    reko_hours_per_week: int | None


class ContactPathConfirmed(Fact, frozen=True, tag="contact-path-confirmed"):
    confirmed_on: date


class ContactPathFlagged(Fact, frozen=True, tag="contact-path-flagged"):
    problem: PathProblem
    note: str | None = None


class ContactPathWorked(Fact, frozen=True, tag="contact-path-worked"):
    """Somebody got through; takes back their own flag."""


class ContactAbsenceRegistered(Fact, frozen=True, tag="contact-absence-registered", rename={"from_": "from"}):
    """Both days included, with every overlapping absence of the same contact drawn into it."""

    contact_id: UUID
    from_: date
    to: date
    backup_id: UUID | None = None


class ContactPathWithdrawn(Fact, frozen=True, tag="contact-path-withdrawn"):
    reason: str


PathFact = (
    ContactPathPublished
    | ContactPathConfirmed
    | ContactPathFlagged
    | ContactPathWorked
    | ContactAbsenceRegistered
    | ContactPathWithdrawn
)
PATH_TOPICS = topics_of(PathFact)
