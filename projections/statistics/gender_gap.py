"""I12: the difference between women and men, out of published cells alone, so that it can tell nothing new."""

from collections.abc import Iterable, Mapping, Sequence

from events.kinds import Gender
from projections.statistics.tables import Cell, PublishedTable, Shown

COUNTS = frozenset({"I03"})
"""Where the difference is said in percent of the men, not in points or days."""
COMPARED = ("I03", "I05", "I08", "I11.median")


def gaps(tables: Iterable[PublishedTable]) -> list[PublishedTable]:
    """One table for the county and one for the municipality groups, of each figure that is compared."""
    found = {(table.indicator, table.by): table for table in tables}
    return [
        PublishedTable(f"I12.{key}", table.period, table.by[1:], tuple(_cells(key, table)), table.withheld)
        for key in COMPARED
        for by in (("gender",), ("gender", "municipality_group"))
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
        return Cell(rest, hidden)
    if len(pair) != 2 or any(each.value is None for each in pair):
        return Cell(rest, Shown.MISSING)
    women, men = (float(each.value or 0) for each in pair)
    if key not in COUNTS:
        return Cell(rest, value=round(women - men, 1))
    return Cell(rest, value=round(100 * (women - men) / men, 1)) if men else Cell(rest, Shown.MISSING)
