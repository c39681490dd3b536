"""Counties drawn at random are published edition by edition; an attacker with all of it narrows nothing.

The attacker (tests/statistics/attacker.py) shares no code with the disclosure control. As a control it also gets the
same counties with only the counts of 1 to 4 hidden, and must then find people.
"""

import time
from collections.abc import Sequence

from projections.statistics.quantities import Told
from projections.statistics.suppression import protect
from projections.statistics.tables import Catalogue, Cell, Figure, FigureKind, PublishedTable, Row, Shown, Table
from tests.proof import Figures, size
from tests.statistics.attacker import attack
from tests.statistics.random_county import County, drawn_county, thin_county

TITLE = "Ingen kan räkna sig fram till en person ur statistiken"

THIN = 2


def run(long: bool) -> Figures:
    """A third of the counties are thin ones, told month by month."""
    counties = size("COUNTIES", short=20, usual=500, long=long)
    secrets = hidden = narrowed = thin = broken = 0
    kept: list[float] = []
    making = 0.0
    for seed in range(counties):
        county = thin_county(seed) if seed % 3 == THIN else drawn_county(seed, small=not long)
        started = time.monotonic()
        told = publish(county)
        making += time.monotonic() - started
        found = attack(county.catalogue, told)
        assert not found.narrowed, f"county {seed}: {found.narrowed[:3]}"
        assert not found.thin, f"county {seed}, hidden but nearly known: {found.thin[:3]}"
        secrets, hidden = secrets + found.secrets, hidden + found.hidden
        narrowed, thin = narrowed + len(found.narrowed), thin + len(found.thin)
        kept.append(found.kept)
        broken += len(attack(county.catalogue, carelessly(county)).narrowed) if not long or seed < 20 else 0
    assert broken, "the attacker finds nobody even where only 1 to 4 are hidden"
    return {
        "län": counties,
        "av dem med få ärenden, månad för månad": len(range(THIN, counties, 3)),
        "hemliga tal 1–4": secrets,
        "röjda tal": narrowed,
        "celler som säger visas inte": hidden,
        "av dem med färre än fyra möjliga tal": thin,
        "röjda när bara 1–4 döljs": broken,
        "celler som visas, procent": round(100 * sum(kept) / len(kept)),
        "sekunder för att välja celler, per län": round(making / counties, 2),
    }


def publish(county: County) -> list[Told]:
    told: list[Told] = []
    for day, tables in county.editions:
        told.append(Told(tables, protect(county.catalogue, tables, told, day), day))
    return told


def carelessly(county: County) -> list[tuple[Sequence[Table], Sequence[PublishedTable], str]]:
    """The control: SC1 to SC3 cell by cell, and nothing against adding up."""
    return [(tables, [careless(county.catalogue, table) for table in tables], day) for day, tables in county.editions]


def careless(catalogue: Catalogue, table: Table) -> PublishedTable:
    figure = catalogue.figure(table.indicator)
    assert figure
    cells = tuple(_cell(figure, row) for row in table.rows)
    return PublishedTable(table.indicator, table.period, table.by, cells)


def _cell(figure: Figure, row: Row) -> Cell:
    if figure.kind is FigureKind.COUNT:
        few = row.numerator in range(1, 5)
        return Cell(row.key, Shown.FEW) if few else Cell(row.key, Shown.VALUE, row.numerator)
    few = row.denominator in range(1, 5)
    said = Shown.FEW if few else Shown.VALUE
    denominator = None if few else row.denominator
    parts = [] if row.numerator is None else [row.numerator]
    if figure.kind is FigureKind.SHARE and row.numerator is not None and row.denominator is not None:
        parts.append(row.denominator - row.numerator)
    if (row.denominator or 0) < 10 or any(part in range(1, 5) for part in parts):
        return Cell(row.key, Shown.TOO_FEW, None, denominator, None, said)
    return Cell(row.key, Shown.VALUE, row.numerator, denominator, row.value, said)
