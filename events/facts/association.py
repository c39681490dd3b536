"""Events of a samordningsförbund about its own offers and money (domain.md 5.5): in its stream, in clear."""

from datetime import date
from uuid import UUID

from events.facts.fact import Fact


class AssociationOfferPublished(Fact, frozen=True, tag="association-offer-published"):
    """The whole offer; published again with the same id it replaces what stood there."""

    offer_id: UUID
    org_id: UUID
    name: str
    for_whom: str
    how: str
    contact: str
    municipalities: tuple[str, ...]
    last_day: date | None = None


class FundedInterventionRegistered(Fact, frozen=True, tag="funded-intervention-registered"):
    """Registered again with the same id it gets that name and period."""

    funded_id: UUID
    org_id: UUID
    name: str
    first_day: date
    last_day: date


AssociationFact = AssociationOfferPublished | FundedInterventionRegistered
