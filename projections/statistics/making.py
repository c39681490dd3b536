"""All tables of one county and period, as counted: the raw material of an edition, before anything is suppressed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from events.code_lists import COUNTIES
from events.facts.baselines import Baseline
from events.kinds import Gender
from orgs.kinds import CARE_UNITS, OrgType
from projections.statistics import counting, deviation_counts, funded, structure, structure_counts
from projections.statistics.catalogue import CATALOGUE, INDICATORS
from projections.statistics.periods import Period
from projections.statistics.structure import Reported, Structure
from projections.statistics.structure_counts import Counted
from projections.statistics.tables import TOTAL, Figure, FigureKind, Row, Table
from projections.view import Connection

Keys = Mapping[str, Sequence[str]]


def tables(connection: Connection, county: str, period: Period, position: int, facts: str = "view") -> list[Table]:
    """In the order of the catalogue. ``position``: what the facts in the schema ``facts`` have been brought up to."""
    found = structure.read(connection, county, period, position)
    paid_for = funded.interventions(connection, found, period, facts)
    keys = {**keys_of(found), "funded": tuple(paid_for)}
    made: dict[tuple[str, tuple[str, ...]], Table] = {}
    for key, of_figure in counting.count(
        connection, CATALOGUE, county, period, lambda f: keys_for(f, keys), facts
    ).items():
        made |= {(key, table.by): table for table in of_figure}
    for key, counted in (structure_counts.count(found, period) | deviation_counts.count(found, period)).items():
        figure = CATALOGUE.figure(key)
        assert figure is not None
        made |= {
            (key, by): _table(figure, period, by, counted, keys_for(figure, keys)) for by in figure.tables(period.kind)
        }
    made |= {("I04", by): _coverage(by, made["I03", by], period, found.reported, county) for by in _by("I04", period)}
    made["I18.per_100", ()] = _per_active(made["I18.reported", ()], made["I01", ()])
    every = [made[figure.key, by] for figure, by in CATALOGUE.tables(period)]
    return [funded.named(table, paid_for) for table in every]


def keys_of(found: Structure) -> Keys:
    """The values that every breakdown has in the county: each gets its row, also where nothing is counted."""
    places = COUNTIES[found.county].municipalities
    organisations = [o for o in OrgType if o not in {OrgType.COORDINATION_ASSOCIATION, OrgType.PORTAL_OPERATOR}]
    return {
        "gender": tuple(Gender),
        "age_group": counting.AGE_GROUPS,
        "municipality": tuple(place.code for place in places),
        "municipality_group": tuple(dict.fromkeys(place.group for place in places)),
        "care_unit": tuple(str(unit.unit_id) for unit in found.units(CARE_UNITS)),
        "care_scope": ("primary_care", "adult_psychiatry", "other"),
        "org_type": tuple(organisations),
    }


def keys_for(figure: Figure, keys: Keys) -> Keys:
    """With the values that are the figure's own: its kinds, and for questions who asks whom."""
    kinds = tuple(value for value, _ in INDICATORS[figure.indicator].kinds)
    if figure.indicator == funded.INDICATOR:
        kinds = tuple(keys["funded"])
    pairs = tuple(f"{one}>{other}" for one, other in product(keys["org_type"], repeat=2))
    return {**keys, "kind": kinds, **({"org_type": pairs} if figure.indicator == "I20" else {})}


def _by(key: str, period: Period) -> Iterable[tuple[str, ...]]:
    figure = CATALOGUE.figure(key)
    assert figure is not None
    return figure.tables(period.kind)


def _table(figure: Figure, period: Period, by: tuple[str, ...], counted: Iterable[Counted], keys: Keys) -> Table:
    sums: defaultdict[tuple[str, ...], list[Any]] = defaultdict(lambda: [0, 0, Counter()])
    for each in counted:
        for key in product(*([*each.places.get(name, ()), TOTAL] for name in by)):
            sums[key][0] += each.numerator
            sums[key][1] += each.denominator
            if each.value is not None:
                sums[key][2][each.value] += 1
    wanted = [[*keys[name], *([TOTAL] if figure.adds_up(name) else [])] for name in by]
    return Table(figure.key, period.code, by, tuple(_row(figure, key, *sums[key]) for key in product(*wanted)))


def _row(figure: Figure, key: tuple[str, ...], numerator: int, denominator: int, values: Counter[float]) -> Row:
    if figure.kind is FigureKind.MEDIAN:
        return Row(key, None, denominator, counting.middle(values))
    if figure.kind is FigureKind.COUNT:
        return Row(key, numerator, value=float(numerator))
    if figure.kind is FigureKind.RATE:  # counted on the first and on the last day: the average is half
        return Row(key, numerator, denominator, counting.percent(2 * numerator, denominator))
    return Row(key, numerator, denominator, counting.percent(numerator, denominator))


def _per_active(reported: Table, active: Table) -> Table:
    (n, d) = (table.rows[0].numerator or 0 for table in (reported, active))
    return Table("I18.per_100", reported.period, (), (Row((), n, d, counting.percent(n, d)),))


def _coverage(by: tuple[str, ...], cases: Table, period: Period, reported: Reported, county: str) -> Table:
    """I04: what the municipalities count beside what the portal counts; nothing where one of them has not reported."""
    rows = []
    for row in cases.rows:
        place: Mapping[str, Any] = dict(zip(by, row.key, strict=True))
        base = _reported(place, period, reported, county)
        rows.append(
            Row(row.key)
            if base is None or row.numerator is None
            else Row(row.key, row.numerator, base, counting.percent(row.numerator, base))
        )
    return Table("I04", period.code, by, tuple(rows))


def _reported(place: Mapping[str, str], period: Period, reported: Reported, county: str) -> int | None:
    genders = [Gender(place["gender"])] if place.get("gender", TOTAL) != TOTAL else list(Gender)
    codes = [
        one.code
        for one in COUNTIES[county].municipalities
        if place.get("municipality", TOTAL) in (TOTAL, one.code)
        and place.get("municipality_group", TOTAL) in (TOTAL, one.group)
    ]
    month = period.last.replace(day=1)
    found = [reported.get((Baseline.B1, code, month, gender)) for code in codes for gender in genders]
    counts = [each for each in found if each is not None]
    return sum(counts) if len(counts) == len(found) else None
