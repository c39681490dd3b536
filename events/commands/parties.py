"""Commands about who takes part in a case, contacts between them, and what is taken back."""

from uuid import UUID

import msgspec

from events.commands.command import CaseCommand, SharingCommand
from events.kinds import Channel, ContactPurpose, ResponsibilityKind, RetractionReason, TransferReason


class ConfirmParty(CaseCommand, frozen=True, kw_only=True):
    caseworkers: frozenset[UUID]


class TransferCaseResponsibility(CaseCommand, frozen=True, kw_only=True):
    kind: ResponsibilityKind
    to_unit: UUID
    reason: TransferReason
    municipality_code: str | None = None
    from_unit: UUID | None = None


class NameContactPerson(CaseCommand, frozen=True, kw_only=True):
    name: str
    role: str
    phone: str


class Between(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit_a: UUID
    unit_b: UUID


class LogContact(SharingCommand, frozen=True, kw_only=True):
    """``with_unit`` is short for a contact between one's own unit and another."""

    with_unit: UUID | None = None
    between: Between | None = None
    channel: Channel
    with_person: bool = False
    purpose: ContactPurpose
    deidentified: bool = False
    text: str | None = None


class RetractEntry(CaseCommand, frozen=True, kw_only=True):
    event_id: UUID
    reason: RetractionReason
    replaced_by: UUID | None = None
