"""CSV, Excel and PDF of an edition say what the screen says, cell by cell, and hold nothing that a spreadsheet runs."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from pypdf import PdfReader

from orgs.directory import Directory
from portal.statistics.documents import Document, Part, Source, of_indicator
from portal.statistics.files import as_csv, as_workbook, harmless
from portal.statistics.paper import as_pdf
from portal.statistics.sheets import Line, Sheet
from portal.statistics.spoken import WITHHELD, Said
from projections.statistics.indicator import COVERAGE_NOTE
from projections.statistics.tables import Cell, PublishedTable, Shown

SOURCE = Source("19", "2026H1", 2, "frozen", datetime(2026, 8, 14, 4, tzinfo=UTC), "ab" * 32)
NOBODY = Directory({}, {}, {}, {})
TABLES = (
    PublishedTable(
        "I05",
        "2026H1",
        ("gender", "municipality_group"),
        (
            Cell(("woman", "Norra"), Shown.TOO_FEW, None, 8, None),
            Cell(("man", "Norra"), Shown.TOO_FEW, None, None, None, Shown.FEW),
            Cell(("woman", "Sala"), Shown.VALUE, 45, 1274, 3.5),
            Cell(("man", "Sala"), Shown.HIDDEN, None, None, None, Shown.HIDDEN),
            Cell(("woman", "*"), Shown.VALUE, 45, 1282, 3.5),
            Cell(("man", "*"), Shown.MISSING, None, None, None, Shown.MISSING),
        ),
    ),
    PublishedTable("I05", "2026H1", ("care_unit",), (), withheld=True),
)
WORDS = ("färre än 5", "för få ärenden", "visas inte", "uppgift saknas")


@pytest.fixture
def document() -> Document:
    return of_indicator("I05", "Västmanlands län", SOURCE, TABLES, NOBODY)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_words_stand_for_what_they_stand_for(document: Document) -> None:
    norra, sala, county = document.parts[0].sheets[0].lines
    assert [said.text for said in norra.cells] == ["8", *["för få ärenden"] * 2, "färre än 5", *["för få ärenden"] * 2]
    told = [said.text.replace("\N{NO-BREAK SPACE}", " ") for said in sala.cells]
    assert told == ["1 274", "45", "3,5 %", "visas inte", "visas inte", "visas inte"]
    assert county.total and county.label == "Hela länet"
    assert [word for word, _ in document.explained] == list(WORDS)


def test_the_file_for_reckoning_has_the_same_cells_with_decimal_comma(document: Document) -> None:
    rows = rows_of(as_csv(document))
    for line in document.parts[0].sheets[0].lines:
        told = next(row for row in rows if row and row[0] == line.label)
        for said, text in zip(line.cells, told[1:], strict=True):
            assert text == said.text if said.number is None else float(text.replace(",", ".")) == said.number
    assert ["Sala", "1274", "45", "3,5", "visas inte", "visas inte", "visas inte"] in rows


@pytest.mark.parametrize(
    ("number", "text"),
    [(1_000_000, "1000000"), (1_234_567, "1234567"), (123_456.7, "123456,7"), (-3.5, "-3,5"), (-0.0, "0")],
)
def test_a_large_number_is_written_out_in_the_file_for_reckoning(document: Document, number: float, text: str) -> None:
    line = Line("Sala", (Said("som på skärmen", number),))
    part = Part("Antal", (Sheet("Antal", ("Kommun", "Antal"), (line,)),))
    assert ["Sala", text] in rows_of(as_csv(replace(document, parts=(part,))))


def test_the_workbook_has_the_same_cells_and_a_sheet_of_definitions(document: Document) -> None:
    book = load_workbook(BytesIO(as_workbook(document)))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    for line in document.parts[0].sheets[0].lines:
        told = next(row for row in rows if row[0] == line.label)
        assert told[1 : 1 + len(line.cells)] == [s.text if s.number is None else s.number for s in line.cells]
    definitions = {row[0].value: row[1].value for row in book["Definitioner"].iter_rows() if row[0].value}
    assert definitions["Vilka siffrorna gäller"] == COVERAGE_NOTE
    assert definitions["visas inte"]


def test_the_paper_has_the_same_cells_and_is_tagged(document: Document) -> None:
    reader = PdfReader(BytesIO(as_pdf(document)))
    text = " ".join("".join(page.extract_text() for page in reader.pages).replace("\N{NO-BREAK SPACE}", " ").split())
    for line in document.parts[0].sheets[0].lines:
        for said in line.cells:
            assert said.text.replace("\N{NO-BREAK SPACE}", " ") in text, said
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert catalogue["/Lang"] == "sv"  # type: ignore[index]


@pytest.mark.parametrize("form", [as_csv, as_workbook, as_pdf])
def test_each_form_prints_period_day_definition_coverage_edition_and_hash(document: Document, form: object) -> None:
    content = form(document)  # type: ignore[operator]
    if form is as_csv:
        text = content.decode("utf-8-sig")
    elif form is as_workbook:
        book = load_workbook(BytesIO(content))
        text = " ".join(str(cell.value) for tab in book for row in tab.iter_rows() for cell in row)
    else:
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    flat = "".join(text.split())
    for wanted in ("första halvåret 2026", "14 augusti 2026", "Fryst utgåva", SOURCE.hash, COVERAGE_NOTE, WITHHELD):
        assert "".join(wanted.split()) in flat, wanted
    definition = document.parts[0].definitions[0][1]
    assert "".join(definition.split()) in flat


@pytest.mark.parametrize("form", [as_csv, as_workbook, as_pdf])
def test_the_same_edition_gives_the_same_bytes(document: Document, form: object) -> None:
    assert form(document) == form(document)  # type: ignore[operator]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " ="])
def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(document: Document, sign: str) -> None:
    evil = f"{sign}HYPERLINK(A1)"
    line = Line(evil, (Said(evil), Said("-3,5", -3.5)))
    part = type(document.parts[0])(evil, (Sheet(evil, (evil, evil, "antal"), (line,)),), ((evil, evil),))
    bad = type(document)(evil, SOURCE, document.facts, (part,), (), "fil")
    rows = rows_of(as_csv(bad))
    assert ["'" + evil, "'" + evil, "-3,5"] in rows, "a number below nought is a number"
    book = load_workbook(BytesIO(as_workbook(bad)))
    cells = [cell for tab in book for row in tab.iter_rows() for cell in row if cell.value is not None]
    assert cells and "f" not in {cell.data_type for cell in cells}
    assert not [cell for cell in cells if str(cell.value).lstrip()[:1] in "=+-@" and cell.value != -3.5]


def test_plain_names_are_left_as_they_are() -> None:
    assert harmless("Vårdcentralen Lärkan (demo)") == "Vårdcentralen Lärkan (demo)"
