"""The routes of the association, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.association import api, funded, offers, page

ASSOCIATION_ROUTES: tuple[ControllerRouterHandler, ...] = (
    page.association,
    api.offers,
    api.funded,
    offers.new_offer,
    offers.publish_offer,
    offers.offer_form,
    offers.change_offer,
    funded.new_funded,
    funded.register_funded,
    funded.funded_form,
    funded.change_funded,
)
