"""One indicator: women and men first, then the trend with its goals, the table, what is counted and what it covers."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Template
from msgspec.structs import replace

from events.kinds import Gender
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.statistics import documents, files, paper
from portal.statistics.asked import breakdowns, period_asked, question, seen
from portal.statistics.charts import GoalLine, Moment, Trend, trend
from portal.statistics.county import county_for, name_of
from portal.statistics.listing import HERE, lead, periods_to_choose, usual_period
from portal.statistics.names import BREAKDOWN, Names, edition_name, period_name
from portal.statistics.sheets import Sheet, figure_of, sheet
from portal.statistics.spoken import WORDS, Said, denominator_said, explained, numerator_said, unit_of, value_said
from projections.statistics import editions, lag
from projections.statistics.catalogue import CATALOGUE, INDICATORS
from projections.statistics.editions import Edition
from projections.statistics.indicator import COVERAGE_NOTE, Indicator
from projections.statistics.periods import Period, PeriodKind, ended_before
from projections.statistics.tables import TOTAL, Cell, FigureKind, PublishedTable, Shown
from projections.view import Connection

QUARTERS = 8
"""How far back the trend goes."""
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@get(HERE + "/{indicator:str}", guards=[any_officer], sync_to_thread=True)
def show(
    request: AnyRequest, indicator: str, period: FromQuery[str] = "", by: FromQuery[list[str] | None] = None
) -> Template:
    known = _known(indicator)
    officer, today = officer_of(request), portal_of(request).clock.today()
    county = county_for(officer, request.state.directory)
    divided = [name for each in by or [] for name in each.split(",") if name]
    with looking(request) as connection:
        every = editions.of_county(connection, county.code)
        chosen = period_asked(period, today) if period else usual_period(every)
        edition = editions.latest(connection, county.code, chosen.code) if chosen else None
        tables = editions.of_indicator(connection, edition, indicator) if edition else ()
        drawn = _trend(connection, county.code, known, today) if chosen else None
        behind = lag.entries_behind(connection)
    allowed = breakdowns(officer, indicator, chosen.kind) if chosen else []
    usual = divided or _usual(allowed)
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
        behind=behind,
        goals=[{"text": f"{goal.label}. Källa: {goal.source}."} for goal in known.goals],
        definition=known.definition,
        counted=[{"term": term, "text": text} for term, text in _counted(known)],
        here=here,
        periods=periods_to_choose(every),
        period=chosen.code if chosen else "",
        divisions=[{"value": ",".join(each), "label": _division(each)} for each in allowed],
        division=",".join(asked),
        pairs=[_pair(table, tables) for table in tables if table.by == ("gender",) and not table.withheld],
        trend=drawn,
        sheets=[_sheet(table, names, known) for table in shown],
        division_said=_division(asked),
        explained=explained([*shown, *(table for table in tables if table.by == ("gender",))]),
        files=[{"label": label, "href": f"{here}/{name}?period={chosen.code}"} for name, label in _FILES]
        if chosen and edition
        else [],
        edition=edition_name(edition.kind, edition.number) if edition else "",
        coverage=COVERAGE_NOTE if known.cases else "",
    )


_FILES = (("csv", "CSV"), ("xlsx", "Excel"), ("pdf", "PDF"))


@get(HERE + "/{indicator:str}/{form:str}", guards=[any_officer], sync_to_thread=True)
def as_file(request: AnyRequest, indicator: str, form: str, period: FromQuery[str] = "") -> Response[bytes]:
    """All tables of the indicator that this officer may see, in one edition."""
    known, officer = _known(indicator), officer_of(request)
    if form not in _MEDIA:
        raise NotFoundException
    county = county_for(officer, request.state.directory)
    with looking(request) as connection:
        usual = None if period else usual_period(editions.of_county(connection, county.code))
        asked = usual or (period_asked(period, portal_of(request).clock.today()) if period else None)
        edition = editions.latest(connection, county.code, asked.code) if asked else None
        if edition is None:
            raise NotFoundException
        tables = seen(officer, editions.of_indicator(connection, edition, known.id))
    source = documents.Source(county.code, edition.period, edition.number, edition.kind, edition.made_at, edition.hash)
    document = documents.of_indicator(known.id, name_of(county), source, tables, request.state.directory)
    made = {"csv": files.as_csv, "xlsx": files.as_workbook, "pdf": paper.as_pdf}[form](document)
    headers = {"content-disposition": f'attachment; filename="{document.name}.{form}"'}
    return Response(made, media_type=_MEDIA[form], headers=headers)


def _counted(known: Indicator) -> list[tuple[str, str]]:
    if not known.denominator:
        return [("Räknas", known.numerator), ("Beteckning", known.id)]
    return [("Alla", known.denominator), ("Av dem", known.numerator), ("Beteckning", known.id)]


def _known(indicator: str) -> Indicator:
    if indicator not in INDICATORS:
        raise NotFoundException
    return INDICATORS[indicator]


def _usual(allowed: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Women and men in the municipality groups where that is published, otherwise as finely as it goes first."""
    for by in (("gender", "municipality_group"), ("municipality_group",), ("municipality",), ("care_unit",), ("kind",)):
        if by in allowed:
            return by
    return ()


