"""Every indicator of the hand-counted county, against what was worked out by hand in ``hand_county.py``.

A count is one number; a share is (N, D); a median is (value, how many).
"""

from datetime import date

import pytest
from msgspec import structs
from msgspec.structs import replace

from events import facts as f
from events.sealing import Sealed
from projections.statistics.catalogue import CATALOGUE, INDICATORS
from projections.statistics.gender_gap import gaps, has_index, indexed
from projections.statistics.periods import period_of
from projections.statistics.tables import Cell, FigureKind, PublishedTable, Row, Shown, Table
from projections.view import Connection
from tests.conftest import Servers, fresh_copy
from tests.statistics.conftest import projected, row_of, tables_of
from tests.statistics.hand_county import YEAR_END, structure, w
from tests.statistics.tales import unit

# Women's cases active on 30 June: 1 3 4 7 8 16 22 24 25 30 32 36 38; men's: 2 5 6 13 21 23 26 27 29 31 35 37 40.
# New in the half-year, women: 1 3 4 7 8 22 24 25 32 34 36 38; men: 2 5 6 13 21 23 26 27 33 35 37 40.
WHOLE: dict[str, object] = {
    "I01": 26,
    "I02": 24,
    "I03": 3,  # 1 5 8
    "I05": (4, 11),  # D 1 2 4 5 6 7 8 11 19 20 40, N 1 2 5 7
    "I06": (3, 11),  # N 1 2 5
    "I06b": (2, 4),  # N 1 7
    "I07": (4, 12),  # D 1 2 2 3 4 5 6 7 8 11 36 40, N 1 3 6 8
    "I07b": (1, 12),  # N 2
    "I08": (4, 9),  # D 1 2 5 6 7 8 11 20 40, N 6 7 11 20
    "I09": (8, 11),  # D 1 2 3 4 5 6 7 8 11 36 40, N all but 3 4 8
    "I10": (1, 4),  # D 6 7 11 20, N 6
    "I11.median": (91.0, 9),  # 37 58 61 91 91 116 150 172 212
    "I11.over_90": (6, 9),
    "I11.over_180": (1, 9),
    "I11.over_365": (0, 9),
    "I16.median": (2.0, 9),  # 0 0 1 1 2 2 3 5 6
    "I16.within_5": (8, 9),
    "I17": (5, 10),  # D 1 2 3 4 5 6 7 8 36 40, N 3 4 6 8 36
    "I20.sent": 5,
    "I20.answered": 2,
    "I20.median": (5.0, 2),  # 3 and 7
    "I20.overdue": (2, 3),
    "I21": (2, 7),  # D 11 16 20 22 22 30 31, N 20 22
    "I22.closed": 2,  # 19 20
    "I22.lower_degree": (1, 2),
    "I22.without_support": (1, 2),
    "I23.recorded": 25,  # the 24 new ones and the renewal of 29
    "I23.written": (1, 25),
    "I23.refused": 1,
    "I23.withdrawn": 2,  # 11 34
    "I23.narrowed": 1,
    "I23.expired": 1,
    "I24.applied": 3,
    "I24.granted": 1,
    "I24.denied": 1,
    "I24.median": (25.0, 2),  # 30 and 20
    "I27": (1, 2),
    "I28": (1, 26),
    "I29": (1, 2),
    "I18.reported": 2,  # of Sala's routine 5 Jan and 1 March; a third was withdrawn
    "I18.remarks": 1,
    "I18.open": 1,
    "I18.median": (10.0, 1),
    "I18.in_time": (1, 2),
    "I18.per_100": (2, 26),
    "I19.proposed": 3,  # 31 37 38; the joint meeting of 31 is none
    "I19.summoned": 2,
    "I19.held": 2,
    "I19.recent": (2, 26),  # 31 37
    "I19.median": (15.5, 2),  # 10 and 21 days
    "I19.person": (1, 2),
    "I19.all": (1, 2),
    "I19.followed_up": (1, 2),
    "I13": (1, 10),
    "I13.partly": 1,
    "I13.units": (5, 6),  # of the six in scope only psychiatry has not signed
    "I14": (1, 1),
    "I15.fresh": (2, 3),
    "I15.vulnerable": (2, 3),
    "I15.uncovered": 1,
    "I25.one": (1, 3),
    "I25.two": (1, 3),
    "I25.turnover": (1, 5),
    "I26.active": 1,
    "I26.forming": 0,
    "I26.none": 0,
    "I26.unknown": 2,
}
WOMEN_AND_MEN: dict[str, tuple[object, object]] = {
    "I01": (13, 13),
    "I02": (12, 12),
    "I03": (2, 1),
    "I05": ((2, 5), (2, 6)),
    "I06": ((1, 5), (2, 6)),
    "I07": ((3, 6), (1, 6)),
    "I08": ((1, 3), (3, 6)),
    "I09": ((3, 6), (5, 5)),
    "I11.median": ((150.0, 3), (91.0, 6)),  # 37 150 172; 58 61 91 91 116 212
    "I17": ((4, 6), (1, 4)),
    "I22.closed": (1, 1),
    "I23.withdrawn": (1, 1),
    "I23.refused": (0, 1),
    "I29": ((1, 1), (0, 1)),
}


