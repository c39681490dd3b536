"""Commands about joint meetings. The own unit convenes, answers and prepares, so it stands in no command."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from events.categories import Category
from events.commands.command import CaseCommand, SharingCommand
from events.facts.sip import MeasureNow, PreparedAnswer
from events.sip.kinds import CancelReason, CopyTo, DeclinedBy, Guest, InvitationAnswer, MeetingWay, SipKind, SipReason

NOTHING_BEFORE = UUID(int=0)
"""What a form says that has been opened where nothing was submitted yet."""


class ProposeSip(SharingCommand, frozen=True, kw_only=True):
    purpose: str
    kind: SipKind = SipKind.SIP
    reason: SipReason = SipReason.SEVERAL_PARTIES


class SipCommand(CaseCommand, frozen=True, kw_only=True):
    """Acts on one meeting of a case."""

    sip_id: UUID


class DeclineSip(SipCommand, frozen=True, kw_only=True):
    by: DeclinedBy
    reason: str | None = None


class SummonSip(SipCommand, frozen=True, kw_only=True):
    """Again for the same meeting: it is changed. ``units``: invited beside one's own."""

    at: datetime
    place: str
    purpose: str
    units: frozenset[UUID]
    way: MeetingWay = MeetingWay.ROOM
    minutes: int = 60
    guests: frozenset[Guest] = frozenset({Guest.PERSON})
    person_declined: bool = False
    agenda: str | None = None
    questions: tuple[str, ...] = ()
    kind: SipKind | None = None
    """Absent: as proposed."""


class AnswerSipInvitation(SipCommand, frozen=True, kw_only=True):
    answer: InvitationAnswer
    who: str | None = None


class RemindAboutSip(SipCommand, frozen=True, kw_only=True):
    """All who are invited and have something left."""


class SubmitSipPreparation(SipCommand, frozen=True, kw_only=True):
    """``not_to_bring_up`` and ``may_show_to_outsiders`` belong to the person's form, noted by the convener's unit."""

    answers: tuple[PreparedAnswer, ...]
    for_person: bool = False
    not_to_bring_up: str | None = None
    may_show_to_outsiders: frozenset[Category] = frozenset()
    recipients: frozenset[UUID] | None = None
    replaces: UUID | None = None
    """The own submission that the form showed; another one since makes it stale."""


class RevokeSipInvitation(SipCommand, frozen=True, kw_only=True):
    unit_id: UUID | None = None
    guest: Guest | None = None


class CancelSip(SipCommand, frozen=True, kw_only=True):
    reason: CancelReason


class HoldSip(SipCommand, frozen=True, kw_only=True):
    present_units: frozenset[UUID]
    person_present: bool
    guests_present: frozenset[Guest] = frozenset()
    held_on: date | None = None
    """Absent: the day it was summoned for."""


class PlannedMeasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    what: str
    from_: date
    to: date
    responsible_unit: UUID | None = None
    decided: bool = False


class EstablishSipPlan(SipCommand, frozen=True, kw_only=True):
    needs: str
    goals_person: tuple[str, ...]
    plan_lead_unit: UUID
    follow_up_on: date
    measures: tuple[PlannedMeasure, ...] = ()
    goals_professional: tuple[str, ...] = ()
    measures_by_others: str | None = None
    copy_to_person_on: date | None = None


class ConfirmSipMeasure(SipCommand, frozen=True, kw_only=True):
    """``stands``: whether the own unit answers for the measure as it is written."""

    measure_id: UUID
    stands: bool


class FollowUpSipPlan(SipCommand, frozen=True, kw_only=True):
    """``next_on`` or ``closed``."""

    on: date
    measures_status: tuple[MeasureNow, ...]
    next_on: date | None = None
    closed: bool = False


class NoteSipPlanCopy(SipCommand, frozen=True, kw_only=True):
    to: CopyTo
    on: date


class PlanTeamItem(CaseCommand, frozen=True, kw_only=True):
    """``meeting_id`` absent: a meeting that nobody has named before."""

    at: datetime
    units: frozenset[UUID]
    purpose: str
    question: str
    meeting_id: UUID | None = None


class ConcludeTeamItem(CaseCommand, frozen=True, kw_only=True):
    meeting_id: UUID
    conclusion: str


KINDS = (
    ProposeSip,
    DeclineSip,
    SummonSip,
    AnswerSipInvitation,
    RemindAboutSip,
    SubmitSipPreparation,
    RevokeSipInvitation,
    CancelSip,
    HoldSip,
    EstablishSipPlan,
    ConfirmSipMeasure,
    FollowUpSipPlan,
    NoteSipPlanCopy,
    PlanTeamItem,
    ConcludeTeamItem,
)
