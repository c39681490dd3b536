"""On which days a case was active and which units were its parties, as the log had it at the end of each day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from events import facts as f
from events.calendar import day_of
from events.case import Case
from projections.statistics.facts import FOREVER, Span, What

_DAY = timedelta(days=1)


@dataclass
class _State:
    """What decides whether a case is active: the same words as ``Case.status`` (domain.md 5.2)."""

    units: dict[UUID, set[object]] = field(default_factory=dict)
    valid_from: date = FOREVER
    valid_to: date = FOREVER
    ended: bool = True
    closed: bool = False

    def told(self, fact: f.AnyFact) -> bool:
        """Takes in one fact; whether it was one that matters."""
        match fact:
            case f.ConsentRecorded():
                self.units = {r.unit_id: set(r.categories) for r in fact.scope}
                self.valid_from, self.valid_to, self.ended = fact.valid_from, fact.valid_to, False
            case f.ConsentNarrowed(removed=removed):
                for each in removed:
                    left = self.units.get(each.unit_id, set()) - each.categories if each.categories else set()
                    self.units[each.unit_id] = left
                self.units = {unit: held for unit, held in self.units.items() if held}
            case f.ConsentWithdrawn() | f.ConsentExpired():
                self.ended = True
            case f.CaseClosed():
                self.closed = True
            case f.CaseReopened():
                self.closed = False
            case f.CasePurged():
                self.closed = True
            case _:
                return False
        return True

    @property
    def stands(self) -> bool:
        return not self.ended and len(self.units) >= 2


def _states(case: Case) -> list[tuple[date, date, bool, bool, frozenset[UUID]]]:
    """(first, last, stands, closed, units) with days on which the consent is valid; the last state of a day holds."""
    found: dict[date, tuple[date, date, bool, bool, frozenset[UUID]]] = {}
    state = _State()
    for entry in case.entries.values():
        if state.told(entry.fact):
            on = day_of(entry.recorded_at)
            until = state.valid_to
            found[on] = max(on, state.valid_from), until, state.stands, state.closed, frozenset(state.units)
    days = sorted(found)
    ends = [*(day - _DAY for day in days[1:]), FOREVER][: len(days)]
    return [
        (first, min(last, end), stands, closed, units)
        for (first, last, stands, closed, units), end in zip((found[day] for day in days), ends, strict=True)
    ]


def active(case: Case) -> Iterable[Span]:
    for first, last, stands, closed, _ in _states(case):
        if stands and not closed and first <= last:
            yield Span(case.case_id, What.ACTIVE, first, last)


def parties(case: Case) -> Iterable[Span]:
    """Who was party while a consent stood, one span a unit and state."""
    for first, last, stands, _, units in _states(case):
        if stands and first <= last:
            for unit in sorted(units):
                yield Span(case.case_id, What.PARTY, first, last, unit=unit)
