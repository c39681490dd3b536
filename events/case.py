"""A case as it stands: the state that decisions and grants are made from. The fold makes it (`events/fold.py`)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from events import facts as f
from events.categories import Category
from events.facts import Entry
from events.kinds import InitiatingReason, RetractionReason, Status
from events.sip.fold import Sip
from orgs.roles import Role

KEY_DESTROYED_BY = frozenset({RetractionReason.WRONG_PERSON, RetractionReason.TOO_MUCH_INFORMATION})


@dataclass(slots=True)
class Consent:
    """The latest consent of a case, with what narrowing has left of it."""

    fact: f.ConsentRecorded
    version: int
    recorded_by: f.Actor
    scope: dict[tuple[UUID, Category], int]
    """(unit, category) -> ``shared_since``, the stream version from which entries may be read (domain.md 3.2)."""
    verified: set[UUID]
    earlier: set[UUID]
    """Units to which the person permits that earlier entries are opened."""
    ended: bool = False
    copy_given: bool = False
    units: frozenset[UUID] = field(init=False)
    """All that have anything left in ``scope``; asked for so often that it is kept."""

    def __post_init__(self) -> None:
        self.count_units()

    def count_units(self) -> None:
        self.units = frozenset(unit for unit, _ in self.scope)

    def categories_of(self, unit_id: UUID) -> frozenset[Category]:
        return frozenset(category for unit, category in self.scope if unit == unit_id)

    @property
    def stands(self) -> bool:
        """Not withdrawn and still between at least two units; the period is asked for apart."""
        return not self.ended and len(self.units) >= 2

    def active_on(self, day: date) -> bool:
        return self.stands and self.fact.valid_from <= day <= self.fact.valid_to


class Departure(NamedTuple):
    """Of a unit that has handed its responsibility over (domain.md 5.3.1)."""

    until: datetime
    """The first moment at which it has nothing left but its own entries."""
    heir: UUID
    medical: bool


@dataclass(slots=True)
class Inquiry:
    sent: Entry
    answered: Entry | None = None
    voided: Entry | None = None

    @property
    def fact(self) -> f.InquirySent:
        assert isinstance(self.sent.fact, f.InquirySent)
        return self.sent.fact

    @property
    def open(self) -> bool:
        return self.answered is None and self.voided is None


@dataclass(slots=True)
class Case:
    case_id: UUID
    version: int = 0
    drafted: f.CaseDrafted | None = None
    drafted_at: datetime | None = None
    opener: UUID | None = None
    lead_unit: UUID | None = None
    municipality_code: str = ""
    birth_year: int | None = None
    initiating_reason: InitiatingReason | None = None
    consent: Consent | None = None
    consents: list[f.ConsentRecorded] = field(default_factory=list)
    guardian_notes: list[f.GuardianConsentNoted] = field(default_factory=list)
    caseworkers: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    named_roles: dict[UUID, frozenset[Role]] = field(default_factory=dict)
    confirmed_at: dict[UUID, int] = field(default_factory=dict)
    contact_persons: dict[UUID, Entry] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    retracted: dict[int, Entry] = field(default_factory=dict)
    releases: dict[tuple[UUID, UUID, Category], int] = field(default_factory=dict)
    """(unit, owner, category) -> the version up to which the owner has released its entries."""
    inquiries: dict[UUID, Inquiry] = field(default_factory=dict)
    sips: dict[UUID, Sip] = field(default_factory=dict)
    owners: set[UUID] = field(default_factory=set)
    left: dict[UUID, Departure] = field(default_factory=dict)
    closed: f.CaseClosed | None = None
    statistics_objection: bool = False
    refused: bool = False
    locked: bool = False
    purge_ordered: str | None = None
    """The decision under which the gate has been closed and the keeper purges."""
    purged: bool = False
    leaf: bytes = field(default=b"", repr=False, compare=False)
    """Of the latest entry's row in the log: tells this past from any other, as after a restore. Ids do not, since who
    sends a command again sends its id again."""
    granted: object = field(default=None, repr=False, compare=False)
    """What ``grants`` has made of the case as it stands; forgotten when anything but its entries changes."""

    @property
    def number(self) -> str:
        return self.drafted.number if self.drafted else ""

    @property
    def gone(self) -> bool:
        """Purged, or about to be: nobody knows of it."""
        return self.purged or self.purge_ordered is not None

    def status(self, day: date) -> Status:
        """Precedence of domain.md 5.3.1; expiry needs no job."""
        if self.gone:
            return Status.PURGED
        if self.locked:
            return Status.LOCKED
        if self.refused:
            return Status.REFUSED
        if self.closed:
            return Status.CLOSED
        if self.consent is None:
            return Status.DRAFT
        return Status.ACTIVE if self.consent.active_on(day) else Status.SUSPENDED

    def has_left(self, unit_id: UUID, moment: datetime) -> bool:
        """Whether the unit handed its responsibility over so long ago that only its own entries are left to it."""
        return unit_id in self.left and self.left[unit_id].until <= moment

    def parties_at(self, moment: datetime) -> frozenset[UUID]:
        """Units of the latest consent that have not left; whether it is in force is asked for apart."""
        if self.consent is None:
            return frozenset()
        if not self.left:
            return self.consent.units
        return frozenset(unit for unit in self.consent.units if not self.has_left(unit, moment))

    def lead_at(self, moment: datetime) -> UUID | None:
        """The unit that holds the case together; when it has left, the one that took over from it."""
        unit, asked = self.lead_unit, set[UUID]()
        while unit is not None and unit not in asked and self.has_left(unit, moment):
            asked.add(unit)
            unit = self.left[unit].heir
        return unit

    def by_event(self, event_id: UUID) -> Entry | None:
        return next((entry for entry in self.entries.values() if entry.event_id == event_id), None)

    def facts(self, *kinds: type[f.Fact]) -> list[Entry]:
        """Entries of these kinds that are not retracted, oldest first."""
        return [e for v, e in self.entries.items() if isinstance(e.fact, kinds) and v not in self.retracted]
