"""The forms for the plan back to work: made, and made anew from the latest version."""

from typing import Any

from events import commands as c
from events import facts as f
from events.calendar import day_of
from events.categories import Category
from events.facts import Entry
from events.kinds import CollaborationNeed
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import Role
from portal.cases.forms.case_form import CaseForm
from portal.swedish import day, joined, label, options, upper_first

TEXTS = ("occupation_description", "overall_goal", "step_down_reason_none")


def versions(reading: Reading) -> list[Entry]:
    """The versions of the plan that this reader may read, oldest first."""
    retracted = reading.case.retracted
    return [e for e in reading.entries if isinstance(e.fact, f.RehabPlanEstablished) and e.version not in retracted]


def step_downs(reading: Reading) -> list[Entry]:
    retracted = reading.case.retracted
    return [e for e in reading.entries if isinstance(e.fact, f.StepDownPlanned) and e.version not in retracted]


def steps_said(fact: f.StepDownPlanned) -> str:
    """25 procent från 4 januari 2027 och 0 procent från 1 februari 2027"""
    return joined([f"{step.degree} procent från {day(step.from_)}" for step in fact.steps])


def _choices(reading: Reading, directory: Directory) -> dict[str, Any]:
    found = [(e.event_id, e.fact) for e in reversed(step_downs(reading)) if isinstance(e.fact, f.StepDownPlanned)]
    return {
        "step_downs": [{"value": str(event_id), "label": steps_said(fact)} for event_id, fact in found],
        "needs": options("collaboration_need"),
    }


def _begun(reading: Reading, directory: Directory) -> dict[str, Any]:
    officer, today = reading.gate.officer, day_of(reading.moment)
    physicians = [user.name for user, _ in directory.staff(officer.unit_id, today, {Role.PHYSICIAN})]
    own = officer.name if officer.role is Role.PHYSICIAN else ""
    latest = step_downs(reading)
    return {
        "established_on": today,
        "responsible_physician": own or (physicians[0] if len(physicians) == 1 else ""),
        "step_down_ref": latest[-1].event_id if latest else "",
    }


def _latest(reading: Reading, directory: Directory) -> dict[str, Any]:
    """The plan as it stands, to be changed; whether it was made with the person is said anew."""
    plans = versions(reading)
    begun = _begun(reading, directory)
    if not plans or not isinstance(plans[-1].fact, f.RehabPlanEstablished):
        return begun
    fact = plans[-1].fact
    goals, activities = reading.open(fact.subgoals), reading.open(fact.activities)
    filled: dict[str, Any] = {
        "responsible_physician": reading.open(fact.responsible_physician),
        "occupation_description": reading.open(fact.occupation_description),
        "overall_goal": reading.open(fact.overall_goal),
        "subgoals": list(goals or ()),
        "step_down_ref": fact.step_down_ref or "",
        "step_down_reason_none": reading.open(fact.step_down_reason_none) or "",
        "follow_up_on": fact.follow_up_on,
        "collaboration_needs": [str(need) for need in fact.collaboration_needs],
        "kva_registered": "true" if fact.kva_registered else "false",
    }
    for n, each in enumerate(activities or ()):
        at = f"activities.{n}."
        filled |= {f"{at}kind": each.kind, f"{at}who": each.who, f"{at}from": each.from_, f"{at}to": each.to}
    return begun | filled


_NAMES = (CollaborationNeed.FK, CollaborationNeed.AF)


def needs_said(fact: f.RehabPlanEstablished) -> str:
    """Försäkringskassan och kommunen: of the four only the two authorities are names, and keep their capital."""
    said = {need: label(need, "collaboration_need") for need in fact.collaboration_needs}
    return upper_first(joined(sorted(text if need in _NAMES else text.lower() for need, text in said.items())))


NEW_PLAN = CaseForm(
    "facts/plan.html",
    c.EstablishRehabPlan,
    "Upprätta planen",
    "Dela planen",
    "planer",
    Category.REHAB_PLAN,
    offers=_choices,
    filled=_begun,
    texts=TEXTS,
    lead="Gör planen tillsammans med personen. Skriv aldrig diagnosen här.",
    state_matters=True,
)
REVISION = NEW_PLAN._replace(
    command=c.ReviseRehabPlan,
    heading="Ändra planen",
    place="planversioner",
    filled=_latest,
    texts=(*TEXTS, "reason"),
    lead="Planen som gällde finns kvar som en tidigare version.",
)
