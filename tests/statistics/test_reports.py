"""Reports come of one edition alone, can be made again byte for byte, and a changed file is told from a true one."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.statistics.checking import FORMS, Named, check, document, made, named, newest
from portal.statistics.refused import ReportRefused
from portal.statistics.reports import REPORTS, of_report
from projections.statistics import editions
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.tables import Cell, PublishedTable, Shown
from projections.view import Connection

YEAR = (
    PublishedTable("I01", "2026", (), (Cell((), Shown.VALUE, 41, None, 41),)),
    PublishedTable(
        "I01",
        "2026",
        ("gender",),
        (
            Cell(("woman",), Shown.VALUE, 26, None, 26),
            Cell(("man",), Shown.VALUE, 15, None, 15),
            Cell(("*",), Shown.VALUE, 41, None, 41),
        ),
    ),
    PublishedTable("I02", "2026", ("gender",), (Cell(("woman",), Shown.FEW), Cell(("man",), Shown.HIDDEN))),
    PublishedTable("I02", "2026", (), (Cell((), Shown.VALUE, 12, None, 12),)),
    PublishedTable(
        "F01.new",
        "2026",
        ("gender", "kind"),
        (
            *(Cell(("woman", key), Shown.VALUE, n, None, n) for key, n in (("a", 12), ("b", 0), ("*", 12))),
            *(Cell(("man", key), Shown.VALUE, n, None, n) for key, n in (("a", 9), ("*", 9))),
            Cell(("man", "b"), Shown.FEW),
            Cell(("*", "a"), Shown.VALUE, 21, None, 21),
            *(Cell(("*", key), Shown.HIDDEN) for key in ("b", "*")),
        ),
        names=(("a", "Gröna rummet"), ("b", "=Steget")),
    ),
    PublishedTable("F01.ongoing", "2026", ("gender", "kind"), (), withheld=True, names=(("a", "Gröna rummet"),)),
    PublishedTable("I13", "2026", (), (Cell((), Shown.VALUE, 9, 10, 90.0),)),
    PublishedTable("I01", "2026", ("municipality",), (Cell(("1983",), Shown.VALUE, 9, None, 9),)),
)
MADE = datetime(2027, 1, 1, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(county: Connection) -> Connection:
    """The annual edition of 2026, beside what else there is."""
    edition = Edition("19", "2026", 1, EditionKind.FIRST, MADE, 1, editions.hash_of(YEAR))
    editions.publish(county, edition, YEAR, ())
    return county


def annual(form: str = "pdf", report: str = "arsredovisning") -> Named:
    return Named(report, "19", "2026", 1, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_made_again_byte_for_byte_and_says_what_it_is(store: Connection, form: str, report: str) -> None:
    content = made(store, annual(form, report))
    assert check(store, content) == annual(form, report) == named(content)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_with_one_byte_changed_is_told_from_a_true_one(store: Connection, form: str) -> None:
    content = bytearray(made(store, annual(form)))
    place = len(content) // 2
    content[place] ^= 1
    with pytest.raises(ReportRefused):
        check(store, bytes(content))


def test_a_number_made_nicer_is_found(store: Connection) -> None:
    content = made(store, annual("csv"))
    assert b"41" in content
    with pytest.raises(ReportRefused, match="ändrad"):
        check(store, content.replace(b";41", b";51"))


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x03\x04nonsens", b"%PDF-1.7 something else", b"\xff\xfe" * 100])
def test_a_file_that_is_not_ours_is_refused_in_one_sentence(store: Connection, content: bytes) -> None:
    with pytest.raises(ReportRefused, match=r"inte en rapport från portalen"):
        check(store, content)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Named("arsredovisning", "19", "2031", 1, "pdf"), "ingen utgåva"),
        (Named("arsredovisning", "19", "2026H1", 1, "pdf"), "görs inte för perioden"),
        (Named("arsredovisning", "19", "2026M13", 1, "pdf"), "görs inte för perioden"),
        (Named("hemligt", "19", "2026", 1, "pdf"), "ingen rapport hemligt"),
        (Named("arsredovisning", "99", "2026", 1, "pdf"), "ingen utgåva"),
    ],
)
def test_an_unknown_report_year_or_county_is_refused(store: Connection, wanted: Named, said: str) -> None:
    with pytest.raises(ReportRefused, match=said):
        document(store, wanted)


def test_the_annual_report_has_county_and_groups_and_prints_its_edition(store: Connection) -> None:
    found = document(store, annual())
    assert [part.title for part in found.parts] == [
        "Pågående ärenden",
        "Nya ärenden",
        "Kommuner med undertecknad rutin i kraft",
    ]
    assert not [s for part in found.parts for s in part.sheets if "kommun," in s.title], "no single municipality"
    facts = dict(found.facts)
    assert facts["Utgåvans kontrollsumma"] == editions.hash_of(YEAR)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made(store, annual()))).pages)
    assert facts["Rapportens kontrollsumma"] in "".join(text.split())


def test_the_figures_for_finsam_are_by_gender_and_a_small_one_is_reported_by_hand(store: Connection) -> None:
    content = made(store, annual("xlsx", "uppfoljning-finsam"))
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).worksheets[1].iter_rows()]
    told = {row[0]: row[1:4] for row in rows if row[0]}
    assert told["Nya i portalen under året"] == ["färre än 5, lämnas manuellt", "visas inte, lämnas manuellt", 12]
    assert told["Pågående i portalen den sista dagen"] == [26, 15, 41]


def test_what_is_withheld_of_everybody_is_said_in_the_same_words_as_of_an_intervention(store: Connection) -> None:
    kept = [table for table in YEAR if (table.indicator, table.by) != ("I02", ("gender",))]
    withheld = PublishedTable("I02", "2026", ("gender",), (), withheld=True)
    _, everybody = of_report(REPORTS["uppfoljning-finsam"], document(store, annual()).source, [*kept, withheld]).parts
    said = [said.text for said in everybody.sheets[0].lines[0].cells]
    assert said == [*["visas inte, lämnas manuellt"] * 2, "12"]


def test_the_figures_for_finsam_are_told_for_each_intervention_in_the_words_of_the_edition(store: Connection) -> None:
    funded, _ = document(store, annual("xlsx", "uppfoljning-finsam")).parts
    new, ongoing = ({line.label: [said.text for said in line.cells] for line in each.lines} for each in funded.sheets)
    by_hand = "lämnas manuellt"
    assert new == {
        "Gröna rummet": ["12", "9", "21"],
        "=Steget": ["0", f"färre än 5, {by_hand}", f"visas inte, {by_hand}"],
        "Alla insatser": ["12", "9", f"visas inte, {by_hand}"],
    }
    assert {text for said in ongoing.values() for text in said} == {f"visas inte, {by_hand}"}, "the table is withheld"
    assert list(ongoing) == ["Gröna rummet", "Alla insatser"]


def test_without_an_edition_of_the_interventions_their_participants_are_reported_by_hand(store: Connection) -> None:
    source = document(store, annual()).source
    before = [table for table in YEAR if not table.indicator.startswith("F01")]
    funded, everybody = of_report(REPORTS["uppfoljning-finsam"], source, before).parts
    assert [line.label for sheet in funded.sheets for line in sheet.lines] == ["Alla insatser"] * 2
    assert {said.text for sheet in funded.sheets for line in sheet.lines for said in line.cells} == {"lämnas manuellt"}
    assert everybody.sheets[0].lines[1].cells[0].text == "26"


def test_the_survey_gets_numbers_to_invite_and_no_scores(store: Connection) -> None:
    found = document(store, annual("pdf", "nns-inbjudan"))
    (sheet,) = found.parts[0].sheets
    assert [line.label for line in sheet.lines] == ["Pågående deltagare", "Deltagare som avslutades under perioden"]
    assert "%" not in {said.unit for line in sheet.lines for said in line.cells}


def test_the_same_edition_gives_the_same_checksum_whoever_asks(store: Connection) -> None:
    source = document(store, annual()).source
    first, second = (of_report(REPORTS["lansrapport"], source, YEAR) for _ in range(2))
    assert first == second


def test_without_a_period_the_latest_edition_is_taken(store: Connection) -> None:
    assert newest(store, "arsredovisning", "19", None, "pdf") == annual()
    with pytest.raises(ReportRefused, match="ingen utgåva"):
        newest(store, "arsredovisning", "19", "2019", "pdf")


@pytest.mark.parametrize("packing", [ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_workbook_damaged_at_any_place_is_no_report(packing: int) -> None:
    written = BytesIO()
    with ZipFile(written, "w", packing) as workbook:
        workbook.writestr("docProps/core.xml", "<title>ingen rapport</title>")
    whole = written.getvalue()
    for at in range(2, len(whole)):
        for byte in (0, 1, 255, whole[at] ^ 1):
            with pytest.raises(ReportRefused):
                named(whole[:at] + bytes([byte]) + whole[at + 1 :])
        with pytest.raises(ReportRefused):
            named(whole[:at])
