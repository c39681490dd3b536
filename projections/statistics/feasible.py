"""What an attacker can still believe: whole-number tables that agree with all that is told.

Everything is in deviations from the true numbers, which keep every link: a deviation can be believed when the linked
deviations cancel it out. Deviations beyond ``REACH`` are not tried; a cell is then hidden rather once too often.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array

from projections.statistics.links import Link
from projections.statistics.quantities import Quantity
from projections.statistics.whole_numbers import cheapest, serving_many

REACH = 8
"""A primary cell moves at most 3; what moves with it needs little more."""
_LEAN = 1e-4
Deviations = dict[Quantity, int]


class Freedom(NamedTuple):
    """How far below and above the true number a quantity may be believed, and at what price further.

    ``steps``: (extra below, extra above, price of each unit), the cheaper ones first.
    """

    below: int
    above: int
    steps: tuple[tuple[int, int, float], ...] = ()


Free = Callable[[Quantity], Freedom]
Leans = Callable[[Quantity], bool]


class Puzzle:
    """The links between quantities, and the tables that can be believed.

    ``freedom``: of a quantity as things are told now. ``at_a_price``: that, and what can still be hidden, which never
    grows. What either tells of a quantity stays so until it is forgotten here.
    """

    def __init__(self, links: Sequence[Link], freedom: Free, at_a_price: Free) -> None:
        self.links = [link for link in links if link.equal or link.left_over < REACH * len(link.terms)]
        self._at: dict[Quantity, list[int]] = {}
        for number, link in enumerate(self.links):
            for quantity, _ in link.terms:
                self._at.setdefault(quantity, []).append(number)
        self._freedom, self._at_a_price = freedom, at_a_price
        self._islands: dict[Quantity, _Island] = {}
        self._widest: dict[Quantity, _Island] = {}
        self._columns: dict[Quantity, list[_Column]] = {}

    def believe(self, wanted: Quantity, deviation: int, lean: Leans) -> Deviations | None:
        """Deviations of all that move when ``wanted`` deviates so, at no price; ``None`` when there are none.

        ``lean``: quantities that should move the same way, so that one answer serves many: they do, when all may move
        just as far.
        """
        if self._island(self._widest, wanted, self._at_a_price).is_stuck(wanted, deviation):
            return None
        return self._island(self._islands, wanted, self._freedom).believe(wanted, deviation, lean)

    def cheapest(self, wanted: Quantity, deviation: int, lean: Leans) -> Deviations | None:
        """As ``believe``, with prices: the cheapest there is."""
        island = self._island(self._widest, wanted, self._at_a_price)
        if island.is_stuck(wanted, deviation):
            return None
        columns = [column for each in island.quantities for column in self._columns_of(each)]
        cost = np.array([each.price or (_lean(deviation) if lean(each.quantity) else 0) for each in columns])
        of_wanted = csr_array([[column.sign if column.quantity == wanted else 0 for column in columns]], dtype=float)
        constraints = [LinearConstraint(of_wanted, deviation, deviation)]
        if island.links is not None:
            at = [island.at[column.quantity] for column in columns]
            signs = np.array([column.sign for column in columns], dtype=float)
            shape = (len(island.quantities), len(columns))
            of_columns: Any = csr_array((signs, (at, list(range(len(columns))))), shape=shape)
            links: Any = island.links.A
            constraints.append(LinearConstraint(links @ of_columns, island.links.lb, island.links.ub))
        bounds = Bounds([column.low for column in columns], [column.high for column in columns])
        found, hopeless = cheapest(cost, bounds, constraints)
        if hopeless:
            island.stick(wanted, deviation)
        if found is None:
            return None
        moved = dict.fromkeys(island.quantities, 0)
        for column, amount in zip(columns, found, strict=True):
            moved[column.quantity] += column.sign * round(amount)
        return moved

    def forget(self, quantities: Iterable[Quantity]) -> None:
        """Less is told of them now: they may move farther at no price."""
        for quantity in quantities:
            self._columns.pop(quantity, None)
            for number in self._at.get(quantity, ()):
                for other, _ in self.links[number].terms:
                    if island := self._islands.get(other):
                        for each in island.quantities:
                            self._islands.pop(each, None)

    def _columns_of(self, quantity: Quantity) -> "list[_Column]":
        found = self._columns.get(quantity)
        if found is None:
            found = self._columns[quantity] = list(_columns(quantity, self._at_a_price(quantity)))
        return found

    def _island(self, known: "dict[Quantity, _Island]", wanted: Quantity, free: Free) -> "_Island":
        island = known.get(wanted)
        if island is None:
            island = self._land(wanted, free)
            known |= dict.fromkeys(island.quantities, island)
        return island

    def _land(self, start: Quantity, free: Free) -> "_Island":
        """The movable quantities that hang together with ``start``, and the links between them."""
        room = {start: _room(free(start))}
        at, numbers, queue = {start: 0}, dict[int, None](), [start]
        for quantity in queue:
            for number in self._at.get(quantity, ()):
                if number in numbers:
                    continue
                numbers[number] = None
                for other, _ in self.links[number].terms:
                    if other not in room:
                        room[other] = _room(free(other))
                        if any(room[other]):
                            at[other] = len(at)
                            queue.append(other)
        return _Island(queue, at, room, [self.links[number] for number in numbers])


class _Island:
    """Quantities that can move together, and how far each of them alone is known to be stuck."""

    def __init__(
        self,
        quantities: list[Quantity],
        at: dict[Quantity, int],
        room: dict[Quantity, tuple[int, int]],
        links: Sequence[Link],
    ) -> None:
        self.quantities, self.at = quantities, at
        self.low = np.array([-room[each][0] for each in quantities], dtype=float)
        self.high = np.array([room[each][1] for each in quantities], dtype=float)
        self.links = _matrix(links, at) if links else None
        self._stuck: dict[tuple[Quantity, bool], int] = {}

    def is_stuck(self, wanted: Quantity, deviation: int) -> bool:
        place = self.at[wanted]
        if not self.low[place] <= deviation <= self.high[place]:
            return True
        return abs(deviation) >= self._stuck.get((wanted, deviation > 0), REACH + 1)

    def stick(self, wanted: Quantity, deviation: int) -> None:
        """Nor any farther: what lies between two points that can be believed in halves can be so too."""
        self._stuck[wanted, deviation > 0] = abs(deviation)

    def believe(self, wanted: Quantity, deviation: int, lean: Leans) -> Deviations | None:
        if self.is_stuck(wanted, deviation):
            return None
        place = self.at[wanted]
        cost = np.array([_lean(deviation) if lean(each) else 0 for each in self.quantities])
        hopeless = False
        for most in (abs(deviation), REACH):
            low, high = np.maximum(self.low, -most), np.minimum(self.high, most)
            low[place] = high[place] = deviation
            links = [self.links] if self.links is not None else []
            found, hopeless = serving_many(cost, Bounds(low, high), links)
            if found is not None:
                return {each: round(amount) for each, amount in zip(self.quantities, found, strict=True)}
        if hopeless:
            self.stick(wanted, deviation)
        return None


def _lean(deviation: int) -> float:
    return -_LEAN if deviation > 0 else _LEAN


def _matrix(links: Sequence[Link], at: dict[Quantity, int]) -> LinearConstraint:
    """What cannot move has no deviation and falls away."""
    data: list[int] = []
    rows: list[int] = []
    columns: list[int] = []
    for row, link in enumerate(links):
        for quantity, times in link.terms:
            if quantity in at:
                data.append(times)
                rows.append(row)
                columns.append(at[quantity])
    matrix = csr_array((np.array(data, dtype=float), (rows, columns)), shape=(len(links), len(at)))
    low = [0 if link.equal else -np.inf for link in links]
    return LinearConstraint(matrix, low, [0 if link.equal else link.left_over for link in links])


class _Column(NamedTuple):
    quantity: Quantity
    sign: int
    low: float
    high: float
    price: float


def _columns(quantity: Quantity, free: Freedom) -> Iterator[_Column]:
    yield _Column(quantity, 1, -free.below, free.above, 0)
    for below, above, price in free.steps:
        if above:
            yield _Column(quantity, 1, 0, above, price)
        if below:
            yield _Column(quantity, -1, 0, below, price)


def _room(free: Freedom) -> tuple[int, int]:
    """How far below and above at any price."""
    return free.below + sum(each[0] for each in free.steps), free.above + sum(each[1] for each in free.steps)
