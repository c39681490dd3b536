"""What is due in a case, for one of its units: derived from what that unit may read, never stored beside the log.

A family of tasks is a function of a ``Sight`` that yields ``Due``; ``FAMILIES`` names them all. The clock enters when
the rows are read: each says from which day until which it is there. Nothing here knows an officer or a screen.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

import msgspec

from events import facts as f
from events.calendar import day_of
from events.case import Case, Consent
from events.facts import Entry
from events.grants import LISTED, UnitGate


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, or to wait for. ``about`` holds dates, codes and unit ids alone, for the words of a screen."""

    kind: str
    ref: UUID
    """What it is about; together with ``kind`` it is the same task tomorrow."""
    due_on: date | None = None
    door: str = LISTED
    """The grant that the unit must hold at the moment of asking."""
    from_on: date | None = None
    """The first day it is shown; ``None``: from when it arose."""
    until: date | None = None
    """The last day it is shown; ``None``: until something ends it."""
    waits_for_others: bool = False
    whole_unit: bool = False
    """Shown to every case officer of the unit, and to its manager; else to those named in the case."""
    cause: Entry | None = None
    """The entry that brought it about: nobody is told by mail of what they have done themselves."""
    about: dict[str, Any] = {}


class Sight:
    """A case as one unit may see it right after the latest entry."""

    def __init__(self, case: Case, unit_id: UUID) -> None:
        self.case, self.unit_id = case, unit_id
        self.latest = case.entries[case.version]
        self.day = day_of(self.latest.recorded_at)
        self.gate = UnitGate(case, unit_id, self.latest.recorded_at)

    @cached_property
    def entries(self) -> list[Entry]:
        """What the unit may read and nobody has retracted, oldest first."""
        retracted = self.case.retracted
        return [e for e in self.case.entries.values() if e.version not in retracted and self.gate.may_read(e)]

    def facts(self, *kinds: type[f.Fact]) -> list[Entry]:
        return [entry for entry in self.entries if isinstance(entry.fact, kinds)]

    def last(self, *kinds: type[f.Fact]) -> Entry | None:
        found = self.facts(*kinds)
        return found[-1] if found else None

    @property
    def open(self) -> bool:
        case = self.case
        return not (case.closed or case.locked or case.refused or case.purged)

    @property
    def parties(self) -> frozenset[UUID]:
        """Units of the latest consent that have not left."""
        return self.case.parties_at(self.latest.recorded_at)

    @property
    def consent(self) -> Consent | None:
        """The consent in force, when the unit has made sure of it and the case is open."""
        consent = self.case.consent
        joined = consent is not None and consent.stands and self.unit_id in consent.verified & consent.units
        return consent if self.open and joined else None


Family = Callable[[Sight], Iterator[Due]]


def ref_of(entry: Entry, part: object = "") -> UUID:
    """A stable id for one of several tasks that come of one entry."""
    return uuid5(entry.event_id, str(part)) if part else entry.event_id
