"""Who takes part in a case, what passed between them, and what was taken back."""

from typing import ClassVar
from uuid import UUID

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import Channel, ContactPurpose, ResponsibilityKind, RetractionReason, TransferReason
from events.sealing import Sealed
from orgs.roles import Role


class PartyConfirmed(Fact, frozen=True, tag="party-confirmed"):
    unit_id: UUID
    caseworkers: frozenset[UUID]
    roles: frozenset[Role] = frozenset()
    """In which roles they were named: a substitute must have one of them (domain.md 2.2)."""


class CaseResponsibilityTransferred(Fact, frozen=True, tag="case-responsibility-transferred"):
    """``municipality_code``: where the person has moved, and is counted from then on."""

    kind: ResponsibilityKind
    from_unit: UUID
    to_unit: UUID
    reason: TransferReason
    municipality_code: str | None = None


class ContactPersonNamed(Fact, frozen=True, tag="contact-person-named"):
    unit_id: UUID
    name: Sealed[str]
    role: Sealed[str]
    phone: Sealed[str]


class ContactLogged(Fact, frozen=True, tag="contact-logged"):
    category: ClassVar[Category] = Category.PLANNING
    unit_a: UUID
    unit_b: UUID
    channel: Channel
    with_person: bool
    purpose: ContactPurpose
    deidentified: bool
    text: Sealed[str] | None = None


class EntryRetracted(Fact, frozen=True, tag="entry-retracted"):
    event_id: UUID
    version: int
    """The version of the entry that is retracted."""
    reason: RetractionReason
    replaced_by: UUID | None = None


PartyFact = PartyConfirmed | CaseResponsibilityTransferred | ContactPersonNamed | ContactLogged | EntryRetracted
