"""The attacker: reads every published table of every edition and tries to narrow the hidden numbers.

Written from domain.md 7.3 alone; it shares no code with the disclosure control. It knows the definitions, so all sums
over breakdowns, groups and time, and is told more than any reader: which numbers that were shown once are unchanged in
other editions, and which of the two sides of a share over "för få ärenden" is the small one.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from projections.statistics.periods import PeriodKind, period_of
from projections.statistics.tables import TOTAL, Catalogue, FigureKind, Over, PublishedTable, Shown, Table

Edition = tuple[Sequence[Table], Sequence[PublishedTable], str]
"""True tables, published tables, day of publication."""
Name = Hashable
BIG = 100_000


@dataclass
class Found:
    """What came of it. ``narrowed`` says of each secret what is left of it."""

    secrets: int = 0
    hidden: int = 0
    narrowed: list[tuple[Name, int, float, float]] = field(default_factory=list)
    thin: list[tuple[Name, int, float, float]] = field(default_factory=list)
    shown: int = 0
    cells: int = 0

    @property
    def kept(self) -> float:
        return self.shown / max(1, self.cells)


@dataclass
class Knowledge:
    truth: dict[Name, int] = field(default_factory=dict)
    low: dict[Name, float] = field(default_factory=dict)
    high: dict[Name, float] = field(default_factory=dict)
    equations: list[tuple[dict[Name, int], bool]] = field(default_factory=list)
    says_hidden: set[Name] = field(default_factory=set)

    def learn(self, name: Name, low: float, high: float) -> None:
        self.low[name] = max(low, self.low.get(name, 0))
        self.high[name] = min(high, self.high.get(name, BIG))

    def add_up(self, terms: Iterable[tuple[Name, int]], equal: bool = True) -> None:
        """An equation, or an inequality "at most nought", when the true numbers keep it."""
        merged: dict[Name, int] = defaultdict(int)
        for name, times in terms:
            merged[name] += times
        total = sum(self.truth[name] * times for name, times in merged.items())
        if total == 0 or (not equal and total < 0):
            self.equations.append((dict(merged), equal))


def attack(catalogue: Catalogue, editions: Sequence[Edition]) -> Found:
    knowledge, found = Knowledge(), Found()
    for number, (tables, published, _) in enumerate(editions):
        _read(catalogue, number, tables, published, knowledge, found)
    _connect(catalogue, [day for _, _, day in editions], knowledge)
    _break(knowledge, found)
    return found


def _read(
    catalogue: Catalogue,
    number: int,
    tables: Sequence[Table],
    published: Sequence[PublishedTable],
    knowledge: Knowledge,
    found: Found,
) -> None:
    for table, told in zip(tables, published, strict=True):
        figure = catalogue.figure(table.indicator)
        assert figure and (table.indicator, table.period, table.by) == (told.indicator, told.period, told.by)
        cells = {cell.key: cell for cell in told.cells}
        for row in table.rows:
            dims = frozenset((by, value) for by, value in zip(table.by, row.key, strict=True) if value != TOTAL)
            at = {part: (number, figure.key, part, table.period, dims) for part in ("n", "d", "r")}
            if row.numerator is not None:
                knowledge.truth[at["n"]] = row.numerator
            if row.denominator is not None:
                knowledge.truth[at["d"]] = row.denominator
            if figure.kind is FigureKind.SHARE:
                assert row.numerator is not None and row.denominator is not None
                knowledge.truth[at["r"]] = row.denominator - row.numerator
                knowledge.add_up([(at["d"], 1), (at["n"], -1), (at["r"], -1)])
            cell = cells.get(row.key)
            found.cells += 1
            if cell is None or cell.shown is Shown.MISSING:
                continue
            found.shown += cell.shown is Shown.VALUE
            if figure.kind is FigureKind.COUNT:
                _hear(knowledge, at["n"], cell.shown, cell.numerator)
                continue
            _hear(knowledge, at["d"], cell.denominator_shown, cell.denominator)
            if cell.shown is Shown.VALUE and cell.numerator is not None:
                knowledge.learn(at["n"], cell.numerator, cell.numerator)
            if cell.shown is Shown.TOO_FEW and (cell.denominator or 0) >= 10:
                # One side of it is 1 to 4, or there would be no words; the attacker guesses rightly which.
                for part in ("n", "r"):
                    if at[part] in knowledge.truth:
                        _class(knowledge, at[part])
            if cell.shown is Shown.HIDDEN and figure.kind is not FigureKind.MEDIAN:
                knowledge.says_hidden.add(at["n"])


def _hear(knowledge: Knowledge, name: Name, shown: Shown, value: int | None) -> None:
    if shown is Shown.VALUE:
        assert value is not None and value == knowledge.truth[name]
        knowledge.learn(name, value, value)
    elif shown is Shown.FEW:
        knowledge.learn(name, 1, 4)
    else:
        assert shown is Shown.HIDDEN and value is None
        knowledge.says_hidden.add(name)


def _class(knowledge: Knowledge, name: Name) -> None:
    value = knowledge.truth[name]
    low, high = (0, 0) if value == 0 else (1, 4) if value <= 4 else (5, BIG)
    knowledge.learn(name, low, high)


def _connect(catalogue: Catalogue, days: Sequence[str], knowledge: Knowledge) -> None:
    """Everything that the definitions say about how numbers hang together."""
    newest: dict[Any, Any] = {}
    by_edition: dict[int, list[Any]] = defaultdict(list)
    for name in knowledge.truth:
        by_edition[name[0]].append(name)  # type: ignore[index]
    over = {figure.key: figure.over for figure in catalogue.figures}
    short = {"numerator": "n", "denominator": "d", "rest": "r"}
    for number in range(len(days)):
        for name in by_edition[number]:
            _, figure, part, period, dims = name
            # The same day told again, by another period or another edition.
            here = period_of(period)
            assert here
            day = here.last if over[figure] is Over.STOCK else period
            for known in newest.get((figure, part, day, dims), ()):
                # Told on the same day it is the same; otherwise the attacker guesses so when one was shown.
                if days[known[0]] == days[number] or _shown(knowledge, name) or _shown(knowledge, known):
                    knowledge.add_up([(name, 1), (known, -1)])
            newest.setdefault((figure, part, day, dims), []).append(name)
        present = set(by_edition[number])
        for name in by_edition[number]:
            _, figure, part, period, dims = name
            for breakdown in {each for each, _ in dims}:
                rest = frozenset(each for each in dims if each[0] != breakdown)
                if (number, figure, part, period, rest) in present:
                    below = [
                        each
                        for each in _siblings(by_edition[number], name, rest)
                        if {by for by, _ in each[4]} == {by for by, _ in dims}
                    ]
                    knowledge.add_up([((number, figure, part, period, rest), 1), *((each, -1) for each in below)])
            for breakdown, value in dims:
                if breakdown == "municipality_group":
                    others = dims - {(breakdown, value)}
                    members = [
                        (number, figure, part, period, others | {("municipality", code)})
                        for code, group in catalogue.groups.items()
                        if group == value
                    ]
                    if all(member in present for member in members):
                        knowledge.add_up([(name, 1), *((member, -1) for member in members)])
        for left, right in catalogue.same:
            for name in by_edition[number]:
                if name[1:3] == (left[0], short[left[1]]):
                    other = (number, right[0], short[right[1]], *name[3:])
                    if other in present:
                        knowledge.add_up([(name, 1), (other, -1)])
        for small, large in catalogue.within:
            for name in by_edition[number]:
                if name[1:3] == (small[0], short[small[1]]):
                    other = (number, large[0], short[large[1]], *name[3:])
                    if other in present:
                        knowledge.add_up([(name, 1), (other, -1)], equal=False)
        for name in by_edition[number]:
            _, figure, part, code, dims = name
            period = period_of(code)
            if over[figure] is Over.STOCK or period is None:
                continue
            for kind in PeriodKind:
                parts = [newest.get((figure, part, each.code, dims)) for each in period.parts(kind)]
                last = [each[-1] for each in parts if each]
                if not last:
                    continue
                if over[figure] is Over.FLOW:
                    knowledge.add_up([(name, 1), *((each, -1) for each in last)])
                    knowledge.add_up([(name, -1), *((each, 1) for each in last)], equal=False)
                else:
                    for each in last:
                        knowledge.add_up([(each, 1), (name, -1)], equal=False)


def _printed_before(knowledge: Knowledge, name: Any, same: Iterable[Any]) -> bool:
    """An unchanged numerator whose denominator has changed: the share is hidden now, its numerator stood in print."""
    return any(other[0] < name[0] and _shown(knowledge, other) for other in same)


def _shown(knowledge: Knowledge, name: Name) -> bool:
    return knowledge.low.get(name, 0) == knowledge.high.get(name, BIG)


def _siblings(names: Iterable[Any], name: Any, rest: frozenset[tuple[str, str]]) -> list[Any]:
    return [each for each in names if each[1:4] == name[1:4] and rest <= each[4] and len(each[4]) == len(rest) + 1]


def _break(knowledge: Knowledge, found: Found) -> None:
    same = _Same(knowledge)
    wanted: dict[Name, tuple[bool, bool]] = {}
    for root, value in same.truth.items():
        secret = 1 <= value <= 4
        # A nought that is hidden beside its hidden denominator is no secret, nor what an earlier edition printed.
        says_hidden = value > 0 and any(
            name in knowledge.says_hidden and not _printed_before(knowledge, name, same.members[root])
            for name in same.members[root]
        )
        found.secrets += secret
        found.hidden += says_hidden
        if secret or says_hidden:
            wanted[root] = secret, says_hidden
    for root, (secret, says_hidden) in wanted.items():
        low, high = same.bounds(root, wanted)
        told = (same.members[root][0], same.truth[root], low, high)
        if secret and (low > 1 or high < 4):
            found.narrowed.append(told)
        if says_hidden and high - low < 3:
            found.thin.append(told)


class _Same:
    """Numbers known to be equal are one unknown; what is pinned is taken out; the rest falls into islands."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.parent: dict[Name, Name] = {name: name for name in knowledge.truth}
        for terms, equal in knowledge.equations:
            if equal and sorted(terms.values()) == [-1, 1]:
                left, right = (self.root(name) for name in terms)
                self.parent[left] = right
        self.members: dict[Name, list[Name]] = defaultdict(list)
        for name in knowledge.truth:
            self.members[self.root(name)].append(name)
        self.truth = {root: knowledge.truth[root] for root in self.members}
        self.low = {r: max(knowledge.low.get(n, 0) for n in names) for r, names in self.members.items()}
        self.high = {r: min(knowledge.high.get(n, BIG) for n in names) for r, names in self.members.items()}
        self.equations: list[tuple[dict[Name, int], float, bool]] = []
        for terms, equal in knowledge.equations:
            merged: dict[Name, int] = defaultdict(int)
            for name, times in terms.items():
                merged[self.root(name)] += times
            if any(merged.values()):
                self.equations.append(({root: times for root, times in merged.items() if times}, 0.0, equal))
        self._pin()
        self.island_of: dict[Name, _Island] = {}
        self.seen: dict[Name, tuple[float, float]] = {}
        self.of: dict[Name, list[int]] = defaultdict(list)
        for number, (terms, _, _) in enumerate(self.equations):
            for root in terms:
                self.of[root].append(number)

    def root(self, name: Name) -> Name:
        while self.parent[name] != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def _pin(self) -> None:
        """Takes known numbers out of the equations; an equation with one unknown left makes it known."""
        changed = True
        while changed:
            changed = False
            kept = []
            for terms, sum_before, equal in self.equations:
                known = [root for root in terms if self.low[root] == self.high[root]]
                constant = sum_before + sum(terms[root] * self.low[root] for root in known)
                left = {root: times for root, times in terms.items() if root not in known}
                if equal and len(left) == 1:
                    ((root, times),) = left.items()
                    self.low[root] = self.high[root] = -constant / times
                    changed = True
                elif left:
                    kept.append((left, constant, equal))
            self.equations = kept

    def bounds(self, root: Name, wanted: Collection[Name]) -> tuple[float, float]:
        """The least and the greatest whole number that it can still be, as far as it matters.

        Every table that agrees with what is told shows a possible value of all in it: who has been seen as low as 1 and
        as high as 4, four numbers apart, need not be asked about again.
        """
        if self.low[root] == self.high[root]:
            return self.low[root], self.high[root]
        if root not in self.island_of:
            self._explore(root, wanted)
        for sign in (1, -1):
            low, high = self.seen[root]
            if (low > 1 if sign == 1 else high < 4) or high - low < 3:
                self._ask(root, {root: sign})
        return self.seen[root]

    def _explore(self, root: Name, wanted: Collection[Name]) -> None:
        island, numbers, queue = {root: 0}, dict[int, None](), [root]
        for each in queue:
            for number in self.of[each]:
                if number not in numbers:
                    numbers[number] = None
                    for other in self.equations[number][0]:
                        if other not in island:
                            island[other] = len(island)
                            queue.append(other)
        rows, columns, times = [], [], []
        low, high = np.zeros(max(1, len(numbers))), np.zeros(max(1, len(numbers)))
        for row, number in enumerate(numbers):
            terms, constant, equal = self.equations[number]
            rows += [row] * len(terms)
            columns += [island[each] for each in terms]
            times += list(terms.values())
            low[row], high[row] = (-constant if equal else -np.inf), -constant
        matrix = csr_array((np.array(times, dtype=float), (rows, columns)), shape=(len(low), len(island)))
        known = _Island(island, LinearConstraint(matrix, low, high))
        self.island_of |= dict.fromkeys(island, known)
        self.seen |= {each: (float(self.truth[each]), float(self.truth[each])) for each in island}
        for sign in (1, -1):
            self._ask(root, {each: sign for each in island if each in wanted})

    def _ask(self, root: Name, goal: dict[Name, int]) -> None:
        """Finds a possible table that makes the goal small; remembers what it shows."""
        island = self.island_of[root]
        cost = np.zeros(len(island.at))
        for each, sign in goal.items():
            cost[island.at[each]] = sign
        # Far beyond the true number nothing more can be learnt, and the solver stays exact.
        high = [min(self.high[each], self.truth[each] + 60) for each in island.at]
        bounds = Bounds([self.low[each] for each in island.at], high)
        for whole in (0, 1):  # whole numbers are asked for only where the answer has not got them by itself
            answer: Any = milp(
                cost, integrality=np.full(len(island.at), whole), bounds=bounds, constraints=island.links
            )
            if answer.x is None or np.abs(answer.x - np.rint(answer.x)).max() < 1e-6:
                break
        assert answer.x is not None, f"what is published contradicts itself: {answer.message}"
        for each, value in zip(island.at, answer.x, strict=True):
            low, top = self.seen[each]
            self.seen[each] = min(low, float(round(value))), max(top, float(round(value)))


@dataclass
class _Island:
    at: dict[Name, int]
    links: LinearConstraint
