"""What cannot be asked for or reported, on the page and in the API alike, and how far the figures have come."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from portal.statistics.asked import breakdowns
from projections.statistics import editions
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.periods import PeriodKind
from projections.statistics.tables import Cell, PublishedTable, Shown
from tests.cases.reading import text_of
from tests.conftest import Servers, fresh_copy
from tests.house.conftest import *  # noqa: F403 - the county and its fixtures
from tests.house.county import API, County, county
from tests.leave import sick_leave

PLAN = (PublishedTable("I05", "2026H1", (), (Cell((), Shown.VALUE, 71, 126, 56.3),)),)
FORM, FILE, REPORT = "/statistik/underlag/ny", "/statistik/underlag/fil", f"{API}/commands/report-baseline-figure"
ROWS = "indikator;månad;kön;antal\r\nB2;2026-09;kvinna;12\r\nB2;2026-09;man;9\r\n"


@pytest.fixture(scope="module")
def published(servers: Servers) -> Iterator[County]:
    with fresh_copy(servers("embedded")) as store, county(store) as made:
        publish(made)
        yield made


def publish(home: County) -> None:
    at = datetime(2026, 8, 15, tzinfo=UTC)
    edition = Edition("19", "2026H1", 1, EditionKind.FROZEN, at, 1, editions.hash_of(PLAN))
    with psycopg.connect(home.store.projector) as connection:
        editions.publish(connection, edition, PLAN, ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("period=2026-01-01..2026-02-03", "Välj en månad, ett kvartal"),
        ("from=2026-01-01&to=2026-02-03", "Fria datum"),
        ("period=2026H1&fran=2026-01-01", "Fria datum"),
        ("period=2026H1&by=gender&by=age_group&by=municipality", "högst två"),
        ("period=2026H1&by=gender,age_group,municipality", "högst två"),
        ("period=2026H1&by=gender&by=care_unit", "visas inte för perioden"),
        ("period=2026H2", "inte slut"),
        ("period=2027", "inte slut"),
    ],
)
def test_the_page_refuses_what_the_api_refuses_and_says_why(published: County, query: str, said: str) -> None:
    hand = published.hand("reko.larkan")
    answer = hand.get(f"/statistik/I05?{query}")
    assert answer.status_code == 422 and said in text_of(answer), text_of(answer)
    asked = query.replace("by=gender,age_group,municipality", "by=gender&by=age_group&by=municipality")
    assert hand.get(f"{API}/statistics/I05?{asked}").status_code == 422


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("F01?period=2026H1", "Måttet räknas bara för hela år"),
        ("I12?period=2026Q1&by=municipality_group", "visas inte för perioden"),
    ],
)
def test_what_the_period_has_no_table_of_is_refused_and_the_page_speaks_of_no_form(
    published: County, asked: str, said: str
) -> None:
    hand = published.hand("reko.larkan")
    page, answer = hand.get(f"/statistik/{asked}"), hand.get(f"{API}/statistics/{asked}")
    assert (page.status_code, answer.status_code) == (422, 422)
    assert said in text_of(page) and said in answer.json()["detail"]
    assert "formuläret" not in text_of(page) and "Något behöver rättas" in text_of(page)


def test_the_difference_between_women_and_men_is_offered_by_groups_where_they_are_told(
    published: County,
) -> None:
    officer = published.world.officer("reko.larkan")
    assert breakdowns(officer, "I12", PeriodKind.HALF_YEAR) == [(), ("municipality_group",)]
    assert breakdowns(officer, "I12", PeriodKind.QUARTER) == [()]


@pytest.mark.parametrize(
    "path",
    [
        "/statistik?from=2026-01-01",
        "/statistik/rapporter?from=2026-01-01",
        "/statistik/I05/csv?period=2026H1&from=2026-01-01",
        "/statistik/I05/csv?period=2026-01-01",
        "/statistik/rapporter/lansrapport/pdf?period=2026H1&from=2026-01-01",
    ],
)
def test_no_list_file_or_report_takes_a_range_of_dates(published: County, path: str) -> None:
    assert published.hand("reko.larkan").get(path).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/statistik/I99",
        "/statistik/I99/csv?period=2026H1",
        f"{API}/statistics/I99",
        "/statistik/I05/csv?period=2026Q1",
        "/statistik/F01/csv?period=2026H1",
        "/statistik/rapporter/lansrapport/pdf?period=2019H1",
    ],
)
def test_what_there_is_not_is_not_found(published: County, path: str) -> None:
    assert published.hand("reko.larkan").get(path).status_code == 404


def test_a_period_that_is_not_published_is_named_beside_those_that_are(published: County) -> None:
    for path in ("/statistik", "/statistik/I05"):
        page = text_of(published.hand("reko.larkan").get(f"{path}?period=2024"))
        assert "år 2024. Perioden är inte publicerad." in page and "Ingen period" not in page


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"count": "-1"}, "count", "Kontrollera antalet"),
        ({"month": "2026-12"}, "month", "Månaden har inte börjat än"),
        ({"month": "2027-01"}, "month", "Månaden har inte börjat än"),
        ({"month": "2026-13"}, "month", "månad"),
    ],
)
def test_a_baseline_below_nought_or_ahead_is_refused_in_the_form_and_in_the_api(
    published: County, fields: dict[str, Any], field: str, said: str
) -> None:
    figure = {"indicator": "B2", "month": "2026-10", "gender": "woman", "count": "12"} | fields
    before, hand = published.events(), published.hand("chef.larkan")
    form = hand.form(FORM, figure)
    assert form.status_code == 422 and said in text_of(form)
    assert 'aria-invalid="true"' in form.text and f'name="{field}"' in form.text
    answer = hand.post(REPORT, figure | {"count": int(figure["count"])})
    assert answer.status_code == 422 and said in answer.json()["detail"], answer.text
    assert published.events() == before


def test_a_baseline_reported_twice_changes_nothing_and_another_number_replaces_it(home: County) -> None:
    figure: dict[str, Any] = {"indicator": "B2", "month": "2026-10", "gender": "woman", "count": 12}
    hand = home.hand("chef.larkan")
    assert hand.post(REPORT, figure).status_code == 200
    before = home.events()
    again, form = hand.post(REPORT, figure), hand.form(FORM, figure)
    assert (again.status_code, again.json()["key"]) == (422, "nothing_changed") and form.status_code == 422
    assert home.events() == before
    assert hand.form(FORM, figure | {"count": "1 213"}).status_code == 303, "as people write it"
    page = text_of(hand.get("/statistik/underlag"))
    assert "oktober 2026 1213 uppgift saknas" in page


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("latin-1"),
        ROWS.replace("\r\n", "\n").encode(),
        ROWS.replace(";", ",").encode(),
    ],
    ids=["semicolons and Windows line ends", "BOM", "Latin-1", "line ends of Unix", "commas"],
)
def test_a_file_is_taken_however_a_spreadsheet_wrote_it(home: County, content: bytes) -> None:
    hand = home.hand("chef.larkan")
    answer = hand.form(FILE, files={"file": ("underlag.csv", content, "text/csv")})
    said = text_of(answer)
    assert answer.status_code == 200 and said.count("Rapporterad") == 2, said
    assert "september 2026 12 9" in said
    again = text_of(hand.form(FILE, files={"file": ("underlag.csv", content, "text/csv")}))
    assert again.count("Fanns redan") == 2


def test_each_row_of_a_file_gets_its_answer_and_what_is_right_is_reported(home: County) -> None:
    rows = "indikator;månad;kön;antal\nB2;2026-09;kvinna;12\nB2;2026-12;man;9\nB2;2026-09;man;-3\nB1;2026-09;man;1\n"
    answer = home.hand("chef.larkan").form(FILE, files={"file": ("underlag.csv", rows.encode(), "text/csv")})
    said = text_of(answer)
    assert answer.status_code == 422
    assert "B2 · 2026-09 · kvinna · 12 Rapporterad" in said
    assert "B2 · 2026-12 · man · 9 Månaden har inte börjat än" in said
    assert "B2 · 2026-09 · man · -3 Kontrollera antalet" in said
    assert said.count("Rapporterad") == 1 and "september 2026 12 uppgift saknas" in said


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"namn;telefon\nA;1\n", b"x" * 200_001])
def test_a_file_that_is_no_such_file_is_refused_in_one_sentence(published: County, content: bytes) -> None:
    answer = published.hand("chef.larkan").form(FILE, files={"file": ("underlag.csv", content, "text/csv")})
    assert answer.status_code == 422 and "Rapporterad" not in text_of(answer)


def test_the_page_and_the_api_say_how_far_the_counting_has_come(home: County) -> None:
    publish(home)
    case_id = home.case("soc")
    home.catch_up()
    hand = home.hand("reko.larkan")
    for path in ("/statistik?period=2026H1", "/statistik/I05?period=2026H1"):
        assert "inte helt i kapp" not in text_of(hand.get(path))
    assert hand.get(f"{API}/statistics/I05?period=2026H1").json()["counted_before"] is None
    home.world.do("reko.larkan", sick_leave(case_id))
    for path in ("/statistik?period=2026H1", "/statistik/I05?period=2026H1"):
        assert "Allt som skrevs före 23 november 2026 är inräknat" in text_of(hand.get(path))
    assert hand.get(f"{API}/statistics/I05?period=2026H1").json()["counted_before"] == "2026-11-23"
