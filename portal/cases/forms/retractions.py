"""Taking back what one's own unit has entered."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from events.facts import Entry
from events.parties import RETRACTABLE
from events.refusals import NotFoundOrDenied
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, officer_of, read
from portal.cases.forms.case_form import open_form, take_form
from portal.cases.forms.the_case import RETRACTION
from portal.forms import TAKES, Form
from portal.guards import needs

Page = Response[Any]


@get("/arenden/{case_id:uuid}/handelser/{event_id:uuid}/rattelse", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def retraction_form(request: AnyRequest, case_id: FromPath[UUID], event_id: FromPath[UUID], kept: Form) -> Page:
    _own_entry(request, case_id, event_id)
    return open_form(request, case_id, RETRACTION, kept, {"event_id": event_id})


@post(
    "/arenden/{case_id:uuid}/handelser/{event_id:uuid}/rattelse",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def retract_entry(request: AnyRequest, case_id: FromPath[UUID], event_id: FromPath[UUID], form: Form) -> Page:
    return take_form(request, case_id, RETRACTION, form, {"event_id": event_id})


def _own_entry(request: AnyRequest, case_id: UUID, event_id: UUID) -> Entry:
    """The entry that may be taken back. Raises ``NotFoundOrDenied`` for all others, as for none."""
    own = officer_of(request).unit_id
    for entry in read(request, case_id, "form").entries:
        if entry.event_id == event_id and entry.owner_unit == own and isinstance(entry.fact, RETRACTABLE):
            return entry
    raise NotFoundOrDenied
