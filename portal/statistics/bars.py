"""Women and men beside each other as bars, place by place: two drawings of one table, for wide and narrow screens.

Pure geometry: a published table in, SVG coordinates out. What is not shown has no bar but its word where the bar would
begin; women's bars are filled and men's open, so nothing rests on colour. The table beside has the same cells.
"""

from collections.abc import Sequence
from math import ceil

import msgspec

from events.kinds import Gender
from portal.statistics.names import WHOLE_COUNTY, Names
from portal.statistics.sheets import figure_of
from portal.statistics.spoken import Said, unit_of, value_said
from projections.statistics.tables import TOTAL, Cell, Figure, PublishedTable

LEAST = 2
"""Places there must be with something to draw; fewer say nothing beside each other."""


class Bar(msgspec.Struct, frozen=True):
    """``width`` 0: nothing to draw. ``end``: where its text begins."""

    y: float
    width: float
    end: float
    said: Said


class Group(msgspec.Struct, frozen=True):
    """``y``: the base line of its label."""

    label: str
    y: float
    women: Bar
    men: Bar


class BarPicture(msgspec.Struct, frozen=True):
    name: str
    width: int
    height: float
    left: float
    bar: float
    """How thick a bar is."""
    groups: tuple[Group, ...]


class Bars(msgspec.Struct, frozen=True):
    title: str
    pictures: tuple[BarPicture, ...]


class _Frame(msgspec.Struct, frozen=True):
    """``beside``: the label stands to the left of the bars; otherwise over them."""

    name: str
    width: int
    left: int
    longest: int
    beside: bool
    bar: int = 18
    between: int = 4
    apart: int = 18
    label: int = 22

    @property
    def group(self) -> int:
        return 2 * self.bar + self.between + self.apart + (0 if self.beside else self.label)


WIDE = _Frame("wide", 1148, 230, 760, True)
NARROW = _Frame("narrow", 330, 1, 200, False)


def bars(table: PublishedTable, names: Names) -> Bars | None:
    """Of a table that is divided by gender; ``None`` where there is too little to draw."""
    if "gender" not in table.by or not table.cells:
        return None
    figure, rows = figure_of(table.indicator), _rows(table, names)
    values = [[cell.value for cell in pair if cell and cell.value] for _, pair in rows]
    if sum(bool(each) for each in values) < min(LEAST, len(rows)):
        return None
    highest = _highest(figure, [value for each in values for value in each])
    return Bars(
        f"{figure.name}, kvinnor och män", tuple(_picture(frame, figure, rows, highest) for frame in (WIDE, NARROW))
    )


_Rows = Sequence[tuple[str, tuple[Cell | None, Cell | None]]]


def _rows(table: PublishedTable, names: Names) -> _Rows:
    """By place, the whole county last."""
    at = table.by.index("gender")
    rest_by, own = [name for name in table.by if name != "gender"], dict(table.names)
    cells = {cell.key: cell for cell in table.cells}
    places = dict.fromkeys((*cell.key[:at], *cell.key[at + 1 :]) for cell in table.cells)
    found = []
    for rest in sorted(places, key=lambda each: TOTAL in each):
        pair = [cells.get((*rest[:at], gender.value, *rest[at:])) for gender in (Gender.WOMAN, Gender.MAN)]
        named = ", ".join(names.of(name, value, own) for name, value in zip(rest_by, rest, strict=True))
        found.append((named or WHOLE_COUNTY, (pair[0], pair[1])))
    return found


def _highest(figure: Figure, values: Sequence[float]) -> float:
    if unit_of(figure) == "procent":
        return max(100.0, *values)
    step = 10 ** (len(str(int(max(values)))) - 1)
    return float(max(1, ceil(max(values) / step) * step))


def _picture(frame: _Frame, figure: Figure, rows: _Rows, highest: float) -> BarPicture:
    groups = []
    for number, (label, pair) in enumerate(rows):
        top = number * frame.group + (0 if frame.beside else frame.label)
        ys = (top, top + frame.bar + frame.between)
        women, men = (_bar(frame, figure, cell, y, highest) for cell, y in zip(pair, ys, strict=True))
        base = top + frame.bar + frame.between / 2 + 5 if frame.beside else top - 6
        groups.append(Group(label, base, women, men))
    return BarPicture(
        frame.name, frame.width, len(rows) * frame.group - frame.apart + 4, frame.left, frame.bar, tuple(groups)
    )


def _bar(frame: _Frame, figure: Figure, cell: Cell | None, y: float, highest: float) -> Bar:
    said = value_said(figure, cell) if cell else Said("")
    width = round(frame.longest * said.number / highest, 1) if said.number else 0.0
    return Bar(y + 1, width, frame.left + width + 8, said)
