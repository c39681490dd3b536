"""Every indicator of the hand-counted county, against what was worked out by hand in ``hand_county.py``.

A count is one number; a share is (N, D); a median is (value, how many).
"""

import pytest

from projections.statistics.catalogue import CATALOGUE, INDICATORS
from projections.statistics.tables import FigureKind, Row, Table
from projections.view import Connection
from tests.statistics.conftest import row_of, tables_of
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
    "I21": (1, 2),
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
    assert set(WHOLE) == {figure.key for figure in CATALOGUE.figures} - {"I04"}


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


def test_a_purged_case_stays_as_a_skeleton(county: Connection) -> None:
    then = tables_of(county, "2024H1")
    assert row_of(then, "I02").numerator == 1
    assert said("I09", row_of(then, "I09")) == (1, 1)


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
