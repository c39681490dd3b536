"""Every event, as plain fields in the past participle, and the envelope that all of them travel in.

A topic is the Struct's tag. It is never renamed: an old row must load for ever. Sealed fields open only with the
entry's key; what is clear is what decisions and indicators need (domain.md 5.1).
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from events.agreement_facts import AGREEMENT_TOPICS, AgreementFact
from events.categories import Category, Purpose
from events.fact import Fact as Fact  # noqa: PLC0414 - said as if it stood here
from events.kinds import (
    Channel,
    ConsentForm,
    ContactPurpose,
    FirstOrContinued,
    Gender,
    GivenBy,
    HowObtained,
    HowVerified,
    InitiatingReason,
    InquiryType,
    Livelihood,
    Outcome,
    RefusalStage,
    RetractionReason,
    SgiStatus,
    Source,
    VoidReason,
)
from events.path_facts import PATH_TOPICS, PathFact
from events.sealing import Sealed
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role


class Actor(msgspec.Struct, frozen=True):
    user_id: UUID
    assignment_id: UUID
    role: Role
    unit_id: UUID


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in its envelope: one deliberate act of sharing by one officer, under one consent, to named units."""

    stream_id: UUID
    version: int
    event_id: UUID
    command_id: UUID
    recorded_at: datetime
    dated: date
    actor: Actor | None
    """``None``: the portal itself, brought about by time."""
    category: Category
    owner_unit: UUID
    consent_id: UUID | None
    recipients: frozenset[UUID]
    fact: "AnyFact"

    @property
    def originator_id(self) -> UUID:
        return self.stream_id

    @property
    def originator_version(self) -> int:
        return self.version

    @property
    def topic(self) -> str:
        return str(self.fact.__struct_config__.tag)


# Opening, consent, parties ------------------------------------------------------------------------------------------


class CaseDrafted(Fact, frozen=True, tag="case-drafted"):
    number: str
    municipality_code: str
    gender: Gender
    protected_identity_checked: bool
    birth_year: Sealed[int]
    adult_on: Sealed[date]
    initiating_reason: Sealed[InitiatingReason]


class CaseActivated(Fact, frozen=True, tag="case-activated"):
    birth_year: int
    initiating_reason: InitiatingReason


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


class GuardianConsentNoted(Fact, frozen=True, tag="guardian-consent-noted"):
    guardian: Sealed[str]
    given_on: date
    form: ConsentForm
    guardians_in_all: Sealed[int]


class ContactDetailsChanged(Fact, frozen=True, tag="contact-details-changed"):
    """The values themselves lie in the identity vault; here only that they changed."""

    category: ClassVar[Category] = Category.IDENTITY_CONTACT
    changed: frozenset[str]
    municipality_code: str | None = None


class PartyConfirmed(Fact, frozen=True, tag="party-confirmed"):
    unit_id: UUID
    caseworkers: frozenset[UUID]
    roles: frozenset[Role] = frozenset()
    """In which roles they were named: a substitute must have one of them (domain.md 2.2)."""


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


class ProtectedIdentityNoted(Fact, frozen=True, tag="protected-identity-noted"):
    pass


# Facts about leave and livelihood -----------------------------------------------------------------------------------


class SgiStatusRecorded(Fact, frozen=True, tag="sgi-status-recorded"):
    category: ClassVar[Category] = Category.SOCIAL_INSURANCE
    status: SgiStatus
    as_of: date
    source: Source


class DegreeRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Percent of sick leave, both days included."""

    from_: date
    to: date
    degree: int


class SickLeaveRecorded(Fact, frozen=True, tag="sick-leave-recorded"):
    category: ClassVar[Category] = Category.SICK_LEAVE
    issued_on: date
    certified_by_unit: UUID
    first_or_continued: FirstOrContinued
    rows: tuple[DegreeRow, ...]
    transcribed: bool
    physician_name: Sealed[str]


class Step(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    from_: date
    degree: int


class StepDownPlanned(Fact, frozen=True, tag="step-down-planned"):
    category: ClassVar[Category] = Category.SICK_LEAVE
    steps: tuple[Step, ...]
    condition_text: Sealed[str] | None = None


class LivelihoodRecorded(Fact, frozen=True, tag="livelihood-recorded", rename={"from_": "from"}):
    category: ClassVar[Category] = Category.LIVELIHOOD
    source: Livelihood
    from_: date
    to: date | None = None
    source_reported_by_person: bool = False


class PersonViewRecorded(Fact, frozen=True, tag="person-view-recorded"):
    category: ClassVar[Category] = Category.PERSON_VIEW
    what_matters: Sealed[str] | None = None
    goals: Sealed[str] | None = None
    strengths: Sealed[str] | None = None
    worries: Sealed[str] | None = None
    written_by_person: bool = False


class ViolenceRecord(msgspec.Struct, frozen=True):
    asked: bool
    asked_on: date
    documented_per_routine: bool


class ViolenceQuestionDocumented(Fact, frozen=True, tag="violence-question-documented"):
    category: ClassVar[Category] = Category.VIOLENCE_QUESTION
    record: Sealed[ViolenceRecord]


# Questions, closing -------------------------------------------------------------------------------------------------


class InquirySent(Fact, frozen=True, tag="inquiry-sent"):
    category: ClassVar[Category] = Category.PLANNING
    inquiry_id: UUID
    to_unit: UUID
    type: InquiryType
    due_on: date
    text: Sealed[str]


class InquiryAnswered(Fact, frozen=True, tag="inquiry-answered"):
    category: ClassVar[Category] = Category.PLANNING
    inquiry_id: UUID
    text: Sealed[str]


class InquiryVoided(Fact, frozen=True, tag="inquiry-voided"):
    inquiry_id: UUID
    reason: VoidReason


class CaseClosed(Fact, frozen=True, tag="case-closed"):
    category: ClassVar[Category] = Category.PLANNING
    outcome: Outcome
    closed_on: date


class CaseReopened(Fact, frozen=True, tag="case-reopened"):
    category: ClassVar[Category] = Category.PLANNING
    reason: Sealed[str]


class CasePurged(Fact, frozen=True, tag="case-purged"):
    ground: str


# Organisations ------------------------------------------------------------------------------------------------------


class OrganisationRegistered(Fact, frozen=True, tag="organisation-registered"):
    org_id: UUID
    name: str
    org_type: OrgType
    org_number: str
    county_code: str
    municipality_code: str | None = None


class UnitRegistered(Fact, frozen=True, tag="unit-registered"):
    unit_id: UUID
    org_id: UUID
    authority_id: UUID
    slug: str
    name: str
    unit_type: UnitType
    serves_municipalities: tuple[str, ...] = ()


class UnitChanged(Fact, frozen=True, tag="unit-changed"):
    """Only what changed is set; ``active`` false closes the unit."""

    unit_id: UUID
    name: str | None = None
    serves_municipalities: tuple[str, ...] | None = None
    active: bool | None = None


class RoleAssigned(Fact, frozen=True, tag="role-assigned"):
    assignment_id: UUID
    user_id: UUID
    issuer: str
    subject: str
    name: str
    role: Role
    unit_id: UUID
    valid_from: date
    valid_to: date
    licensed_or_care_staff: bool = False


class RoleEnded(Fact, frozen=True, tag="role-ended"):
    assignment_id: UUID
    ended_on: date


CaseFact = (
    CaseDrafted
    | CaseActivated
    | ConsentRecorded
    | ConsentRefused
    | ConsentCopyGiven
    | ConsentVerified
    | ConsentNarrowed
    | ConsentWithdrawn
    | ConsentExpired
    | EarlierEntriesReleased
    | GuardianConsentNoted
    | ContactDetailsChanged
    | PartyConfirmed
    | ContactPersonNamed
    | ContactLogged
    | EntryRetracted
    | ProtectedIdentityNoted
    | SgiStatusRecorded
    | SickLeaveRecorded
    | StepDownPlanned
    | LivelihoodRecorded
    | PersonViewRecorded
    | ViolenceQuestionDocumented
    | InquirySent
    | InquiryAnswered
    | InquiryVoided
    | CaseClosed
    | CaseReopened
    | CasePurged
)
OrganisationFact = OrganisationRegistered | UnitRegistered | UnitChanged | RoleAssigned | RoleEnded
AnyFact = CaseFact | OrganisationFact | PathFact | AgreementFact
ORGANISATION_TOPICS = tuple(
    str(kind.__struct_config__.tag)
    for kind in (OrganisationRegistered, UnitRegistered, UnitChanged, RoleAssigned, RoleEnded)
)
CLEAR_TOPICS = (*ORGANISATION_TOPICS, *PATH_TOPICS, *AGREEMENT_TOPICS)
"""Of streams that hold nothing about a person: no keys, no grants, no gate."""
