"""Reports in one click: for each, the latest periods that it can be made of, as PDF and as Excel."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Template

from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.pages import page
from portal.statistics import checking
from portal.statistics.asked import only
from portal.statistics.county import county_for, name_of
from portal.statistics.listing import HERE
from portal.statistics.names import edition_name, period_name
from portal.statistics.refused import ReportRefused
from portal.statistics.reports import REPORTS, Report
from portal.swedish import upper_first
from projections.statistics import editions
from projections.statistics.editions import Edition
from projections.statistics.periods import period_of

REPORTS_HERE = f"{HERE}/rapporter"
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LATEST = 4


@get(REPORTS_HERE, guards=[any_officer], sync_to_thread=True)
def show(request: AnyRequest) -> Template:
    county = county_for(officer_of(request), request.state.directory)
    with looking(request) as connection:
        every = editions.of_county(connection, county.code)
    return page(
        request,
        "statistics/reports.html",
        title="Rapporter",
        crumbs=[{"label": "Statistik", "href": HERE}],
        place=name_of(county),
        reports=[_told(report, every) for report in REPORTS.values()],
    )


@get(REPORTS_HERE + "/{report:str}/{form:str}", guards=[any_officer], sync_to_thread=True)
def as_file(request: AnyRequest, report: str, form: str, period: FromQuery[str] = "") -> Response[bytes]:
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


def _told(report: Report, every: Sequence[Edition]) -> dict[str, Any]:
    periods = {
        edition.period: period
        for edition in every
        if (period := period_of(edition.period)) and period.kind in report.periods
    }
    editions_of = {edition.period: edition_name(edition.kind, edition.number) for edition in every}
    latest = sorted(periods.values(), key=lambda period: (period.last, -period.first.toordinal()), reverse=True)
    return {
        "id": report.key,
        "name": report.name,
        "lead": report.lead,
        "rows": [
            {
                "period": upper_first(period_name(each)),
                "edition": editions_of[each.code],
                "pdf": f"{REPORTS_HERE}/{report.key}/pdf?period={each.code}",
                "xlsx": f"{REPORTS_HERE}/{report.key}/xlsx?period={each.code}",
            }
            for each in latest[:_LATEST]
        ],
    }
