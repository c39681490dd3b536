"""Published tables laid out in rows and columns, women and men side by side; the same wherever they are read."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from portal.statistics.names import WHOLE_COUNTY, Names
from portal.statistics.spoken import WITHHELD, Said, denominator_said, numerator_said, unit_of, value_said
from projections.statistics.catalogue import CATALOGUE, INDICATORS
from projections.statistics.gender_gap import COUNTS, compared_in
from projections.statistics.tables import TOTAL, Breakdown, Cell, Figure, FigureKind, Over, PublishedTable


class Line(msgspec.Struct, frozen=True):
    """One row; ``total`` is the sum or the whole, which stands last."""

    label: str
    cells: tuple[Said, ...]
    total: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """``columns``: over the labels first, then one for each of a line's cells. ``note`` instead of lines: withheld."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""


def figure_of(key: str) -> Figure:
    """The figure that a published table is of; the difference between women and men is reckoned out of others."""
    if figure := CATALOGUE.figure(key):
        return figure
    compared, year = compared_in(key)
    base = CATALOGUE.figure(compared)
    if base is None:
        raise KeyError(key)
    nowhere: tuple[Breakdown, ...] = ()
    name = INDICATORS[base.indicator].name if base.kind is FigureKind.SHARE else base.name
    if year is not None:
        said = f"{name}, index där skillnaden år {year} är 100"
        return Figure(key, said, FigureKind.MEDIAN, Over.NEITHER, nowhere)
    unit = "procent" if compared in COUNTS else base.unit or "punkter"
    said = f"{name}, skillnad i {unit}"
    return Figure(key, said, FigureKind.MEDIAN, Over.NEITHER, nowhere, unit=unit, signed=True)


def sheet(table: PublishedTable, names: Names) -> Sheet:
    """Everything that the table holds: how many, how many of them, and the value."""
    figure = figure_of(table.indicator)
    by = tuple(name for name in table.by if name != "gender")
    over = " och ".join(names.heading(name).lower() for name in by)
    who = ("kvinnor och män",) if "gender" in table.by else ()
    title = ", ".join((figure.name, " ".join((*who, *((f"per {over}",) if over else ()))))).removesuffix(", ")
    if table.withheld:
        return Sheet(title, (), (), WITHHELD)
    genders = _genders(table)
    columns = [
        f"{names.of('gender', gender)}, {part}" if gender else part[0].upper() + part[1:]
        for gender in genders
        for part in _parts(figure)
    ]
    lines = tuple(_lines(table, figure, by, genders, names))
    head = " / ".join(names.heading(name) for name in by) or "Område"
    return Sheet(title, (head, *columns), tuple(sorted(lines, key=lambda line: line.total)))


def _genders(table: PublishedTable) -> Sequence[str]:
    if "gender" not in table.by:
        return ("",)
    at = table.by.index("gender")
    return tuple(dict.fromkeys(cell.key[at] for cell in table.cells))


def _lines(
    table: PublishedTable, figure: Figure, by: tuple[str, ...], genders: Iterable[str], names: Names
) -> Iterator[Line]:
    cells: dict[tuple[str, ...], dict[str, Cell]] = {}
    own = dict(table.names)
    for cell in table.cells:
        place = dict(zip(table.by, cell.key, strict=True))
        cells.setdefault(tuple(place[name] for name in by), {})[place.get("gender", "")] = cell
    for key, of_gender in cells.items():
        said = tuple(text for gender in genders for text in _texts(figure, of_gender[gender]))
        named = [names.of(name, value, own) for name, value in zip(by, key, strict=True)]
        total = not key or TOTAL in key
        yield Line(", ".join(dict.fromkeys(named)) or WHOLE_COUNTY, said, total)


def _parts(figure: Figure) -> tuple[str, ...]:
    """The columns of one figure."""
    return {
        FigureKind.COUNT: ("antal",),
        FigureKind.SHARE: ("antal", "av dem", "andel i procent"),
        FigureKind.RATE: ("antal", "av", unit_of(figure) or "per 100"),
        FigureKind.MEDIAN: ("antal", f"median i {unit_of(figure)}"),
    }[figure.kind]


def _texts(figure: Figure, cell: Cell) -> tuple[Said, ...]:
    if figure.kind is FigureKind.COUNT:
        return (value_said(figure, cell),)
    if figure.kind is FigureKind.SHARE:
        return denominator_said(cell), numerator_said(cell), value_said(figure, cell)
    if figure.kind is FigureKind.RATE:
        return numerator_said(cell), denominator_said(cell), value_said(figure, cell)
    return denominator_said(cell), value_said(figure, cell)
