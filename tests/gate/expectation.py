"""What the read gate and its two doors shall answer (domain.md 3.2, 3.4–3.7, 3.9), written from the words.

It knows nothing of ``events.fold`` and ``events.grants``: it retells a plain list of entries
from the beginning each time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from events import facts as f
from events.categories import Category
from events.facts import Entry
from orgs.roles import Role

STRUCTURE, VIOLENCE, IDENTITY = Category.STRUCTURE, Category.VIOLENCE_QUESTION, Category.IDENTITY_CONTACT
CARE = {Role.REHAB_COORDINATOR, Role.PHYSICIAN}
WITH_CASES = CARE | {Role.SOCIAL_WORKER, Role.CASEWORKER}


@dataclass(frozen=True)
class Reader:
    """An officer acting through one assignment; ``substitute``: has chosen a reason for stepping in."""

    user_id: UUID
    unit_id: UUID
    role: Role
    substitute: bool = False
    quality: bool = False
    """Follows up the own unit under an assignment of its manager's (domain.md 2.4)."""


@dataclass
class Consent:
    fact: f.ConsentRecorded
    scope: dict[UUID, set[Category]]
    since: dict[tuple[UUID, Category], int]
    verified: set[UUID]
    ended: bool = False

    def lasts(self, day: date) -> bool:
        minor_until = self.fact.minor_until if self.fact.given_by == "guardian" else None
        grown_up = minor_until is not None and day >= minor_until
        return not self.ended and self.fact.valid_from <= day <= self.fact.valid_to and not grown_up


