"""Follow-ups and the person's objection to statistics (domain 5.3.3, 5.7)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from events import commands as c
from events import facts as f
from events.categories import Category
from events.kinds import FollowUpKind, GoalsMet, RetractionReason
from tests.events.told import facts, refusal
from tests.world import TODAY, World

DAY = timedelta(days=1)


def booking(case_id: UUID, **more: Any) -> c.ScheduleFollowUp:
    return c.ScheduleFollowUp(case_id=case_id, **({"on": TODAY} | more))


def held(case_id: UUID, **more: Any) -> c.HoldFollowUp:
    terms: dict[str, Any] = {"on": TODAY, "goals_met": GoalsMet.PARTLY}
    return c.HoldFollowUp(case_id=case_id, **(terms | more))


def test_a_follow_up_is_known_to_the_one_who_is_to_call(told: World) -> None:
    case_id = told.active("soc", "ame", "fk")
    soc, ame = told.unit("soc"), told.unit("ame")
    (entry,) = told.do("reko.larkan", booking(case_id, called_by_unit=soc, recipients=frozenset({ame}))).entries
    assert (entry.category, entry.recipients) == (Category.PLANNING, frozenset({soc, ame}))
    stranger = booking(case_id, called_by_unit=told.unit("af"))
    assert refusal(told, "reko.larkan", stranger) == ("category_not_allowed", "called_by_unit")
    assert refusal(told, "reko.larkan", booking(case_id, on=TODAY - DAY)) == ("follow_up_past", "on")


def test_the_case_as_a_whole_is_called_by_income_support_or_the_opener(told: World) -> None:
    for slugs, calls in ((("fk", "soc"), "soc"), (("fk",), "larkan")):
        case_id = told.active(*slugs)
        (fact,) = facts(told.do("handlaggare.fk", booking(case_id, kind=FollowUpKind.CASE_SIX_MONTHS)))
        assert isinstance(fact, f.FollowUpScheduled) and fact.called_by_unit == told.unit(calls)


def test_the_unit_that_calls_says_how_it_went_once(told: World) -> None:
    case_id = told.active("soc", "fk")
    told.do("reko.larkan", booking(case_id, on=TODAY + DAY))
    (first,) = told.do("reko.larkan", booking(case_id)).entries
    assert refusal(told, "handlaggare.soc", held(case_id)) == ("follow_up_not_yours", None)
    stranger = held(case_id, present_units=frozenset({told.unit("af")}))
    assert refusal(told, "reko.larkan", stranger) == ("category_not_allowed", "present_units")
    assert refusal(told, "reko.larkan", held(case_id, on=TODAY + DAY)) == ("date_in_future", "on")
    (fact,) = facts(told.do("reko.larkan", held(case_id, present_units=frozenset({told.unit("soc")}))))
    assert isinstance(fact, f.FollowUpHeld)
    assert (fact.scheduled, fact.present_units) == (first.event_id, frozenset({told.unit("larkan"), told.unit("soc")}))
    told.do("reko.larkan", held(case_id))
    assert refusal(told, "reko.larkan", held(case_id)) == ("follow_up_not_yours", None)


def test_a_booking_that_is_taken_back_need_not_be_held(told: World) -> None:
    case_id = told.active("soc")
    (entry,) = told.do("reko.larkan", booking(case_id)).entries
    told.do("reko.larkan", c.RetractEntry(case_id=case_id, event_id=entry.event_id, reason=RetractionReason.OTHER))
    assert refusal(told, "reko.larkan", held(case_id)) == ("follow_up_not_yours", None)


def test_an_objection_to_statistics_stays_with_the_unit_that_was_told(told: World) -> None:
    case_id = told.active("soc", "fk")
    assert not told.log.load(case_id).statistics_objection
    for subject in ("handlaggare.soc", "reko.larkan"):
        (entry,) = told.do(subject, c.NoteStatisticsObjection(case_id=case_id)).entries
        assert (entry.category, entry.recipients) == (Category.STRUCTURE, frozenset())
        assert refusal(told, subject, c.NoteStatisticsObjection(case_id=case_id)) == ("already_noted", None)
    assert told.log.load(case_id).statistics_objection
