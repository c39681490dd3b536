"""What happens around a joint meeting: proposed, summoned, prepared, held, planned, followed up (domain.md 5.4).

All of it is ``planning`` except the sections of a preparation, which each have the category of what they say.
Days, units and choices are clear; every text is sealed.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from events.categories import Category
from events.facts.fact import Fact
from events.sealing import Sealed
from events.sip.kinds import (
    CancelReason,
    CopyTo,
    DeclinedBy,
    Guest,
    InvitationAnswer,
    MeasureStatus,
    MeetingWay,
    RevokeReason,
    SipKind,
    SipReason,
)
from events.sip.questions import Question


class SipProposed(Fact, frozen=True, tag="sip-proposed"):
    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    kind: SipKind
    reason: SipReason
    purpose: Sealed[str]


class SipDeclined(Fact, frozen=True, tag="sip-declined"):
    """Never with a reason when it is the person who says no."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    by: DeclinedBy
    reason: Sealed[str] | None = None


class SipSummoned(Fact, frozen=True, tag="sip-summoned"):
    """The meeting as called; a later ``version`` of the same ``sip_id`` changes it. ``minutes``: how long it lasts."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    version: int
    kind: SipKind
    at: datetime
    minutes: int
    way: MeetingWay
    convener_unit: UUID
    units: frozenset[UUID]
    """Invited beside the convener's own unit."""
    guests: frozenset[Guest]
    person_declined: bool
    """The person wants the meeting to be held without being there."""
    place: Sealed[str]
    purpose: Sealed[str]
    agenda: Sealed[str] | None = None
    """Points of this meeting's own, beside the agenda that all have."""
    questions: Sealed[tuple[str, ...]] | None = None


class SipInvitationAnswered(Fact, frozen=True, tag="sip-invitation-answered"):
    """``at``: which time was answered to; an answer to a time that has been changed counts no more."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    answer: InvitationAnswer
    at: datetime
    who: Sealed[str] | None = None


class SipReminded(Fact, frozen=True, tag="sip-reminded"):
    """The convener's unit reminded an invited one, of an answer or a preparation left to give; it alone is told."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    unit_id: UUID


class PreparedAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: Question
    text: str


class SipPreparationSubmitted(Fact, frozen=True, tag="sip-preparation-submitted"):
    """One section of one form. Sections of one submission share their command's id; a later submission replaces all."""

    sip_id: UUID
    for_person: bool
    answers: Sealed[tuple[PreparedAnswer, ...]]


class SipWishesNoted(Fact, frozen=True, tag="sip-wishes-noted"):
    """What the person has asked in private, kept by the convener's unit alone (domain.md 8.3, 8.5)."""

    category: ClassVar[Category] = Category.PERSON_VIEW
    sip_id: UUID
    may_show_to_outsiders: Sealed[frozenset[Category]]
    not_to_bring_up: Sealed[str] | None = None


class SipCancelled(Fact, frozen=True, tag="sip-cancelled"):
    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    reason: CancelReason


class SipInvitationRevoked(Fact, frozen=True, tag="sip-invitation-revoked"):
    """Of a unit, or of a guest."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    reason: RevokeReason
    unit_id: UUID | None = None
    guest: Guest | None = None


class SipHeld(Fact, frozen=True, tag="sip-held"):
    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    kind: SipKind
    held_on: date
    present_units: frozenset[UUID]
    absent_units: frozenset[UUID]
    person_present: bool
    guests_present: frozenset[Guest] = frozenset()


class Measure(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What one unit does, both days included. ``decided``: settled at the meeting, not only meant."""

    measure_id: UUID
    responsible_unit: UUID
    from_: date
    to: date
    decided: bool
    what: Sealed[str]


class SipPlanEstablished(Fact, frozen=True, tag="sip-plan-established"):
    """Which efforts are needed, who answers for each, what others do, and who has the overall responsibility."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    plan_lead_unit: UUID
    follow_up_on: date
    measures: tuple[Measure, ...]
    needs: Sealed[str]
    goals_person: Sealed[tuple[str, ...]]
    goals_professional: Sealed[tuple[str, ...]]
    measures_by_others: Sealed[str] | None = None
    copy_to_person_on: date | None = None


class SipMeasureConfirmed(Fact, frozen=True, tag="sip-measure-confirmed"):
    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    measure_id: UUID
    confirmed: bool


class MeasureNow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measure_id: UUID
    status: MeasureStatus


class SipPlanFollowedUp(Fact, frozen=True, tag="sip-plan-followed-up"):
    """``next_on`` none: the plan is closed."""

    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    on: date
    measures_status: tuple[MeasureNow, ...]
    next_on: date | None = None


class SipPlanCopyGiven(Fact, frozen=True, tag="sip-plan-copy-given"):
    category: ClassVar[Category] = Category.PLANNING
    sip_id: UUID
    to: CopyTo
    on: date


class TeamItemPlanned(Fact, frozen=True, tag="team-item-planned"):
    """This case at a meeting over several; ``meeting_id`` is the same in all of them."""

    category: ClassVar[Category] = Category.PLANNING
    meeting_id: UUID
    at: datetime
    units: frozenset[UUID]
    purpose: Sealed[str]
    question: Sealed[str]


class TeamItemConcluded(Fact, frozen=True, tag="team-item-concluded"):
    category: ClassVar[Category] = Category.PLANNING
    meeting_id: UUID
    conclusion: Sealed[str]


SipFact = (
    SipProposed
    | SipDeclined
    | SipSummoned
    | SipInvitationAnswered
    | SipReminded
    | SipPreparationSubmitted
    | SipWishesNoted
    | SipCancelled
    | SipInvitationRevoked
    | SipHeld
    | SipPlanEstablished
    | SipMeasureConfirmed
    | SipPlanFollowedUp
    | SipPlanCopyGiven
    | TeamItemPlanned
    | TeamItemConcluded
)
DISCLOSING = (
    SipProposed,
    SipPreparationSubmitted,
    SipWishesNoted,
    SipHeld,
    SipPlanEstablished,
    SipMeasureConfirmed,
    SipPlanFollowedUp,
    TeamItemPlanned,
    TeamItemConcluded,
)
"""What its unit may retract. A summons is changed or cancelled instead: those who come must know which one holds."""
