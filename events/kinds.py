"""The closed lists that events speak in (domain.md 5.3); Swedish labels belong to the edge."""

from enum import StrEnum


class Gender(StrEnum):
    WOMAN = "woman"
    MAN = "man"


class InitiatingReason(StrEnum):
    EARLY_CONTACT = "early_contact"
    SICK_LEAVE_WITHOUT_SGI = "sick_leave_without_sgi"
    HANDOVER = "handover"
    OTHER = "other"


class ConsentForm(StrEnum):
    ORAL = "oral"
    WRITTEN = "written"


class HowObtained(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter"
    SIGNED_FORM = "signed_form"


class GivenBy(StrEnum):
    PERSON = "person"
    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"


class HowVerified(StrEnum):
    SEEN_FORM = "seen_form"
    SPOKE_WITH_PERSON = "spoke_with_person"
    OWN_FORM = "own_form"


class RefusalStage(StrEnum):
    AT_OPENING = "at_opening"
    AT_RENEWAL = "at_renewal"


class Channel(StrEnum):
    PHONE = "phone"
    SECURE_MESSAGE = "secure_message"
    MEETING = "meeting"
    VIDEO = "video"


class ContactPurpose(StrEnum):
    EARLY_CONTACT = "early_contact"
    PLANNING = "planning"
    QUESTION = "question"
    FOLLOW_UP = "follow_up"


class RetractionReason(StrEnum):
    WRONG_PERSON = "wrong_person"
    WRONG_FACT = "wrong_fact"
    TOO_MUCH_INFORMATION = "too_much_information"
    OTHER = "other"


class ResponsibilityKind(StrEnum):
    MEDICAL = "medical"
    LEAD = "lead"


class TransferReason(StrEnum):
    MOVED = "moved"
    SPECIALIST_CARE = "specialist_care"
    BACK_TO_PRIMARY = "back_to_primary"
    OTHER = "other"


class SgiStatus(StrEnum):
    ZERO = "zero"
    HAS_SGI = "has_sgi"
    UNKNOWN = "unknown"


class Source(StrEnum):
    PERSON = "person"
    FK = "fk"


class FirstOrContinued(StrEnum):
    FIRST = "first"
    CONTINUED = "continued"


class Livelihood(StrEnum):
    INCOME_SUPPORT = "income_support"
    ACTIVITY_SUPPORT = "activity_support"
    DEVELOPMENT_ALLOWANCE = "development_allowance"
    ESTABLISHMENT_ALLOWANCE = "establishment_allowance"
    UNEMPLOYMENT_BENEFIT = "unemployment_benefit"
    SICKNESS_BENEFIT = "sickness_benefit"
    SICKNESS_BENEFIT_SPECIAL = "sickness_benefit_special"
    REHAB_BENEFIT = "rehab_benefit"
    REHAB_BENEFIT_SPECIAL = "rehab_benefit_special"
    SICKNESS_COMPENSATION = "sickness_compensation"
    ACTIVITY_COMPENSATION = "activity_compensation"
    PARENTAL_BENEFIT = "parental_benefit"
    HOUSING_ALLOWANCE = "housing_allowance"
    STUDY_SUPPORT = "study_support"
    WAGE = "wage"
    RELATIVES = "relatives"
    NONE = "none"
    UNKNOWN = "unknown"


class ImpairmentArea(StrEnum):
    """The areas of a medical certificate."""

    INTELLECTUAL = "intellectual"
    COMMUNICATION = "communication"
    CONCENTRATION = "concentration"
    OTHER_MENTAL = "other_mental"
    SENSORY = "sensory"
    BALANCE_COORDINATION = "balance_coordination"
    OTHER_BODILY = "other_bodily"


class ActivityArea(StrEnum):
    """The chapters of activity and participation in ICF."""

    LEARNING = "learning"
    GENERAL_TASKS = "general_tasks"
    COMMUNICATION = "communication"
    MOBILITY = "mobility"
    SELF_CARE = "self_care"
    DOMESTIC_LIFE = "domestic_life"
    INTERPERSONAL = "interpersonal"
    WORK_EDUCATION = "work_education"
    COMMUNITY = "community"


class Grade(StrEnum):
    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    COMPLETE = "complete"


class CollaborationNeed(StrEnum):
    EMPLOYER = "employer"
    FK = "fk"
    AF = "af"
    MUNICIPALITY = "municipality"


class InterventionStatus(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    STARTED = "started"
    COMPLETED = "completed"
    INTERRUPTED = "interrupted"


class FkCoordination(StrEnum):
    CONSIDERED = "considered"
    APPLIED = "applied"
    GRANTED = "granted"
    DENIED = "denied"
    ENDED = "ended"


class DenialGround(StrEnum):
    HAS_SGI = "has_sgi"
    NOT_INSURED = "not_insured"
    NO_CERTIFICATE = "no_certificate"
    NO_WORK_REHAB_NEED = "no_work_rehab_need"


class EmploymentSource(StrEnum):
    PERSON = "person"
    AF = "af"


class FollowUpKind(StrEnum):
    PLAN = "plan"
    CASE_SIX_MONTHS = "case_six_months"


class GoalsMet(StrEnum):
    NONE = "none"
    PARTLY = "partly"
    ALL = "all"


class InquiryType(StrEnum):
    GENERAL = "general"
    MEDICAL = "medical"
    CERTIFICATE_COMPLETION = "certificate_completion"
    PLANNING = "planning"
    ECONOMY_YES_NO = "economy_yes_no"


class VoidReason(StrEnum):
    CONSENT_ENDED = "consent_ended"
    NARROWED = "narrowed"
    SENDER = "sender"
    CASE_CLOSED = "case_closed"


class Outcome(StrEnum):
    REGULAR_WORK = "regular_work"
    SUBSIDISED_WORK = "subsidised_work"
    STUDIES = "studies"
    LABOUR_MARKET_PROGRAMME = "labour_market_programme"
    MUNICIPAL_ACTIVITY = "municipal_activity"
    SICKNESS_COMPENSATION = "sickness_compensation"
    ACTIVITY_COMPENSATION = "activity_compensation"
    REGAINED_SGI = "regained_sgi"
    MOVED = "moved"
    CONSENT_ENDED = "consent_ended"
    DECEASED = "deceased"
    NO_LONGER_NEED = "no_longer_need"
    OTHER = "other"


class PurgeGround(StrEnum):
    RETENTION = "retention"
    DRAFT_EXPIRED = "draft_expired"
    WRONG_REGISTRATION = "wrong_registration"
    PROTECTED = "protected"


class Status(StrEnum):
    """Case status; derived by the fold, never stored by hand (domain.md 5.2)."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    REFUSED = "refused"
    LOCKED = "locked"
    PURGED = "purged"


class SubstituteReason(StrEnum):
    ABSENCE = "absence"
    HANDOVER = "handover"
    URGENT_CONTACT = "urgent_contact"
