"""A file of baseline figures, as spreadsheets write it, made into commands row by row; what is wrong is said per row.

Takes UTF-8 with or without byte order mark and Windows-1252, semicolons, commas or tabs, any line ends. The columns are
``indikator;månad;kön;antal`` in any order; rows that are all blank are left out.
"""

import csv
import re
import unicodedata
from io import StringIO

import msgspec

from events.baselines import month_of
from events.commands.baselines import ReportBaselineFigure
from events.facts.baselines import Baseline
from events.kinds import Gender

MOST_ROWS, LARGEST_FILE = 500, 200_000
"""Rows; bytes."""
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_SPACES = str.maketrans(dict.fromkeys(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"))
"""Between groups of three."""
_COLUMNS = {"indikator": "indicator", "månad": "month", "kön": "gender", "antal": "count"}
_GENDERS = {
    **dict.fromkeys(("kvinna", "kvinnor", "k", "woman"), Gender.WOMAN),
    **dict.fromkeys(("man", "män", "m"), Gender.MAN),
}


class Read(msgspec.Struct, frozen=True):
    """One row of the file: its number in it, and the command or the key of what is wrong."""

    number: int
    text: str
    command: ReportBaselineFigure | None = None
    fault: str = ""


class NoFile(Exception):
    """The file as a whole cannot be read; ``key`` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read(content: bytes) -> list[Read]:
    """Raises ``NoFile``. The same figure twice in one file is a fault of the second row."""
    if len(content) > LARGEST_FILE:
        raise NoFile("file_too_large")
    rows = _rows(_decoded(content))
    head = [_COLUMNS.get(cell.strip().lower(), "") for cell in rows[0]]
    if not set(_COLUMNS.values()) <= set(head):
        raise NoFile("file_columns")
    if len(rows) - 1 > MOST_ROWS:
        raise NoFile("file_too_large")
    found: list[Read] = []
    seen: set[tuple[object, ...]] = set()
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            found.append(_row(number, dict(zip(head, (cell.strip() for cell in cells), strict=False)), seen))
    if not found:
        raise NoFile("file_empty")
    return found


def _decoded(content: bytes) -> str:
    """With å as one sign, also where a Mac has written it as two."""
    if b"\0" in content:
        raise NoFile("file_columns")
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> list[list[str]]:
    """Cells row by row, the head first."""
    if not text.strip():
        raise NoFile("file_empty")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = max(";,\t", key=lines.split("\n", 1)[0].count)
    try:
        return list(csv.reader(StringIO(lines), delimiter=delimiter))
    except csv.Error:  # a cell that never ends
        raise NoFile("file_columns") from None


def _row(number: int, cells: dict[str, str], seen: set[tuple[object, ...]]) -> Read:
    said = " · ".join(cells.get(name, "") for name in _COLUMNS.values())
    indicator = next((each for each in Baseline if each.value == cells.get("indicator", "").upper()), None)
    gender = _GENDERS.get(cells.get("gender", "").lower())
    written = cells.get("month", "")
    if indicator is None:
        return Read(number, said, fault="baseline_unknown")
    if month_of(written) is None:
        return Read(number, said, fault="month_unknown")
    if gender is None:
        return Read(number, said, fault="gender_unknown")
    count = cells.get("count", "").translate(_SPACES)
    if not _NUMBER.fullmatch(count):
        return Read(number, said, fault="count_implausible")
    key = (indicator, month_of(written), gender)
    if key in seen:
        return Read(number, said, fault="row_twice")
    seen.add(key)
    return Read(number, said, ReportBaselineFigure(indicator=indicator, month=written, gender=gender, count=int(count)))
