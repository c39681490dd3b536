"""The routes of administration, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.administration import following_up

ADMINISTRATION_ROUTES: tuple[ControllerRouterHandler, ...] = (
    following_up.cases_to_follow_up,
    following_up.case_to_follow_up,
)
