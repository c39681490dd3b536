"""Every command as data: the same Struct decodes the form, the JSON and the test.

msgspec checks shapes; the decisions check rules. Own unit, versions and new ids never stand in a command.
"""

import re
from datetime import date
from uuid import UUID

import msgspec

from events.categories import Category, Purpose
from events.commands import agreements, association, baselines, deidentified, deviations, paths, sip
from events.commands.command import CaseCommand as CaseCommand
from events.commands.command import Command as Command
from events.commands.command import Confirmation as Confirmation
from events.commands.command import SharingCommand as SharingCommand
from events.facts import DegreeRow, Impairment, Limitation, PlanActivity, Removal, Step
from events.kinds import (
    Channel,
    CollaborationNeed,
    ConsentForm,
    ContactPurpose,
    DenialGround,
    EmploymentSource,
    FirstOrContinued,
    FkCoordination,
    FollowUpKind,
    GivenBy,
    GoalsMet,
    HowObtained,
    HowVerified,
    InitiatingReason,
    InquiryType,
    InterventionStatus,
    Livelihood,
    Outcome,
    RefusalStage,
    ResponsibilityKind,
    RetractionReason,
    SgiStatus,
    Source,
    TransferReason,
)
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role

# Opening and parties ------------------------------------------------------------------------------------------------


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    personnummer: str
    name: str
    phone: str | None = None
    interpreter_language: str | None = None
    reach_safely: str | None = None


class DraftCase(Command, frozen=True, kw_only=True):
    person: Person
    municipality_code: str
    initiating_reason: InitiatingReason
    protected_identity_checked: bool


class NoteGuardianConsent(CaseCommand, frozen=True, kw_only=True):
    guardian: str
    given_on: date
    form: ConsentForm
    guardians_in_all: int


class ChangeContactDetails(CaseCommand, frozen=True, kw_only=True):
    name: str | None = None
    phone: str | None = None
    interpreter_language: str | None = None
    reach_safely: str | None = None
    municipality_code: str | None = None


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


class NoteProtectedIdentity(CaseCommand, frozen=True, kw_only=True):
    pass


# Consent ------------------------------------------------------------------------------------------------------------


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


# Facts of leave and livelihood --------------------------------------------------------------------------------------


class RecordSgiStatus(SharingCommand, frozen=True, kw_only=True):
    status: SgiStatus
    as_of: date
    source: Source | None = None


class RecordSickLeave(SharingCommand, frozen=True, kw_only=True):
    issued_on: date
    first_or_continued: FirstOrContinued
    rows: tuple[DegreeRow, ...]
    physician_name: str
    certified_by_unit: UUID | None = None
    transcribed: bool = False


class PlanStepDown(SharingCommand, frozen=True, kw_only=True):
    steps: tuple[Step, ...]
    condition_text: str | None = None


