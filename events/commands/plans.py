"""Commands about the plan back to work and its follow-ups."""

from datetime import date
from uuid import UUID

from events.commands.command import SharingCommand
from events.facts.plans import PlanActivity
from events.kinds import CollaborationNeed, FollowUpKind, GoalsMet


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
