"""Events of a deviation or a remark (domain.md 5.6): in clear, one stream each, nothing about a person in any text."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from events.facts.fact import Fact, topics_of


class DeviationType(StrEnum):
    NO_ANSWER_ON_CONTACT_PATH = "no_answer_on_contact_path"
    LATE_REPLY = "late_reply"
    NO_EARLY_CONTACT = "no_early_contact"
    FULL_TIME_WITHOUT_CONTACT = "full_time_without_contact"
    MISSING_REHAB_PLAN = "missing_rehab_plan"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    PARTY_ABSENT_AT_SIP = "party_absent_at_sip"
    SIP_NOT_SUMMONED = "sip_not_summoned"
    ROUTINE_FOLLOW_UP_NOT_CALLED = "routine_follow_up_not_called"
    OUTSIDE_ASSIGNMENT = "outside_assignment"
    CONSENT_NOT_VERIFIED = "consent_not_verified"
    SHARED_WITHOUT_CONSENT = "shared_without_consent"
    STAFF_NOT_INFORMED = "staff_not_informed"
    OTHER = "other"


class DeviationKind(StrEnum):
    DEVIATION = "deviation"
    REMARK = "remark"
    """The same report where no routine was in force between the units; counted apart."""


class Clause(StrEnum):
    """The part of the routine that was departed from, for patterns; the parts that ``Terms`` has."""

    RESPONSIBILITIES = "responsibilities"
    CONTACT_PATHS = "contact_paths"
    EARLY_CONTACT = "early_contact"
    MUNICIPAL_OFFERS = "municipal_offers"
    DEVIATION_PROCEDURE = "deviation_procedure"
    FOLLOW_UP = "follow_up"
    INFORMING = "informing"


class Consequence(StrEnum):
    NONE = "none"
    DELAY = "delay"
    WRONG_DEGREE = "wrong_degree"
    OTHER = "other"


class Cause(StrEnum):
    NO_ROUTINE = "no_routine"
    ROUTINE_UNKNOWN = "routine_unknown"
    STAFFING = "staffing"
    TECHNICAL = "technical"
    UNCLEAR_RESPONSIBILITY = "unclear_responsibility"
    OTHER = "other"


class EscalatedTo(StrEnum):
    """In rising order."""

    PROCESS_LEADER = "process_leader"
    STEERING_GROUP = "steering_group"


class DeviationReported(Fact, frozen=True, tag="deviation-reported"):
    """``case_id`` is for those alone who pass the gate of that case: no view of deviations holds it."""

    kind: DeviationKind
    type: DeviationType
    about_unit: UUID
    by_unit: UUID
    county_code: str
    concerns_fk: bool
    """One of the units is an office of Försäkringskassan: its liaison officer reads it."""
    happened_on: date
    description: str
    consequence_for_person: Consequence
    agreement_id: UUID | None = None
    clause: Clause | None = None
    case_id: UUID | None = None


class DeviationAcknowledged(Fact, frozen=True, tag="deviation-acknowledged"):
    pass


class DeviationInvestigated(Fact, frozen=True, tag="deviation-investigated"):
    cause: Cause
    finding: str


class DeviationAnswered(Fact, frozen=True, tag="deviation-answered"):
    measure: str
    measure_due: date | None
    feedback_text: str


class DeviationEscalated(Fact, frozen=True, tag="deviation-escalated"):
    to: EscalatedTo


class DeviationClosed(Fact, frozen=True, tag="deviation-closed"):
    pass


class DeviationReopened(Fact, frozen=True, tag="deviation-reopened"):
    reason: str


class DeviationWithdrawn(Fact, frozen=True, tag="deviation-withdrawn"):
    pass


DeviationFact = (
    DeviationReported
    | DeviationAcknowledged
    | DeviationInvestigated
    | DeviationAnswered
    | DeviationEscalated
    | DeviationClosed
    | DeviationReopened
    | DeviationWithdrawn
)
DEVIATION_TOPICS = topics_of(DeviationFact)
