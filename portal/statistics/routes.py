"""The routes of statistics, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.statistics import api, listing, show

STATISTICS_ROUTES: tuple[ControllerRouterHandler, ...] = (
    listing.show,
    show.show,
    show.as_file,
    api.statistics,
)
