"""What an attacker can still believe: whole-number tables that agree with all that is told.

Everything is in deviations from the true numbers, which keep every link: a deviation can be believed when the linked
deviations cancel it out. Deviations beyond ``REACH`` are not tried; a cell is then hidden rather once too often.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from projections.statistics.links import Link
from projections.statistics.quantities import Quantity

REACH = 8
"""A primary cell moves at most 3; what moves with it needs little more."""


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

    def together(self, start: Quantity, movable: Callable[[Quantity], bool]) -> tuple[list[Quantity], list[int]]:
        """The movable quantities that hang together with ``start``, and the links between them."""
        seen, links, queue = {start: None}, dict[int, None](), [start]
        for quantity in queue:
            for number in self._at.get(quantity, ()):
                if number in links:
                    continue
                links[number] = None
                for other, _ in self.links[number].terms:
                    if other not in seen and movable(other):
                        seen[other] = None
                        queue.append(other)
        return queue, list(links)

    def believe(
        self,
        wanted: Quantity,
        deviation: int,
        freedom: Callable[[Quantity], Freedom],
        lean: Callable[[Quantity], bool],
    ) -> dict[Quantity, int] | None:
        """Deviations of all that must move when ``wanted`` deviates so; the cheapest there are, ``None`` when none.

        ``lean``: quantities that should move the same way where that costs nothing, so that one answer serves many.
        """
        free: dict[Quantity, Freedom] = {}

        def movable(quantity: Quantity) -> bool:
            known = free.setdefault(quantity, freedom(quantity))
            return bool(known.below or known.above or known.steps)

        if not movable(wanted):
            return None
        quantities, numbers = self.together(wanted, movable)
        number_of = {quantity: index for index, quantity in enumerate(quantities)}
        columns = _columns(quantities, free)
        rows = self._rows(numbers, number_of, columns)
        cost = np.array([column.price for column in columns])
        for index, column in enumerate(columns):
            if column.price == 0 and lean(column.quantity):
                cost[index] = -1e-4 if deviation > 0 else 1e-4
        fixed = csr_array([[column.sign if column.quantity == wanted else 0 for column in columns]], dtype=float)
        constraints = [LinearConstraint(fixed, deviation, deviation)]
        if rows is not None:
            constraints.append(rows)
        answer: Any = milp(
            cost,
            integrality=np.ones(len(columns), dtype=np.int8),
            bounds=Bounds([column.low for column in columns], [column.high for column in columns]),
            constraints=constraints,
        )
        if answer.x is None:
            return None
        moved = dict.fromkeys(quantities, 0)
        for column, amount in zip(columns, answer.x, strict=True):
            moved[column.quantity] += column.sign * round(amount)
        return moved

    def _rows(
        self, numbers: Iterable[int], number_of: dict[Quantity, int], columns: Sequence["_Column"]
    ) -> LinearConstraint | None:
        """The links as a matrix over the columns; what cannot move has no deviation and falls away."""
        places: dict[Quantity, list[int]] = {}
        for index, column in enumerate(columns):
            places.setdefault(column.quantity, []).append(index)
        data: list[int] = []
        row: list[int] = []
        at: list[int] = []
        low: list[float] = []
        high: list[float] = []
        for number in numbers:
            link = self.links[number]
            for quantity, times in link.terms:
                if quantity in number_of:
                    for index in places[quantity]:
                        data.append(times * columns[index].sign)
                        row.append(len(low))
                        at.append(index)
            low.append(0 if link.equal else -np.inf)
            high.append(0 if link.equal else link.left_over)
        if not low:
            return None
        matrix = csr_array((np.array(data, dtype=float), (row, at)), shape=(len(low), len(columns)))
        return LinearConstraint(matrix, low, high)


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
