"""``GET /api/v1/statistics/{indicator}``: out of editions alone, in the same words as the pages (contract.md 6)."""

from typing import Any

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from events.refusals import Refused
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.house import portal_of
from portal.statistics.asked import only, question
from portal.statistics.county import county_for
from portal.statistics.listing import made_of, usual_period
from portal.statistics.names import edition_name
from portal.statistics.sheets import figure_of
from portal.statistics.spoken import display
from projections.statistics import editions, lag
from projections.statistics.catalogue import INDICATORS
from projections.statistics.editions import Edition
from projections.statistics.indicator import COVERAGE_NOTE, Indicator
from projections.statistics.tables import Cell, PublishedTable


@get("/api/v1/statistics/{indicator:str}", guards=[any_officer], sync_to_thread=True)
def statistics(
    request: AnyRequest, indicator: FromPath[str], period: FromQuery[str] = "", by: FromQuery[list[str] | None] = None
) -> dict[str, Any]:
    """Published cells of one indicator. ``by``: none, one or two of the breakdowns that are published.

    ``names``: what the values of a breakdown are called that have names of their own in the edition.
    Without a period the latest half-year; before anything has been published there are no rows and no edition.
    """
    only(request.query_params, "period", "by")
    if indicator not in INDICATORS:
        raise NotFoundException
    officer, today = officer_of(request), portal_of(request).clock.today()
    county = county_for(officer, request.state.directory)
    known = INDICATORS[indicator]
    with looking(request) as connection:
        every = editions.of_county(connection, county.code)
        usual = None if period else usual_period([each for each in every if made_of(known, each)])
        if not period and usual is None:
            return _said(known) | _NOTHING_YET
        code = period or (usual.code if usual else "")
        asked = question(officer, indicator, code, by or [], today)
        edition = editions.latest(connection, county.code, asked.period.code)
        if edition is None:
            raise Refused("edition_missing", "period")
        behind = lag.counted_before(connection)
        tables = [each for each in editions.of_indicator(connection, edition, indicator) if each.by == asked.by]
    return _said(known) | {
        "county": county.code,
        "period": asked.period.code,
        "by": asked.by,
        "rows": [_row(table, cell) for table in tables for cell in table.cells],
        "names": dict(name for table in tables for name in table.names),
        "withheld": [table.indicator for table in tables if table.withheld],
        "extracted_at": edition.made_at,
        "counted_before": behind,
        "edition": _edition(edition),
    }


_NOTHING_YET: dict[str, Any] = {
    "period": None,
    "by": [],
    "rows": [],
    "names": {},
    "extracted_at": None,
    "edition": None,
}


def _said(known: Indicator) -> dict[str, Any]:
    return {
        "indicator": known.id,
        "name": known.name,
        "definition": known.definition,
        "numerator": known.numerator,
        "denominator": known.denominator,
        "coverage_note": COVERAGE_NOTE if known.cases else "",
        "goals": known.goals,
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "kind": edition.kind,
        "said": edition_name(edition.kind, edition.number),
        "hash": edition.hash,
    }


def _row(table: PublishedTable, cell: Cell) -> dict[str, Any]:
    figure = figure_of(table.indicator)
    return {
        "figure": table.indicator,
        "name": figure.name,
        **dict(zip(table.by, cell.key, strict=True)),
        "value": cell.value,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "display": display(figure, cell),
    }
