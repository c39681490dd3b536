""" "Kan läsas av: …", live beside a text field while the recipients are being chosen."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Template

from events.categories import CONSENTABLE, Category
from events.inquiries import CATEGORY_OF
from events.kinds import InquiryType
from events.refusals import NotFoundOrDenied
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, read
from portal.cases.readers import Readers
from portal.guards import needs
from portal.pages import page

PLACES = frozenset({"lasare", "text", "condition_text", "what_matters", "goals", "strengths", "worries"})
PLACES |= {"resources_text", "adaptation_advice_text", "occupation_description", "overall_goal"}
PLACES |= {"step_down_reason_none", "reason", "purpose"}


@get("/arenden/{case_id:uuid}/lasare", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def readers(
    request: AnyRequest,
    case_id: FromPath[UUID],
    kategori: FromQuery[str] = "",
    slag: Annotated[str, QueryParameter(name="type")] = "",
    to_unit: FromQuery[str] = "",
) -> Template:
    """Ids of units and the name of a category stand in the address, never anything about the person."""
    reading = read(request, case_id, "form")
    if reading.at_the_gate:
        raise NotFoundOrDenied
    asked = request.query_params
    category = CATEGORY_OF[InquiryType(slag)] if slag in set(InquiryType) else kategori
    units = {to_unit, *asked.getall("recipients", [])}
    who = Readers(reading, request.state.directory)
    shown = Category(category) if category in set(CONSENTABLE) else Category.PLANNING
    chosen = [unit for unit in who.covered(shown) if str(unit) in units]
    places = [place for place in asked.getall("falt", []) if place in PLACES]
    return page(request, "facts/readers.html", places=places, readers=who.to_be(shown, chosen))
