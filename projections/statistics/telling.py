"""Writes down what an edition tells, once its levels are settled."""

from projections.statistics.quantities import Made
from projections.statistics.secrecy import FEW, SHARE_FROM, Level, Secrecy, fit_for_share
from projections.statistics.tables import TOTAL, Cell, Figure, FigureKind, PublishedTable, Row, Shown, Table


def tell(figure: Figure, table: Table, rows: list[tuple[Row, Made]] | None, secrecy: Secrecy) -> PublishedTable:
    """``table`` without what may not be told; ``rows`` is ``None`` for what needs no protection.

    A table in which nothing of its own is left is withheld (SC4).
    """
    if rows is None:
        return PublishedTable(
            table.indicator, table.period, table.by, tuple(_openly(figure, row) for row in table.rows)
        )
    cells = tuple(_cell(figure, row, made, secrecy) for row, made in rows)
    own = [cell for cell in cells if TOTAL not in cell.key]
    hidden = (Shown.HIDDEN, Shown.MISSING)
    nothing_left = all(cell.shown in hidden and cell.denominator is None for cell in own)
    if table.by and nothing_left and any(cell.shown is Shown.HIDDEN for cell in own):
        return PublishedTable(table.indicator, table.period, table.by, (), withheld=True)
    return PublishedTable(table.indicator, table.period, table.by, cells)


def _openly(figure: Figure, row: Row) -> Cell:
    """Municipalities, units, agreements and paths are no persons: nothing is hidden."""
    if row.numerator is None and row.value is None:
        return Cell(row.key, Shown.MISSING)
    return Cell(row.key, Shown.VALUE, row.numerator, row.denominator, _value(figure, row))


def _cell(figure: Figure, row: Row, made: Made, secrecy: Secrecy) -> Cell:
    if figure.kind is FigureKind.COUNT:
        if made.numerator is None:
            return Cell(row.key, Shown.MISSING)
        shown = _said(secrecy, made.numerator.value, secrecy.level(made.numerator))
        known = row.numerator if shown is Shown.VALUE else None
        return Cell(row.key, shown, known, None, known)
    if made.denominator is None:
        return Cell(row.key, Shown.MISSING)
    said = _said(secrecy, made.denominator.value, secrecy.level(made.denominator))
    denominator = row.denominator if said is Shown.VALUE else None
    shown = _of_share(made, said, secrecy)
    if shown is not Shown.VALUE:
        return Cell(row.key, shown, None, denominator, None, said)
    return Cell(row.key, shown, row.numerator, denominator, _value(figure, row), said)


def _of_share(made: Made, denominator: Shown, secrecy: Secrecy) -> Shown:
    """Of a share, a rate or a median. Beside a hidden denominator it is hidden too, whatever it is: else its words
    would tell on which side of ten the denominator is."""
    assert made.denominator is not None
    if denominator is Shown.HIDDEN:
        return Shown.HIDDEN
    if made.denominator.value == 0:
        return Shown.VALUE
    if denominator is Shown.FEW or made.denominator.value < SHARE_FROM:
        return Shown.TOO_FEW
    if made.numerator is None:
        return Shown.VALUE
    if fit_for_share(made):
        return Shown.VALUE if secrecy.level(made.numerator) is Level.SHOWN else Shown.HIDDEN
    small = [part for part in (made.numerator, made.rest) if part is not None and part.value in FEW]
    return Shown.HIDDEN if any(secrecy.level(part) is Level.NOTHING for part in small) else Shown.TOO_FEW


def _said(secrecy: Secrecy, value: int, level: Level) -> Shown:
    if level is Level.SHOWN:
        return Shown.VALUE
    return Shown.FEW if level is Level.CLASS and value in FEW else Shown.HIDDEN


def _value(figure: Figure, row: Row) -> float | None:
    """The count, the percentage to one decimal, or the median."""
    return row.numerator if figure.kind is FigureKind.COUNT else row.value
