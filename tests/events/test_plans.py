"""The plan back to work: six items, made with the person, every version kept (domain 5.3.3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.facts import DegreeRow, PlanActivity, Step
from events.kinds import CollaborationNeed, RetractionReason
from tests.events.test_function import joined
from tests.events.test_leave import leave
from tests.events.told import facts, refusal
from tests.world import TODAY, World

DAY = timedelta(days=1)
TRAINING = PlanActivity("Arbetsträning", "Köpings kommun", TODAY, TODAY + 60 * DAY)


def terms(**more: Any) -> dict[str, Any]:
    return {
        "established_on": TODAY,
        "occupation_description": "Arbete i kök",
        "overall_goal": "Heltid",
        "activities": (TRAINING,),
        "step_down_reason_none": "Läkaren bedömer i januari",
        "follow_up_on": TODAY + 20 * DAY,
        "collaboration_needs": frozenset({CollaborationNeed.MUNICIPALITY}),
        "responsible_physician": "Olof Demodal",
        "made_with_person": True,
    } | more


def plan(case_id: UUID, **more: Any) -> c.EstablishRehabPlan:
    return c.EstablishRehabPlan(case_id=case_id, **terms(**more))


def revision(case_id: UUID, **more: Any) -> c.ReviseRehabPlan:
    return c.ReviseRehabPlan(case_id=case_id, **terms(**({"reason": "Det går bättre"} | more)))


def test_a_plan_goes_to_those_who_may_have_it_and_seals_what_is_written(told: World) -> None:
    case_id = told.active("soc", "ame", "af")
    (entry,) = told.do("reko.larkan", plan(case_id, kva_registered=True)).entries
    assert entry.category is Category.REHAB_PLAN
    assert entry.recipients == {told.unit("soc"), told.unit("ame")}
    assert isinstance(entry.fact, f.RehabPlanEstablished)
    assert entry.fact.kva_registered and entry.fact.follow_up_on == TODAY + 20 * DAY
    assert not any(word in repr(entry.fact) for word in ("kök", "Heltid", "Arbetsträning", "Läkaren", "Olof"))


@pytest.mark.parametrize(
    ("item", "nothing"),
    [
        ("occupation_description", None),
        ("overall_goal", ""),
        ("overall_goal", " \n"),
        ("activities", ()),
        ("follow_up_on", None),
        ("collaboration_needs", frozenset()),
    ],
)
def test_the_item_that_is_missing_is_named(told: World, item: str, nothing: Any) -> None:
    case_id = told.active("soc")
    assert refusal(told, "reko.larkan", plan(case_id, **{item: nothing})) == ("plan_item_missing", item)


def test_a_plan_has_a_step_down_or_says_why_there_is_none(told: World) -> None:
    case_id = told.active("soc")
    neither = plan(case_id, step_down_reason_none=" ")
    assert refusal(told, "reko.larkan", neither) == ("step_down_missing", "step_down_reason_none")
    told.do("reko.larkan", leave(case_id, DegreeRow(TODAY, TODAY + 30 * DAY, 100)))
    stairs = c.PlanStepDown(case_id=case_id, steps=(Step(TODAY + 10 * DAY, 50),))
    (entry,) = told.do("reko.larkan", stairs).entries
    told.do("reko.larkan", plan(case_id, step_down_reason_none=None, step_down_ref=entry.event_id))
    both = plan(case_id, step_down_ref=entry.event_id)
    assert refusal(told, "reko.larkan", both) == ("step_down_twice", "step_down_reason_none")
    for stranger in (uuid4(), told.log.load(case_id).entries[1].event_id):
        wrong = plan(case_id, step_down_reason_none=None, step_down_ref=stranger)
        assert refusal(told, "reko.larkan", wrong) == ("step_down_unknown", "step_down_ref")
    told.do("reko.larkan", c.RetractEntry(case_id=case_id, event_id=entry.event_id, reason=RetractionReason.WRONG_FACT))
    gone = plan(case_id, step_down_reason_none=None, step_down_ref=entry.event_id)
    assert refusal(told, "reko.larkan", gone) == ("step_down_unknown", "step_down_ref")


def test_a_plan_is_made_with_the_person_by_care_and_has_a_physician_behind_it(told: World) -> None:
    case_id = told.active("soc")
    alone = plan(case_id, made_with_person=False)
    assert refusal(told, "reko.larkan", alone) == ("made_with_person_missing", "made_with_person")
    assert refusal(told, "handlaggare.soc", plan(case_id)) == ("role_not_allowed", None)
    nobody = plan(case_id, responsible_physician=None)
    assert refusal(told, "reko.larkan", nobody) == ("responsible_physician_missing", "responsible_physician")


@pytest.mark.parametrize("subject", ["reko.larkan", "lakare.larkan"])
def test_the_physician_in_the_case_is_the_one_responsible_when_nobody_else_is_named(told: World, subject: str) -> None:
    case_id = joined(told, "soc")
    (fact,) = facts(told.do(subject, plan(case_id, responsible_physician=None)))
    assert isinstance(fact, f.RehabPlanEstablished)
    assert fact.responsible_physician.open({}) == told.officer("lakare.larkan").name


def test_what_cannot_be_is_refused_at_its_field(told: World) -> None:
    case_id = told.active("soc")
    backwards = PlanActivity("Promenad", "Personen", TODAY, TODAY - DAY)
    wrong: list[tuple[dict[str, Any], tuple[str, str]]] = [
        ({"activities": (TRAINING, backwards)}, ("ends_before_start", "activities.1.to")),
        ({"follow_up_on": TODAY}, ("follow_up_too_soon", "follow_up_on")),
        ({"established_on": TODAY + DAY, "follow_up_on": TODAY + 9 * DAY}, ("date_in_future", "established_on")),
        ({"established_on": TODAY - 31 * DAY}, ("late_entry", "established_on")),
        ({"activities": (TRAINING,) * 21}, ("too_many_rows", "activities")),
        ({"subgoals": ("Gå ut",) * 21}, ("too_many_rows", "subgoals")),
        ({"subgoals": ("Ring 070-123 45 67",)}, ("freetext_blocked", "subgoals")),
    ]
    for more, answer in wrong:
        assert refusal(told, "reko.larkan", plan(case_id, **more)) == answer


def test_a_revision_says_why_and_keeps_the_version_before(told: World) -> None:
    case_id = told.active("soc", "psyk")
    assert refusal(told, "reko.larkan", revision(case_id)) == ("no_plan", None)
    told.do("reko.larkan", plan(case_id))
    assert refusal(told, "reko.larkan", revision(case_id, reason=" ")) == ("text_missing", "reason")
    told.do("reko.psyk", revision(case_id, overall_goal="Halvtid"))
    versions = [e.fact for e in told.log.load(case_id).facts(f.RehabPlanEstablished)]
    assert [fact.overall_goal.open({}) for fact in versions if isinstance(fact, f.RehabPlanEstablished)] == [
        "Heltid",
        "Halvtid",
    ]


def test_a_revision_tells_nothing_of_a_plan_that_the_officer_may_not_read(told: World) -> None:
    case_id = told.draft()
    psyk = told.recipient("psyk", frozenset({Category.REHAB_PLAN}))
    told.consent(case_id, recipients=(told.recipient("larkan"), told.recipient("soc"), psyk))
    told.join(case_id, "reko.psyk")
    unseen = refusal(told, "reko.psyk", revision(case_id))
    told.do("reko.larkan", plan(case_id))
    assert refusal(told, "reko.psyk", revision(case_id)) == unseen == ("no_plan", None)
    told.do("reko.larkan", revision(case_id))
