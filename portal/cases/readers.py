"""Who can read: an entry that is there, or one that is about to be written. Asked of the same gate as every page."""

from collections.abc import Collection
from functools import cached_property
from uuid import UUID

from events.calendar import day_of
from events.categories import Category
from events.facts import Entry
from events.grants import Gate
from events.reading import Reading
from orgs.directory import Directory
from orgs.officers import Officer
from portal.swedish import joined, readers_said

NOBODY = UUID(int=0)


class Readers:
    """The gates of all units of a case at one moment, each made once per page."""

    def __init__(self, reading: Reading, directory: Directory) -> None:
        self.case, self.directory, self.moment = reading.case, directory, reading.moment
        self.own = reading.gate.officer.unit_id
        self.told = reading.gate.takes_part and not reading.at_the_gate
        """A unit that is left out, or stands at the gate, is told nothing of the others."""
        self._gates: dict[UUID, Gate | None] = {self.own: reading.gate}
        self._words: dict[tuple[UUID, ...], str] = {}

    @cached_property
    def parties(self) -> list[UUID]:
        """Units of the consent in force, the own one first; none while there is none."""
        consent = self.case.consent
        if not self.told or consent is None or not consent.active_on(day_of(self.moment)):
            return []
        return sorted(
            self.case.parties_at(self.moment), key=lambda unit: (unit != self.own, self.directory.name_of(unit))
        )

    def of(self, entry: Entry) -> str:
        """Exactly those who can read it now: "alla fyra parter", "bara Lärkan (ni)", or names."""
        candidates = [entry.owner_unit, *entry.recipients, *self.parties]
        return self._said([unit for unit in dict.fromkeys(candidates) if self._reads(unit, entry)])

    def to_be(self, category: Category, recipients: Collection[UUID] | None = None) -> str:
        """Who will be able to read an entry of this category to these units (``None``: all that are covered)."""
        covered = self.covered(category)
        chosen = covered if recipients is None else [unit for unit in covered if unit in recipients]
        now = [unit for unit in chosen if (gate := self._gate(unit)) is not None and category in gate.held]
        later = [self.directory.name_of(unit) for unit in chosen if unit not in now]
        said = self._said([self.own, *now])
        return f"{said}. {joined(later)} när de har öppnat ärendet" if later else said

    def covered(self, category: Category) -> list[UUID]:
        """Other units that the consent in force covers for the category, by name."""
        consent = self.case.consent
        if not self.told or consent is None or not consent.active_on(day_of(self.moment)) or self.case.closed:
            return []
        holders = {unit for unit, held in consent.scope if held is category} & self.case.parties_at(self.moment)
        return sorted(holders - {self.own}, key=self.directory.name_of)

    def unit_reads(self, unit_id: UUID, entry: Entry) -> bool:
        """Whether somebody who works in the case at that unit may read the entry now."""
        return self._reads(unit_id, entry)

    def _reads(self, unit_id: UUID, entry: Entry) -> bool:
        """A unit that has not made sure of the consent reads nothing but the gate page."""
        gate = self._gate(unit_id)
        return gate is not None and gate.may_read(entry) and not gate.awaits_verification

    def _said(self, units: list[UUID]) -> str:
        """Most entries of a case have the same readers: each group is put into words once."""
        if (group := tuple(units)) not in self._words:
            names = [self.directory.name_of(unit) for unit in sorted(units, key=lambda unit: unit != self.own)]
            here = self.directory.name_of(self.own)
            self._words[group] = readers_said(names, [self.directory.name_of(unit) for unit in self.parties], here)
        return self._words[group]

    def _gate(self, unit_id: UUID) -> Gate | None:
        """The gate of somebody who is named in the case there and still works there; ``None`` while nobody is."""
        if unit_id not in self._gates:
            named = self.case.caseworkers.get(unit_id, frozenset())
            at_work = self.directory.staff(unit_id, day_of(self.moment))
            officers = [
                Officer(user.user_id, user.name, NOBODY, role, self.directory.units[unit_id])
                for user, role in at_work
                if user.user_id in named
            ]
            self._gates[unit_id] = Gate(self.case, officers[0], self.moment) if officers else None
        return self._gates[unit_id]
