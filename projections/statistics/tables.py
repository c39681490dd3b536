"""The shape of what is counted and of what is published, and how published cells hang together.

What one attacker could add up is stated here once, so that the disclosure control has nothing to guess:
* within a table, a row with ``"*"`` in a place is the sum of the rows with every other value there
  (``Figure.adds_up``; not where one case counts for several units);
* the ``municipality`` rows of a table add up to the ``municipality_group`` rows of its sibling;
* a FLOW figure's longer period is the sum of the shorter ones in it, a STOCK figure has the same values in all
  periods that end on the same day;
* ``Catalogue.same`` names counts that are one and the same number in two figures.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from projections.statistics.periods import Period, PeriodKind

TOTAL = "*"
MOST_BREAKDOWNS = 2


class Row(msgspec.Struct, frozen=True):
    """``key`` has one value for each of the table's ``by``; ``"*"`` is the total over it.

    Counts have ``numerator`` only; shares ``numerator`` and ``denominator`` (``value`` in percent); medians ``value``
    and, in ``denominator``, how many it is the median of. All ``None``: nothing was reported, which is not zero.
    """

    key: tuple[str, ...]
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None


class Table(msgspec.Struct, frozen=True):
    """``indicator`` is a figure's key (``I19.held``), ``period`` a period's code (``2026H1``)."""

    indicator: str
    period: str
    by: tuple[str, ...]
    rows: tuple[Row, ...]
    names: tuple[tuple[str, str], ...] = ()
    """(value, what it is called) of a breakdown whose values have names of their own."""


class Shown(StrEnum):
    """What a published cell may say (domain.md 7.3)."""

    VALUE = "value"
    FEW = "few"
    """A count of 1 to 4: "färre än 5"."""
    TOO_FEW = "too_few"
    """A share or a median over too little: "för få ärenden"."""
    HIDDEN = "hidden"
    """A complementary cell: "visas inte"."""
    MISSING = "missing"
    """Nobody has reported: "uppgift saknas"."""
    UNDEFINED = "undefined"
    """Nothing to compare with: "går inte att räkna"."""


class Cell(msgspec.Struct, frozen=True):
    """A published row. What is not shown is ``None``: an edition holds nothing that may not be read."""

    key: tuple[str, ...]
    shown: Shown = Shown.VALUE
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    """What the figure says: the count, the percentage or the median."""
    denominator_shown: Shown = Shown.VALUE
    """How the denominator is said; ``VALUE`` without a denominator: the figure has none."""


class PublishedTable(msgspec.Struct, frozen=True):
    indicator: str
    period: str
    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    withheld: bool = False
    """No safe choice of cells was found: the table has none (SC4)."""
    names: tuple[tuple[str, str], ...] = ()
    """As they were when it was counted, so that a change of name does not change what is published."""


class FigureKind(StrEnum):
    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    RATE = "rate"
    """Numerator per 100 of the denominator; unlike a share the one is no part of the other."""


class Over(StrEnum):
    FLOW = "flow"
    STOCK = "stock"
    NEITHER = "neither"


class Breakdown(msgspec.Struct, frozen=True):
    by: tuple[str, ...]
    periods: frozenset[PeriodKind]


class Figure(msgspec.Struct, frozen=True):
    """One number that is published.

    ``personal``: SC1 to SC4 apply; not so where municipalities, units, agreements or paths are counted.
    """

    key: str
    name: str
    kind: FigureKind
    over: Over
    breakdowns: tuple[Breakdown, ...]
    personal: bool = True
    apart: frozenset[str] = frozenset()
    """Breakdowns in which one case may count for several values: no total row, nothing adds up over them."""
    unit: str = ""
    """What the value is counted in, when it is neither cases nor percent: "dagar", "arbetsdagar"."""
    signed: bool = False
    """A difference: below nought as well as above."""

    @property
    def indicator(self) -> str:
        return self.key.partition(".")[0]

    def adds_up(self, breakdown: str) -> bool:
        return breakdown not in self.apart

    def published(self, by: tuple[str, ...], kind: PeriodKind) -> bool:
        return any(each.by == by and kind in each.periods for each in self.breakdowns)

    def tables(self, kind: PeriodKind) -> Iterator[tuple[str, ...]]:
        """The breakdowns that are published for periods of this kind."""
        return (each.by for each in self.breakdowns if kind in each.periods)


Part = tuple[str, str]
"""(figure key, "numerator" | "denominator" | "rest"); the rest of a share is denominator - numerator."""


class Catalogue(msgspec.Struct, frozen=True):
    """All that is ever published: nothing outside it can be asked for (SC4, SC5)."""

    figures: tuple[Figure, ...]
    same: tuple[tuple[Part, Part], ...] = ()
    within: tuple[tuple[Part, Part], ...] = ()
    """The cases of the first are among those of the second, so it is never more."""
    groups: dict[str, str] = {}
    """Municipality code -> municipality group."""

    def figure(self, key: str) -> Figure | None:
        return next((each for each in self.figures if each.key == key), None)

    def of_indicator(self, indicator: str) -> tuple[Figure, ...]:
        return tuple(each for each in self.figures if each.indicator == indicator)

    def tables(self, period: Period) -> Iterator[tuple[Figure, tuple[str, ...]]]:
        """Every table of the period's edition."""
        return ((figure, by) for figure in self.figures for by in figure.tables(period.kind))


def ordered(by: Iterable[str]) -> tuple[str, ...]:
    """Breakdowns in the one order that tables have them."""
    asked = set(by)
    return tuple(name for name in BREAKDOWNS if name in asked)


BREAKDOWNS = (
    "gender",
    "age_group",
    "municipality_group",
    "municipality",
    "care_unit",
    "care_scope",
    "org_type",
    "kind",
)
"""Every breakdown there is; ``kind`` is the figure's own list (type of deviation or question, outcome, ground)."""
