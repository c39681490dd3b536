"""The routes of signed routines, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.agreements import api, doings, drafting, one, show
from portal.agreements.paper import routine_pdf

AGREEMENT_ROUTES: tuple[ControllerRouterHandler, ...] = (
    show.show,
    api.listed,
    drafting.draft_form,
    drafting.draft,
    one.one,
    routine_pdf,
    doings.doing_form,
    doings.do,
)
