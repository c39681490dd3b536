"""The routes of statistics, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.statistics import api, baseline, listing, report_pages, show

STATISTICS_ROUTES: tuple[ControllerRouterHandler, ...] = (
    listing.show,
    baseline.show,
    baseline.report_form,
    baseline.report,
    baseline.import_file,
    report_pages.show,
    report_pages.as_file,
    show.show,
    show.as_file,
    api.statistics,
)