class RecordLivelihood(SharingCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    source: Livelihood
    from_: date
    to: date | None = None
    source_reported_by_person: bool = False


class RecordPersonView(SharingCommand, frozen=True, kw_only=True):
    what_matters: str | None = None
    goals: str | None = None
    strengths: str | None = None
    worries: str | None = None
    written_by_person: bool = False
    confirmed_by_person: bool = False


class ShareFunctionalAssessment(SharingCommand, frozen=True, kw_only=True):
    """Without ``assessed_by`` the physician who acts; a coordinator says whose assessment it is."""

    assessed_on: date
    impairments: tuple[Impairment, ...]
    limitations: tuple[Limitation, ...] = ()
    assessed_by: str | None = None
    resources_text: str | None = None
    adaptation_advice_text: str | None = None


class ShareDiagnosis(SharingCommand, frozen=True, kw_only=True):
    icd10: str
    text: str


class DocumentViolenceQuestion(CaseCommand, frozen=True, kw_only=True):
    asked: bool
    asked_on: date
    documented_per_routine: bool = False


# Plan and efforts ----------------------------------------------------------------------------------------------------


class EstablishRehabPlan(SharingCommand, frozen=True, kw_only=True):
    """An item that is left out is named by the decision, not by the shape."""

    established_on: date
    occupation_description: str | None = None
    overall_goal: str | None = None
    subgoals: tuple[str, ...] = ()
    activities: tuple[PlanActivity, ...] = ()
    step_down_ref: UUID | None = None
    step_down_reason_none: str | None = None
    follow_up_on: date | None = None
    collaboration_needs: frozenset[CollaborationNeed] = frozenset()
    responsible_physician: str | None = None
    kva_registered: bool = False
    made_with_person: bool = False


class ReviseRehabPlan(EstablishRehabPlan, frozen=True, kw_only=True):
    reason: str


class RecordIntervention(SharingCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A new effort, or with ``intervention_id`` a change of one: what is left out then stays as it was."""

    status: InterventionStatus
    intervention_id: UUID | None = None
    kind: str | None = None
    provider_unit: UUID | None = None
    hours_per_week: int | None = None
    from_: date | None = None
    to: date | None = None
    funded_id: UUID | None = None


class RecordFkCoordination(SharingCommand, frozen=True, kw_only=True):
    status: FkCoordination
    on: date
    denial_ground: DenialGround | None = None


class RecordEmploymentStatus(SharingCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    enrolled: bool
    from_: date
    to: date | None = None
    programme: str | None = None
    source: EmploymentSource | None = None


# Questions, closing -------------------------------------------------------------------------------------------------


class SendInquiry(CaseCommand, frozen=True, kw_only=True):
    to_unit: UUID
    type: InquiryType
    text: str
    due_on: date | None = None


class AnswerInquiry(CaseCommand, frozen=True, kw_only=True):
    inquiry_id: UUID
    text: str


class VoidInquiry(CaseCommand, frozen=True, kw_only=True):
    inquiry_id: UUID


class ScheduleFollowUp(SharingCommand, frozen=True, kw_only=True):
    """``called_by_unit`` absent: the own unit, or for the case as a whole the one that by custom calls."""

    on: date
    kind: FollowUpKind = FollowUpKind.PLAN
    called_by_unit: UUID | None = None


class HoldFollowUp(SharingCommand, frozen=True, kw_only=True):
    """Answers the first follow-up that the own unit has called and that has not been held."""

    on: date
    goals_met: GoalsMet
    present_units: frozenset[UUID] = frozenset()
    person_present: bool = False
    plan_change_needed: bool = False


class NoteStatisticsObjection(CaseCommand, frozen=True, kw_only=True):
    pass


class CloseCase(CaseCommand, frozen=True, kw_only=True):
    outcome: Outcome
    closed_on: date | None = None
    void_inquiries: bool = False


class ReopenCase(CaseCommand, frozen=True, kw_only=True):
    reason: str


class PurgeCase(CaseCommand, frozen=True, kw_only=True):
    decision_ref: str


# Organisations ------------------------------------------------------------------------------------------------------


class RegisterOrganisation(Command, frozen=True, kw_only=True):
    name: str
    org_type: OrgType
    org_number: str
    county_code: str
    municipality_code: str | None = None


class RegisterUnit(Command, frozen=True, kw_only=True):
    org_id: UUID
    slug: str
    name: str
    unit_type: UnitType
    authority_id: UUID | None = None
    serves_municipalities: tuple[str, ...] = ()


class ChangeUnit(Command, frozen=True, kw_only=True):
    unit_id: UUID
    name: str | None = None
    serves_municipalities: tuple[str, ...] | None = None
    active: bool | None = None


class AssignRole(Command, frozen=True, kw_only=True):
    issuer: str
    subject: str
    name: str
    role: Role
    unit_id: UUID
    valid_from: date
    valid_to: date
    licensed_or_care_staff: bool = False


class EndRole(Command, frozen=True, kw_only=True):
    assignment_id: UUID
    ended_on: date | None = None


class GrantQualityAssignment(Command, frozen=True, kw_only=True):
    """``unit_id`` and ``granted_by`` are the manager's own; ``data_scope`` says what in words."""

    assignee: UUID
    purpose: str
    registry_number: str
    valid_to: date
    valid_from: date | None = None
    data_scope: str | None = None
    unit_id: UUID | None = None


class EndQualityAssignment(Command, frozen=True, kw_only=True):
    quality_assignment_id: UUID
    ended_on: date | None = None


_KINDS: tuple[type[Command], ...] = (
    DraftCase,
    NoteGuardianConsent,
    ChangeContactDetails,
    ConfirmParty,
    TransferCaseResponsibility,
    NameContactPerson,
    LogContact,
    RetractEntry,
    NoteProtectedIdentity,
    RecordConsent,
    RefuseConsent,
    VerifyConsent,
    NarrowConsent,
    WithdrawConsent,
    NoteConsentCopy,
    ReleaseEarlierEntries,
    RecordSgiStatus,
    RecordSickLeave,
    PlanStepDown,
    RecordLivelihood,
    RecordPersonView,
    ShareFunctionalAssessment,
    ShareDiagnosis,
    DocumentViolenceQuestion,
    EstablishRehabPlan,
    ReviseRehabPlan,
    RecordIntervention,
    RecordFkCoordination,
    RecordEmploymentStatus,
    SendInquiry,
    AnswerInquiry,
    VoidInquiry,
    ScheduleFollowUp,
    HoldFollowUp,
    NoteStatisticsObjection,
    CloseCase,
    ReopenCase,
    PurgeCase,
    RegisterOrganisation,
    RegisterUnit,
    ChangeUnit,
    AssignRole,
    EndRole,
    GrantQualityAssignment,
    EndQualityAssignment,
    *association.KINDS,
    *paths.KINDS,
    *agreements.KINDS,
    *deviations.KINDS,
    *sip.KINDS,
    baselines.ReportBaselineFigure,
    *deidentified.KINDS,
)


def name_of(kind: type[Command]) -> str:
    """The command's name outside: ``RecordConsent`` is ``record-consent``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


BY_NAME: dict[str, type[Command]] = {name_of(kind): kind for kind in _KINDS}
