"""The director registers the interventions that the association pays for, so that efforts can say so."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from events.commands import association as c
from events.refusals import NotFoundOrDenied, Refused
from orgs.association import FundedIntervention
from portal.acting import AnyRequest, execute, officer_of
from portal.association.offers import CRUMBS
from portal.association.page import DIRECTOR
from portal.association.words import HERE
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode

FUNDED = HERE + "/insatser"
ONE = FUNDED + "/{funded_id:uuid}"


@get(FUNDED + "/ny", guards=DIRECTOR, sync_to_thread=True)
def new_funded(request: AnyRequest, kept: Form) -> Any:
    return _form(request, kept, None)


@post(FUNDED, guards=DIRECTOR, dependencies=TAKES, opt={"form_page": FUNDED + "/ny"}, sync_to_thread=True)
def register_funded(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(c.RegisterFundedIntervention, form, funded_id=None))
    except (Refused, FormRefused) as refused:
        return _form(request, form, None, refused)
    return answer(request, f"{HERE}#insatser")


@get(ONE, guards=DIRECTOR, sync_to_thread=True)
def funded_form(request: AnyRequest, funded_id: FromPath[UUID], kept: Form) -> Any:
    one = _own(request, funded_id)
    return _form(request, fresh(kept, name=one.name, first_day=one.first_day, last_day=one.last_day), one)


@post(ONE, guards=DIRECTOR, dependencies=TAKES, sync_to_thread=True)
def change_funded(request: AnyRequest, funded_id: FromPath[UUID], form: Form) -> Any:
    one = _own(request, funded_id)
    try:
        execute(request, decode(c.RegisterFundedIntervention, form, funded_id=funded_id))
    except (Refused, FormRefused) as refused:
        return _form(request, form, one, refused)
    return answer(request, f"{HERE}#insatser")


def _own(request: AnyRequest, funded_id: UUID) -> FundedIntervention:
    """One of the own association's; all others are as if they were not there."""
    found: FundedIntervention | None = request.state.directory.funded.get(funded_id)
    if found is None or found.org_id != officer_of(request).unit.org_id:
        raise NotFoundOrDenied
    return found


def _form(request: AnyRequest, fields: Fields, one: FundedIntervention | None, error: Fault | None = None) -> Any:
    around = {
        "crumbs": CRUMBS,
        "back": HERE,
        "seen": None,
        "heading": "Ändra insatsen" if one else "Ny insats som förbundet finansierar",
        "lead": "Handläggarna kan sedan ange i ärendet att insatsen finansieras av förbundet.",
        "verb": "Spara" if one else "Lägg till",
        "action": f"{FUNDED}/{one.funded_id}" if one else FUNDED,
    }
    return shown(request, "association/funded.html", around, fields, error)
