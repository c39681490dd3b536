"""What the person has let us share, with whom and until when (domain.md 3)."""

from datetime import date
from uuid import UUID

import msgspec

from events.categories import Category, Purpose
from events.facts.fact import Fact
from events.kinds import ConsentForm, GivenBy, HowObtained, HowVerified, RefusalStage
from events.sealing import Sealed


class Recipient(msgspec.Struct, frozen=True):
    unit_id: UUID
    categories: frozenset[Category]
    includes_earlier: bool = False


class GuardianConsent(msgspec.Struct, frozen=True):
    guardian: Sealed[str]
    given_on: date
    form: ConsentForm


class ConsentRecorded(Fact, frozen=True, tag="consent-recorded"):
    consent_id: UUID
    sequence: int
    supersedes: UUID | None
    given_on: date
    form: ConsentForm
    how_obtained: HowObtained
    given_by: GivenBy
    purposes: frozenset[Purpose]
    scope: tuple[Recipient, ...]
    valid_from: date
    valid_to: date
    interpreter_used: bool
    coordination_services_consented_on: date | None = None
    minor_agrees: bool | None = None
    maturity_assessed_by: UUID | None = None
    minor_until: date | None = None
    """For a minor the day of full age: a guardian's consent ends the day before."""
    keeps_verifications: bool = False
    """The written form of an otherwise identical oral consent (domain.md 3.7)."""
    guardian_consents: tuple[GuardianConsent, ...] = ()
    guardians_in_all: Sealed[int] | None = None
    """As it was known when the guardians consented."""
    representative_basis: Sealed[str] | None = None
    language: Sealed[str] | None = None
    document_location: Sealed[str] | None = None


class ConsentRefused(Fact, frozen=True, tag="consent-refused"):
    stage: RefusalStage


class ConsentCopyGiven(Fact, frozen=True, tag="consent-copy-given"):
    consent_id: UUID
    on: date
    how: HowObtained


class ConsentVerified(Fact, frozen=True, tag="consent-verified"):
    consent_id: UUID
    how: HowVerified


class Removal(msgspec.Struct, frozen=True):
    """``categories`` empty: the whole unit."""

    unit_id: UUID
    categories: frozenset[Category] = frozenset()


class ConsentNarrowed(Fact, frozen=True, tag="consent-narrowed"):
    consent_id: UUID
    removed: tuple[Removal, ...]


class ConsentWithdrawn(Fact, frozen=True, tag="consent-withdrawn"):
    consent_id: UUID
    told_to_unit: UUID
    how_told: HowObtained


class ConsentExpired(Fact, frozen=True, tag="consent-expired"):
    consent_id: UUID


class EarlierEntriesReleased(Fact, frozen=True, tag="earlier-entries-released"):
    to_unit: UUID
    categories: frozenset[Category]


ConsentFact = (
    ConsentRecorded
    | ConsentRefused
    | ConsentCopyGiven
    | ConsentVerified
    | ConsentNarrowed
    | ConsentWithdrawn
    | ConsentExpired
    | EarlierEntriesReleased
)
