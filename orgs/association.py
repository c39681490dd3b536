"""What a samordningsförbund offers and pays for, as the directory holds it (domain.md 5.5)."""

from datetime import date
from uuid import UUID

import msgspec


class Offer(msgspec.Struct, frozen=True):
    """Shown beside the contact paths of ``municipalities`` until ``last_day``; with none, until further notice."""

    offer_id: UUID
    org_id: UUID
    name: str
    for_whom: str
    how: str
    contact: str
    municipalities: tuple[str, ...]
    last_day: date | None = None

    def offered_on(self, day: date) -> bool:
        return self.last_day is None or day <= self.last_day


class FundedIntervention(msgspec.Struct, frozen=True):
    """Paid for by the association ``org_id`` from the first through the last day."""

    funded_id: UUID
    org_id: UUID
    name: str
    first_day: date
    last_day: date
