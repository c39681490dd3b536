"""The routes of deviations, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.deviations import api, listing, one, patterns, report, suggested

DEVIATION_ROUTES: tuple[ControllerRouterHandler, ...] = (
    listing.show,
    listing.export,
    api.listed,
    report.report_form,
    report.report,
    report.routine,
    patterns.patterns,
    suggested.let_be,
    one.one,
    one.doing_form,
    one.do,
)
