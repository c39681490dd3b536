"""A case as it stands: the state that decisions and grants are made from, and the fold that makes it.

The fold has assignments only, no rules: an old event must load after a rule has been tightened.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from events import facts as f
from events.calendar import day_of, end_of_validity
from events.categories import Category
from events.facts import Entry
from events.kinds import InitiatingReason, Outcome, ResponsibilityKind, RetractionReason, Status
from events.sip.fold import Sip, evolve_sip, sips_of
from orgs.roles import Role

READS_ON = timedelta(days=30)
"""For how long a unit that has handed its responsibility over still reads what the others share."""
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


_COLLECTIONS = tuple(each.name for each in fields(Case) if each.default_factory is not MISSING)


def fold(case_id: UUID, entries: Iterable[Entry]) -> Case:
    case = Case(case_id)
    for entry in entries:
        evolve(case, entry)
    return case


def continued(case: Case, entries: Iterable[Entry]) -> Case:
    """The case after more entries; ``case`` itself, which others may be reading, stays as it is."""
    later = copy(case)
    for name in _COLLECTIONS:
        setattr(later, name, getattr(case, name).copy())
    later.inquiries = {inquiry_id: copy(inquiry) for inquiry_id, inquiry in case.inquiries.items()}
    if (consent := case.consent) is not None:
        later.consent = copy(consent)
        later.consent.scope, later.consent.verified = dict(consent.scope), set(consent.verified)
        later.consent.earlier = set(consent.earlier)
    for entry in entries:
        evolve(later, entry)
    return later


def evolve(case: Case, entry: Entry) -> None:
    """Applies one entry, in place."""
    granted = case.granted if entry.owner_unit in case.owners else None
    case.granted = None
    case.version = entry.version
    case.entries[entry.version] = entry
    case.owners.add(entry.owner_unit)
    evolve_sip(case.sips, entry)
    match entry.fact:
        case f.CaseDrafted() as fact:
            case.drafted, case.drafted_at = fact, entry.recorded_at
            case.opener = case.lead_unit = entry.owner_unit
            case.municipality_code = fact.municipality_code
            if entry.actor:
                _name(case, entry, entry.owner_unit, frozenset({entry.actor.user_id}), frozenset({entry.actor.role}))
        case f.CaseActivated() as fact:
            case.birth_year, case.initiating_reason = fact.birth_year, fact.initiating_reason
        case f.ConsentRecorded() as fact:
            _succeed(case, entry, fact)
        case f.ConsentVerified() if case.consent:
            case.consent.verified.add(entry.owner_unit)
        case f.ConsentCopyGiven() if case.consent:
            case.consent.copy_given = True
        case f.ConsentNarrowed(removed=removed) if case.consent:
            _narrow(case, case.consent, removed)
        case f.ConsentWithdrawn() | f.ConsentExpired() if case.consent:
            case.consent.ended = True
        case f.ConsentRefused(stage=stage):
            case.refused = case.consent is None and stage == "at_opening"
        case f.GuardianConsentNoted() as fact:
            case.guardian_notes.append(fact)
        case f.EarlierEntriesReleased() as fact:
            for category in fact.categories:
                case.releases[fact.to_unit, entry.owner_unit, category] = entry.version
        case f.PartyConfirmed() as fact:
            _name(case, entry, fact.unit_id, fact.caseworkers, fact.roles)
        case f.CaseResponsibilityTransferred() as fact:
            _hand_over(case, entry, fact)
        case f.ContactPersonNamed() as fact:
            case.contact_persons[fact.unit_id] = entry
        case f.ContactDetailsChanged(municipality_code=str() as code):
            case.municipality_code = code
        case f.InquirySent() as fact:
            case.inquiries[fact.inquiry_id] = Inquiry(entry)
        case f.InquiryAnswered() as fact:
            case.inquiries[fact.inquiry_id].answered = entry
        case f.InquiryVoided() as fact:
            case.inquiries[fact.inquiry_id].voided = entry
        case f.EntryRetracted() as fact:
            case.retracted[fact.version] = entry
            _undo(case, case.entries[fact.version])
        case f.CaseClosed() as fact:
            case.closed = fact
            if fact.outcome is Outcome.DECEASED and case.consent:
                case.consent.ended = True  # a dead person lets nobody read: no further disclosure (domain.md 3.8)
        case f.CaseReopened():
            case.closed = None
        case f.StatisticsObjectionNoted():
            case.statistics_objection = True
        case f.ProtectedIdentityNoted():
            case.locked = True
        case f.CasePurgeOrdered(decision_ref=decision_ref):
            case.purge_ordered = decision_ref
        case f.CasePurged():
            case.purged = True
        case _:
            case.granted = granted  # nothing but one more entry of a unit that had some before


def _name(case: Case, entry: Entry, unit_id: UUID, caseworkers: frozenset[UUID], roles: frozenset[Role]) -> None:
    case.caseworkers[unit_id], case.named_roles[unit_id] = caseworkers, roles
    case.confirmed_at.setdefault(unit_id, entry.version)


def _succeed(case: Case, entry: Entry, fact: f.ConsentRecorded) -> None:
    """A new consent supersedes in full; what the old one held unbroken keeps its ``shared_since``."""
    assert entry.actor is not None
    old = case.consent if case.consent and case.consent.active_on(day_of(entry.recorded_at)) else None
    at = entry.recorded_at
    held = {key: since for key, since in old.scope.items() if not case.has_left(key[0], at)} if old else {}
    case.lead_unit = case.lead_at(at)
    if not fact.keeps_verifications:
        case.left = {}  # the person has said so anew
    scope = {
        (r.unit_id, category): held.get((r.unit_id, category), entry.version)
        for r in fact.scope
        for category in r.categories
    }
    verified = {entry.owner_unit} | (old.verified if old and fact.keeps_verifications else set())
    earlier = {r.unit_id for r in fact.scope if r.includes_earlier}
    case.consent = Consent(fact, entry.version, entry.actor, scope, verified, earlier)
    case.consents.append(fact)
    case.guardian_notes = []
    case.releases = {k: upto for k, upto in case.releases.items() if (k[0], k[2]) in held and (k[0], k[2]) in scope}
    _pass_lead(case, entry.owner_unit)


def _narrow(case: Case, consent: Consent, removed: Iterable[f.Removal]) -> None:
    for removal in removed:
        for unit, category in list(consent.scope):
            if unit == removal.unit_id and (not removal.categories or category in removal.categories):
                del consent.scope[unit, category]
                consent.count_units()
                case.releases = {k: v for k, v in case.releases.items() if (k[0], k[2]) != (unit, category)}
        if removal.unit_id not in consent.units:
            consent.verified.discard(removal.unit_id)
    remaining = sorted(consent.units, key=lambda u: (u in case.left, case.confirmed_at.get(u, case.version + 1)))
    if remaining:
        _pass_lead(case, remaining[0])


def _pass_lead(case: Case, heir: UUID) -> None:
    """Lead passes on when its unit is no longer among the recipients (domain.md 3.7)."""
    if case.consent is None:
        return
    if case.lead_unit not in case.consent.units:
        case.lead_unit = heir
    for unit, departure in case.left.items():
        if departure.heir not in case.consent.units:
            case.left[unit] = departure._replace(heir=heir)


def _hand_over(case: Case, entry: Entry, fact: f.CaseResponsibilityTransferred) -> None:
    """A unit that comes back after it had left begins anew: it makes sure of the consent and reads from here on."""
    at, consent = entry.recorded_at, case.consent
    lead = case.lead_at(at)
    if consent is not None and case.has_left(fact.to_unit, at):
        consent.verified.discard(fact.to_unit)
        consent.scope |= {key: entry.version for key in consent.scope if key[0] == fact.to_unit}
        case.releases = {key: upto for key, upto in case.releases.items() if key[0] != fact.to_unit}
    case.left.pop(fact.to_unit, None)
    until = end_of_validity(day_of(at) + READS_ON)
    before = case.left.get(fact.from_unit, Departure(until, fact.to_unit, medical=False))
    medical = before.medical or fact.kind is ResponsibilityKind.MEDICAL
    case.left[fact.from_unit] = Departure(min(until, before.until), fact.to_unit, medical)
    case.lead_unit = fact.to_unit if fact.kind is ResponsibilityKind.LEAD else lead
    if fact.municipality_code is not None:
        case.municipality_code = fact.municipality_code


def _undo(case: Case, entry: Entry) -> None:
    """A retracted answer leaves its inquiry open again; a retracted question is no longer asked."""
    match entry.fact:
        case f.InquirySent(inquiry_id=inquiry_id):
            case.inquiries.pop(inquiry_id, None)
        case f.InquiryAnswered(inquiry_id=inquiry_id) if inquiry_id in case.inquiries:
            case.inquiries[inquiry_id].answered = None
        case f.ContactPersonNamed(unit_id=unit_id):
            case.contact_persons.pop(unit_id, None)
    if hasattr(entry.fact, "sip_id"):
        case.sips = sips_of(each for version, each in case.entries.items() if version not in case.retracted)
