"""Every event, as plain fields in the past participle, and the envelope that all of them travel in.

A topic is the Struct's tag. It is never renamed: an old row must load for ever. Sealed fields open only with the
entry's key; what is clear is what decisions and indicators need (domain.md 5.1).
"""

from datetime import date, datetime
from typing import ClassVar, get_args
from uuid import UUID

import msgspec

from events.categories import Category, Purpose
from events.facts.agreements import AGREEMENT_TOPICS, AgreementFact
from events.facts.association import AssociationFact
from events.facts.baselines import BASELINE_TOPICS, BaselineFigureReported
from events.facts.deidentified import DEIDENTIFIED_TOPICS, DeidentifiedFact
from events.facts.deviations import DEVIATION_TOPICS, DeviationFact
from events.facts.fact import Fact as Fact
from events.facts.paths import PATH_TOPICS, PathFact
from events.facts.sip import SipFact
from events.kinds import (
    ActivityArea,
    Channel,
    CollaborationNeed,
    ConsentForm,
    ContactPurpose,
    DenialGround,
    EmploymentSource,
    FirstOrContinued,
    FkCoordination,
    FollowUpKind,
    Gender,
    GivenBy,
    GoalsMet,
    Grade,
    HowObtained,
    HowVerified,
    ImpairmentArea,
    InitiatingReason,
    InquiryType,
    InterventionStatus,
    Livelihood,
    Outcome,
    PurgeGround,
    RefusalStage,
    ResponsibilityKind,
    RetractionReason,
    SgiStatus,
    Source,
    TransferReason,
    VoidReason,
)
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


class Impairment(msgspec.Struct, frozen=True):
    area: ImpairmentArea
    grade: Grade


class Limitation(msgspec.Struct, frozen=True):
    """What is hard to do, and which impairments make it so; none named: all that the assessment states."""

    area: ActivityArea
    grade: Grade
    in_what_activity: str | None = None
    because_of: frozenset[ImpairmentArea] = frozenset()


class FunctionalAssessmentShared(Fact, frozen=True, tag="functional-assessment-shared"):
    """Function and activity without the diagnosis behind them."""

    category: ClassVar[Category] = Category.FUNCTIONAL_STATUS
    assessed_on: date
    assessed_by: Sealed[str]
    impairments: Sealed[tuple[Impairment, ...]]
    limitations: Sealed[tuple[Limitation, ...]]
    resources_text: Sealed[str] | None = None
    adaptation_advice_text: Sealed[str] | None = None


class DiagnosisShared(Fact, frozen=True, tag="diagnosis-shared"):
    category: ClassVar[Category] = Category.DIAGNOSIS
    icd10: Sealed[str]
    text: Sealed[str]


class ViolenceRecord(msgspec.Struct, frozen=True):
    asked: bool
    asked_on: date
    documented_per_routine: bool


class ViolenceQuestionDocumented(Fact, frozen=True, tag="violence-question-documented"):
    category: ClassVar[Category] = Category.VIOLENCE_QUESTION
    record: Sealed[ViolenceRecord]


# Plan and efforts ----------------------------------------------------------------------------------------------------


