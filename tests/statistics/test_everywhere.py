"""One edition read through screen, print, CSV, Excel, PDF and API: every cell is the same, and nothing more is told."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser

import portal
from portal.statistics.spoken import WORDS
from projections.statistics import editions
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.indicator import COVERAGE_NOTE
from projections.statistics.tables import Cell, PublishedTable, Shown
from tests.conftest import Servers, fresh_copy
from tests.house.county import API, County, county
from tests.statistics.everywhere import (
    cell,
    in_csv,
    in_workbook,
    lines_on_screen,
    on_paper,
    on_screen,
    squeezed,
    values_of,
)

ASSETS = Path(portal.__file__).parent / "assets"
FEW, TOO_FEW, HIDDEN, MISSING = Shown.FEW, Shown.TOO_FEW, Shown.HIDDEN, Shown.MISSING
GROUPS = ("gender", "municipality_group")
EDITION = (
    PublishedTable("I05", "2025", (), (Cell((), Shown.VALUE, 71, 1126, 56.3),)),
    PublishedTable(
        "I05",
        "2025",
        ("gender",),
        (
            Cell(("woman",), Shown.VALUE, 45, 1074, 60.8),
            Cell(("man",), Shown.VALUE, 26, 52, 50.0),
            Cell(("*",), Shown.VALUE, 71, 1126, 56.3),
        ),
    ),
    PublishedTable(
        "I05",
        "2025",
        GROUPS,
        (
            Cell(("woman", "Norra"), TOO_FEW, None, 8, None),
            Cell(("man", "Norra"), TOO_FEW, None, None, None, FEW),
            Cell(("*", "Norra"), HIDDEN, None, None, None, HIDDEN),
            Cell(("woman", "Sala"), Shown.VALUE, 45, 1066, 61.0),
            Cell(("man", "Sala"), Shown.VALUE, 0, 0, None),
            Cell(("*", "Sala"), HIDDEN, None, 1066, None),
            Cell(("woman", "*"), Shown.VALUE, 45, 1074, 60.8),
            Cell(("man", "*"), Shown.VALUE, 26, 52, 50.0),
            Cell(("*", "*"), Shown.VALUE, 71, 1126, 56.3),
        ),
    ),
    PublishedTable("I05", "2025", ("care_unit",), (), withheld=True),
    PublishedTable(
        "I04",
        "2025",
        GROUPS,
        (
            *(Cell((gender, "Norra"), MISSING, None, None, None, MISSING) for gender in ("woman", "man", "*")),
            Cell(("woman", "*"), Shown.VALUE, 12, 300, 4.0),
            Cell(("man", "*"), TOO_FEW, None, 9, None),
            Cell(("*", "*"), Shown.VALUE, 21, 309, 6.8),
        ),
    ),
    PublishedTable(
        "I11.median",
        "2025",
        GROUPS,
        (
            *(Cell((gender, "Norra"), TOO_FEW, None, 9, None) for gender in ("woman", "man")),
            Cell(("*", "Norra"), Shown.VALUE, None, 18, 101.5),
        ),
    ),
    *(
        PublishedTable(f"I12.I05{year}", "2025", ("municipality_group",), (Cell(("Norra",), value=value), *more))
        for year, value, more in (
            ("", -6.2, (Cell(("Sala",), TOO_FEW), Cell(("*",), value=11.0))),
            (".2025", -40.1, (Cell(("Sala",), TOO_FEW), Cell(("*",), Shown.UNDEFINED))),
        )
    ),
    PublishedTable(
        "F01.new",
        "2025",
        ("gender", "kind"),
        (
            *(Cell((gender, "a"), Shown.VALUE, n, None, n) for gender, n in (("woman", 12), ("man", 0), ("*", 12))),
            *(Cell((gender, "*"), shown) for gender, shown in (("woman", HIDDEN), ("man", FEW), ("*", HIDDEN))),
        ),
        names=(("a", "Gröna rummet"),),
    ),
    PublishedTable(
        "I13", "2025", ("municipality",), (Cell(("1962",), Shown.VALUE, 0, 1, 0.0), Cell(("*",), value=9.0))
    ),
)
ASKED: dict[str, list[tuple[str, ...]]] = {
    "I05": [(), ("gender",), GROUPS, ("care_unit",)],
    "I04": [GROUPS],
    "I11": [GROUPS],
    "I12": [("municipality_group",)],
    "F01": [("gender", "kind")],
    "I13": [("municipality",)],
}


@pytest.fixture(scope="module")
def published(servers: Servers) -> Iterator[County]:
    with fresh_copy(servers("embedded")) as store, county(store) as made:
        at = datetime(2026, 8, 15, tzinfo=UTC)
        edition = Edition("19", "2025", 1, EditionKind.FROZEN, at, 1, editions.hash_of(EDITION))
        with psycopg.connect(store.projector) as connection:
            editions.publish(connection, edition, EDITION, ())
        yield made


def page(home: County, indicator: str, by: tuple[str, ...]) -> str:
    answer = home.hand("reko.larkan").get(f"/statistik/{indicator}?period=2025&by={','.join(by)}")
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def file(home: County, indicator: str, form: str) -> bytes:
    answer = home.hand("reko.larkan").get(f"/statistik/{indicator}/{form}?period=2025")
    assert answer.status_code == 200
    return bytes(answer.content)


def rows_of(home: County, indicator: str, by: tuple[str, ...]) -> list[dict[str, Any]]:
    asked = "".join(f"&by={each}" for each in by)
    answer = home.hand("reko.larkan").get(f"{API}/statistics/{indicator}?period=2025{asked}")
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["rows"]
    return rows


@pytest.mark.parametrize("indicator", ASKED)
def test_the_files_have_the_cells_of_the_screen(published: County, indicator: str) -> None:
    of_csv, of_excel = in_csv(file(published, indicator, "csv")), in_workbook(file(published, indicator, "xlsx"))
    assert of_csv == of_excel and of_csv
    for by in ASKED[indicator]:
        shown = on_screen(page(published, indicator, by))
        assert bool(shown) is (by != ("care_unit",)), "a withheld table has no cells"
        for place, cells in shown.items():
            assert cells.items() <= of_csv[place].items(), place


@pytest.mark.parametrize("indicator", ASKED)
def test_the_api_has_the_cells_of_the_screen(published: County, indicator: str) -> None:
    for by in ASKED[indicator]:
        shown = on_screen(page(published, indicator, by))
        values = [told for cells in shown.values() for told in values_of(cells)]
        rows = rows_of(published, indicator, by)
        said = [row["display"] if row["value"] is None else float(row["value"]) for row in rows]
        assert sorted(map(str, said)) == sorted(map(str, values)), by
        assert [cell(row["display"]) for row in rows] == said, "a number beside other words would tell what they hide"
        hidden = [row for row in rows if row["display"] in WORDS.values()]
        assert {(row["value"], row["numerator"]) for row in hidden} <= {(None, None)}


def test_the_difference_between_women_and_men_is_shown_for_the_county_first(published: County) -> None:
    html = published.hand("reko.larkan").get("/statistik/I12?period=2025").text
    assert re.search(r'<option value="" selected[^>]*>Länet', html), "the groups, mostly hidden, are a choice away"


def test_the_api_tells_what_the_interventions_are_called_on_the_screen(published: County) -> None:
    answer = published.hand("reko.larkan").get(f"{API}/statistics/F01?period=2025&by=gender&by=kind").json()
    named = {answer["names"].get(row["kind"], "Alla") for row in answer["rows"]}
    shown = {line[0] for line in lines_on_screen(page(published, "F01", ("gender", "kind")))}
    assert named <= shown and named != {"Alla"}


@pytest.mark.parametrize("indicator", ASKED)
def test_the_paper_has_the_cells_of_the_screen(published: County, indicator: str) -> None:
    """Between women and men and the value of everybody it has columns that the screen leaves out."""
    text = on_paper(file(published, indicator, "pdf"))
    for by in ASKED[indicator]:
        for line in lines_on_screen(page(published, indicator, by)):
            assert squeezed("".join(line[:-1])) in text, line
            assert squeezed(line[-1]) in text, line


def test_what_is_printed_from_the_screen_has_its_cells_and_why_some_are_hidden(
    published: County, browser: Browser
) -> None:
    html = page(published, "I05", GROUPS)
    style = "".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css")))
    tab = browser.new_page()
    tab.set_content(re.sub(r"<(?:link|script)[^>]*>(?:</script>)?", "", html) + f"<style>{style}</style>")
    printed = on_paper(tab.pdf(format="A4"))
    tab.close()
    for line in lines_on_screen(html):
        assert squeezed("".join(line)) in printed, line
    for words in (COVERAGE_NOTE, "Fryst utgåva", "15 augusti 2026", "Därför syns inte alla tal", "Så räknar vi"):
        assert squeezed(words) in printed, words
    assert squeezed("Dela upp efter") not in printed, "what cannot be pressed on paper is not there"
