"""A manager gives and ends assignments to follow up the own unit (domain.md 2.4)."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from events import commands as c
from events.calendar import add_months
from events.quality import USUAL_SCOPE
from events.refusals import NotFoundOrDenied, Refused
from orgs.directory import QualityAssignment
from orgs.roles import CASE_ROLES, MANAGERS
from portal import swedish
from portal.acting import AnyRequest, officer_of
from portal.administration.forms import HERE, dated, form_page, taken
from portal.form_pages import fresh
from portal.forms import TAKES, Fault, Fields, Form, FormRefused
from portal.guards import needs
from portal.house import portal_of

QUALITY = HERE + "/kvalitetsuppdrag"


@get(QUALITY + "/nytt", guards=[needs(MANAGERS)], sync_to_thread=True)
def quality_form(request: AnyRequest, kept: Form) -> Any:
    today = portal_of(request).clock.today()
    filled = {"valid_from": today, "valid_to": add_months(today, 6), "data_scope": USUAL_SCOPE}
    return _form(request, fresh(kept, **filled))


@post(QUALITY, guards=[needs(MANAGERS)], dependencies=TAKES, opt={"form_page": QUALITY + "/nytt"}, sync_to_thread=True)
def grant(request: AnyRequest, form: Form) -> Any:
    try:
        return taken(request, c.GrantQualityAssignment, form, f"{HERE}#kvalitet")
    except (Refused, FormRefused) as refused:
        return _form(request, form, refused)


@get(QUALITY + "/{quality_assignment_id:uuid}/avslut", guards=[needs(MANAGERS)], sync_to_thread=True)
def quality_ending_form(request: AnyRequest, quality_assignment_id: FromPath[UUID], kept: Form) -> Any:
    today = portal_of(request).clock.today()
    return _ending(request, _held(request, quality_assignment_id), fresh(kept, ended_on=today))


@post(
    QUALITY + "/{quality_assignment_id:uuid}/avslut", guards=[needs(MANAGERS)], dependencies=TAKES, sync_to_thread=True
)
def end_quality(request: AnyRequest, quality_assignment_id: FromPath[UUID], form: Form) -> Any:
    held = _held(request, quality_assignment_id)
    given = {"quality_assignment_id": quality_assignment_id}
    try:
        return taken(request, c.EndQualityAssignment, dated(form), f"{HERE}#kvalitet", **given)
    except (Refused, FormRefused) as refused:
        return _ending(request, held, form, refused)


def _held(request: AnyRequest, quality_assignment_id: UUID) -> QualityAssignment:
    """One of the own unit's; all others are as if they were not there."""
    held: QualityAssignment | None = request.state.directory.quality_assignments.get(quality_assignment_id)
    if held is None or held.unit_id != officer_of(request).unit_id:
        raise NotFoundOrDenied
    return held


def _form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    today, unit_id = portal_of(request).clock.today(), officer_of(request).unit_id
    at_work = request.state.directory.staff(unit_id, today, CASE_ROLES | MANAGERS)
    people = {str(user.user_id): f"{user.name}, {swedish.role_label(role)}" for user, role in at_work}
    return form_page(
        request,
        "quality",
        fields,
        error,
        heading="Nytt kvalitets\u00adsäkrings\u00aduppdrag",
        lead="Uppdraget ska vara skriftligt och diariefört. Varje läsning loggas med diarienumret.",
        verb="Ge uppdraget",
        action=QUALITY,
        people=[{"value": user_id, "label": said} for user_id, said in people.items()],
    )


def _ending(request: AnyRequest, held: QualityAssignment, fields: Fields, error: Fault | None = None) -> Any:
    user = request.state.directory.user(held.user_id)
    return form_page(
        request,
        "ending",
        fields,
        error,
        heading="Avsluta kvalitets\u00adsäkrings\u00aduppdraget",
        lead=f"{user.name if user else 'Okänd'}, diarienummer {held.registry_number}.",
        verb="Avsluta uppdraget",
        action=f"{QUALITY}/{held.quality_assignment_id}/avslut",
        said="Från och med den dagen går det inte att läsa enligt uppdraget.",
    )
