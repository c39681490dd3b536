"""Pages, files and API over the small county of the house: what is asked for, refused, and shown of an edition."""

from datetime import UTC, datetime

import psycopg
import pytest

from projections.statistics import editions
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.tables import Cell, PublishedTable, Shown
from tests.house.conftest import *  # noqa: F403 - the county and its fixtures
from tests.house.county import API, County

PLAN = (
    PublishedTable("I05", "2026H1", (), (Cell((), Shown.VALUE, 71, 126, 56.3),)),
    PublishedTable(
        "I05",
        "2026H1",
        ("gender",),
        (
            Cell(("woman",), Shown.VALUE, 45, 74, 60.8),
            Cell(("man",), Shown.VALUE, 26, 52, 50.0),
            Cell(("*",), Shown.VALUE, 71, 126, 56.3),
        ),
    ),
    PublishedTable(
        "I05",
        "2026H1",
        ("gender", "municipality_group"),
        (
            Cell(("woman", "Norra"), Shown.TOO_FEW, None, 5, None),
            Cell(("man", "Norra"), Shown.TOO_FEW, None, None, None, Shown.FEW),
            Cell(("*", "Norra"), Shown.HIDDEN, None, None, None, Shown.HIDDEN),
        ),
    ),
    PublishedTable("I05", "2026H1", ("care_unit",), (), withheld=True),
)


@pytest.fixture
def published(home: County) -> County:
    at = datetime(2026, 8, 15, tzinfo=UTC)
    made = Edition("19", "2026H1", 1, EditionKind.FROZEN, at, 1, editions.hash_of(PLAN))
    with psycopg.connect(home.store.projector) as connection:
        editions.publish(connection, made, PLAN, ())
    return home


def test_the_api_tells_the_cells_with_their_words(published: County) -> None:
    path = f"{API}/statistics/I05?period=2026H1&by=gender&by=municipality_group"
    answer = published.hand("chef.forbund").get(path)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["edition"]["number"] == 1 and body["coverage_note"].startswith("Avser ärenden med samtycke")
    assert [(row["gender"], row["municipality_group"], row["value"], row["display"]) for row in body["rows"]] == [
        ("woman", "Norra", None, "för få ärenden"),
        ("man", "Norra", None, "för få ärenden"),
        ("*", "Norra", None, "visas inte"),
    ]
    assert "definition" in body and body["goals"]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("period=2026-01-01&by=gender", "period_unknown"),
        ("from=2026-01-01&to=2026-02-03", "parameter_unknown"),
        ("period=2026H1&from=2026-01-01", "parameter_unknown"),
        ("period=2026H1&by=gender&by=age_group&by=municipality", "too_many_breakdowns"),
        ("period=2026H1&by=gender&by=care_unit", "breakdown_not_published"),
        ("period=2026M05&by=municipality", "breakdown_not_published"),
        ("period=2026H1&by=diagnosis", "breakdown_unknown"),
        ("period=2026H2", "period_not_over"),
        ("period=2027", "period_not_over"),
        ("period=2026Q1", "edition_missing"),
    ],
)
def test_what_is_not_published_cannot_be_asked_for(published: County, query: str, key: str) -> None:
    answer = published.hand("reko.larkan").get(f"{API}/statistics/I05?{query}")
    assert (answer.status_code, answer.json().get("key")) == (422, key), answer.text


def test_an_unknown_indicator_is_not_found(published: County) -> None:
    hand = published.hand("reko.larkan")
    assert hand.get(f"{API}/statistics/I99").status_code == 404
    assert hand.get("/statistik/I99").status_code == 404


def test_the_violence_question_of_a_unit_is_for_the_care_alone(published: County) -> None:
    path = f"{API}/statistics/I07?period=2026H1&by=care_unit"
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        assert published.hand(subject).get(path).json()["key"] == "breakdown_not_published"
    assert published.hand("reko.larkan").get(path).status_code == 200
    whole = f"{API}/statistics/I07?period=2026H1"
    assert published.hand("handlaggare.soc").get(whole).status_code == 200


def test_the_page_shows_women_and_men_first_and_says_why_a_number_is_hidden(published: County) -> None:
    page = published.hand("reko.larkan").get("/statistik/I05?period=2026H1")
    assert page.status_code == 200
    for words in ("60,8", "45 av 74", "Mål 2027", "Därför syns inte alla tal", "Fryst utgåva", "Avser ärenden"):
        assert words in page.text, words
    assert page.text.index("Kvinnor och män") < page.text.index("Så räknar vi")


def test_the_table_on_the_page_says_of_everybody_the_value_alone_and_the_file_all_of_it(published: County) -> None:
    hand = published.hand("reko.larkan")
    page = hand.get("/statistik/I05?period=2026H1&by=gender,municipality_group").text
    assert "Alla, andel i procent" in page and "Kvinnor, av dem" in page and "Alla, av dem" not in page
    assert "Alla, av dem" in hand.get("/statistik/I05/csv?period=2026H1").content.decode("utf-8-sig")


def test_a_file_is_of_the_same_edition(published: County) -> None:
    hand = published.hand("reko.larkan")
    found = hand.get("/statistik/I05/csv?period=2026H1")
    assert found.status_code == 200 and "60,8" in found.content.decode("utf-8-sig")
    assert hand.get("/statistik/I05/exe?period=2026H1").status_code == 404


def test_a_care_unit_is_told_that_no_indicator_is_counted_against_its_figure(home: County) -> None:
    assert "Inget mått räknas mot den" in home.hand("chef.larkan").get("/statistik/underlag").text
    assert "B2" not in home.hand("chef.soc").get("/statistik/underlag").text


def test_a_late_correction_is_read_everywhere_as_a_revision_and_the_frozen_figures_nowhere(published: County) -> None:
    corrected = (
        PublishedTable("I05", "2026H1", (), (Cell((), Shown.VALUE, 70, 128, 54.7),)),
        *(table for table in PLAN if table.by),
    )
    at = datetime(2026, 10, 1, tzinfo=UTC)
    made = Edition("19", "2026H1", 2, EditionKind.REVISION, at, 2, editions.hash_of(corrected))
    with psycopg.connect(published.store.projector) as connection:
        editions.publish(connection, made, corrected, ())
    hand, place = published.hand("chef.forbund"), "/statistik/I05"
    shown = {path: hand.get(path) for path in ("/statistik", f"{place}?by=", f"{place}/csv", f"{place}?period=2026H1")}
    for path, answer in shown.items():
        said = answer.content.decode("utf-8-sig").replace("\N{NO-BREAK SPACE}", " ")
        assert answer.status_code == 200 and "Nummer 2. Reviderad utgåva: rättelser har kommit" in said, path
        assert "1 oktober 2026" in said and "15 augusti 2026" not in said, path
    assert "54,7" in shown[f"{place}/csv"].text and "56,3" not in shown[f"{place}?by="].text.split("</table>")[-1]
    told = hand.get(f"{API}/statistics/I05?period=2026H1").json()
    assert (told["edition"]["number"], told["edition"]["kind"]) == (2, "revision")
    assert [row["display"] for row in told["rows"]] == ["54,7\N{NO-BREAK SPACE}%"]
    assert "Nummer 2, reviderad" in hand.get("/statistik/rapporter").text
    named = hand.get("/statistik/rapporter/lansrapport/pdf?period=2026H1").headers["content-disposition"]
    assert "lansrapport-19-2026H1-2.pdf" in named
