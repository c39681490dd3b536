"""Function and activity without the diagnosis (domain 5.3.2)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.facts import Impairment, Limitation
from events.kinds import ActivityArea, Grade, ImpairmentArea, RetractionReason
from tests.events.told import facts, refusal
from tests.world import TODAY, World

DAY = timedelta(days=1)
FOCUS = Impairment(ImpairmentArea.CONCENTRATION, Grade.MODERATE)
BALANCE = Impairment(ImpairmentArea.BALANCE_COORDINATION, Grade.NONE)
AT_WORK = Limitation(ActivityArea.WORK_EDUCATION, Grade.SEVERE, "Hålla tider")


def assessment(case_id: UUID, **more: Any) -> c.ShareFunctionalAssessment:
    terms: dict[str, Any] = {
        "assessed_by": "Olof Demodal",
        "assessed_on": TODAY,
        "impairments": (FOCUS, BALANCE),
        "limitations": (AT_WORK,),
    }
    return c.ShareFunctionalAssessment(case_id=case_id, **(terms | more))


def joined(told: World, *slugs: str) -> UUID:
    """A case where the physician is named beside the coordinator."""
    case_id = told.active(*slugs)
    both = frozenset(told.officer(subject).user_id for subject in ("reko.larkan", "lakare.larkan"))
    told.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=both))
    return case_id


def test_an_assessment_goes_to_those_who_may_have_function_and_says_nothing_in_clear(told: World) -> None:
    case_id = told.active("soc", "fk", "af")
    (entry,) = told.do("reko.larkan", assessment(case_id, resources_text="Uthållig")).entries
    assert entry.category is Category.FUNCTIONAL_STATUS
    assert entry.recipients == {told.unit("soc"), told.unit("fk")}
    assert not any(word in repr(entry.fact) for word in ("concentration", "work", "Uthållig", "Olof"))


def test_a_physician_assesses_and_a_coordinator_says_whose_assessment_it_is(told: World) -> None:
    case_id = joined(told, "soc")
    (fact,) = facts(told.do("lakare.larkan", assessment(case_id, assessed_by=None)))
    assert isinstance(fact, f.FunctionalAssessmentShared)
    assert fact.assessed_by.open({}) == told.officer("lakare.larkan").name
    for nobody in (None, "  "):
        refused = refusal(told, "reko.larkan", assessment(case_id, assessed_by=nobody))
        assert refused == ("assessor_missing", "assessed_by")
    assert refusal(told, "handlaggare.soc", assessment(case_id)) == ("role_not_allowed", None)


def test_every_limitation_comes_from_an_impairment_that_is_there(told: World) -> None:
    case_id = told.active("soc")
    (fact,) = facts(told.do("reko.larkan", assessment(case_id)))
    assert isinstance(fact, f.FunctionalAssessmentShared)
    (limitation,) = fact.limitations.open({})
    assert limitation.because_of == {ImpairmentArea.CONCENTRATION}
    for area in (ImpairmentArea.SENSORY, ImpairmentArea.BALANCE_COORDINATION):
        stray = Limitation(ActivityArea.MOBILITY, Grade.MILD, because_of=frozenset({area}))
        refused = refusal(told, "reko.larkan", assessment(case_id, limitations=(AT_WORK, stray)))
        assert refused == ("limitation_without_impairment", "limitations.1.because_of")
    unfounded = assessment(case_id, impairments=(BALANCE,))
    assert refusal(told, "reko.larkan", unfounded) == ("limitation_without_impairment", "limitations")


def test_impairments_are_stated_once_each_and_at_least_one(told: World) -> None:
    case_id = told.active("soc")
    for stated in ((), (FOCUS, FOCUS)):
        refused = refusal(told, "reko.larkan", assessment(case_id, impairments=stated))
        assert refused == ("impairments_missing", "impairments")
    many = assessment(case_id, limitations=(AT_WORK,) * 21)
    assert refusal(told, "reko.larkan", many) == ("limitations_too_many", "limitations")


@pytest.mark.parametrize("field", ["resources_text", "adaptation_advice_text", "limitations.0.in_what_activity"])
def test_a_diagnosis_is_refused_even_when_it_is_confirmed(told: World, field: str) -> None:
    case_id, text = told.active("soc"), "F32.1 enligt läkaren"
    stands_by = frozenset({c.Confirmation.FREETEXT_WARNING})
    written: dict[str, Any] = {field: text}
    if "." in field:
        written = {"limitations": (Limitation(ActivityArea.LEARNING, Grade.MILD, text),)}
    refused = refusal(told, "reko.larkan", assessment(case_id, confirmed=stands_by, **written))
    assert refused == ("diagnosis_in_text", field)


def test_an_assessment_has_been_made(told: World) -> None:
    case_id = told.active("soc")
    for on, key in ((TODAY + DAY, "date_in_future"), (TODAY - 31 * DAY, "late_entry")):
        assert refusal(told, "reko.larkan", assessment(case_id, assessed_on=on)) == (key, "assessed_on")


def test_an_assessment_that_was_wrong_is_taken_back(told: World) -> None:
    case_id = told.active("soc")
    (entry,) = told.do("reko.larkan", assessment(case_id)).entries
    wrong = c.RetractEntry(case_id=case_id, event_id=entry.event_id, reason=RetractionReason.WRONG_FACT)
    told.do("reko.larkan", wrong)
    assert told.log.load(case_id).facts(f.FunctionalAssessmentShared) == []
