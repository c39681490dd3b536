"""One indicator: women and men first, then the trend with its goals, the table, what is counted and what it covers."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Template
from msgspec.structs import replace

from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.statistics import documents, files, paper
from portal.statistics.asked import breakdowns, only, period_asked, question, seen
from portal.statistics.bars import bars
from portal.statistics.county import county_for, name_of
from portal.statistics.differences import is_difference, sheets
from portal.statistics.listing import HERE, lead, made_of, periods_to_choose, usual_period
from portal.statistics.names import Names, edition_name
from portal.statistics.over_time import over_time
from portal.statistics.pairs import pairs
from portal.statistics.sheets import Sheet
from portal.statistics.spoken import explained
from projections.statistics import editions, lag
from projections.statistics.catalogue import INDICATORS
from projections.statistics.gender_gap import INDICATOR as GAP
from projections.statistics.indicator import COVERAGE_NOTE, Indicator
from projections.statistics.tables import TOTAL, PublishedTable

_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@get(HERE + "/{indicator:str}", guards=[any_officer], sync_to_thread=True)
def show(
    request: AnyRequest, indicator: FromPath[str], period: FromQuery[str] = "", by: FromQuery[list[str] | None] = None
) -> Template:
    only(request.query_params, "period", "by")
    known = _known(indicator)
    officer, today = officer_of(request), portal_of(request).clock.today()
    county = county_for(officer, request.state.directory)
    divided = [name for each in by or [] for name in each.split(",") if name]
    with looking(request) as connection:
        every = [each for each in editions.of_county(connection, county.code) if made_of(known, each)]
        chosen = period_asked(period, today) if period else usual_period(every)
        edition = editions.latest(connection, county.code, chosen.code) if chosen else None
        tables = editions.of_indicator(connection, edition, indicator) if edition else ()
        drawn = over_time(connection, county.code, known, today) if chosen else None
        behind = lag.counted_before(connection)
    allowed = breakdowns(officer, indicator, chosen.kind) if chosen else []
    usual = divided if by is not None else _usual(known, allowed)
    asked = question(officer, indicator, chosen.code, usual, today).by if chosen else ()
    names = Names(request.state.directory, indicator)
    shown = [table for table in tables if table.by == asked]
    here = f"{HERE}/{indicator}"
    return page(
        request,
        "statistics/show.html",
        title=known.name,
        crumbs=[{"label": "Statistik", "href": f"{HERE}?period={chosen.code}" if chosen else HERE}],
        lead=lead(name_of(county), chosen, edition),
        behind=swedish.day(behind) if behind else "",
        goals=[f"{goal.label}. Källa: {goal.source}." for goal in known.goals],
        definition=known.definition,
        counted=[{"term": term, "text": text} for term, text in _counted(known)],
        here=here,
        periods=periods_to_choose(every),
        period=chosen.code if chosen else "",
        divisions=[{"value": ",".join(each), "label": _division(each, names)} for each in allowed],
        division=",".join(asked),
        pairs=pairs(tables),
        trend=drawn,
        tables=_laid_out(shown, names),
        division_said=_division(asked, names),
        explained=explained(shown),
        explained_first=explained(table for table in tables if table.by == ("gender",)),
        files=[{"label": label, "href": f"{here}/{name}?period={chosen.code}"} for name, label in _FILES]
        if chosen and edition
        else [],
        edition=edition_name(edition.kind, edition.number) if edition else "",
        coverage=COVERAGE_NOTE if known.cases else "",
    )


_FILES = (("csv", "CSV"), ("xlsx", "Excel"), ("pdf", "PDF"))


@get(HERE + "/{indicator:str}/{form:str}", guards=[any_officer], sync_to_thread=True)
def as_file(
    request: AnyRequest, indicator: FromPath[str], form: FromPath[str], period: FromQuery[str] = ""
) -> Response[bytes]:
    """All tables of the indicator that this officer may see, in one edition."""
    only(request.query_params, "period")
    known, officer = _known(indicator), officer_of(request)
    if form not in _MEDIA:
        raise NotFoundException
    county = county_for(officer, request.state.directory)
    with looking(request) as connection:
        every = [each for each in editions.of_county(connection, county.code) if made_of(known, each)]
        usual = None if period else usual_period(every)
        asked = usual or (period_asked(period, portal_of(request).clock.today()) if period else None)
        edition = editions.latest(connection, county.code, asked.code) if asked else None
        if edition is None or not made_of(known, edition):
            raise NotFoundException
        tables = seen(officer, editions.of_indicator(connection, edition, known.id))
    source = documents.Source(county.code, edition.period, edition.number, edition.kind, edition.made_at, edition.hash)
    document = documents.of_indicator(known.id, name_of(county), source, tables, request.state.directory)
    made = {"csv": files.as_csv, "xlsx": files.as_workbook, "pdf": paper.as_pdf}[form](document)
    headers = {"content-disposition": f'attachment; filename="{document.name}.{form}"'}
    return Response(made, media_type=_MEDIA[form], headers=headers)


def _counted(known: Indicator) -> list[tuple[str, str]]:
    return [*documents.counted(known), ("Beteckning", known.id)]


def _known(indicator: str) -> Indicator:
    if indicator not in INDICATORS:
        raise NotFoundException
    return INDICATORS[indicator]


_FIRST = (("gender", "municipality_group"), ("gender", "kind"))


def _usual(known: Indicator, allowed: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Women and men in the municipality groups where that is published, otherwise as finely as it goes first.

    The difference between women and men first in the county: all of it in one table, and seldom hidden there.
    """
    if known.id == GAP:
        return ()
    for by in (*_FIRST, ("municipality_group",), ("municipality",), ("care_unit",), ("kind",)):
        if by in allowed:
            return by
    return ()


def _division(by: Sequence[str], names: Names) -> str:
    said = " och ".join(names.heading(name).lower() for name in by)
    return said[:1].upper() + said[1:] or "Länet"


def _laid_out(tables: Sequence[PublishedTable], names: Names) -> list[dict[str, Any]]:
    """Each with its bars, where it is divided by gender, and with a heading of its own where there are several."""
    everybody = names.of("gender", TOTAL)
    own = [table for table in tables if not is_difference(table)]
    made = [(one, bars(table, names)) for table in own for one in sheets([table], names)]
    made += [(one, None) for one in sheets((table for table in tables if is_difference(table)), names)]
    return [
        {"sheet": _readable(one, everybody), "heading": one.title if len(made) > 1 else "", "bars": drawn}
        for one, drawn in made
    ]


def _readable(made: Sheet, everybody: str) -> Sheet:
    """Women and men in full, everybody by the value alone: nine columns are hard to read. Files hold them all."""
    shares = [at for at, column in enumerate(made.columns) if column.startswith(f"{everybody}, ")]
    dropped = set(shares[:-1])
    if not dropped:
        return made
    columns = tuple(column for at, column in enumerate(made.columns) if at not in dropped)
    lines = tuple(
        replace(line, cells=tuple(said for at, said in enumerate(line.cells, 1) if at not in dropped))
        for line in made.lines
    )
    return replace(made, columns=columns, lines=lines)