def _division(by: Sequence[str]) -> str:
    return " och ".join(BREAKDOWN[name] if n == 0 else BREAKDOWN[name].lower() for n, name in enumerate(by)) or "Länet"


def _sheet(table: PublishedTable, names: Names, known: Indicator) -> dict[str, Any]:
    return {
        "sheet": _readable(sheet(table, names), names.of("gender", TOTAL)),
        "heading": figure_of(table.indicator).name if len(known.figures) > 1 else "",
    }


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


def _pair(table: PublishedTable, tables: Sequence[PublishedTable]) -> dict[str, Any]:
    """Women, men and, where both are shown, the difference."""
    figure = figure_of(table.indicator)
    cells: dict[str, Cell] = {cell.key[0]: cell for cell in table.cells}
    women, men = cells.get(Gender.WOMAN.value), cells.get(Gender.MAN.value)
    return {
        "name": figure.name,
        "women": _big(table, women),
        "men": _big(table, men),
        "gap": _gap(figure.kind, unit_of(figure), women, men),
    }


def _big(table: PublishedTable, cell: Cell | None) -> dict[str, Any]:
    if cell is None:
        return {"said": Said("uppgift saknas"), "of": ""}
    figure = figure_of(table.indicator)
    n, d = numerator_said(cell), denominator_said(cell)
    parts = figure.kind is FigureKind.SHARE and n.number is not None and d.number is not None
    return {"said": value_said(figure, cell), "of": f"{n.text} av {d.text}" if parts else ""}


def _gap(kind: FigureKind, unit: str, women: Cell | None, men: Cell | None) -> dict[str, str] | None:
    """In points for shares; ``None`` where one of them is not shown."""
    if women is None or men is None or women.value is None or men.value is None:
        return None
    gap = round(women.value - men.value, 1)
    unit = {FigureKind.SHARE: "punkter", FigureKind.COUNT: ""}.get(kind, unit)
    more = "lika" if not gap else "kvinnor högre" if gap > 0 else "män högre"
    return {"text": f"{abs(gap):g}".replace(".", ",") + (f" {unit}" if unit else ""), "more": more}


def _trend(connection: Connection, county: str, known: Indicator, today: Any) -> Trend | None:
    """The first figure that is divided by gender, quarter by quarter in the county."""
    figure = next((each for each in known.figures if each.published(("gender",), PeriodKind.QUARTER)), None)
    if figure is None or CATALOGUE.figure(figure.key) is None:
        return None
    periods = ended_before(today, PeriodKind.QUARTER, QUARTERS)
    found: dict[str, tuple[Edition, tuple[PublishedTable, ...]]] = {
        edition.period: (edition, tables)
        for edition, tables in editions.over_time(connection, county, known.id, [each.code for each in periods])
    }
    moments = [
        _moment(period, found[period.code][1], figure.key, first=number == 0)
        for number, period in enumerate(each for each in periods if each.code in found)
    ]
    if not moments:
        return None
    goals = [GoalLine(goal.value, goal.label) for goal in known.goals if goal.figure == figure.key]
    return trend(f"{figure.name} per kvartal", moments, goals, percent=figure.kind is FigureKind.SHARE)


def _moment(period: Period, tables: Sequence[PublishedTable], figure: str, *, first: bool) -> Moment:
    of_figure = (table for table in tables if (table.indicator, table.by) == (figure, ("gender",)))
    shown = list(of_figure)
    cells = {cell.key[0]: cell for table in shown for cell in table.cells}
    said = {gender: value_said(figure_of(figure), cell) for gender, cell in cells.items()}
    missing = Said(WORDS[Shown.HIDDEN if any(table.withheld for table in shown) else Shown.MISSING])
    return Moment(
        period_name(period),
        f"kv {period.number}",
        str(period.year) if first or period.number == 1 else "",
        said.get(Gender.WOMAN.value, missing),
        said.get(Gender.MAN.value, missing),
    )
