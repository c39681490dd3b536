"""What every command carries, and what its sender may have confirmed."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec


class Confirmation(StrEnum):
    """What the officer has been warned of and stands by."""

    FREETEXT_WARNING = "freetext_warning"
    LATE_ENTRY = "late_entry"
    AGE_OVER_66 = "age_over_66"


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    command_id: UUID | None = None
    """Makes a repeat harmless; drawn at the edge when absent."""
    seen: str | None = None
    """Opaque token of what the form showed; a mismatch is a stale form."""
    confirmed: frozenset[Confirmation] = frozenset()


class CaseCommand(Command, frozen=True, kw_only=True):
    """Acts on an existing case."""

    case_id: UUID


class SharingCommand(CaseCommand, frozen=True, kw_only=True):
    """Discloses an entry: ``recipients`` absent means all that the consent covers; never wider."""

    recipients: frozenset[UUID] | None = None
    dated: date | None = None
