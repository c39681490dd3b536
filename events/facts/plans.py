"""The plan back to work and its follow-ups."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import CollaborationNeed, FollowUpKind, GoalsMet
from events.sealing import Sealed


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


PlanFact = RehabPlanEstablished | RehabPlanRevised | FollowUpScheduled | FollowUpHeld
