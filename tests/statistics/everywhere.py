"""The cells of an edition as each medium has them, so that they can be laid beside each other.

Every reader gives {(title of the table, label of the row): {column: cell}}; a cell is a number, or the words for it.
"""

import csv
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

Told = dict[tuple[str, str], dict[str, float | str]]
FIRST = frozenset({"Område", "Kommungrupp", "Kommun", "Insats", "Mått"})
"""What stands over the labels of a table."""
_NUMBER = re.compile(r"([+\N{MINUS SIGN}-]?\d[\d ]*(?:,\d+)?)(?: (?:%|punkter|dagar|arbetsdagar))?")
_TABLE = re.compile(r"<table class=\"table cards figures-table\"><caption[^>]*>(.*?)</caption>(.*?)</table>", re.S)


def cell(text: str) -> float | str:
    """ "60,8 %" is 60.8 and "−6,2 punkter" is -6.2; words stay words."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ").strip()
    found = _NUMBER.fullmatch(plain)
    if not found:
        return plain
    return float(found[1].replace(" ", "").replace(",", ".").replace("\N{MINUS SIGN}", "-"))


def on_screen(html: str) -> Told:
    return {place: dict(zip(heads, map(cell, texts), strict=True)) for place, heads, texts in _rows_on_screen(html)}


def lines_on_screen(html: str) -> list[list[str]]:
    """Label and cells of each row as they are written."""
    return [[label, *texts] for (_, label), _, texts in _rows_on_screen(html)]


def _rows_on_screen(html: str) -> Iterator[tuple[tuple[str, str], list[str], list[str]]]:
    for title, table in _TABLE.findall(html):
        heads, *rows = [
            [unescape(re.sub(r"<[^>]*>", "", each)).strip() for each in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
        ]
        yield from (((unescape(title), label), heads[1:], texts) for label, *texts in rows)


def values_of(cells: dict[str, float | str]) -> list[float | str]:
    """What the figure says of women, men and everybody, without how many it is of."""
    said = [told for column, told in cells.items() if re.search("procent$|median i|^Skillnad|^Index", column)]
    return said or list(cells.values())


def in_csv(content: bytes) -> Told:
    return _in_rows(list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")))


def in_workbook(content: bytes) -> Told:
    told: Told = {}
    for tab in load_workbook(BytesIO(content)).worksheets[:-1]:
        rows = [[value for value in row if value is not None] for row in tab.iter_rows(values_only=True)]
        told |= _in_rows(rows)
    return told


def _in_rows(rows: list[list[Any]]) -> Told:
    """A title alone, a row of heads, then lines until an empty row."""
    told: Told = {}
    title, heads = "", list[str]()
    for before, row in pairwise([[], *rows]):
        if not row:
            title, heads = "", []
        elif len(before) == 1 and row[0] in FIRST and not str(row[1]).endswith(" län"):
            title, heads = str(before[0]), [str(each) for each in row]
        elif heads and len(row) == len(heads):
            said = [float(each) if isinstance(each, int | float) else cell(each) for each in row[1:]]
            told[title, str(row[0])] = dict(zip(heads[1:], said, strict=True))
    return told


def on_paper(content: bytes) -> str:
    """The text without spaces: a cell may be broken over several lines."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\N{NO-BREAK SPACE}\N{SOFT HYPHEN}]", "", text)
