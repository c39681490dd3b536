"""Reports in one click: for each, the latest periods that it can be made of, as PDF and as Excel."""

from collections.abc import Mapping
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.pages import page
from portal.statistics import checking
from portal.statistics.asked import only
from portal.statistics.county import county_for, name_of
from portal.statistics.listing import HERE
from portal.statistics.names import edition_kinds, edition_short, period_name
from portal.statistics.refused import ReportRefused
from portal.statistics.reports import REPORTS, Report
from portal.swedish import upper_first
from projections.statistics import editions
from projections.statistics.editions import Edition
from projections.statistics.periods import Period, period_of

REPORTS_HERE = f"{HERE}/rapporter"
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LATEST = 4


@get(REPORTS_HERE, guards=[any_officer], sync_to_thread=True)
def show(request: AnyRequest) -> Template:
    only(request.query_params)
    county = county_for(officer_of(request), request.state.directory)
    with looking(request) as connection:
        latest = {edition.period: edition for edition in editions.of_county(connection, county.code)}
    reports = [_told(report, latest) for report in REPORTS.values()]
    return page(
        request,
        "statistics/reports.html",
        title="Rapporter",
        crumbs=[{"label": "Statistik", "href": HERE}],
        place=name_of(county),
        reports=reports,
        kinds=edition_kinds({row["kind"] for report in reports for row in report["rows"]}),
    )


@get(REPORTS_HERE + "/{report:str}/{form:str}", guards=[any_officer], sync_to_thread=True)
def as_file(
    request: AnyRequest, report: FromPath[str], form: FromPath[str], period: FromQuery[str] = ""
) -> Response[bytes]:
    """The latest edition of the period; without one, of the latest period that the report is made for."""
    only(request.query_params, "period")
    if report not in REPORTS or form not in MEDIA:
        raise NotFoundException
    county = county_for(officer_of(request), request.state.directory)
    try:
        with looking(request) as connection:
            wanted = checking.newest(connection, report, county.code, period or None, form)
            document = checking.document(connection, wanted)
    except ReportRefused:
        raise NotFoundException from None
    headers = {"content-disposition": f'attachment; filename="{document.name}.{form}"'}
    return Response(checking.FORMS[form](document), media_type=MEDIA[form], headers=headers)


def _told(report: Report, editions_of: Mapping[str, Edition]) -> dict[str, Any]:
    """``editions_of``: the latest of each period."""
    periods = [found for code in editions_of if (found := period_of(code)) and found.kind in report.periods]
    latest = sorted(periods, key=lambda period: (period.last, -period.first.toordinal()), reverse=True)
    return {
        "id": report.key,
        "name": report.name,
        "lead": report.lead,
        "rows": [_row(report, each, editions_of[each.code]) for each in latest[:_LATEST]],
    }


def _row(report: Report, period: Period, edition: Edition) -> dict[str, str]:
    return {
        "period": upper_first(period_name(period)),
        "edition": edition_short(edition.kind, edition.number),
        "kind": edition.kind,
        "pdf": f"{REPORTS_HERE}/{report.key}/pdf?period={period.code}",
        "xlsx": f"{REPORTS_HERE}/{report.key}/xlsx?period={period.code}",
    }
