"""The verbs of planning: function, plan, efforts, coordination, follow-ups."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from events import commands as c
from events.facts import Impairment, Limitation, PlanActivity
from events.kinds import (
    ActivityArea,
    CollaborationNeed,
    DenialGround,
    FkCoordination,
    FollowUpKind,
    GoalsMet,
    Grade,
    ImpairmentArea,
    InterventionStatus,
)
from portal.demo.ids import unit_id
from portal.demo.meetings import Meetings
from portal.demo.people import NAMES

Activity = tuple[str, str, str, str]
"""(what, who, from, to)"""


class Planning(Meetings):
    def function(
        self, when: str, subject: str, impairment: ImpairmentArea, activity: ActivityArea, where: str, **texts: str
    ) -> None:
        """What the unit's physician has assessed the same day."""
        self.within(
            when,
            subject,
            c.ShareFunctionalAssessment,
            assessed_on=date.fromisoformat(when[:10]),
            assessed_by=_physician(subject),
            impairments=(Impairment(impairment, Grade.MODERATE),),
            limitations=(Limitation(activity, Grade.SEVERE, where),),
            **texts,
        )

    def plan(self, when: str, subject: str, goal: str, work: str, *activities: Activity, **more: Any) -> None:
        """``reason`` makes it a new version. ``follow_up`` is a day; ``step_down`` the id of a planned step-down."""
        step_down: UUID | None = more.pop("step_down", None)
        terms = {
            "established_on": date.fromisoformat(when[:10]),
            "occupation_description": work,
            "overall_goal": goal,
            "activities": tuple(
                PlanActivity(what, who, date.fromisoformat(first), date.fromisoformat(last))
                for what, who, first, last in activities
            ),
            "step_down_ref": step_down,
            "step_down_reason_none": None if step_down else "Läkaren bedömer vid nästa besök när graden kan sänkas.",
            "follow_up_on": date.fromisoformat(more.pop("follow_up")),
            "collaboration_needs": frozenset({CollaborationNeed.MUNICIPALITY, CollaborationNeed.FK}),
            "responsible_physician": _physician(subject),
            "kva_registered": True,
            "made_with_person": True,
        }
        kind: type[c.EstablishRehabPlan] = c.ReviseRehabPlan if "reason" in more else c.EstablishRehabPlan
        self.within(when, subject, kind, **(terms | more))

    def effort(
        self,
        when: str,
        subject: str,
        kind: str,
        since: str,
        to: str = "",
        hours: int | None = None,
        status: str = "started",
        paid_for: UUID | None = None,
    ) -> UUID:
        """Gives the id to change it by. ``paid_for``: the intervention that the association pays for."""
        made = self.within(
            when,
            subject,
            c.RecordIntervention,
            kind=kind,
            status=InterventionStatus(status),
            from_=date.fromisoformat(since),
            to=date.fromisoformat(to) if to else None,
            hours_per_week=hours,
            funded_id=paid_for,
        )
        return uuid5(made, "intervention")

    def change(
        self,
        when: str,
        subject: str,
        effort: UUID,
        status: str,
        since: str = "",
        hours: int | None = None,
        to: str = "",
    ) -> None:
        begins = date.fromisoformat(since) if since else None
        ends = date.fromisoformat(to) if to else None
        terms: dict[str, Any] = {"intervention_id": effort, "status": InterventionStatus(status), "to": ends}
        self.within(when, subject, c.RecordIntervention, from_=begins, hours_per_week=hours, **terms)

    def coordination(self, when: str, subject: str, status: FkCoordination, ground: DenialGround | None = None) -> None:
        on = date.fromisoformat(when[:10])
        self.within(when, subject, c.RecordFkCoordination, status=status, on=on, denial_ground=ground)

    def enrolled(self, when: str, subject: str, since: str, programme: str | None = None) -> None:
        terms: dict[str, Any] = {"enrolled": True, "from_": date.fromisoformat(since), "programme": programme}
        self.within(when, subject, c.RecordEmploymentStatus, **terms)

    def follow_up(self, when: str, subject: str, on: str, calls: str, kind: FollowUpKind = FollowUpKind.PLAN) -> None:
        terms: dict[str, Any] = {"on": date.fromisoformat(on), "called_by_unit": unit_id(calls), "kind": kind}
        self.within(when, subject, c.ScheduleFollowUp, **terms)

    def hold(self, when: str, subject: str, met: GoalsMet, *present: str, change_needed: bool = False) -> None:
        """The follow-up that the unit has booked, the same day and with the person there."""
        units = frozenset(unit_id(slug) for slug in present)
        terms: dict[str, Any] = {"goals_met": met, "present_units": units, "plan_change_needed": change_needed}
        self.within(when, subject, c.HoldFollowUp, on=date.fromisoformat(when[:10]), person_present=True, **terms)


def _physician(subject: str) -> str:
    return NAMES[f"lakare.{subject.split('.', 1)[1]}"]
