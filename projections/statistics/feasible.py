"""What an attacker can still believe: whole-number tables that agree with all that is told.

Everything is in deviations from the true numbers, which keep every link: a deviation can be believed when the linked
deviations cancel it out. Deviations beyond ``REACH`` are not tried; a cell is then hidden rather once too often.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from projections.statistics.links import Link
from projections.statistics.quantities import Quantity

REACH = 8
"""A primary cell moves at most 3; what moves with it needs little more."""
_LEAN = 1e-4
_MANY = 0.5
"""An answer that serves half as many as the best one could is taken: to prove that none serves more takes longer."""
Numbers = NDArray[np.float64]
Deviations = dict[Quantity, int]


class Freedom(NamedTuple):
    """How far below and above the true number a quantity may be believed, and at what price further.

    ``steps``: (extra below, extra above, price of each unit), the cheaper ones first.
    """

    below: int
    above: int
    steps: tuple[tuple[int, int, float], ...] = ()


class Puzzle:
    """The links between quantities, and the tables that can be believed under given freedoms."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.links = [link for link in links if link.equal or link.left_over < REACH * len(link.terms)]
        self._at: dict[Quantity, list[int]] = {}
        for number, link in enumerate(self.links):
            for quantity, _ in link.terms:
                self._at.setdefault(quantity, []).append(number)
        self._islands: dict[Quantity, _Island] = {}

    def believe(
        self,
        wanted: Quantity,
        deviation: int,
        freedom: Callable[[Quantity], Freedom],
        lean: Callable[[Quantity], bool],
    ) -> Deviations | None:
        """Deviations of all that move when ``wanted`` deviates so, at no price; ``None`` when there are none.

        ``freedom``: the same as at the last call, but for what was forgotten in between. ``lean``: quantities that
        should move the same way, so that one answer serves many: they do, when all may move just as far.
        """
        island = self._islands.get(wanted)
        if island is None:
            island = self._land(wanted, freedom)
            self._islands |= dict.fromkeys(island.quantities, island)
        return island.believe(wanted, deviation, lean)

    def forget(self, quantities: Iterable[Quantity]) -> None:
        """Their freedom has changed."""
        for quantity in quantities:
            for number in self._at.get(quantity, ()):
                for other, _ in self.links[number].terms:
                    if island := self._islands.get(other):
                        for each in island.quantities:
                            self._islands.pop(each, None)

    def cheapest(
        self,
        wanted: Quantity,
        deviation: int,
        freedom: Callable[[Quantity], Freedom],
        lean: Callable[[Quantity], bool],
    ) -> Deviations | None:
        """As ``believe``, with prices: the cheapest there is."""
        free: dict[Quantity, Freedom] = {}
        island = self._land(wanted, freedom, free)
        columns = _columns(island.quantities, free)
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
        found = _whole(cost, bounds, constraints)[0]
        if found is None:
            return None
        moved = dict.fromkeys(island.quantities, 0)
        for column, amount in zip(columns, found, strict=True):
            moved[column.quantity] += column.sign * round(amount)
        return moved

    def _land(
        self, start: Quantity, freedom: Callable[[Quantity], Freedom], free: dict[Quantity, Freedom] | None = None
    ) -> "_Island":
        """The movable quantities that hang together with ``start``, and the links between them."""
        known: dict[Quantity, Freedom] = {} if free is None else free
        at, numbers, queue = {start: 0}, dict[int, None](), [start]
        known[start] = freedom(start)
        for quantity in queue:
            for number in self._at.get(quantity, ()):
                if number in numbers:
                    continue
                numbers[number] = None
                for other, _ in self.links[number].terms:
                    if other not in known:
                        known[other] = freedom(other)
                        if any(known[other]):
                            at[other] = len(at)
                            queue.append(other)
        return _Island(queue, at, known, [self.links[number] for number in numbers])


class _Island:
    """Quantities that can move together, and how far each of them alone is known to be stuck."""

    def __init__(
        self, quantities: list[Quantity], at: dict[Quantity, int], free: dict[Quantity, Freedom], links: Sequence[Link]
    ) -> None:
        self.quantities, self.at = quantities, at
        self.low = np.array([-free[each].below for each in quantities], dtype=float)
        self.high = np.array([free[each].above for each in quantities], dtype=float)
        self.links = _matrix(links, at) if links else None
        self._stuck: dict[tuple[Quantity, bool], int] = {}

    def believe(self, wanted: Quantity, deviation: int, lean: Callable[[Quantity], bool]) -> Deviations | None:
        place, side = self.at[wanted], (wanted, deviation > 0)
        if abs(deviation) >= self._stuck.get(side, REACH + 1):
            return None
        if not self.low[place] <= deviation <= self.high[place]:
            return None
        cost = np.array([_lean(deviation) if lean(each) else 0 for each in self.quantities])
        for most in (abs(deviation), REACH):
            low, high = np.maximum(self.low, -most), np.minimum(self.high, most)
            low[place] = high[place] = deviation
            links = [self.links] if self.links is not None else []
            found, hopeless = _whole(cost, Bounds(low, high), links, _MANY)
            if found is not None:
                return {each: round(amount) for each, amount in zip(self.quantities, found, strict=True)}
        if hopeless:  # nor any farther: what lies between two points that can be believed in halves can be so too
            self._stuck[side] = abs(deviation)
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


def _whole(
    cost: Numbers, bounds: Bounds, links: Sequence[LinearConstraint], slack: float = 0
) -> tuple[Numbers | None, bool]:
    """The cheapest point of whole numbers, and, where there is none, whether there is none of any numbers either.

    ``slack``: how far from the cheapest it may be, as a part of it.

    The cheapest of all points mostly has whole numbers by itself; only else are they asked for, which takes longer.
    """
    for whole in (0, 1):
        answer: Any = milp(
            cost,
            integrality=np.full(len(cost), whole),
            bounds=bounds,
            constraints=links,
            options={"mip_rel_gap": slack} if slack else {},
        )
        if answer.x is None:
            return None, whole == 0
        if np.abs(answer.x - np.rint(answer.x)).max() < 1e-6:
            break
    found: Numbers = answer.x
    return found, False


class _Column(NamedTuple):
    quantity: Quantity
    sign: int
    low: float
    high: float
    price: float


def _columns(quantities: Iterable[Quantity], free: dict[Quantity, Freedom]) -> list[_Column]:
    found: list[_Column] = []
    for quantity in quantities:
        known = free[quantity]
        found.append(_Column(quantity, 1, -known.below, known.above, 0))
        for below, above, price in known.steps:
            if above:
                found.append(_Column(quantity, 1, 0, above, price))
            if below:
                found.append(_Column(quantity, -1, 0, below, price))
    return found