class PlanActivity(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What is to be done and by whom, both days included."""

    kind: str
    who: str
    from_: date
    to: date


class RehabPlanEstablished(Fact, frozen=True, tag="rehab-plan-established"):
    """A plan back to work with its six items (domain.md 5.3.3), made with the person.

    ``step_down_ref`` is the entry of the planned step-down; without it ``step_down_reason_none`` says why.
    """

    category: ClassVar[Category] = Category.REHAB_PLAN
    established_on: date
    responsible_physician: Sealed[str]
    occupation_description: Sealed[str]
    overall_goal: Sealed[str]
    subgoals: Sealed[tuple[str, ...]]
    activities: Sealed[tuple[PlanActivity, ...]]
    follow_up_on: date
    collaboration_needs: frozenset[CollaborationNeed]
    kva_registered: bool
    step_down_ref: UUID | None = None
    step_down_reason_none: Sealed[str] | None = None


class RehabPlanRevised(RehabPlanEstablished, frozen=True, kw_only=True, tag="rehab-plan-revised"):
    """The whole plan anew; the versions before it stay readable."""

    reason: Sealed[str]


class InterventionRecorded(Fact, frozen=True, tag="intervention-recorded", rename={"from_": "from"}):
    """How an effort stands after one change; the latest entry of an id is what holds. Whose it is decides its category.

    ``to`` is its last day, or ``None`` while no end is known. ``kind`` is sealed with the entry that says it, so that a
    change which does not touch it has none: the one before holds.
    """

    intervention_id: UUID
    provider_unit: UUID
    from_: date
    status: InterventionStatus
    kind: Sealed[str] | None = None
    to: date | None = None
    hours_per_week: int | None = None
    funded_id: UUID | None = None


class FkCoordinationRecorded(Fact, frozen=True, tag="fk-coordination-recorded"):
    """The person applies; Försäkringskassan decides."""

    category: ClassVar[Category] = Category.SOCIAL_INSURANCE
    status: FkCoordination
    on: date
    denial_ground: DenialGround | None = None


class EmploymentStatusRecorded(Fact, frozen=True, tag="employment-status-recorded", rename={"from_": "from"}):
    category: ClassVar[Category] = Category.EMPLOYMENT_SERVICES
    enrolled: bool
    from_: date
    source: EmploymentSource
    to: date | None = None
    programme: Sealed[str] | None = None


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


class FollowUpScheduled(Fact, frozen=True, tag="follow-up-scheduled"):
    category: ClassVar[Category] = Category.PLANNING
    on: date
    called_by_unit: UUID
    kind: FollowUpKind


class FollowUpHeld(Fact, frozen=True, tag="follow-up-held"):
    """``scheduled`` is the entry of the follow-up that was called."""

    category: ClassVar[Category] = Category.PLANNING
    scheduled: UUID
    kind: FollowUpKind
    on: date
    present_units: frozenset[UUID]
    person_present: bool
    goals_met: GoalsMet
    plan_change_needed: bool


class StatisticsObjectionNoted(Fact, frozen=True, tag="statistics-objection-noted"):
    pass


class CaseClosed(Fact, frozen=True, tag="case-closed"):
    category: ClassVar[Category] = Category.PLANNING
    outcome: Outcome
    closed_on: date


class CaseReopened(Fact, frozen=True, tag="case-reopened"):
    category: ClassVar[Category] = Category.PLANNING
    reason: Sealed[str]


class CasePurgeOrdered(Fact, frozen=True, tag="case-purge-ordered"):
    """``decision_ref`` in clear: it is what is left to show that somebody decided."""

    decision_ref: str


class CasePurged(Fact, frozen=True, tag="case-purged"):
    """Has no key: there is nothing left that any unit may read."""

    ground: PurgeGround
    decision_ref: str | None = None


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


class QualityAssignmentGranted(Fact, frozen=True, tag="quality-assignment-granted"):
    quality_assignment_id: UUID
    assignee: UUID
    unit_id: UUID
    purpose: str
    data_scope: str
    registry_number: str
    valid_from: date
    valid_to: date
    granted_by: UUID


class QualityAssignmentEnded(Fact, frozen=True, tag="quality-assignment-ended"):
    quality_assignment_id: UUID
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
    | CaseResponsibilityTransferred
    | ContactPersonNamed
    | ContactLogged
    | EntryRetracted
    | ProtectedIdentityNoted
    | SgiStatusRecorded
    | SickLeaveRecorded
    | StepDownPlanned
    | LivelihoodRecorded
    | PersonViewRecorded
    | FunctionalAssessmentShared
    | DiagnosisShared
    | ViolenceQuestionDocumented
    | RehabPlanEstablished
    | RehabPlanRevised
    | InterventionRecorded
    | FkCoordinationRecorded
    | EmploymentStatusRecorded
    | InquirySent
    | InquiryAnswered
    | InquiryVoided
    | FollowUpScheduled
    | FollowUpHeld
    | StatisticsObjectionNoted
    | CaseClosed
    | CaseReopened
    | CasePurgeOrdered
    | CasePurged
    | SipFact
)
OrganisationFact = (
    OrganisationRegistered
    | UnitRegistered
    | UnitChanged
    | RoleAssigned
    | RoleEnded
    | QualityAssignmentGranted
    | QualityAssignmentEnded
    | AssociationFact
)
AnyFact = (
    CaseFact | OrganisationFact | PathFact | AgreementFact | DeviationFact | DeidentifiedFact | BaselineFigureReported
)
ORGANISATION_TOPICS = tuple(str(kind.__struct_config__.tag) for kind in get_args(OrganisationFact))
CLEAR_TOPICS = (
    *ORGANISATION_TOPICS,
    *PATH_TOPICS,
    *AGREEMENT_TOPICS,
    *DEVIATION_TOPICS,
    *DEIDENTIFIED_TOPICS,
    *BASELINE_TOPICS,
)
"""Of streams that hold nothing about a person: no keys, no grants, no gate."""
