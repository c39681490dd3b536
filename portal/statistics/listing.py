"""Statistik: every indicator with its latest figure, women and men side by side."""

from collections.abc import Sequence
from typing import Any

from litestar import get
from litestar.params import FromQuery
from litestar.response import Template
from msgspec.structs import replace

from events.baselines import reportable
from events.kinds import Gender
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.statistics.asked import only, period_asked
from portal.statistics.county import county_for, name_of
from portal.statistics.names import edition_name, extracted, period_name
from portal.statistics.sheets import figure_of
from portal.statistics.spoken import WORDS, Said, denominator_said, explained, numerator_said, value_said
from projections.statistics import editions, lag
from projections.statistics.catalogue import INDICATORS
from projections.statistics.due import awaited
from projections.statistics.editions import Edition
from projections.statistics.indicator import COVERAGE_NOTE, Indicator
from projections.statistics.periods import Period, PeriodKind, period_of
from projections.statistics.tables import TOTAL, Cell, FigureKind, PublishedTable, Shown

HERE = "/statistik"
THEMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("arenden", "Ärenden och samtycken", ("I01", "I02", "I03", "I04", "I23", "I22", "I29")),
    ("sjukskrivning", "Sjukskrivning och plan", ("I05", "I06", "I06b", "I08", "I09", "I10", "I11", "I12")),
    ("samverkan", "Kontakter, möten och insatser", ("I16", "I17", "I19", "I20", "I21", "I24", "I27", "I28", "F01")),
    ("vald", "Frågan om våld", ("I07", "I07b")),
    ("struktur", "Rutiner, vägar in och team", ("I13", "I14", "I15", "I18", "I25", "I26")),
)


@get(HERE, guards=[any_officer], opt={"menu": (30, "Statistik")}, sync_to_thread=True)
def show(request: AnyRequest, period: FromQuery[str] = "") -> Template:
    only(request.query_params, "period")
    today = portal_of(request).clock.today()
    county = county_for(officer_of(request), request.state.directory)
    with looking(request) as connection:
        every = editions.of_county(connection, county.code)
        chosen = period_asked(period, today) if period else usual_period(every)
        edition = editions.latest(connection, county.code, chosen.code) if chosen else None
        tables = editions.every_table(connection, edition) if edition else ()
        behind = lag.counted_before(connection)
    return page(
        request,
        "statistics/list.html",
        title="Statistik",
        lead=lead(name_of(county), chosen, edition),
        behind=swedish.day(behind) if behind else "",
        edition=edition_name(edition.kind, edition.number) if edition else "",
        waiting=[period_name(each) for each in awaited(every, today)],
        periods=periods_to_choose(every),
        period=chosen.code if chosen else "",
        themes=[_theme(theme, tables, chosen) for theme in THEMES] if edition else [],
        explained=explained(_shown(tables)),
        coverage=COVERAGE_NOTE,
        may_report=officer_of(request).is_manager and bool(reportable(officer_of(request).unit)),
    )


def lead(place: str, period: Period | None, edition: Edition | None) -> str:
    if period is None:
        return f"{place}. Ingen period är publicerad än."
    if edition is None:
        return f"{place}, {period_name(period)}. Perioden är inte publicerad."
    return f"{place}, {period_name(period)}. Hämtat {extracted(edition.made_at)}."


def usual_period(every: list[Edition]) -> Period | None:
    """The latest half-year, or whatever is published last."""
    found = [period for edition in every if (period := period_of(edition.period))]
    halves = [period for period in found if period.kind is PeriodKind.HALF_YEAR]
    return max(halves or found, key=lambda period: period.last, default=None)


def made_of(known: Indicator, edition: Edition) -> bool:
    """Some indicators are told for calendar years alone."""
    period = period_of(edition.period)
    return not known.figures or any(period and list(figure.tables(period.kind)) for figure in known.figures)


def periods_to_choose(every: list[Edition]) -> list[dict[str, str]]:
    """Published periods, the latest first; months for the county alone."""
    found = {period for edition in every if (period := period_of(edition.period))}
    ranked = sorted(found, key=lambda period: (period.last, -period.first.toordinal()), reverse=True)
    return [{"value": each.code, "label": swedish.upper_first(period_name(each))} for each in ranked]


def _shown(tables: tuple[PublishedTable, ...]) -> list[PublishedTable]:
    return [table for table in tables if table.by in ((), ("gender",))]


def _theme(
    theme: tuple[str, str, tuple[str, ...]], tables: Sequence[PublishedTable], period: Period | None
) -> dict[str, Any]:
    """Without columns for women and men where nothing is about persons; what the period has no table of is left out."""
    id_, heading, indicators = theme
    there = {table.indicator.partition(".")[0] for table in tables}
    known = [each for each in indicators if each in there]
    columns = _COLUMNS if any(INDICATORS[each].cases for each in known) else _COLUMNS[-1:]
    rows = [_row(each, tables, period, [key for key, _ in columns]) for each in known]
    return {"id": id_, "heading": heading, "heads": [head for _, head in columns], "rows": rows}


_COLUMNS = ((Gender.WOMAN.value, "Kvinnor"), (Gender.MAN.value, "Män"), (TOTAL, "Alla"))


def _row(
    indicator: str, tables: Sequence[PublishedTable], period: Period | None, columns: Sequence[str]
) -> dict[str, Any]:
    """The indicator's first figure in each column. A table that is withheld says so in its cells."""
    known = INDICATORS[indicator]
    first = next((table.indicator for table in tables if table.indicator.partition(".")[0] == indicator), "")
    said: dict[str, Said] = {}
    for table in tables:
        if table.indicator == first and table.by in ((), ("gender",)):
            if table.withheld:
                said |= dict.fromkeys((Gender.WOMAN.value, Gender.MAN.value), Said(WORDS[Shown.HIDDEN]))
            for cell in table.cells:
                said["".join(cell.key) or TOTAL] = _said(table, cell)
    name = figure_of(first).name if first else known.name
    return {
        "name": known.name,
        "href": f"{HERE}/{indicator}?period={period.code}" if period else f"{HERE}/{indicator}",
        "figure": name[:1].lower() + name[1:] if name != known.name else "",
        "cells": [said.get(key) for key in columns],
    }


def _said(table: PublishedTable, cell: Cell) -> Said:
    """Of municipalities, units and ways in how many of how many: they are few, and "9 av 10" is what one asks for."""
    figure = figure_of(table.indicator)
    said, n, d = value_said(figure, cell), numerator_said(cell), denominator_said(cell)
    few = figure.kind is FigureKind.SHARE and not figure.personal
    return replace(said, text=f"{n.text} av {d.text}") if few and said.number is not None else said
