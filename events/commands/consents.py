"""Commands about consent (domain.md 3)."""

from datetime import date
from uuid import UUID

import msgspec

from events.categories import Category, Purpose
from events.commands.command import CaseCommand
from events.facts.consents import Removal
from events.kinds import ConsentForm, GivenBy, HowObtained, HowVerified, RefusalStage


class InformationGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person has been told (domain.md 3.2); all must be true."""

    what: bool = False
    with_whom: bool = False
    why: bool = False
    voluntary: bool = False
    withdraw: bool = False
    secrecy_differs: bool = False
    log_right: bool = False

    @property
    def complete(self) -> bool:
        return all(getattr(self, field) for field in self.__struct_fields__)


class ConsentRecipient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit_id: UUID
    categories: frozenset[Category]
    includes_earlier: bool = False


class GuardianConsentGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    guardian: str
    given_on: date
    form: ConsentForm


class CopyGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    on: date
    how: HowObtained


class RecordConsent(CaseCommand, frozen=True, kw_only=True):
    given_on: date
    form: ConsentForm
    how_obtained: HowObtained
    information_given: InformationGiven
    purposes: frozenset[Purpose]
    recipients: tuple[ConsentRecipient, ...]
    valid_to: date | None = None
    valid_from: date | None = None
    given_by: GivenBy = GivenBy.PERSON
    representative_basis: str | None = None
    interpreter_used: bool = False
    language: str | None = None
    minor_agrees: bool | None = None
    maturity_assessed_by: UUID | None = None
    guardian_consents: tuple[GuardianConsentGiven, ...] = ()
    guardians_in_all: int | None = None
    """Of a minor, unless it has been noted with a guardian's consent. While it is unknown they cannot be all."""
    document_location: str | None = None
    copy_given: CopyGiven | None = None
    coordination_services_consented_on: date | None = None
    supersedes: UUID | None = None


class RefuseConsent(CaseCommand, frozen=True, kw_only=True):
    stage: RefusalStage | None = None


class VerifyConsent(CaseCommand, frozen=True, kw_only=True):
    how: HowVerified
    consent_id: UUID | None = None


class NarrowConsent(CaseCommand, frozen=True, kw_only=True):
    removed: tuple[Removal, ...]
    consent_id: UUID | None = None


class WithdrawConsent(CaseCommand, frozen=True, kw_only=True):
    how_told: HowObtained = HowObtained.IN_PERSON
    consent_id: UUID | None = None
    told_to_unit: UUID | None = None


class NoteConsentCopy(CaseCommand, frozen=True, kw_only=True):
    on: date
    how: HowObtained
    consent_id: UUID | None = None


class ReleaseEarlierEntries(CaseCommand, frozen=True, kw_only=True):
    to_unit: UUID
    categories: frozenset[Category]
