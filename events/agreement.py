"""An agreement as it stands, on any day: versions with their signatures, follow-ups, its end (domain.md 5.5, 5.7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from events.calendar import add_months, day_of
from events.facts import Entry
from events.facts import agreements as f
from events.facts.paths import CareScope
from orgs.directory import Directory, Unit
from orgs.kinds import OrgType

FIRST_FOLLOW_UP_MONTHS, NEXT_FOLLOW_UP_MONTHS = 6, 12


class AgreementStatus(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    TERMINATED = "terminated"


class Signature(msgspec.Struct, frozen=True):
    unit_id: UUID
    signed_by: UUID
    on: date


class Version(msgspec.Struct):
    number: int
    written_on: date
    terms: f.Terms
    changes: str = ""
    signatures: list[Signature] = []

    @property
    def signed_by_units(self) -> set[UUID]:
        return {signature.unit_id for signature in self.signatures}

    @property
    def in_force_from(self) -> date | None:
        """The day of the last signature, when all have signed."""
        if not set(self.terms.parties) <= self.signed_by_units:
            return None
        return max(signature.on for signature in self.signatures)


@dataclass(slots=True)
class Agreement:
    agreement_id: UUID
    version: int = 0
    municipality_code: str = ""
    care_scope: CareScope = CareScope.BOTH
    drafted_on: date | None = None
    versions: list[Version] = field(default_factory=list)
    informed: dict[UUID, date] = field(default_factory=dict)
    reminded: dict[UUID, date] = field(default_factory=dict)
    """The day each party was last reminded."""
    called: date | None = None
    """When the follow-up that is called will be; ``None`` when none is."""
    held: list[date] = field(default_factory=list)
    terminated_on: date | None = None
    terminated_by: UUID | None = None

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def in_force_from(self) -> date | None:
        """When it first came into force, in any version."""
        return min((day for each in self.versions if (day := each.in_force_from)), default=None)

    def in_force(self, day: date) -> Version | None:
        """The version that holds on the day: an older one until the next is fully signed."""
        if self.terminated_on is not None and day >= self.terminated_on:
            return None
        holding = [each for each in self.versions if each.in_force_from and each.in_force_from <= day]
        return holding[-1] if holding else None

    def status(self, day: date) -> AgreementStatus:
        if self.terminated_on is not None and day >= self.terminated_on:
            return AgreementStatus.TERMINATED
        return AgreementStatus.IN_FORCE if self.in_force(day) else AgreementStatus.DRAFT

    @property
    def follow_up_due(self) -> date | None:
        """Six months after it came into force, then every twelve; the municipality calls."""
        if self.in_force_from is None or self.terminated_on is not None:
            return None
        return add_months(self.in_force_from, FIRST_FOLLOW_UP_MONTHS + NEXT_FOLLOW_UP_MONTHS * len(self.held))

    def bound(self, day: date) -> set[UUID]:
        """Parties of the latest version, and of the one that holds meanwhile."""
        holds = self.in_force(day)
        return {*self.latest.terms.parties, *(holds.terms.parties if holds else ())}

    def unsigned(self) -> set[UUID]:
        """Parties that have not signed the latest version."""
        return set(self.latest.terms.parties) - self.latest.signed_by_units

    def uninformed(self, day: date) -> set[UUID]:
        """Parties of the version in force that have not told their staff since it came into force."""
        holds = self.in_force(day)
        since = holds.in_force_from if holds else None
        if holds is None or since is None:
            return set()
        return {unit_id for unit_id in holds.terms.parties if self.informed.get(unit_id, date.min) < since}

    def late_since(self, day: date) -> date | None:
        """When the follow-up that nobody has called should have been held."""
        due = self.follow_up_due
        return due if due is not None and due < day and self.called is None else None

    def uncalled(self, directory: Directory, day: date) -> set[UUID]:
        """The municipality's parties, any of which may call, when a follow-up is late."""
        holds = self.in_force(day)
        if holds is None or self.late_since(day) is None:
            return set()
        return {unit_id for unit_id in holds.terms.parties if _municipal(directory.unit(unit_id))}

    def lacking(self, directory: Directory, day: date) -> dict[UUID, date]:
        """Parties that something is left to do for, and that may be reminded of it -> since when it is left."""
        late = self.late_since(day)
        calling = dict.fromkeys(self.uncalled(directory, day), late + timedelta(days=1)) if late else {}
        return calling | dict.fromkeys(self.unsigned() | self.uninformed(day), self.latest.written_on)

    def covers(self, scope: CareScope) -> bool:
        return self.care_scope in (scope, CareScope.BOTH)


def _municipal(unit: Unit | None) -> bool:
    return unit is not None and unit.org_type is OrgType.MUNICIPALITY


def fold(agreement_id: UUID, entries: Iterable[Entry]) -> Agreement:
    agreement = Agreement(agreement_id)
    for entry in entries:
        evolve(agreement, entry)
    return agreement


def evolve(agreement: Agreement, entry: Entry) -> None:
    """Applies one entry, in place."""
    agreement.version = entry.version
    on = day_of(entry.recorded_at)
    match entry.fact:
        case f.AgreementDrafted() as fact:
            agreement.municipality_code, agreement.care_scope = fact.municipality_code, fact.care_scope
            agreement.drafted_on = on
            agreement.versions = [Version(1, on, fact.terms)]
        case f.AgreementRevised() as fact:
            agreement.versions = [*agreement.versions, Version(fact.version, on, fact.terms, fact.changes)]
        case f.AgreementSigned() as fact:
            signed = agreement.versions[fact.version - 1]
            signed.signatures = [*signed.signatures, Signature(fact.unit_id, fact.signed_by, fact.signed_on)]
        case f.AgreementInformed(unit_id=unit_id, on=day):
            agreement.informed = {**agreement.informed, unit_id: day}
        case f.AgreementReminded(units=units):
            agreement.reminded = {**agreement.reminded, **dict.fromkeys(units, on)}
        case f.AgreementFollowUpCalled(at=at):
            agreement.called = at
        case f.AgreementFollowUpHeld(on=day):
            agreement.called, agreement.held = None, [*agreement.held, day]
        case f.AgreementTerminated(on=day, unit_id=unit_id):
            agreement.terminated_on, agreement.terminated_by = day, unit_id
