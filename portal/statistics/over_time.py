"""The trend of an indicator: its first figure that is divided by gender, quarter by quarter in the county."""

from datetime import date

from events.kinds import Gender
from portal.statistics.charts import GoalLine, Moment, Trend, trend
from portal.statistics.names import period_name
from portal.statistics.sheets import figure_of
from portal.statistics.spoken import WORDS, Said, value_said
from projections.statistics import editions
from projections.statistics.indicator import Indicator
from projections.statistics.periods import Period, PeriodKind, ended_before
from projections.statistics.tables import FigureKind, PublishedTable, Shown
from projections.view import Connection

QUARTERS = 8
"""How far back the trend goes."""
NOT_YET = Said("inte publicerad")


def over_time(connection: Connection, county: str, known: Indicator, today: date) -> Trend | None:
    """Every quarter from the first that is published to the last: one in between that is not leaves its place open."""
    figure = next((each for each in known.figures if each.published(("gender",), PeriodKind.QUARTER)), None)
    if figure is None:
        return None
    periods = ended_before(today, PeriodKind.QUARTER, QUARTERS)
    found = {
        edition.period: tables
        for edition, tables in editions.over_time(connection, county, known.id, [each.code for each in periods])
    }
    told = [at for at, period in enumerate(periods) if period.code in found]
    if not told:
        return None
    shown = periods[told[0] : told[-1] + 1]
    moments = [_moment(period, found.get(period.code), figure.key, first=period == shown[0]) for period in shown]
    goals = [GoalLine(goal.value, goal.label) for goal in known.goals if goal.figure == figure.key]
    return trend(f"{figure.name} per kvartal", moments, goals, percent=figure.kind is FigureKind.SHARE)


def _moment(period: Period, tables: tuple[PublishedTable, ...] | None, figure: str, *, first: bool) -> Moment:
    shown = [table for table in tables or () if (table.indicator, table.by) == (figure, ("gender",))]
    said = {cell.key[0]: value_said(figure_of(figure), cell) for table in shown for cell in table.cells}
    missing = Said(WORDS[Shown.HIDDEN if any(table.withheld for table in shown) else Shown.MISSING])
    if tables is None:
        missing = NOT_YET
    return Moment(
        period_name(period),
        f"kv {period.number}",
        str(period.year) if first or period.number == 1 else "",
        said.get(Gender.WOMAN.value, missing),
        said.get(Gender.MAN.value, missing),
    )
