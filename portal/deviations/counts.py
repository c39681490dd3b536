"""How many deviations were reported in the county, as the coordination association may know it: never a text.

What is said here is what the editions of the statistics say, and no more (domain.md 7.3): a second count beside them,
however careful, would let somebody work out a number that the editions hide.
"""

from datetime import date
from typing import Any

import msgspec
from litestar.response import Template

from events.deviation_readers import county_of
from events.facts.deviations import DeviationKind, DeviationType
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.house import portal_of
from portal.pages import page
from portal.statistics.spoken import WORDS
from projections.statistics import editions
from projections.statistics.tables import PublishedTable, Shown
from projections.view import Connection

HALVES = 4
HEADS = ["Period", "Slag", "Vad", "Antal"]
FIGURES = {"I18.reported": DeviationKind.DEVIATION, "I18.remarks": DeviationKind.REMARK}
_TYPES = [each.value for each in DeviationType]


class Counted(msgspec.Struct, frozen=True):
    """``value`` is null where the edition does not show it."""

    period: str
    kind: str
    type: str
    value: int | None
    display: str


def counted(connection: Connection, county: str, today: date) -> list[Counted]:
    """Of the latest half-years that have an edition, the newest first."""
    published = editions.over_time(connection, county, "I18", _ended(today))
    return [row for edition, tables in reversed(published) for row in of_tables(edition.period, tables)]


def of_tables(period: str, tables: tuple[PublishedTable, ...]) -> list[Counted]:
    """The cells by type, each as the edition has it."""
    return [
        Counted(period, FIGURES[table.indicator].value, cell.key[0], *_said(cell.shown, cell.value, cell.numerator))
        for table in tables
        if table.indicator in FIGURES and table.by == ("kind",) and not table.withheld
        for cell in table.cells
        if cell.key and cell.key[0] in _TYPES
    ]


def lines(rows: list[Counted]) -> list[list[str]]:
    """For the sheet: the same cells as on the page."""
    return [[each.period, _kind(each), _type(each), each.display] for each in rows]


def counted_page(request: AnyRequest) -> Template:
    rows = of_county(request)
    periods = list(dict.fromkeys(each.period for each in rows))
    return page(
        request,
        "deviations/counted.html",
        title="Avvikelser",
        tables=[_table(period, [each for each in rows if each.period == period]) for period in periods],
    )


def of_county(request: AnyRequest) -> list[Counted]:
    with looking(request) as connection:
        county = county_of(officer_of(request), request.state.directory)
        return counted(connection, county, portal_of(request).clock.today())


def _table(period: str, rows: list[Counted]) -> dict[str, Any]:
    half = "Första halvåret" if period.endswith("1") else "Andra halvåret"
    said = [
        {"kind": _kind(each), "type": _type(each), "text": each.display, "hidden": each.value is None} for each in rows
    ]
    return {"id": f"p{period}", "said": f"{half} {period[:4]}", "rows": said}


def _said(shown: Shown, value: float | None, numerator: int | None) -> tuple[int | None, str]:
    number = numerator if value is None else int(value)
    if shown is not Shown.VALUE or number is None:
        return None, WORDS.get(shown, WORDS[Shown.HIDDEN])
    return number, str(number)


def _ended(today: date) -> list[str]:
    year, half = today.year, 1 if today.month <= 6 else 2
    codes = []
    for _ in range(HALVES):
        year, half = (year - 1, 2) if half == 1 else (year, 1)
        codes.append(f"{year}H{half}")
    return codes


def _kind(each: Counted) -> str:
    return swedish.label(each.kind, "deviation_kind")


def _type(each: Counted) -> str:
    return swedish.label(each.type, "deviation_type")
