"""The routes of signed routines, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.agreements import show as agreements
from portal.agreements.paper import routine_pdf

AGREEMENT_ROUTES: tuple[ControllerRouterHandler, ...] = (
    agreements.show,
    agreements.listed,
    agreements.draft_form,
    agreements.draft,
    agreements.one,
    routine_pdf,
    agreements.doing_form,
    agreements.do,
)
