"""I12: the difference between women and men, and its index, out of published cells alone, so that it tells nothing new.

The difference is the women's value less the men's, in points for shares and in days for lengths; for counts it is how
many percent more the women are than the men. The index is the difference in percent of what it was in the base year
(``County.base_year``): 100 is as large as then, 50 half as large. Both are reckoned from the figures as they
are printed, with one decimal, so that a reader with two papers finds the same.
"""

from collections.abc import Iterable, Mapping, Sequence

from events.kinds import Gender
from projections.statistics.periods import Period
from projections.statistics.tables import Cell, PublishedTable, Shown

INDICATOR = "I12"
COUNTS = frozenset({"I03"})
"""Where the difference is said in percent of the men, not in points or days."""
COMPARED = ("I03", "I05", "I08", "I11.median")
DIVIDED: tuple[tuple[str, ...], ...] = (("gender",), ("gender", "municipality_group"))
"""The tables that it is reckoned from, in which women and men stand first."""
LEAST_BASE = 1.0
"""Of a difference that was smaller than this in the base year there is no index: it would be large out of nothing.
Nor is there one when it has turned: less than nothing of what it was is read as anything at all."""


def gaps(tables: Iterable[PublishedTable]) -> list[PublishedTable]:
    """One table for the county and one for the municipality groups, of each figure that is compared."""
    found = {(table.indicator, table.by): table for table in tables}
    return [
        PublishedTable(f"{INDICATOR}.{key}", table.period, table.by[1:], tuple(_cells(key, table)), table.withheld)
        for key in COMPARED
        for by in DIVIDED
        if (table := found.get((key, by)))
    ]


def _cells(key: str, table: PublishedTable) -> Iterable[Cell]:
    cells: Mapping[tuple[str, ...], Cell] = {cell.key: cell for cell in table.cells}
    for rest in dict.fromkeys(cell.key[1:] for cell in table.cells):
        pair = [cells.get((gender.value, *rest)) for gender in (Gender.WOMAN, Gender.MAN)]
        yield _gap(key, rest, [each for each in pair if each is not None])


def _gap(key: str, rest: tuple[str, ...], pair: Sequence[Cell]) -> Cell:
    hidden = next((each.shown for each in pair if each.shown is not Shown.VALUE), None)
    if hidden is not None:
        return Cell(rest, Shown.TOO_FEW if hidden is Shown.FEW else hidden)
    if len(pair) != 2:
        return Cell(rest, Shown.MISSING)
    women, men = (each.value for each in pair)
    if women is None or men is None or (key in COUNTS and not men):
        return Cell(rest, Shown.UNDEFINED)
    return Cell(rest, value=round(100 * (women - men) / men if key in COUNTS else women - men, 1))


def indexed(now: Iterable[PublishedTable], base: Iterable[PublishedTable], year: int) -> list[PublishedTable]:
    """The index of every difference in ``now`` that the base year's edition has too. ``base``: its tables."""
    of_base = {(table.indicator, table.by): table for table in base}
    return [
        PublishedTable(
            index_key(table.indicator, year),
            table.period,
            table.by,
            tuple(_index(cell, then.cells) for cell in table.cells) if not then.withheld else (),
            table.withheld or then.withheld,
        )
        for table in now
        if (then := of_base.get((table.indicator, table.by)))
    ]


def index_key(gap: str, year: int) -> str:
    """``I12.I05.2025``: the year stands in the key, so that an edition always says which it was."""
    return f"{gap}.{year}"


def compared_in(key: str) -> tuple[str, int | None]:
    """The figure that is compared, and the base year where it is an index: ``I12.I05.2025`` is ("I05", 2025)."""
    named = key.removeprefix(f"{INDICATOR}.")
    figure, _, year = named.rpartition(".")
    return (figure, int(year)) if year.isdecimal() else (named, None)


def has_index(period: Period, year: int) -> bool:
    """From the end of the base year on: before that it is not known what to compare with."""
    return period.last.year > year or (period.last.year, period.last.month) == (year, 12)


def _index(now: Cell, base: Iterable[Cell]) -> Cell:
    then = next((cell for cell in base if cell.key == now.key), Cell(now.key, Shown.MISSING))
    unknown = next((cell.shown for cell in (now, then) if cell.shown is not Shown.VALUE), None)
    if unknown is not None:
        return Cell(now.key, unknown)
    if now.value is None or then.value is None or abs(then.value) < LEAST_BASE or now.value * then.value < 0:
        return Cell(now.key, Shown.UNDEFINED)
    return Cell(now.key, value=round(100 * now.value / then.value, 1))
