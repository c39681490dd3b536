"""The one way in to a unit as it stands: the state that decisions and pages are made from (domain.md 6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

import msgspec

from events.calendar import day_of
from events.facts import Entry
from events.facts import paths as f


class Absence(msgspec.Struct, frozen=True):
    """Both days included."""

    contact_id: UUID
    first: date
    last: date
    backup_id: UUID | None = None

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


class Flag(msgspec.Struct, frozen=True):
    user_id: UUID
    on: date
    problem: f.PathProblem
    noted: bool = False
    """They have also said what happened; the words stand in the log and with the unit, not here."""


@dataclass(slots=True)
class ContactPath:
    """``published`` is ``None`` for a unit that never had a way in or has withdrawn it."""

    path_id: UUID
    version: int = 0
    published: f.ContactPathPublished | None = None
    confirmed_on: date | None = None
    confirmed_by: UUID | None = None
    absences: list[Absence] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    """Open ones, at most one a reporter."""


def path_id_of(unit_id: UUID) -> UUID:
    """One stream a unit: two ways in can never be published side by side."""
    return uuid5(unit_id, "contact path")


def fold(path_id: UUID, entries: Iterable[Entry]) -> ContactPath:
    path = ContactPath(path_id)
    for entry in entries:
        evolve(path, entry)
    return path


def evolve(path: ContactPath, entry: Entry) -> None:
    """Applies one entry, in place."""
    path.version = entry.version
    by = entry.actor.user_id if entry.actor else None
    match entry.fact:
        case f.ContactPathPublished() as fact:
            kept = {fact.primary_id, fact.backup_id}
            path.published, path.flags = fact, []
            path.confirmed_on, path.confirmed_by = day_of(entry.recorded_at), by
            path.absences = [absence for absence in path.absences if absence.contact_id in kept]
        case f.ContactPathConfirmed(confirmed_on=on):
            path.confirmed_on, path.confirmed_by, path.flags = on, by, []
        case f.ContactPathFlagged(problem=problem, note=note) if by:
            before = next((flag.on for flag in path.flags if flag.user_id == by), day_of(entry.recorded_at))
            others = [flag for flag in path.flags if flag.user_id != by]
            path.flags = [*others, Flag(by, before, problem, note is not None)]
        case f.ContactPathWorked():
            path.flags = [flag for flag in path.flags if flag.user_id != by]
        case f.ContactAbsenceRegistered() as fact:
            new = Absence(fact.contact_id, fact.from_, fact.to, fact.backup_id)
            apart = [a for a in path.absences if a.contact_id != new.contact_id or not touching(a, new.first, new.last)]
            path.absences = sorted([*apart, new], key=lambda a: (a.first, a.contact_id))
        case f.ContactPathWithdrawn():
            path.published, path.absences, path.flags = None, [], []


def touching(absence: Absence, first: date, last: date) -> bool:
    return absence.first <= last and first <= absence.last


def contacts_of(path: ContactPath) -> dict[UUID, f.Contact]:
    """The primary contact, then the backup if there is one, by id."""
    fact = path.published
    if fact is None:
        return {}
    return {fact.primary_id: fact.primary} | ({fact.backup_id: fact.backup} if fact.backup_id and fact.backup else {})
