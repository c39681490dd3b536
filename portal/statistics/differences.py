"""Every table of an indicator laid out; the difference between women and men (I12) beside its index."""

from collections.abc import Iterable, Sequence

from portal.statistics.names import Names
from portal.statistics.sheets import Line, Sheet, figure_of, sheet
from portal.statistics.spoken import WITHHELD, WORDS, Said, value_said
from projections.statistics.gender_gap import INDICATOR, compared_in
from projections.statistics.tables import TOTAL, Cell, PublishedTable, Shown


def sheets(tables: Iterable[PublishedTable], names: Names) -> tuple[Sheet, ...]:
    """In the order of the tables."""
    every = list(tables)
    gaps = [table for table in every if is_difference(table)]
    return (*(sheet(table, names) for table in every if table not in gaps), *_differences(gaps, names))


def is_difference(table: PublishedTable) -> bool:
    return table.indicator.startswith(f"{INDICATOR}.")


def _differences(tables: Sequence[PublishedTable], names: Names) -> Iterable[Sheet]:
    """For the county one with a row for each figure that is compared; for each figure one with a row for each place."""
    pairs = [(table, _index_of(table, tables)) for table in tables if compared_in(table.indicator)[1] is None]
    if whole := [pair for pair in pairs if not pair[0].by]:
        year = next((_year(index) for _, index in whole if index), None)
        lines = tuple(
            Line(
                figure_of(gap.indicator).name,
                (_said(gap, ()), *([_said(index, ()) if index else _NOTHING] if year else [])),
            )
            for gap, index in whole
        )
        yield Sheet("Skillnad mellan kvinnor och män i länet", ("Mått", "Skillnad", *_head(year)), lines)
    yield from (_of_places(gap, index, names) for gap, index in pairs if gap.by)


_NOTHING = Said(WORDS[Shown.UNDEFINED])


def _index_of(gap: PublishedTable, tables: Iterable[PublishedTable]) -> PublishedTable | None:
    own = (table for table in tables if table.by == gap.by and table.indicator.rpartition(".")[0] == gap.indicator)
    return next((table for table in own if _year(table)), None)


def _year(table: PublishedTable) -> int | None:
    return compared_in(table.indicator)[1]


def _head(year: int | None) -> tuple[str, ...]:
    return (f"Index, år {year} = 100",) if year else ()


def _of_places(gap: PublishedTable, index: PublishedTable | None, names: Names) -> Sheet:
    over = " och ".join(names.heading(name) for name in gap.by)
    title = f"{figure_of(gap.indicator).name}, per {over.lower()}"
    if gap.withheld:
        return Sheet(title, (), (), WITHHELD)
    lines = []
    for cell in gap.cells:
        named = ", ".join(names.of(name, value) for name, value in zip(gap.by, cell.key, strict=True))
        said = tuple(_said(each, cell.key) for each in (gap, index) if each is not None)
        lines.append(Line(named, said, TOTAL in cell.key))
    return Sheet(title, (over, "Skillnad", *_head(_year(index) if index else None)), tuple(lines))


def _said(table: PublishedTable, key: tuple[str, ...]) -> Said:
    cell = next((each for each in table.cells if each.key == key), Cell(key, Shown.HIDDEN))
    return value_said(figure_of(table.indicator), cell)
