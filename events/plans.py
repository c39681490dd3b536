"""The plan back to work: its six items, made with the person, each version kept (domain.md 5.3.3)."""

from datetime import date
from typing import Any

from msgspec import structs

from events import facts as f
from events.act import Act
from events.case import Case
from events.commands import EstablishRehabPlan, ReviseRehabPlan
from events.facts import Entry, PlanActivity
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import gate, happened, let_in, plain, plausible, share, text
from orgs.roles import CARE_CASE_ROLES, Role

MOST_ROWS = 20


def establish_rehab_plan(case: Case, command: EstablishRehabPlan, act: Act) -> list[Entry]:
    let_in(case, act, CARE_CASE_ROLES)
    fact = f.RehabPlanEstablished(**_items(case, command, act))
    return [share(case, act, fact, command, command.established_on)]


def revise_rehab_plan(case: Case, command: ReviseRehabPlan, act: Act) -> list[Entry]:
    """The whole plan anew, with why. What the officer may not read is no plan to them."""
    let_in(case, act, CARE_CASE_ROLES)
    door = gate(case, act)
    if not any(door.may_read(entry) for entry in case.facts(f.RehabPlanEstablished)):
        raise Refused("no_plan")
    reason = Sealed(text(command.reason, command, "reason"))
    fact = f.RehabPlanRevised(**_items(case, command, act), reason=reason)
    return [share(case, act, fact, command, command.established_on)]


def _items(case: Case, command: EstablishRehabPlan, act: Act) -> dict[str, Any]:
    """The fields of the plan; raises for the first of the six items that is missing, by its name."""
    for field, what in WRITTEN.items():
        written = getattr(command, field)
        if not (written.strip() if isinstance(written, str) else written):
            raise Refused("plan_item_missing", field, **{"del": what})
    if len(command.activities) > MOST_ROWS or len(command.subgoals) > MOST_ROWS:
        raise Refused("too_many_rows", "activities" if len(command.activities) > MOST_ROWS else "subgoals")
    happened(command.established_on, act, command, "established_on")
    if not command.made_with_person:
        raise Refused("made_with_person_missing", "made_with_person")
    return {
        "established_on": command.established_on,
        "responsible_physician": Sealed(_responsible(case, command, act)),
        "occupation_description": Sealed(text(command.occupation_description, command, "occupation_description")),
        "overall_goal": Sealed(text(command.overall_goal, command, "overall_goal")),
        "subgoals": Sealed(tuple(text(goal, command, "subgoals") for goal in command.subgoals)),
        "activities": Sealed(tuple(_activity(each, n, command) for n, each in enumerate(command.activities))),
        **_step_down(case, command, act),
        "follow_up_on": _follow_up(command),
        "collaboration_needs": command.collaboration_needs,
        "kva_registered": command.kva_registered,
    }


WRITTEN = {
    "occupation_description": "arbetsbeskrivning",
    "overall_goal": "mål",
    "activities": "aktiviteter med tid",
    "follow_up_on": "datum för uppföljning",
    "collaboration_needs": "behov av samarbete",
}
"""Five of the six items; the step-down, or the reason for none, is judged apart."""


def _activity(each: PlanActivity, number: int, command: EstablishRehabPlan) -> PlanActivity:
    at = f"activities.{number}."
    plausible(each.from_, f"{at}from")
    plausible(each.to, f"{at}to")
    if each.to < each.from_:
        raise Refused("ends_before_start", f"{at}to")
    kind, who = text(each.kind, command, f"{at}kind"), text(each.who, command, f"{at}who")
    return structs.replace(each, kind=kind, who=who)


def _step_down(case: Case, command: EstablishRehabPlan, act: Act) -> dict[str, Any]:
    why = (command.step_down_reason_none or "").strip()
    if command.step_down_ref is None:
        if not why:
            raise Refused("step_down_missing", "step_down_reason_none")
        return {"step_down_reason_none": Sealed(text(why, command, "step_down_reason_none"))}
    planned, door = case.by_event(command.step_down_ref), gate(case, act)
    if planned is None or planned not in case.facts(f.StepDownPlanned) or not door.may_read(planned):
        raise Refused("step_down_unknown", "step_down_ref")
    if why:
        raise Refused("step_down_twice", "step_down_reason_none")
    return {"step_down_ref": command.step_down_ref}


def _follow_up(command: EstablishRehabPlan) -> date:
    assert command.follow_up_on is not None
    plausible(command.follow_up_on, "follow_up_on")
    if command.follow_up_on <= command.established_on:
        raise Refused("follow_up_too_soon", "follow_up_on")
    return command.follow_up_on


def _responsible(case: Case, command: EstablishRehabPlan, act: Act) -> str:
    """The physician who is named, who acts, or who is the only one that works in the case at the unit."""
    if command.responsible_physician and command.responsible_physician.strip():
        return plain(command.responsible_physician, command, "responsible_physician")
    if act.by.role is Role.PHYSICIAN:
        return act.by.name
    named = case.caseworkers.get(act.by.unit_id, frozenset())
    at_work = act.directory.staff(act.by.unit_id, act.day, {Role.PHYSICIAN})
    physicians = [user for user, _ in at_work if user.user_id in named]
    if len(physicians) != 1:
        raise Refused("responsible_physician_missing", "responsible_physician")
    return physicians[0].name