def said(figure: str, row: Row) -> object:
    kind = next(each.kind for each in CATALOGUE.figures if each.key == figure)
    if kind is FigureKind.COUNT:
        return row.numerator
    return (row.value, row.denominator) if kind is FigureKind.MEDIAN else (row.numerator, row.denominator)


@pytest.fixture(scope="module")
def half_year(county: Connection) -> list[Table]:
    return tables_of(county, "2026H1")


def test_every_figure_of_the_catalogue_is_counted_by_hand() -> None:
    assert set(WHOLE) == {figure.key for figure in CATALOGUE.figures} - {"I04", "F01.new", "F01.ongoing"}


@pytest.mark.parametrize("figure", WHOLE)
def test_a_figure_of_the_whole_county_is_what_was_counted_by_hand(half_year: list[Table], figure: str) -> None:
    assert said(figure, row_of(half_year, figure)) == WHOLE[figure]


@pytest.mark.parametrize("figure", WOMEN_AND_MEN)
def test_women_and_men_are_what_was_counted_by_hand(half_year: list[Table], figure: str) -> None:
    found = tuple(said(figure, row_of(half_year, figure, gender=gender)) for gender in ("woman", "man"))
    assert found == WOMEN_AND_MEN[figure]
    assert said(figure, row_of(half_year, figure, gender="*")) == WHOLE[figure]


@pytest.mark.parametrize(
    ("group", "count"), [("16-24", 3), ("25-34", 6), ("35-44", 6), ("45-54", 5), ("55-66", 6), ("*", 26)]
)
def test_age_is_the_year_of_the_period_less_the_year_of_birth(half_year: list[Table], group: str, count: int) -> None:
    assert row_of(half_year, "I01", age_group=group).numerator == count


def test_a_person_who_has_moved_is_new_where_she_was_and_ongoing_where_she_is(half_year: list[Table]) -> None:
    assert row_of(half_year, "I02", municipality="1981").numerator == 2  # 38 40
    assert row_of(half_year, "I01", municipality="1981").numerator == 3  # 8 38 40
    assert row_of(half_year, "I03", municipality="1981").numerator == 1  # 8
    assert row_of(half_year, "I03", municipality_group="Sala").numerator == 1
    assert row_of(half_year, "I03", municipality_group="Västra Mälardalen").numerator == 2
    assert row_of(half_year, "I01", municipality="1962").numerator == 0, "a municipality without cases has its row"


def test_a_care_unit_counts_its_own_cases(half_year: list[Table]) -> None:
    counts = {
        slug: row_of(half_year, "I01", care_unit=str(unit(slug))).numerator for slug in ("larkan", "tranan", "psyk")
    }
    assert counts == {"larkan": 24, "tranan": 2, "psyk": 0}


def test_the_violence_question_is_counted_for_each_care_unit_that_is_a_party(half_year: list[Table]) -> None:
    found = {
        slug: said("I07", row_of(half_year, "I07", care_unit=str(unit(slug)))) for slug in ("larkan", "psyk", "tranan")
    }
    assert found == {"larkan": (3, 11), "psyk": (1, 1), "tranan": (0, 1)}
    table = next(each for each in half_year if each.indicator == "I07" and each.by == ("care_unit",))
    assert ("*",) not in {row.key for row in table.rows}, "the units do not add up: a case may be with two"


def test_kinds_are_counted_apart(half_year: list[Table]) -> None:
    assert row_of(half_year, "I22.closed", kind="activity").numerator == 1
    assert row_of(half_year, "I22.closed", kind="other").numerator == 1
    assert row_of(half_year, "I22.closed", kind="work").numerator == 0
    assert row_of(half_year, "I20.sent", kind="planning").numerator == 4
    assert row_of(half_year, "I20.sent", org_type="region>municipality").numerator == 5
    assert row_of(half_year, "I24.denied", kind="not_insured").numerator == 1


