"""Documents as files to work on: CSV (UTF-8, semicolon, decimal comma) and Excel with a sheet of definitions.

A cell that begins with a sign that a spreadsheet would reckon with gets an apostrophe before it.
"""

import csv
from io import BytesIO, StringIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.statistics.documents import Document, Part
from portal.statistics.sheets import Sheet
from portal.statistics.spoken import Said

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN_IN_TABS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST = 60


def harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text


def as_csv(document: Document) -> bytes:
    """With a byte order mark, without which Excel takes å for two signs."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(document.title), document.name])
    writer.writerows([harmless(term), harmless(text)] for term, text in document.facts)
    writer.writerows([harmless(text)] for text in document.lead)
    for part in document.parts:
        writer.writerow([])
        writer.writerow([harmless(part.title)])
        writer.writerows([harmless(term), harmless(text)] for term, text in part.definitions)
        for sheet in part.sheets:
            writer.writerow([])
            writer.writerow([harmless(sheet.title)])
            if sheet.note:
                writer.writerow([harmless(sheet.note)])
                continue
            writer.writerow([harmless(column) for column in sheet.columns])
            writer.writerows([harmless(line.label), *map(_in_csv, line.cells)] for line in sheet.lines)
    if document.explained:
        writer.writerow([])
        writer.writerows([harmless(word), harmless(why)] for word, why in document.explained)
    return out.getvalue().encode("utf-8-sig")


def _in_csv(said: Said) -> str:
    """Numbers whole, without groups or units, so that they can be reckoned with; a minus is then no formula."""
    if said.number is None:
        return harmless(said.text)
    return f"{said.number + 0.0:.1f}".removesuffix(".0").replace(".", ",")  # no minus before a nought


def as_workbook(document: Document) -> bytes:
    """One tab for the tables of each part, and one for definitions. The same document gives the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": document.title, "keywords": document.name, "created": document.source.made_at.replace(tzinfo=None)}
    )
    strong, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    for part in document.parts:
        _fill(book.add_worksheet(_tab(part.title, taken)), document, part, strong)
    _define(book.add_worksheet(_tab("Definitioner", taken)), document, strong, wrapped)
    book.close()
    return out.getvalue()


def _tab(title: str, taken: set[str]) -> str:
    """A tab's name: at most 31 signs, none of them forbidden, never twice."""
    plain = title.translate(_FORBIDDEN_IN_TABS).strip()[:31]
    number, name = 2, plain
    while name.lower() in taken:
        name, number = f"{plain[:28]} {number}", number + 1
    taken.add(name.lower())
    return name


def _fill(tab: Worksheet, document: Document, part: Part, strong: Format) -> None:
    tab.write_string(0, 0, harmless(part.title), strong)
    row = 1
    for term, text in document.facts:
        tab.write_string(row, 0, harmless(term))
        tab.write_string(row, 1, harmless(text))
        row += 1
    for line in document.lead:
        tab.write_string(row, 0, harmless(line))
        row += 1
    for sheet in part.sheets:
        row = _write(tab, row + 1, sheet, strong)
    for word, why in document.explained:
        row += 1
        tab.write_string(row, 0, harmless(word))
        tab.write_string(row, 1, harmless(why))
    tab.set_column(0, 0, 34)
    tab.set_column(1, 12, 16)


def _write(tab: Worksheet, row: int, sheet: Sheet, strong: Format) -> int:
    """Returns the row after the sheet."""
    tab.write_string(row, 0, harmless(sheet.title), strong)
    if sheet.note:
        tab.write_string(row + 1, 0, harmless(sheet.note))
        return row + 2
    for at, column in enumerate(sheet.columns):
        tab.write_string(row + 1, at, harmless(column), strong)
    for number, line in enumerate(sheet.lines, row + 2):
        tab.write_string(number, 0, harmless(line.label))
        for at, said in enumerate(line.cells, 1):
            if said.number is None:
                tab.write_string(number, at, harmless(said.text))
            else:
                tab.write_number(number, at, said.number)
    return row + 2 + len(sheet.lines)


def _define(tab: Worksheet, document: Document, strong: Format, wrapped: Format) -> None:
    row = 0
    groups = [(document.title, document.facts), *((part.title, part.definitions) for part in document.parts)]
    for title, terms in [*groups, ("Ord i tabellerna", document.explained)]:
        tab.write_string(row, 0, harmless(title), strong)
        for term, text in terms:
            row += 1
            tab.write_string(row, 0, harmless(term), wrapped)
            tab.write_string(row, 1, harmless(text), wrapped)
        row += 2
    tab.set_column(0, 0, 28)
    tab.set_column(1, 1, _WIDEST)
