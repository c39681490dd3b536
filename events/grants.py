"""Who may read what: the grants of a case, and the gate over one entry (domain.md 3.9).

The unit part of the gate lives once, as grants: the gate below and the row policy of ``vault.key`` ask the same rows.
The moment enters only when asking, so that an expiry bites without any job having run.
"""

import hashlib
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple, cast
from uuid import UUID

from events.calendar import day_of, end_of_validity, start_of
from events.case import Case
from events.categories import Category
from events.facts import Entry
from events.kinds import Status
from orgs.officers import Officer
from orgs.roles import CARE_CASE_ROLES

EVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
EXISTS, LISTED, NAME, OWN = "exists", "listed", "name", "own"
"""Knowing that the case is there; having it in one's list; the person's name; one's own entries."""


class Grant(NamedTuple):
    unit_id: UUID
    category: str
    since: int
    valid_from: datetime
    valid_to: datetime

    def holds(self, moment: datetime) -> bool:
        return self.valid_from <= moment < self.valid_to


class Release(NamedTuple):
    unit_id: UUID
    owner_unit: UUID
    category: str
    upto: int


Granted = dict[UUID, tuple[Grant, ...]]


def grants(case: Case) -> frozenset[Grant]:
    """All that any unit may know of the case, at any moment, as long as nothing more is recorded in it."""
    return frozenset(grant for held in grants_by_unit(case).values() for grant in held)


def grants_by_unit(case: Case) -> Granted:
    """The same by who holds them. Stays with the case, and with the next one when nothing of it changes."""
    if case.granted is None:
        by_unit: dict[UUID, list[Grant]] = {}
        for grant in _granted(case):
            by_unit.setdefault(grant.unit_id, []).append(grant)
        case.granted = {unit_id: tuple(sorted(held)) for unit_id, held in by_unit.items()}
    return cast(Granted, case.granted)


def _granted(case: Case) -> frozenset[Grant]:
    if case.gone or case.refused or case.opener is None:
        return frozenset()
    if case.locked:
        return frozenset(Grant(unit, door, 0, *EVER) for unit in case.owners for door in (EXISTS, LISTED))
    held: dict[tuple[UUID, str], Grant] = {}

    def give(unit: UUID, *doors: str, since: int = 0, period: tuple[datetime, datetime] = EVER) -> None:
        for door in doors:
            if (unit, door) not in held:
                held[unit, door] = Grant(unit, door, since, *period)

    for unit in case.owners | {case.opener}:
        give(unit, EXISTS, NAME, OWN)
    if case.consent is None:
        give(case.opener, LISTED, Category.IDENTITY_CONTACT)
        return frozenset(held.values())
    consent, fact = case.consent, case.consent.fact
    period, stands = (start_of(fact.valid_from), end_of_validity(fact.valid_to)), consent.stands
    for unit in consent.units:
        listed = (EVER[0], _leaves(case, unit))
        if case.closed is None:
            give(unit, EXISTS)
            give(unit, LISTED, period=listed)
        elif unit in case.owners:
            give(unit, LISTED, period=listed)
        if stands:
            give(unit, EXISTS, LISTED, NAME, period=period)
    if stands:
        for (unit, category), since in consent.scope.items():
            if unit in consent.verified:
                until = min(period[1], _leaves(case, unit))
                from_version = 0 if category is Category.IDENTITY_CONTACT else since
                give(unit, category, since=from_version, period=(period[0], until))
    return frozenset(held.values())


def _leaves(case: Case, unit_id: UUID) -> datetime:
    """A unit that has handed its responsibility over reads the others for thirty days more (domain.md 5.3.1)."""
    return case.left[unit_id].until if unit_id in case.left else EVER[1]


def releases(case: Case) -> frozenset[Release]:
    if case.gone or case.refused or case.locked:
        return frozenset()
    return frozenset(Release(unit, owner, category, upto) for (unit, owner, category), upto in case.releases.items())


def named(case: Case, officer: Officer) -> bool:
    return officer.has_case_role and officer.user_id in case.caseworkers.get(officer.unit_id, frozenset())


def _shares_a_role(case: Case, officer: Officer) -> bool:
    """A colleague in the same role as somebody named at the unit, who then chooses a reason (domain.md 2.2)."""
    return officer.has_case_role and officer.role in case.named_roles.get(officer.unit_id, frozenset())


def _may_follow_up(officer: Officer, moment: datetime) -> bool:
    held = officer.quality
    return held is not None and held.unit_id == officer.unit_id and held.active_on(day_of(moment))