def test_coverage_is_said_where_the_municipality_has_reported_and_missing_elsewhere(half_year: list[Table]) -> None:
    koping = row_of(half_year, "I04", municipality="1983")
    assert (koping.numerator, koping.denominator, koping.value) == (2, 20, 10.0)
    assert row_of(half_year, "I04", gender="woman", municipality="1983").value == 12.5
    assert row_of(half_year, "I04", gender="woman", municipality="1981").value == 25.0
    for missing in ({"municipality": "1981"}, {"municipality": "1962"}, {}):
        assert row_of(half_year, "I04", **missing) == Row(("*",) * 0 if not missing else tuple(missing.values()))


# What the association pays for, in 2025: new 41 42 43 in Steget and 42 in Gröna rummet; ongoing on 31 December 41 43 in
# Steget, 42 20 in Gröna rummet. Women 41 42, men 20 43.
NEW = {"Gröna rummet": (1, 0, 1), "Lugna veckan": (0, 0, 0), "Steget": (2, 1, 3), "*": (3, 1, 4)}
ONGOING = {"Gröna rummet": (1, 1, 2), "Lugna veckan": (0, 0, 0), "Steget": (1, 1, 2), "*": (2, 2, 4)}


@pytest.mark.parametrize(("figure", "expected"), [("F01.new", NEW), ("F01.ongoing", ONGOING)])
def test_participants_are_counted_in_each_intervention_that_the_association_pays_for(
    county: Connection, figure: str, expected: dict[str, tuple[int, int, int]]
) -> None:
    year = tables_of(county, "2025")
    table = next(each for each in year if (each.indicator, each.by) == (figure, ("gender", "kind")))
    names = dict(table.names) | {"*": "*"}
    found = {
        name: tuple(row_of(year, figure, gender=gender, kind=key).numerator for gender in ("woman", "man", "*"))
        for key, name in names.items()
    }
    assert found == expected, "the name is the one it has now, and what nobody paid for that year has no row"
    assert tuple(row_of(year, figure, gender=gender).numerator for gender in ("woman", "man", "*")) == (expected["*"])
    assert not [each for each in tables_of(county, "2026H1") if each.indicator == figure], "by calendar year alone"


# I12 on 31 December 2025 and on 30 June 2026, women against men, as printed with one decimal:
#   I03     women 19 41 42, men 20 43: 3 against 2, 50 percent more.     Then women 1 8, man 5: 100 percent more.
#   I05     women 41 of 19 41 42: 33.3; men 43 of 20 43: 50: -16.7.      Then 2 of 5, 40; 2 of 6, 33.3: 6.7.
#   I08     women 19 42 of 19 41 42: 66.7; men 20 of 20 43: 50: 16.7.    Then 1 of 3, 33.3; 3 of 6, 50: -16.7.
#   I11     women 31 61 92: 61 days; men 31 61: 46 days: 15.             Then 150 and 91: 59.
# The index is the one in percent of the other: 100 of 50 is 200, 59 of 15 is 393.3. The other two have turned: none.
GAPS = {"I03": (50.0, 100.0), "I05": (-16.7, 6.7), "I08": (16.7, -16.7), "I11.median": (15.0, 59.0)}
INDEX = {"I03": 200.0, "I05": None, "I08": None, "I11.median": 393.3}


def openly(tables: list[Table]) -> list[PublishedTable]:
    """As if nothing had to be hidden, to see what is reckoned."""
    return [
        PublishedTable(
            table.indicator, table.period, table.by, tuple(Cell(row.key, value=row.value) for row in table.rows)
        )
        for table in tables
    ]


@pytest.mark.parametrize("figure", GAPS)
def test_the_difference_between_women_and_men_and_its_index_are_what_was_worked_out_by_hand(
    county: Connection, half_year: list[Table], figure: str
) -> None:
    base, now = (gaps(openly(tables)) for tables in (tables_of(county, "2025"), half_year))
    of_county = [cell(tables, f"I12.{figure}") for tables in (base, now)]
    assert tuple(each.value for each in of_county) == GAPS[figure]
    index = cell(indexed(now, base, 2025), f"I12.{figure}.2025")
    assert (index.value, index.shown is Shown.UNDEFINED) == (INDEX[figure], INDEX[figure] is None)
    own = cell(indexed(base, base, 2025), f"I12.{figure}.2025")
    assert own.value == 100, "the base year against itself"


