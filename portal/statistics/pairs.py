"""Women and men first: one figure large, several as a table, with the difference where both are shown."""

from collections.abc import Sequence

import msgspec

from events.kinds import Gender
from portal.statistics.sheets import figure_of
from portal.statistics.spoken import WORDS, Said, denominator_said, figures, numerator_said, unit_of, value_said
from projections.statistics.tables import TOTAL, Cell, FigureKind, PublishedTable, Shown


class Half(msgspec.Struct, frozen=True):
    """``of``: "37 av 66" under a share."""

    said: Said
    of: str = ""


class Pair(msgspec.Struct, frozen=True):
    """``gap``: "6,2 punkter"; empty where one of them is not shown. ``more``: who is higher."""

    name: str
    women: Half
    men: Half
    everybody: Half
    gap: str = ""
    more: str = ""


def pairs(tables: Sequence[PublishedTable]) -> list[Pair]:
    """One for each figure that is divided by gender, in the county."""
    whole = {table.indicator: cell for table in tables if not table.by for cell in table.cells}
    return [_pair(table, whole.get(table.indicator)) for table in tables if table.by == ("gender",)]


def _pair(table: PublishedTable, whole: Cell | None) -> Pair:
    """``whole``: everybody, who are told also where women and men are withheld."""
    figure = figure_of(table.indicator)
    cells: dict[str, Cell] = {cell.key[0]: cell for cell in table.cells}
    women, men = cells.get(Gender.WOMAN.value), cells.get(Gender.MAN.value)
    of_women, of_men, of_all = (_half(table, cell) for cell in (women, men, cells.get(TOTAL, whole)))
    return Pair(figure.name, of_women, of_men, of_all, *_gap(figure.kind, unit_of(figure), women, men))


def _half(table: PublishedTable, cell: Cell | None) -> Half:
    if cell is None:
        return Half(Said(WORDS[Shown.HIDDEN if table.withheld else Shown.MISSING]))
    figure = figure_of(table.indicator)
    n, d = numerator_said(cell), denominator_said(cell)
    parts = figure.kind is FigureKind.SHARE and n.number is not None and d.number is not None
    return Half(value_said(figure, cell), f"{n.text} av {d.text}" if parts else "")


def _gap(kind: FigureKind, unit: str, women: Cell | None, men: Cell | None) -> tuple[str, str]:
    """In points for shares; nothing where one of them is not shown."""
    if women is None or men is None or women.value is None or men.value is None:
        return "", ""
    gap = round(women.value - men.value, 1)
    unit = {FigureKind.SHARE: "punkter", FigureKind.COUNT: ""}.get(kind, unit)
    more = "lika" if not gap else "kvinnor högre" if gap > 0 else "män högre"
    if kind is FigureKind.COUNT and gap:
        more = "fler kvinnor" if gap > 0 else "fler män"
    return f"{figures(abs(gap))} {unit}".strip(), more