@dataclass
class Expectation:
    """The answers at ``moment``, given all entries of one case and which role each user works in."""

    entries: Sequence[Entry]
    moment: datetime
    roles: Mapping[UUID, Role]
    consent: Consent | None = None
    named: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    retracted: set[int] = field(default_factory=set)
    releases: list[Entry] = field(default_factory=list)
    gone: bool = False
    locked: bool = False
    closed: bool = False
    handed_over: dict[UUID, date] = field(default_factory=dict)
    """Units that have handed their responsibility over -> the last day on which they read the others."""

    def __post_init__(self) -> None:
        self.day = self.moment.astimezone(ZoneInfo("Europe/Stockholm")).date()
        for entry in self.entries:
            self._tell(entry)
        self.opener = self.entries[0].owner_unit
        self.owners = {entry.owner_unit for entry in self.entries}
        self.open_consent = self.consent if self.consent and self.consent.lasts(self.day) else None

    def _tell(self, entry: Entry) -> None:
        match entry.fact:
            case f.CaseDrafted():
                assert entry.actor
                self.named[entry.owner_unit] = frozenset({entry.actor.user_id})
            case f.ConsentRecorded() as fact:
                self._record(entry, fact)
            case f.ConsentVerified(consent_id=consent_id):
                if self.consent and self.consent.fact.consent_id == consent_id:
                    self.consent.verified.add(entry.owner_unit)
            case f.ConsentNarrowed(removed=removed):
                self._narrow(removed)
            case f.ConsentWithdrawn() | f.ConsentExpired():
                assert self.consent
                self.consent.ended = True
            case f.ConsentRefused(stage=stage):
                self.gone = self.gone or stage == "at_opening"
            case f.EarlierEntriesReleased():
                self.releases.append(entry)
            case f.PartyConfirmed(unit_id=unit, caseworkers=users):
                self.named[unit] = users
            case f.CaseResponsibilityTransferred() as fact:
                self._hand_over(entry, fact)
            case f.EntryRetracted(version=version):
                self.retracted.add(version)
            case f.ProtectedIdentityNoted():
                self.locked = True
            case f.CaseClosed() | f.CaseReopened() as fact:
                self.closed = isinstance(fact, f.CaseClosed)
                if isinstance(fact, f.CaseClosed) and fact.outcome == "deceased" and self.consent:
                    self.consent.ended = True  # no further disclosure (3.8)
            case f.CasePurgeOrdered() | f.CasePurged():
                self.gone = True

    def _record(self, entry: Entry, fact: f.ConsentRecorded) -> None:
        day = entry.recorded_at.astimezone(ZoneInfo("Europe/Stockholm")).date()
        old = self.consent if self.consent and self.consent.lasts(day) else None
        scope = {r.unit_id: set(r.categories) for r in fact.scope}
        since = {(unit, category): entry.version for unit, held in scope.items() for category in held}
        if old:
            since |= {
                key: old.since[key]
                for key in since
                if key[1] in old.scope.get(key[0], ()) and self.handed_over.get(key[0], day) >= day
            }
        verified = {entry.owner_unit} | (old.verified if old and fact.keeps_verifications else set())
        self.consent = Consent(fact, scope, since, verified)
        if not fact.keeps_verifications:
            self.handed_over = {}

    def _hand_over(self, entry: Entry, fact: f.CaseResponsibilityTransferred) -> None:
        """The old unit reads on for thirty days; who comes back after that makes sure anew and reads from then on."""
        day = entry.recorded_at.astimezone(ZoneInfo("Europe/Stockholm")).date()
        if self.handed_over.pop(fact.to_unit, day) < day and self.consent:
            self.consent.verified.discard(fact.to_unit)
            for unit, category in self.consent.since:
                if unit == fact.to_unit:
                    self.consent.since[unit, category] = entry.version
        self.handed_over.setdefault(fact.from_unit, day + timedelta(days=30))

    def has_left(self, unit: UUID) -> bool:
        return unit in self.handed_over and self.day > self.handed_over[unit]

    def _narrow(self, removed: Sequence[f.Removal]) -> None:
        assert self.consent
        for removal in removed:
            left = self.consent.scope.get(removal.unit_id, set()) - removal.categories
            if removal.categories and left >= {Category.IDENTITY_CONTACT, Category.PLANNING}:
                self.consent.scope[removal.unit_id] = left
            else:
                self.consent.scope.pop(removal.unit_id, None)
        self.consent.ended = self.consent.ended or len(self.consent.scope) < 2

    # The two doors --------------------------------------------------------------------------------------------------

    def exists(self, unit: UUID) -> bool:
        if self.gone:
            return False
        if self.locked or unit == self.opener or unit in self.owners:
            return unit in self.owners
        if self.open_consent:
            return unit in self.open_consent.scope
        return not self.closed and self.consent is not None and unit in self.consent.scope  # suspended

    def name(self, unit: UUID) -> bool:
        if self.gone or self.locked:
            return False
        return unit in self.owners or (self.open_consent is not None and unit in self.open_consent.scope)

    def contact(self, unit: UUID) -> bool:
        """Name and contact details are the category identity_contact; the draft is the opener's alone."""
        if self.gone or self.locked:
            return False
        return (self.consent is None and unit == self.opener) or self.since(unit, IDENTITY) is not None

    # The gate -------------------------------------------------------------------------------------------------------

    def since(self, unit: UUID, category: Category) -> int | None:
        """The grant: from which version on, or none."""
        consent = self.open_consent
        if (
            consent is None
            or self.has_left(unit)
            or unit not in consent.verified
            or category not in consent.scope.get(unit, ())
        ):
            return None
        return consent.since[unit, category]

    def unit_may_read(self, unit: UUID, entry: Entry) -> bool:
        """What holds for every officer of the unit alike: as far as the database can know."""
        if not self.exists(unit) or self.locked or (entry.version in self.retracted and unit != entry.owner_unit):
            return False
        if unit == entry.owner_unit:
            return True
        if entry.category == VIOLENCE:
            return False
        if entry.category == STRUCTURE:  # named(a, case) holds only where the unit has confirmed itself: an own entry
            return unit in entry.recipients and unit in self.owners
        since = self.since(unit, entry.category)
        if since is None:
            return False
        shared = unit in entry.recipients and entry.version >= since
        return entry.category == IDENTITY or shared or self._released(unit, entry, since)

    def _released(self, unit: UUID, entry: Entry, since: int) -> bool:
        return any(
            isinstance(release.fact, f.EarlierEntriesReleased)
            and release.fact.to_unit == unit
            and entry.category in release.fact.categories
            and release.owner_unit == entry.owner_unit
            and since < release.version
            and entry.version <= release.version
            for release in self.releases
        )

    def key_released(self, unit: UUID, entry: Entry) -> bool:
        """A retracted entry keeps its trace with its owner; its content is hidden for all."""
        return self.unit_may_read(unit, entry) and entry.version not in self.retracted

    def is_named(self, reader: Reader) -> bool:
        return reader.role in WITH_CASES and reader.user_id in self.named.get(reader.unit_id, ())

    def steps_in(self, reader: Reader) -> bool:
        """A colleague in the same role as somebody who is named."""
        colleagues = self.named.get(reader.unit_id, frozenset())
        return reader.substitute and reader.role in WITH_CASES and reader.role in {self.roles[u] for u in colleagues}

    def may_read(self, reader: Reader, entry: Entry) -> bool:
        if reader.quality and not self.is_named(reader):
            own = reader.unit_id == entry.owner_unit and entry.category != VIOLENCE
            return own and self.unit_may_read(reader.unit_id, entry)
        if not (self.is_named(reader) or self.steps_in(reader)):
            return False
        if entry.category == VIOLENCE and not (self.is_named(reader) and reader.role in CARE):
            return False
        return self.unit_may_read(reader.unit_id, entry)
