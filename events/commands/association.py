"""Commands of a samordningsförbund. With an id they change what it has published or registered before."""

from datetime import date
from uuid import UUID

from events.commands.command import Command


class PublishAssociationOffer(Command, frozen=True, kw_only=True):
    """``last_day`` that has passed takes the offer away; without one it holds until further notice."""

    name: str
    for_whom: str
    how: str
    contact: str
    municipalities: tuple[str, ...]
    offer_id: UUID | None = None
    last_day: date | None = None


class RegisterFundedIntervention(Command, frozen=True, kw_only=True):
    name: str
    first_day: date
    last_day: date
    funded_id: UUID | None = None
