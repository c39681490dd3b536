"""An administrator writes in a decision to purge: by case number, for one's own organisation's cases alone."""

from typing import Any
from uuid import UUID

from litestar import get, post

from events import commands as c
from events.refusals import NotFoundOrDenied, Refused
from orgs.roles import Role
from portal.acting import AnyRequest
from portal.administration.forms import HERE, form_page, taken
from portal.desk.searching import tidied
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, last
from portal.guards import needs
from portal.house import portal_of

PURGING = HERE + "/gallring"
NO_CASE = UUID(int=0)


@get(PURGING, guards=[needs({Role.ORG_ADMIN})], sync_to_thread=True)
def purging_form(request: AnyRequest, kept: Form) -> Any:
    return _form(request, kept)


@post(PURGING, guards=[needs({Role.ORG_ADMIN})], dependencies=TAKES, sync_to_thread=True)
def order_purge(request: AnyRequest, form: Form) -> Any:
    """A number of another organisation's case, and one of no case, are the same answer."""
    number = tidied(last(form, "number"))
    case_id = portal_of(request).log.numbered(number) if number else None
    if not last(form, "sure"):
        return _form(request, form, FormRefused({"sure": "Bekräfta att ärendet ska gallras."}))
    fields = {name: values for name, values in form.items() if name not in ("number", "sure")}
    try:
        return taken(request, c.PurgeCase, fields, HERE, case_id=case_id or NO_CASE)
    except NotFoundOrDenied:
        return _form(request, form, FormRefused({"number": "Vi hittar inget ärende som er organisation har öppnat."}))
    except (Refused, FormRefused) as refused:
        return _form(request, form, refused)


def _form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    return form_page(
        request,
        "purging",
        fields,
        error,
        heading="Gallra ett ärende",
        lead="Bara efter beslut, till exempel när ett ärende är felregistrerat.",
        verb="Gallra ärendet",
        action=PURGING,
    )
