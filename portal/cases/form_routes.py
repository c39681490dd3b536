"""The two routes of a form of a case: where it opens and where it is sent."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from orgs.roles import Role
from portal.acting import AnyRequest
from portal.cases.fact_forms import TAKES_FORM, CaseForm, open_form, take_form
from portal.forms import Fields
from portal.guards import needs

Kept = NamedDependency[Fields]
Page = Response[Any]


def form_routes(described: CaseForm, roles: Collection[Role]) -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    """``…/{place}/ny`` shows the form to these roles, ``…/{place}`` takes it from them."""
    place = f"/arenden/{{case_id:uuid}}/{described.place}"
    page = f"/arenden/{{case_id}}/{described.place}/ny"

    @get(f"{place}/ny", guards=[needs(roles)], sync_to_thread=True)
    def opens(request: AnyRequest, case_id: FromPath[UUID], kept: Kept) -> Page:
        return open_form(request, case_id, described, kept)

    @post(place, guards=[needs(roles)], dependencies=TAKES_FORM, opt={"form_page": page}, sync_to_thread=True)
    def takes(request: AnyRequest, case_id: FromPath[UUID], form: Kept) -> Page:
        return take_form(request, case_id, described, form)

    return opens, takes
