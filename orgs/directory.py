"""Organisations, units and assignments as one immutable snapshot, folded from the organisation streams."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

import msgspec

from orgs.association import FundedIntervention, Offer
from orgs.kinds import PARTY_OF, OrgType, Party, UnitType
from orgs.roles import CASE_ROLES, Role


class Organisation(msgspec.Struct, frozen=True):
    org_id: UUID
    name: str
    org_type: OrgType
    org_number: str
    county_code: str
    municipality_code: str | None = None


class Unit(msgspec.Struct, frozen=True):
    unit_id: UUID
    slug: str
    name: str
    unit_type: UnitType
    org_id: UUID
    org_type: OrgType
    authority_id: UUID
    """The nämnd, agency or private provider behind the unit: secrecy applies between authorities."""
    serves_municipalities: tuple[str, ...] = ()
    active: bool = True

    @property
    def party(self) -> Party | None:
        """What kind of party this unit is in a case; ``None`` for units that never can be one."""
        return PARTY_OF.get(self.unit_type)


class User(msgspec.Struct, frozen=True):
    user_id: UUID
    issuer: str
    subject: str
    name: str


class Assignment(msgspec.Struct, frozen=True):
    assignment_id: UUID
    user_id: UUID
    role: Role
    unit_id: UUID
    valid_from: date
    valid_to: date
    ended_on: date | None = None

    def active_on(self, day: date) -> bool:
        """Ending takes effect at once: an assignment ended today is not active today."""
        return self.valid_from <= day and not self.over_on(day)

    def over_on(self, day: date) -> bool:
        """Ended or run out; one that is to end later is not over."""
        return self.last_day < day

    @property
    def last_day(self) -> date:
        """The last on which it counts: from the day it is ended on it does not."""
        return min(self.valid_to, self.ended_on - timedelta(days=1)) if self.ended_on else self.valid_to


class QualityAssignment(msgspec.Struct, frozen=True):
    """A manager's registered leave to read the unit's own entries, and its unmasked statistics (domain.md 2.4)."""

    quality_assignment_id: UUID
    user_id: UUID
    unit_id: UUID
    purpose: str
    data_scope: str
    registry_number: str
    valid_from: date
    valid_to: date
    granted_by: UUID
    ended_on: date | None = None

    def active_on(self, day: date) -> bool:
        """Ending takes effect at once."""
        return self.valid_from <= day and not self.over_on(day)

    def over_on(self, day: date) -> bool:
        return self.valid_to < day or (self.ended_on is not None and self.ended_on <= day)


class Directory:
    """A snapshot; made anew when an organisation event has been appended, never changed."""

    def __init__(
        self,
        organisations: Mapping[UUID, Organisation],
        units: Mapping[UUID, Unit],
        users: Mapping[UUID, User],
        assignments: Mapping[UUID, Assignment],
        position: int = 0,
        quality_assignments: Mapping[UUID, QualityAssignment] | None = None,
        offers: Mapping[UUID, Offer] | None = None,
        funded: Mapping[UUID, FundedIntervention] | None = None,
    ) -> None:
        self.organisations, self.units, self.users, self.assignments = organisations, units, users, assignments
        self.quality_assignments: Mapping[UUID, QualityAssignment] = quality_assignments or {}
        self.offers: Mapping[UUID, Offer] = offers or {}
        self.funded: Mapping[UUID, FundedIntervention] = funded or {}
        self.position = position
        """The log position of the latest organisation event this snapshot holds."""

    def unit(self, unit_id: UUID) -> Unit | None:
        return self.units.get(unit_id)

    def name_of(self, unit_id: UUID) -> str:
        return self.units[unit_id].name

    def user(self, user_id: UUID) -> User | None:
        return self.users.get(user_id)

    @cached_property
    def by_slug(self) -> dict[str, Unit]:
        return {unit.slug: unit for unit in self.units.values()}

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], User]:
        return {(user.issuer, user.subject): user for user in self.users.values()}

    @cached_property
    def _by_user(self) -> dict[UUID, list[Assignment]]:
        return _grouped(self.assignments.values(), "user_id")

    @cached_property
    def _by_unit(self) -> dict[UUID, list[Assignment]]:
        return _grouped(self.assignments.values(), "unit_id")

    def user_of(self, issuer: str, subject: str) -> User | None:
        return self._by_subject.get((issuer, subject))

    def quality_assignments_at(self, unit_id: UUID) -> list[QualityAssignment]:
        return [each for each in self.quality_assignments.values() if each.unit_id == unit_id]

    def quality_assignment_of(self, user_id: UUID, unit_id: UUID, day: date) -> QualityAssignment | None:
        """The one under which the user may follow up the unit on the day; ``None`` for nearly everybody."""
        held = self.quality_assignments_at(unit_id)
        return next((each for each in held if each.user_id == user_id and each.active_on(day)), None)

    def assignments_of(self, user_id: UUID, day: date) -> list[Assignment]:
        return [a for a in self._by_user.get(user_id, []) if a.active_on(day)]

    def at(self, unit_id: UUID) -> list[Assignment]:
        """Every assignment that has been held at the unit, ended ones too."""
        return self._by_unit.get(unit_id, [])

    def staff(self, unit_id: UUID, day: date, roles: Iterable[Role] = CASE_ROLES) -> list[tuple[User, Role]]:
        """Users with one of ``roles`` at the unit on the day, by name."""
        wanted = frozenset(roles)
        held = {(a.user_id, a.role) for a in self._by_unit.get(unit_id, []) if a.active_on(day) and a.role in wanted}
        return sorted(((self.users[user], role) for user, role in held), key=lambda pair: pair[0].name)


def _grouped(assignments: Iterable[Assignment], by: str) -> dict[UUID, list[Assignment]]:
    groups: dict[UUID, list[Assignment]] = {}
    for assignment in assignments:
        groups.setdefault(getattr(assignment, by), []).append(assignment)
    return groups
