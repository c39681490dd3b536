"""The routes of signed routines, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.agreements import show as agreements

AGREEMENT_ROUTES: tuple[ControllerRouterHandler, ...] = (
    agreements.show,
    agreements.listed,
    agreements.draft_form,
    agreements.draft,
    agreements.one,
    agreements.doing_form,
    agreements.do,
)
