"""E-post om uppgifter: off until the officer asks for it, at once or once a day."""

from typing import Any

from litestar import get, post
from litestar.types import ControllerRouterHandler

from portal.acting import AnyRequest, officer_of
from portal.form_pages import answer, fresh, shown
from portal.forms import CHOOSE, TAKES, Fields, Form, FormRefused, last
from portal.guards import any_officer
from portal.house import portal_of
from portal.mail.choices import Choice, choice_of, choose
from portal.mail.message import TEXT, allowed, digits

HERE = "/uppgifter/epost"
NOT_ALLOWED = "Skriv din e-postadress i arbetet. Din organisation tillåter bara sina egna adresser."
HOW = [
    {"value": "never", "label": "Nej, ingen e-post"},
    {"value": "at_once", "label": "Ja, så snart något nytt väntar på mig"},
    {"value": "daily", "label": "Ja, högst en gång om dagen", "help": "på morgonen, om något nytt har kommit"},
]


@get(HERE, guards=[any_officer], sync_to_thread=True)
def mail_form(request: AnyRequest, kept: Form) -> Any:
    return _form(request, kept)


@post(HERE, guards=[any_officer], dependencies=TAKES, sync_to_thread=True)
def choose_mail(request: AnyRequest, form: Form) -> Any:
    portal, officer = portal_of(request), officer_of(request)
    how, address = last(form, "how"), last(form, "address").strip()
    if how not in {each["value"] for each in HOW}:
        return _form(request, form, FormRefused({"how": CHOOSE}))
    number = request.state.directory.organisations[officer.unit.org_id].org_number
    may = allowed(address, number, portal.settings.mail_domains, demo=portal.settings.demo)
    if how != "never" and not may:
        return _form(request, form, FormRefused({"address": NOT_ALLOWED}))
    choose(portal.log.pool, officer, None if how == "never" else Choice(address, how))
    return answer(request, f"{HERE}?sparat=ja")


def _form(request: AnyRequest, fields: Fields, error: FormRefused | None = None) -> Any:
    portal, officer = portal_of(request), officer_of(request)
    chosen = choice_of(portal.log.pool, officer.assignment_id)
    number = request.state.directory.organisations[officer.unit.org_id].org_number
    context = {
        "crumbs": [{"label": "Uppgifter", "href": "/uppgifter"}],
        "heading": "E-post om uppgifter",
        "lead": "Vi kan skriva till dig när något nytt väntar på dig i portalen.",
        "verb": "Spara",
        "action": HERE,
        "back": "/uppgifter",
        "seen": None,
        "hows": HOW,
        "sentence": TEXT.strip(),
        "domains": list(portal.settings.mail_domains.get(digits(number), ())),
        "refused": chosen is not None and chosen.refused,
        "sends": bool(portal.settings.smtp_url or portal.settings.mail_domains),
        "saved": request.query_params.get("sparat") == "ja" and error is None,
    }
    opened = {"how": chosen.how if chosen else "never", "address": chosen.address if chosen else ""}
    return shown(request, "mail/choice.html", context, fresh(fields, **opened), error)


MAIL_ROUTES: tuple[ControllerRouterHandler, ...] = (mail_form, choose_mail)
