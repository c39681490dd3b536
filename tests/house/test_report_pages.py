"""The reports on the page: one click each, only what is published, and nothing for a period that is not there."""

from datetime import UTC, datetime
from html import unescape
from io import BytesIO

import psycopg
import pytest
from pypdf import PdfReader

from projections.statistics import editions
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.tables import Cell, PublishedTable, Shown
from tests.cases.reading import text_of
from tests.house.county import County

TABLES = (PublishedTable("I01", "2025", (), (Cell((), Shown.VALUE, 41, None, 41),)),)


def publish(home: County) -> None:
    with psycopg.connect(home.store.projector, autocommit=True) as connection:
        made = Edition("19", "2025", 1, EditionKind.FROZEN, datetime(2026, 2, 15, tzinfo=UTC), 1, "ab" * 32)
        editions.publish(connection, made, TABLES, ())


def test_before_anything_is_published_the_page_says_when_it_will_be(home: County) -> None:
    page = home.hand("chef.forbund").get("/statistik/rapporter")
    assert page.status_code == 200 and "Ingen period är publicerad än" in page.text
    assert home.hand("chef.forbund").get("/statistik/rapporter/arsredovisning/pdf").status_code == 404


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_report_is_one_click_and_says_its_edition(home: County, form: str) -> None:
    publish(home)
    reader = home.hand("chef.forbund")
    link = f"/statistik/rapporter/arsredovisning/{form}?period=2025"
    assert link in unescape(reader.get("/statistik/rapporter").text)
    page = text_of(reader.get("/statistik/rapporter"))
    assert "År 2025 Nummer 1, fryst PDF" in page and page.count("Kommer det rättelser senare") == 1
    answer = reader.get(link)
    assert answer.status_code == 200 and f"arsredovisning-19-2025-1.{form}" in answer.headers["content-disposition"]
    if form == "pdf":
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
        assert "ab" * 32 in "".join(text.split()) and "41" in text


@pytest.mark.parametrize(
    "path", ["hemligt/pdf", "arsredovisning/exe", "arsredovisning/pdf?period=2031", "arsredovisning/pdf?period=%3D1"]
)
def test_what_is_not_there_is_not_found(home: County, path: str) -> None:
    publish(home)
    assert home.hand("chef.forbund").get(f"/statistik/rapporter/{path}").status_code == 404
