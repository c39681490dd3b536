"""What the association offers and pays for, over the API: what the contact paths and the form of an effort show."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromQuery

from events.association import funded_in
from events.deviation_readers import county_of
from orgs.directory import Directory
from orgs.roles import CASE_ROLES, Role
from portal.acting import AnyRequest, officer_of
from portal.api.paging import Begin, paged
from portal.guards import any_officer, needs
from portal.house import portal_of
from portal.swedish import collation_key

CHOOSERS = CASE_ROLES | {Role.ASSOCIATION_DIRECTOR}
"""Who chooses among funded interventions when an effort is recorded, and who registers them."""


@get("/api/v1/association-offers", guards=[any_officer], sync_to_thread=True)
def offers(request: AnyRequest, municipality: FromQuery[str] = "", begin: Begin = 0) -> dict[str, Any]:
    """What is offered in the reader's county today, by name; to the director also what their own no longer offers."""
    officer, directory = officer_of(request), request.state.directory
    county, today = county_of(officer, directory), portal_of(request).clock.today()
    own = officer.unit.org_id if officer.role is Role.ASSOCIATION_DIRECTOR else None
    found = [
        each
        for each in directory.offers.values()
        if directory.organisations[each.org_id].county_code == county
        and (each.offered_on(today) or each.org_id == own)
        and (not municipality or municipality in each.municipalities)
    ]
    found.sort(key=lambda each: collation_key(each.name))
    shown, following = paged(found, begin)
    return {
        "association_offers": [
            {
                "offer_id": each.offer_id,
                "association": _association(directory, each.org_id),
                "name": each.name,
                "for_whom": each.for_whom,
                "how": each.how,
                "contact": each.contact,
                "municipalities": each.municipalities,
                "last_day": each.last_day,
            }
            for each in shown
        ],
        **following,
    }


@get("/api/v1/funded-interventions", guards=[needs(CHOOSERS)], sync_to_thread=True)
def funded(request: AnyRequest, begin: Begin = 0) -> dict[str, Any]:
    """What associations of the county pay for or have paid for, the latest period first; never who takes part."""
    officer, directory = officer_of(request), request.state.directory
    found = sorted(funded_in(directory, county_of(officer, directory)), key=lambda each: collation_key(each.name))
    if officer.role is Role.ASSOCIATION_DIRECTOR:
        found = [each for each in found if each.org_id == officer.unit.org_id]
    found.sort(key=lambda each: each.last_day, reverse=True)
    shown, following = paged(found, begin)
    return {
        "funded_interventions": [
            {
                "funded_id": each.funded_id,
                "association": _association(directory, each.org_id),
                "name": each.name,
                "first_day": each.first_day,
                "last_day": each.last_day,
            }
            for each in shown
        ],
        **following,
    }


def _association(directory: Directory, org_id: UUID) -> dict[str, Any]:
    return {"id": org_id, "name": directory.organisations[org_id].name}
