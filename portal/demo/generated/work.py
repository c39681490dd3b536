"""The plan of a generated case: in time, late or missing; function, step-down, new versions, follow-ups."""

from datetime import date, timedelta

from events import commands as c
from events.calendar import add_months
from events.facts import Step
from events.kinds import ActivityArea, CollaborationNeed, FollowUpKind, GoalsMet, ImpairmentArea
from portal.demo.generated import words
from portal.demo.generated.course import Course
from portal.demo.generated.leave import Recorded, degree_on
from portal.demo.generated.life import Life, unit_of, working
from portal.demo.ids import entry_id, unit_id

AREAS = (
    (ImpairmentArea.OTHER_BODILY, ActivityArea.MOBILITY), (ImpairmentArea.OTHER_MENTAL, ActivityArea.INTERPERSONAL),
    (ImpairmentArea.CONCENTRATION, ActivityArea.WORK_EDUCATION),
    (ImpairmentArea.OTHER_BODILY, ActivityArea.DOMESTIC_LIFE),
    (ImpairmentArea.CONCENTRATION, ActivityArea.GENERAL_TASKS),
)  # fmt: skip


def plan(life: Life, course: Course, recorded: list[Recorded]) -> None:
    """Four of ten women and every second man have a plan within 30 days; some have none at all."""
    _function(life, course)
    drawn = life.chance.random()
    soon, late = (0.4, 0.7) if course.resident.woman else (0.48, 0.76)
    if drawn > late:
        return
    day = life.after(max(course.opened, course.sick[0]), *((10, 24) if drawn < soon else (38, 85)))
    step_down = _step_down(life, course, day, recorded)
    made = _version(life, course, day, step_down)
    if made is None:
        return
    if life.happens(0.35):
        _version(life, course, life.after(made, 45, 120), {}, life.chance.choice(words.WHY_CHANGED))
    _follow_ups(life, course, made)


def _function(life: Life, course: Course) -> None:
    if life.happens(0.5):
        area, activity = life.chance.choice(AREAS)
        hard, advice = life.chance.choice(words.HARD), life.chance.choice(words.ADVICE)
        by = course.physician if life.happens(0.6) else course.reko
        life.on(
            life.after(course.opened, 14, 60), by,
            lambda when: life.function(when, by, area, activity, hard, adaptation_advice_text=advice),
        )  # fmt: skip


def _step_down(life: Life, course: Course, day: date, recorded: list[Recorded]) -> dict[str, object]:
    """Planned just before the plan that points to it; below what the certificates say that day."""
    day = working(day)
    now = degree_on(recorded, day)
    if now < 50 or not life.happens(0.75) or not life.acts(unit_of(course.physician), day):
        return {}
    return {"below": now, "condition": life.chance.choice(words.CONDITIONS)}


def _version(life: Life, course: Course, day: date, step_down: dict[str, object], reason: str = "") -> date | None:
    chance, by = life.chance, course.reko
    life.goal = life.goal or chance.choice(tuple(words.ROADS))
    goal, work, effort = life.goal, words.ROADS[life.goal], chance.choice(words.CARE_EFFORTS)
    to = working(day + timedelta(days=chance.randint(40, 150)))
    review = working(day + timedelta(days=chance.randint(40, 100)))
    activities = ((effort, "vårdcentralen", day.isoformat(), to.isoformat()),)
    more = {"kva_registered": life.happens(0.7), "collaboration_needs": _needs(course), "follow_up": review.isoformat()}
    if reason:
        more["reason"] = reason

    def tell(when: str) -> None:
        if step_down:
            first = date.fromisoformat(when[:10]) + timedelta(days=30)
            falls = [degree for degree in (75, 50, 25, 0) if degree < int(str(step_down["below"]))][:2]
            steps = tuple(Step(first + timedelta(days=30 * n), degree) for n, degree in enumerate(falls))
            made = life.within(when, by, c.PlanStepDown, steps=steps, condition_text=step_down["condition"])
            more["step_down"] = entry_id(made)
        life.plan(when, by, goal, work, *activities, **more)

    return life.on(day, by, tell)


def _needs(course: Course) -> frozenset[CollaborationNeed]:
    asked = {"fk": CollaborationNeed.FK, "af": CollaborationNeed.AF}
    return frozenset({CollaborationNeed.MUNICIPALITY} | {need for slug, need in asked.items() if course.officer(slug)})


def _follow_ups(life: Life, course: Course, made: date) -> None:
    """Booked with the plan; most are held, some late, some never. The case as a whole after six months."""
    _booked(life, course.reko, made, made + timedelta(days=life.chance.randint(30, 80)), FollowUpKind.PLAN)
    if life.happens(0.5):
        _booked(life, course.soc, life.after(made, 5, 30), add_months(course.opened, 6), FollowUpKind.CASE_SIX_MONTHS)


def _booked(life: Life, by: str, day: date, on: date, kind: FollowUpKind) -> None:
    slug = unit_of(by)
    on, later = working(on), life.clock(16, 16)  # than the plan of the same day
    if on <= day or not life.on(
        day, by, lambda when: life.follow_up(when, by, on.isoformat(), slug, kind), clock=later
    ):
        return
    drawn = life.chance.random()
    if drawn < 0.75:
        held = on if drawn < 0.55 else life.after(on, 7, 30)
        fields = {
            "goals_met": life.chance.choice(tuple(GoalsMet)), "person_present": life.happens(0.85),
            "plan_change_needed": life.happens(0.3), "present_units": frozenset({unit_id(slug)}),
        }  # fmt: skip
        life.on(
            held, by,
            lambda when: life.within(when, by, c.HoldFollowUp, on=date.fromisoformat(when[:10]), **fields),
        )  # fmt: skip
