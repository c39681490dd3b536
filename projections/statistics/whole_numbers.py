"""Linear programs whose answer is to be whole numbers.

The cheapest of all points mostly has whole numbers by itself; only else are they asked for, which takes far longer.
Every answer comes with whether it is hopeless: whether there is no point of any numbers either.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import hstack

_NEARLY = 0.05
"""How much dearer than the cheapest an answer may be: to prove that none is cheaper takes longer than to find it."""
_MANY = 0.5
"""An answer that serves half as many as the best one could is taken, for the same reason."""
_HELP = 0.1
"""What it is worth that one more is served, against a step of length one."""
_EXACT = 1e-6
Numbers = NDArray[np.float64]
Answer = tuple[Numbers | None, bool]


def cheapest(cost: Numbers, bounds: Bounds, links: Sequence[LinearConstraint]) -> Answer:
    """The cheapest, or nearly."""
    point = _solved(cost, bounds, links)
    if point is None or _is_whole(point):
        return point, point is None
    return _solved(cost, bounds, links, within=_NEARLY), False


def serving_many(cost: Numbers, bounds: Bounds, links: Sequence[LinearConstraint]) -> Answer:
    """``cost``: below nought where it serves that the number grows, above where it serves that it falls.

    Where the point that serves the most is not whole, the one where all move least mostly is: a short way around.
    """
    point = _solved(cost, bounds, links)
    if point is None or _is_whole(point):
        return point, point is None
    point = _moving_least(np.sign(cost) * _HELP, bounds, links)
    if point is not None and _is_whole(point):
        return point, False
    return _solved(cost, bounds, links, within=_MANY), False


def _moving_least(help_: Numbers, bounds: Bounds, links: Sequence[LinearConstraint]) -> Numbers | None:
    """Every number as what it moves up less what it moves down, each at a price of about one."""
    low, high = bounds.lb, bounds.ub
    least = np.concatenate([np.maximum(low, 0), np.maximum(-high, 0)])
    most = np.concatenate([np.maximum(high, 0), np.maximum(-low, 0)])
    matrices: list[Any] = [link.A for link in links]
    both = [
        LinearConstraint(hstack([each, -each]), link.lb, link.ub) for each, link in zip(matrices, links, strict=True)
    ]
    point = _solved(np.concatenate([1 + help_, 1 - help_]), Bounds(least, most), both)
    return None if point is None else point[: len(low)] - point[len(low) :]


def _is_whole(point: Numbers) -> bool:
    return bool(np.abs(point - np.rint(point)).max() < _EXACT)


def _solved(
    cost: Numbers, bounds: Bounds, links: Sequence[LinearConstraint], within: float | None = None
) -> Numbers | None:
    """Of any numbers; of whole ones where told how far from the cheapest they may be, as a part of it."""
    answer: Any = milp(
        cost,
        integrality=np.full(len(cost), int(within is not None)),
        bounds=bounds,
        constraints=links,
        options={} if within is None else {"mip_rel_gap": within},
    )
    found: Numbers | None = answer.x
    return found
