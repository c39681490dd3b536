"""The director's own page: what the association offers, and which interventions it pays for. Nothing about a person."""

from litestar import get
from litestar.response import Template

from orgs.roles import Role
from portal.acting import AnyRequest, officer_of
from portal.association.words import HERE, funded_said, offers_said
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page

DIRECTOR = [needs({Role.ASSOCIATION_DIRECTOR})]


@get(HERE, guards=DIRECTOR, opt={"menu": (85, "Förbundet")}, sync_to_thread=True)
def association(request: AnyRequest) -> Template:
    directory, today = request.state.directory, portal_of(request).clock.today()
    org_id = officer_of(request).unit.org_id
    offers = [each for each in directory.offers.values() if each.org_id == org_id]
    return page(
        request,
        "association/show.html",
        title="Förbundet",
        whose=directory.organisations[org_id].name,
        offers=offers_said((each for each in offers if each.offered_on(today)), directory),
        former=offers_said((each for each in offers if not each.offered_on(today)), directory),
        funded=funded_said((each for each in directory.funded.values() if each.org_id == org_id), today),
    )
