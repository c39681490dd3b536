"""Counts the cohorts once, as finely as any table needs, and adds up every table of the catalogue from that.

One ``GROUP BY`` a cohort; the adding is over a few hundred cells, not over cases.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from events.code_lists import COUNTIES
from projections.statistics.cohorts import COHORTS, Cohort, Measure
from projections.statistics.periods import Period
from projections.statistics.tables import TOTAL, Catalogue, Figure, FigureKind, Row, Table
from projections.view import Connection

AGE_GROUPS = ("16-24", "25-34", "35-44", "45-54", "55-66")
DIMENSIONS = ("gender", "age_group", "municipality", "care_unit", "kind", "org_type")
_AGE = """CASE WHEN %(year)s - s.birth_year < 25 THEN '16-24' WHEN %(year)s - s.birth_year < 35 THEN '25-34'
    WHEN %(year)s - s.birth_year < 45 THEN '35-44' WHEN %(year)s - s.birth_year < 55 THEN '45-54' ELSE '55-66' END"""
Keys = Mapping[str, Sequence[str]]
WHOLE = "whole"
"""Marks, in place of a unit, the rows that count each case once where one case may count for several units."""


class Finest(NamedTuple):
    """One cell of the finest count: its place, then numerator, denominator and, for a median, values with counts."""

    place: Mapping[str, str]
    numerator: int
    denominator: int
    values: Counter[float]


def count(
    connection: Connection,
    catalogue: Catalogue,
    county: str,
    period: Period,
    keys: Callable[[Figure], Keys],
    facts: str = "view",
) -> dict[str, list[Table]]:
    """The tables of every figure that has a cohort. ``keys``: the values of each breakdown, all of which get a row.

    ``facts`` is the schema with the facts: another one when an old edition is made again.
    """
    made: dict[str, list[Table]] = {}
    for key, cells in finest(connection, county, period, facts).items():
        figure = catalogue.figure(key)
        assert figure is not None, key
        made[key] = [
            table_of(figure, period, by, cells, catalogue.groups, keys(figure)) for by in figure.tables(period.kind)
        ]
    return made


def finest(connection: Connection, county: str, period: Period, facts: str = "view") -> dict[str, list[Finest]]:
    found: dict[str, list[Finest]] = {}
    given = {"first": period.first, "last": period.last, "year": period.last.year, "places": places_of(county)}
    for cohort in COHORTS:
        found |= counted(connection, cohort, given, facts)
    return found


def places_of(county: str) -> list[str]:
    """Its municipalities. Compared for equality, which the planner can weigh under row policies, unlike a pattern."""
    return [place.code for place in COUNTIES[county].municipalities]


def counted(connection: Connection, cohort: Cohort, given: Mapping[str, Any], facts: str) -> dict[str, list[Finest]]:
    found: dict[str, list[Finest]] = {key: [] for key in cohort.measures}
    counted = {key: measure for key, measure in cohort.measures.items() if not measure.value}
    if counted:
        for row in connection.execute(_statement(cohort, list(counted.values()), facts), given):
            place = dict(zip(DIMENSIONS, row, strict=False))
            for number, key in enumerate(counted):
                n, d = row[len(DIMENSIONS) + 2 * number :][:2]
                if n or d:
                    found[key].append(Finest(place, n, d, Counter()))
    for key, measure in cohort.measures.items():
        if measure.value:
            found[key] = _valued(connection, cohort, measure, given, facts)
    return found


def _valued(
    connection: Connection, cohort: Cohort, measure: Measure, given: Mapping[str, Any], facts: str
) -> list[Finest]:
    places: defaultdict[tuple[Any, ...], Counter[float]] = defaultdict(Counter)
    for *place, value, n, _ in connection.execute(_statement(cohort, [measure], facts, measure.value), given):
        if n:
            places[tuple(place)][value] += n
    return [
        Finest(dict(zip(DIMENSIONS, place, strict=True)), 0, values.total(), values) for place, values in places.items()
    ]


def _statement(cohort: Cohort, measures: Iterable[Measure], facts: str, value: str = "") -> bytes:
    """Counts by all dimensions (and the value, for a median) at once."""
    unit = f"coalesce(c.unit::text, '{WHOLE}')" if "unit" in cohort.own else "coalesce(p.care_unit::text, '')"
    of_cohort = {
        "kind": "c.kind" if "kind" in cohort.own else "''",
        "org_type": "c.pair" if "pair" in cohort.own else "''",
    }
    dimensions = [f"dim_{name}" for name in DIMENSIONS] + ([value] if value else [])
    counts = [
        f"count(*) FILTER (WHERE {part})" if part else "0"
        for measure in measures
        for part in ((measure.d, "") if measure.value else (f"({measure.n})" + _and(measure.d), measure.d))
    ]
    statement = f"""
        SELECT {", ".join((*dimensions, *counts))} FROM (
            SELECT c.*, s.gender AS dim_gender, {_AGE} AS dim_age_group, p.municipality AS dim_municipality,
                {unit} AS dim_care_unit, {of_cohort["kind"]} AS dim_kind, {of_cohort["org_type"]} AS dim_org_type
            FROM ({cohort.rows}) c
            JOIN {{facts}}.stat_case s USING (case_id)
            JOIN {{facts}}.stat_place p ON p.case_id = c.case_id AND c.at BETWEEN p.first AND p.last
            WHERE %(places)s::text[] IS NULL OR p.municipality = ANY (%(places)s)) placed
        GROUP BY {", ".join(dimensions)}"""
    return statement.replace("{facts}", facts).encode()


def _and(condition: str) -> str:
    return f" AND ({condition})" if condition else ""


def table_of(
    figure: Figure,
    period: Period,
    by: tuple[str, ...],
    cells: Sequence[Finest],
    groups: Mapping[str, str],
    keys: Keys,
) -> Table:
    sums: defaultdict[tuple[str, ...], list[Any]] = defaultdict(lambda: [0, 0, Counter()])
    wanted = [[*keys[name], TOTAL] if figure.adds_up(name) else list(keys[name]) for name in by]
    units_apart = not figure.adds_up("care_unit")
    for cell in cells:
        if units_apart and (cell.place["care_unit"] == WHOLE) == ("care_unit" in by):
            continue
        values = [
            groups.get(cell.place["municipality"], "") if n == "municipality_group" else cell.place[n] for n in by
        ]
        for key in product(*([value, TOTAL] for value in values)):
            at = sums[key]
            at[0] += cell.numerator
            at[1] += cell.denominator
            at[2].update(cell.values)
    return Table(figure.key, period.code, by, tuple(_row(figure, key, sums[key]) for key in product(*wanted)))


def _row(figure: Figure, key: tuple[str, ...], at: Sequence[Any]) -> Row:
    numerator, denominator, values = at
    match figure.kind:
        case FigureKind.COUNT:
            return Row(key, numerator, value=float(numerator))
        case FigureKind.MEDIAN:
            return Row(key, None, denominator, middle(values))
    return Row(key, numerator, denominator, percent(numerator, denominator))


def percent(numerator: int, denominator: int) -> float | None:
    """To one decimal; ``None`` of nothing."""
    return round(100 * numerator / denominator, 1) if denominator else None


def middle(values: Counter[float]) -> float | None:
    """The median of values with how often each occurs; the mean of the two in the middle of an even number."""
    total = values.total()
    if not total:
        return None
    wanted, passed, found = {(total - 1) // 2, total // 2}, 0, []
    for value in sorted(values):
        found += [value for place in wanted if passed <= place < passed + values[value]]
        passed += values[value]
    return sum(found) / len(found)
