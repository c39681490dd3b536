"""The two routes of a form of a case: where it opens and where it is sent."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from orgs.roles import Role
from portal.acting import AnyRequest
from portal.cases.forms.case_form import CaseForm, open_form, take_form
from portal.forms import TAKES, Form
from portal.guards import needs

Page = Response[Any]


def form_routes(
    described: CaseForm, roles: Collection[Role], opens_at: str = "/ny", opt: Mapping[str, Any] | None = None
) -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    """``…/{place}/ny`` shows the form to these roles, ``…/{place}`` takes it from them.

    What a case has one of is changed where it stands: ``opens_at=""``.
    """
    place = f"/arenden/{{case_id:uuid}}/{described.place}"
    page = {"form_page": f"/arenden/{{case_id}}/{described.place}{opens_at}"}

    @get(f"{place}{opens_at}", guards=[needs(roles)], opt=opt, sync_to_thread=True)
    def opens(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Page:
        return open_form(request, case_id, described, kept)

    @post(place, guards=[needs(roles)], dependencies=TAKES, opt={**page, **(opt or {})}, sync_to_thread=True)
    def takes(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Page:
        return take_form(request, case_id, described, form)

    return opens, takes
