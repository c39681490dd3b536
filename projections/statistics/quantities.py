"""What numbers the published rows are made of.

A number told in several places is one ``Quantity``: total rows of finer tables, figures that the catalogue calls the
same, all periods that end on a stock figure's day. That is what an attacker would see, and what keeps a cell said the
same way everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from projections.statistics.periods import PeriodKind, period_of
from projections.statistics.tables import TOTAL, Catalogue, Figure, FigureKind, Over, PublishedTable, Row, Table

Dims = tuple[tuple[str, str], ...]
"""(breakdown, value), sorted, without totals."""


class Place(NamedTuple):
    """Where a number stands in the world: ``part`` is ``I05.denominator``, ``span`` the days it is counted over."""

    part: str
    span: str
    dims: Dims


class Quantity(NamedTuple):
    """``value`` is the true number. ``telling``: the edition that first told it, counted from the oldest.

    A corrected number is another quantity at the same place. So is one that was hidden and is told again unchanged:
    nobody can know that it is unchanged. One that was shown is known from then on.
    """

    place: Place
    value: int
    telling: int


class Told(NamedTuple):
    """An edition as it was made: true tables (never shown) and what was published of them.

    ``day``: when, as ISO text. Two editions of one day are made of the same facts, and everybody knows that.
    """

    truth: tuple[Table, ...]
    published: tuple[PublishedTable, ...]
    day: str = ""


class Made(NamedTuple):
    """A row's quantities. ``rest`` is denominator - numerator of a share: never printed, but easily subtracted."""

    numerator: Quantity | None = None
    denominator: Quantity | None = None
    rest: Quantity | None = None

    def all(self) -> list[Quantity]:
        return [each for each in self if each is not None]


class Read(NamedTuple):
    """A table with what its rows are made of, and what an earlier edition published of it."""

    figure: Figure
    table: Table
    rows: list[tuple[Row, Made]]
    published: PublishedTable | None


class Places:
    """Reads rows of one catalogue into quantities, edition by edition."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.figures = {figure.key: figure for figure in catalogue.figures}
        self.unchanged: dict[Quantity, Quantity] = {}
        """Hidden numbers that are told again as they were."""
        self._canonical: dict[str, str] = {}
        for left, right in catalogue.same:
            names = sorted((self.part(*left), self.part(*right)))
            self._canonical |= {part: names[0] for part, known in self._canonical.items() if known == names[1]}
            self._canonical[names[1]] = names[0]

    def part(self, figure: str, part: str) -> str:
        name = f"{figure}.{part}"
        return self._canonical.get(name, name)

    def read(self, earlier: Sequence[Told], now: Told) -> list[list[Read]]:
        """All editions, ``now`` as the last; without what needs no protection. Fills ``unchanged``."""
        editions: list[list[Read]] = []
        latest: dict[Place, Quantity] = {}
        shown: set[Quantity] = set()
        days: list[str] = []
        for number, told in enumerate([*earlier, now]):
            days.append(told.day)
            published = {(each.indicator, each.period, each.by): each for each in told.published}
            edition: list[Read] = []
            # What cannot have changed since: it was shown, or was told the same day.
            known = shown | {each for each in latest.values() if told.day and days[each.telling] == told.day}
            for table in told.truth:
                if self.figures[table.indicator].personal:
                    rows = [(row, self._made(table, row, number, latest, known)) for row in table.rows]
                    before = published.get((table.indicator, table.period, table.by))
                    edition.append(Read(self.figures[table.indicator], table, rows, before))
            editions.append(edition)
            shown.update(_shown(edition))
            latest |= {each.place: each for read in edition for _, made in read.rows for each in made.all()}
        return editions

    def _made(self, table: Table, row: Row, number: int, latest: dict[Place, Quantity], known: set[Quantity]) -> Made:
        figure = self.figures[table.indicator]
        named = zip(table.by, row.key, strict=True)
        dims = in_order(tuple((name, value) for name, value in named if value != TOTAL))
        span = span_of(figure, table.period)

        def quantity(part: str, value: int | None) -> Quantity | None:
            if value is None:
                return None
            place = Place(self.part(figure.key, part), span, dims)
            before = latest.get(place)
            if before is None or before.value != value:
                return Quantity(place, value, number)
            if before in known:
                return before
            self.unchanged[Quantity(place, value, number)] = before
            return Quantity(place, value, number)

        rest = None
        if figure.kind is FigureKind.SHARE and row.numerator is not None and row.denominator is not None:
            rest = quantity("rest", row.denominator - row.numerator)
        return Made(quantity("numerator", row.numerator), quantity("denominator", row.denominator), rest)


def _shown(edition: Iterable[Read]) -> Iterator[Quantity]:
    """What the edition published in figures."""
    for read in edition:
        cells = {cell.key: cell for cell in read.published.cells} if read.published else {}
        for row, made in read.rows:
            if cell := cells.get(row.key):
                if cell.denominator is not None and made.denominator:
                    yield made.denominator
                if cell.numerator is not None and made.numerator:
                    yield made.numerator


def in_order(dims: Dims) -> Dims:
    return tuple(sorted(dims))


def span_of(figure: Figure, code: str) -> str:
    """``code`` names a period of the catalogue."""
    return _span(figure.over, code)


@cache
def _span(over: Over, code: str) -> str:
    period = period_of(code)
    assert period is not None, code
    return {
        Over.FLOW: f"{period.first}/{period.last}",
        Over.STOCK: f"{period.last}",
        Over.NEITHER: code,
    }[over]


@cache
def spans_within(over: Over, code: str) -> tuple[tuple[str, ...], ...]:
    """The spans of the shorter periods in the period, kind by kind; without kinds that do not fit."""
    period = period_of(code)
    assert period is not None, code
    kinds = (tuple(_span(over, part.code) for part in period.parts(kind)) for kind in PeriodKind)
    return tuple(spans for spans in kinds if spans)