class Gate:
    """The read gate for one officer, one case, one moment."""

    under_quality = False
    """Whether it is opened for quality assurance, by somebody who is not named (domain.md 2.4)."""

    def __init__(
        self, case: Case, officer: Officer, moment: datetime, substitute: bool = False, quality: bool = False
    ) -> None:
        self.officer = officer
        self._ask(case, officer.unit_id, moment)
        self.named = named(case, officer)
        self.under_quality = quality and not self.named and _may_follow_up(officer, moment)
        self.inside = self.named or (substitute and not self.under_quality and _shares_a_role(case, officer))

    def _ask(self, case: Case, unit_id: UUID, moment: datetime) -> None:
        self.case, self.unit_id, self.moment = case, unit_id, moment
        self.held = {g.category: g for g in grants_by_unit(case).get(unit_id, ()) if g.holds(moment)}
        self._released = {(r.owner_unit, r.category): r.upto for r in releases(case) if r.unit_id == unit_id}

    @property
    def knows(self) -> bool:
        """The first door: whether the case exists at all for this unit."""
        return EXISTS in self.held

    @property
    def knows_name(self) -> bool:
        return NAME in self.held

    @property
    def takes_part(self) -> bool:
        """Whether the unit is among those of the latest consent; one that is not learns nothing of how it stands. Of a
        locked case nobody learns who else is in it either: that tells where a protected person may be found."""
        party = self.officer.unit_id in self.case.parties_at(self.moment)
        return party and not self.under_quality and not self.case.locked

    @property
    def shown_status(self) -> Status | None:
        """The status this reader may know; ``None`` for a unit that has left the case and only has its own entries."""
        status = self.case.status(day_of(self.moment))
        return status if self.takes_part or status in {Status.DRAFT, Status.LOCKED} else None

    @property
    def sees_contact(self) -> bool:
        return self.inside and Category.IDENTITY_CONTACT in self.held

    @cached_property
    def awaits_verification(self) -> bool:
        """A recipient of the active consent that has not made sure of it yet meets the gate page, and only that."""
        consent, today = self.case.consent, day_of(self.moment)
        return (
            self.case.status(today) in {Status.ACTIVE, Status.CLOSED}
            and consent is not None
            and consent.active_on(today)
            and self.unit_id in self.case.parties_at(self.moment) - consent.verified
        )

    def may_read(self, entry: Entry) -> bool:
        """Domain.md 3.9, clause by clause."""
        unit, case = self.unit_id, self.case
        own = unit == entry.owner_unit
        if self.under_quality:
            return own and self.knows and not case.locked and entry.category is not Category.VIOLENCE_QUESTION
        if not self.knows or not self.inside or case.locked:
            return False
        if entry.version in case.retracted and not own:
            return False
        if entry.category is Category.VIOLENCE_QUESTION:
            return own and self.named and self.officer.role in CARE_CASE_ROLES
        if own:
            return True
        if entry.category is Category.STRUCTURE:
            return unit in entry.recipients and OWN in self.held
        grant = self.held.get(entry.category)
        if grant is None:
            return False
        if entry.category is Category.IDENTITY_CONTACT:
            return True
        shared = unit in entry.recipients and entry.version >= grant.since
        return shared or entry.version <= self._released.get((entry.owner_unit, entry.category), 0)

    def reads_until(self, entry: Entry) -> datetime:
        """Of an entry it may read: the first moment at which it may not, if nothing more is recorded in the case."""
        if self.unit_id == entry.owner_unit or entry.category is Category.STRUCTURE:
            return EVER[1]
        return self.held[entry.category].valid_to

    @cached_property
    def readable(self) -> list[Entry]:
        return [entry for entry in self.case.entries.values() if self.may_read(entry)]

    def mark(self) -> str:
        """Opaque: changes exactly when what this reader may read or know of the case does."""
        known = (self.knows, self.inside, self.awaits_verification, self.shown_status, sorted(self.held))
        read = [(entry.event_id.hex, entry.version in self.case.retracted) for entry in self.readable]
        return hashlib.sha256(repr((known, read)).encode()).hexdigest()[:32]

    def seen(self) -> str:
        """Opaque token of the latest entry this reader may read: tells of changes, never of hidden ones."""
        latest = next((e for e in reversed(self.case.entries.values()) if self.may_read(e)), None)
        return latest.event_id.hex if latest else "0"


class UnitGate(Gate):
    """What a unit as such may read, whoever works there: what its tasks are made from. Never what only the named may
    read, the question about violence."""

    named, inside = False, True

    def __init__(self, case: Case, unit_id: UUID, moment: datetime) -> None:
        self._ask(case, unit_id, moment)