def test_where_the_difference_was_almost_nothing_there_is_no_index(county: Connection, half_year: list[Table]) -> None:
    """Sala had nobody in 2025; a difference of less than one would make any index large."""
    now = gaps(openly(half_year))
    none = [replace(table, cells=tuple(replace(each, value=0.9) for each in table.cells)) for table in now]
    assert {each.shown for table in indexed(now, none, 2025) for each in table.cells} == {Shown.UNDEFINED}
    nobody = cell(gaps(openly(tables_of(county, "2025"))), "I12.I03", "Sala")
    assert nobody == Cell(("Sala",), Shown.UNDEFINED), "of no men there is no percent"
    assert indexed(now, [], 2025) == [], "before there is a base year there is no index"


def test_what_is_hidden_of_a_difference_is_hidden_of_its_index() -> None:
    def told(*values: Cell) -> list[PublishedTable]:
        return [PublishedTable("I12.I05", "2026H1", (), values)]

    shown, hidden = Cell((), value=4.0), Cell((), Shown.TOO_FEW)
    for now, base, expected in ((hidden, shown, Shown.TOO_FEW), (shown, hidden, Shown.TOO_FEW)):
        (table,) = indexed(told(now), told(base), 2025)
        assert table.cells == (Cell((), expected),)
    withheld = [replace(table, cells=(), withheld=True) for table in told(shown)]
    assert indexed(told(shown), withheld, 2025)[0].withheld and indexed(withheld, told(shown), 2025)[0].withheld


@pytest.mark.parametrize(
    ("code", "there"), [("2025", True), ("2025Q4", True), ("2025M12", True), ("2025T3", True), ("2026M01", True),
                        ("2025H1", False), ("2025M11", False), ("2024", False)],
)  # fmt: skip
def test_there_is_an_index_from_the_end_of_the_base_year_on(code: str, there: bool) -> None:
    period = period_of(code)
    assert period is not None and has_index(period, 2025) is there


def cell(tables: list[PublishedTable], figure: str, *key: str) -> Cell:
    (table,) = (each for each in tables if each.indicator == figure and len(each.by) == len(key))
    (found,) = (each for each in table.cells if each.key == key)
    return found


def test_a_purged_case_stays_as_a_skeleton(county: Connection) -> None:
    then = tables_of(county, "2024H1")
    assert row_of(then, "I02").numerator == 1
    assert said("I09", row_of(then, "I09")) == (1, 1)


def test_a_plan_that_is_coded_when_it_is_revised_is_a_coded_plan_and_no_second_one(servers: Servers) -> None:
    """Spell 12 January to 12 March: 60 days. Coded on 2 March, in the first quarter but not by the end of January."""
    tales = [w(1, 1984), w(2, 1984)]
    for tale in tales:
        tale.consent("2026-01-12", YEAR_END, "soc-koping").leave("2026-01-12", "2026-01-12 2026-03-12 100")
    plan = tales[0].plan("2026-01-20").fact
    revised = {"established_on": date(2026, 3, 2), "kva_registered": True, "reason": Sealed("Kodad i journalen")}
    tales[0].tell("2026-03-02", f.RehabPlanRevised(**{**structs.asdict(plan), **revised}))
    tales[1].tell("2026-03-02", f.RehabPlanRevised(**{**structs.asdict(plan), **revised}))
    with fresh_copy(servers("embedded")) as store, projected(store, [*structure(), *tales]) as connection:
        quarter, january = tables_of(connection, "2026Q1"), tables_of(connection, "2026M01")
    told = [
        (row_of(made, key).numerator, row_of(made, key).denominator) for made in (january, quarter) for key in PLANS
    ]
    assert told == [(1, 2), (1, 2), (0, 1), (1, 2), (1, 2), (1, 1)]


PLANS = ("I05", "I06", "I06b")


def test_the_quarters_of_a_flow_add_up_to_the_half_year_and_stocks_end_alike(
    county: Connection, half_year: list[Table]
) -> None:
    quarters = [tables_of(county, code) for code in ("2026Q1", "2026Q2")]
    for key in ("I02", "I09", "I23.recorded", "I20.sent"):
        parts = [
            row_of(tables, key, gender="woman") if key in {"I02", "I09"} else row_of(tables, key) for tables in quarters
        ]
        whole = row_of(half_year, key, gender="woman") if key in {"I02", "I09"} else row_of(half_year, key)
        assert sum(part.numerator or 0 for part in parts) == whole.numerator
    for key in ("I01", "I08", "I11.median"):
        assert row_of(quarters[1], key) == row_of(half_year, key)


def test_each_figure_belongs_to_an_indicator_that_says_what_it_is() -> None:
    for figure in CATALOGUE.figures:
        indicator = INDICATORS[figure.indicator]
        assert indicator.name and indicator.definition and indicator.numerator and figure.name
