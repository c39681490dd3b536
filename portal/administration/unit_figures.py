"""Enhetens siffror utan maskning, for who holds a registered assignment for the unit (domain.md 2.4, SC9)."""

from datetime import date

from litestar import get
from litestar.params import FromQuery
from litestar.response import Template

from events.kinds import Gender
from orgs.kinds import CARE_UNITS
from portal import swedish
from portal.acting import AnyRequest, counting_under, officer_of
from portal.administration.following_up import HERE, READERS, held_by, said_of
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.statistics.asked import only, period_asked
from portal.statistics.names import period_name
from portal.statistics.spoken import denominator_said, numerator_said, value_said
from projections.statistics import lag, own_unit
from projections.statistics.catalogue import INDICATORS
from projections.statistics.periods import Period, PeriodKind, ended_before
from projections.statistics.tables import TOTAL, Cell, Figure, FigureKind, Row

_OFFERED = ((PeriodKind.HALF_YEAR, 4), (PeriodKind.YEAR, 2), (PeriodKind.QUARTER, 4))
_COLUMNS = (Gender.WOMAN.value, Gender.MAN.value, TOTAL)


@get(HERE + "/siffror", guards=[needs(READERS)], sync_to_thread=True)
def unit_figures(request: AnyRequest, period: FromQuery[str] = "") -> Template:
    """Each showing is a row in the access log. The period that runs is never shown, here as little as in editions."""
    held, unit = held_by(request), officer_of(request).unit
    only(request.query_params, "period")
    today = portal_of(request).clock.today()
    offered = _offered(today)
    chosen = period_asked(period, today) if period else offered[0]
    figures = own_unit.figures_of(unit.unit_type)
    with counting_under(request, held) as connection:
        tables = own_unit.count(connection, chosen, figures)
        behind = lag.counted_before(connection)
    rows = [
        {
            "name": _name(figure),
            "cells": [_said(figure, row) for key in _COLUMNS for row in table.rows if row.key[0] == key],
        }
        for figure, table in zip(figures, tables, strict=True)
    ]
    return page(
        request,
        "quality/figures.html",
        title="Enhetens siffror",
        crumbs=[{"label": "Kvalitetsuppföljning", "href": HERE}],
        unit=unit.name,
        said=period_name(chosen),
        here=f"{HERE}/siffror",
        held=said_of(held),
        periods=[{"value": each.code, "label": swedish.upper_first(period_name(each))} for each in offered],
        period=chosen.code,
        behind=swedish.day(behind) if behind else "",
        rows=rows,
        of_care=unit.unit_type in CARE_UNITS,
    )


def _offered(today: date) -> list[Period]:
    return [period for kind, count in _OFFERED for period in reversed(ended_before(today, kind, count))]


def _name(figure: Figure) -> str:
    known = INDICATORS[figure.indicator]
    return known.name if len(known.figures) == 1 else f"{known.name}: {figure.name[:1].lower()}{figure.name[1:]}"


def _said(figure: Figure, row: Row) -> dict[str, str]:
    cell = Cell(row.key, numerator=row.numerator, denominator=row.denominator, value=row.value)
    value, of = value_said(figure, cell), ""
    if figure.kind is FigureKind.SHARE and row.denominator:
        of = f"{numerator_said(cell).text} av {denominator_said(cell).text}"
    elif figure.kind is FigureKind.MEDIAN and row.denominator:
        of = f"{denominator_said(cell).text} räknade"
    return {"text": value.text, "of": of}
