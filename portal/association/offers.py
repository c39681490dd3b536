"""The director publishes what the association offers, and changes it."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from events.code_lists import COUNTIES
from events.commands import association as c
from events.refusals import NotFoundOrDenied, Refused
from orgs.association import Offer
from portal.acting import AnyRequest, execute, officer_of
from portal.association.page import DIRECTOR
from portal.association.words import HERE
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.swedish import collation_key

OFFERS = HERE + "/erbjudanden"
ONE = OFFERS + "/{offer_id:uuid}"
CRUMBS = [{"label": "Förbundet", "href": HERE}]


@get(OFFERS + "/nytt", guards=DIRECTOR, sync_to_thread=True)
def new_offer(request: AnyRequest, kept: Form) -> Any:
    return _form(request, kept, None)


@post(OFFERS, guards=DIRECTOR, dependencies=TAKES, opt={"form_page": OFFERS + "/nytt"}, sync_to_thread=True)
def publish_offer(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(c.PublishAssociationOffer, form, offer_id=None))
    except (Refused, FormRefused) as refused:
        return _form(request, form, None, refused)
    return answer(request, f"{HERE}#erbjudanden")


@get(ONE, guards=DIRECTOR, sync_to_thread=True)
def offer_form(request: AnyRequest, offer_id: FromPath[UUID], kept: Form) -> Any:
    offer = _own(request, offer_id)
    written: dict[str, Any] = {name: getattr(offer, name) for name in ("name", "for_whom", "how", "contact")}
    written["municipalities"] = list(offer.municipalities)
    written["last_day"] = offer.last_day or ""
    return _form(request, fresh(kept, **written), offer)


@post(ONE, guards=DIRECTOR, dependencies=TAKES, sync_to_thread=True)
def change_offer(request: AnyRequest, offer_id: FromPath[UUID], form: Form) -> Any:
    offer = _own(request, offer_id)
    try:
        execute(request, decode(c.PublishAssociationOffer, form, offer_id=offer_id))
    except (Refused, FormRefused) as refused:
        return _form(request, form, offer, refused)
    return answer(request, f"{HERE}#erbjudanden")


def _own(request: AnyRequest, offer_id: UUID) -> Offer:
    """One of the own association's; all others are as if they were not there."""
    found: Offer | None = request.state.directory.offers.get(offer_id)
    if found is None or found.org_id != officer_of(request).unit.org_id:
        raise NotFoundOrDenied
    return found


def _form(request: AnyRequest, fields: Fields, offer: Offer | None, error: Fault | None = None) -> Any:
    own = request.state.directory.organisations[officer_of(request).unit.org_id]
    places = sorted(COUNTIES[own.county_code].municipalities, key=lambda one: collation_key(one.name))
    around = {
        "crumbs": CRUMBS,
        "back": HERE,
        "seen": None,
        "heading": "Ändra erbjudandet" if offer else "Nytt erbjudande",
        "lead": "Visas bredvid kontaktvägarna för alla som är inloggade. Skriv inget om någon person.",
        "verb": "Spara" if offer else "Publicera",
        "action": f"{OFFERS}/{offer.offer_id}" if offer else OFFERS,
        "municipalities": [{"value": one.code, "label": one.name} for one in places],
    }
    return shown(request, "association/offer.html", around, fields, error)
