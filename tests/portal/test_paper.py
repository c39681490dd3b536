"""Papers: tagged, in Swedish, with a title; what people wrote is printed as it stands; same values, same bytes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from portal.paper import typeset as module
from portal.paper.typeset import typeset

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
TEMPLATE = """#import "paper.typ": *
#let v = read-values()
#show: paper.with(title: v.title, footer: v.footer)
#v.text
#told-table(("Enhet", "Namn"), v.rows)
#told-pairs((("Tid", "kl. 9"),))
"""
VALUES: dict[str, Any] = {
    "title": "Kallelse till Åsa Öberg",
    "footer": "Utskrift ur portalen, för Lärkan",
    "text": '#panic("x") *inte fetstil* $x$ @hej',
    "rows": [["Lärkan", "Rebecka"], ["Köping", "Siv"]],
}


@pytest.fixture(autouse=True)
def _templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "paper.typ").write_text((module.TEMPLATES / "paper" / "paper.typ").read_text())
    (tmp_path / "letter.typ").write_text(TEMPLATE)
    monkeypatch.setattr(module, "TEMPLATES", tmp_path)
    module._compiler.cache_clear()
    yield
    module._compiler.cache_clear()


def test_what_people_wrote_is_printed_as_it_stands_and_never_run() -> None:
    text = PdfReader(BytesIO(typeset("letter.typ", VALUES, NOON))).pages[0].extract_text()
    for said in (VALUES["title"], VALUES["text"], "Rebecka", "kl. 9", VALUES["footer"], "Sida 1 av 1"):
        assert said in text


def test_a_paper_is_tagged_and_says_its_title_and_language() -> None:
    reader = PdfReader(BytesIO(typeset("letter.typ", VALUES, NOON)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "sv" and reader.metadata is not None
    assert reader.metadata.title == VALUES["title"]
    assert "/StructTreeRoot" in root


def test_a_paper_is_set_in_our_own_sans_serif() -> None:
    page: Any = PdfReader(BytesIO(typeset("letter.typ", VALUES, NOON))).pages[0]
    fonts = page["/Resources"]["/Font"].values()
    assert {font.get_object()["/BaseFont"].split("+")[1].split("-")[0] for font in fonts} == {"SourceSans3"}


def test_the_same_values_give_the_same_bytes_and_others_do_not() -> None:
    first = typeset("letter.typ", VALUES, NOON)
    assert typeset("letter.typ", VALUES, NOON) == first
    assert typeset("letter.typ", VALUES | {"text": "annat"}, NOON) != first
