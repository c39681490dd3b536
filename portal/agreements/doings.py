"""What is done to a routine, each with its form."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from events.agreements import DRAFTERS
from events.commands import agreements as c
from events.refusals import NotFoundOrDenied, Refused
from portal.acting import AnyRequest, execute, officer_of
from portal.agreements import words
from portal.agreements.found import CRUMBS, HERE, found
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.house import portal_of


class Doing(msgspec.Struct, frozen=True):
    """One thing to do to a routine, with its form."""

    command: type[c.AgreementCommand]
    heading: str
    verb: str
    part: str
    lead: str = ""


DOINGS = {
    "underskrift": Doing(c.SignAgreement, "Skriv under rutinen", "Skriv under", "agreements/signing.html"),
    "information": Doing(c.InformAboutAgreement, "Er organisation är informerad", "Spara", "agreements/informing.html"),
    "paminnelse": Doing(
        c.RemindAboutAgreement,
        "Påminn",
        "Påminn",
        "cases/reminding.html",
        "Chefen ser påminnelsen bland sina uppgifter. Den som har valt mejl får ett, utan uppgift om vad det gäller.",
    ),
    "kallelse": Doing(c.CallAgreementFollowUp, "Kalla till uppföljning", "Kalla", "agreements/calling.html"),
    "uppfoljning": Doing(c.HoldAgreementFollowUp, "Uppföljningen är hållen", "Spara", "agreements/holding.html"),
    "andring": Doing(
        c.ReviseAgreement,
        "Ändra rutinen",
        "Spara ny version",
        "agreements/revising.html",
        "Den gamla versionen gäller tills alla har skrivit under den nya.",
    ),
    "uppsagning": Doing(
        c.TerminateAgreement,
        "Säg upp rutinen",
        "Säg upp",
        "agreements/ending.html",
        "Från den dagen gäller ingen rutin.",
    ),
}


@get(HERE + "/{agreement_id:uuid}/{doing:str}", guards=[needs(DRAFTERS)], sync_to_thread=True)
def doing_form(request: AnyRequest, agreement_id: FromPath[UUID], doing: FromPath[str], kept: Form) -> Any:
    today = portal_of(request).clock.today().isoformat()
    return _form(request, agreement_id, doing, fresh(kept, signed_on=today, on=today))


@post(HERE + "/{agreement_id:uuid}/{doing:str}", guards=[needs(DRAFTERS)], dependencies=TAKES, sync_to_thread=True)
def do(request: AnyRequest, agreement_id: FromPath[UUID], doing: FromPath[str], form: Form) -> Response[Any] | Any:
    if doing not in DOINGS:
        raise NotFoundOrDenied
    try:
        execute(request, decode(DOINGS[doing].command, form, agreement_id=agreement_id))
    except (Refused, FormRefused) as refused:
        return _form(request, agreement_id, doing, form, refused)
    return answer(request, f"{HERE}/{agreement_id}")


def _form(request: AnyRequest, agreement_id: UUID, name: str, fields: Fields, error: Fault | None = None) -> Any:
    if name not in DOINGS:
        raise NotFoundOrDenied
    agreement, doing = found(request, agreement_id), DOINGS[name]
    today = portal_of(request).clock.today()
    here, directory = f"{HERE}/{agreement_id}", request.state.directory
    context = {
        "crumbs": [*CRUMBS, {"label": words.title_of(agreement), "href": here}],
        "heading": doing.heading,
        "lead": doing.lead,
        "verb": doing.verb,
        "action": f"{here}/{name}",
        "back": here,
        "seen": None,
        "lacking": words.lacking_said(agreement, officer_of(request).unit_id, directory, today),
        "parties": [
            {"value": str(unit_id), "label": directory.name_of(unit_id)} for unit_id in agreement.latest.terms.parties
        ],
    }
    return shown(request, doing.part, context, fields, error)
