"""Each deadline of a joint meeting, for the unit that it waits for."""

from datetime import timedelta
from typing import Any

from events.calendar import add_working_days, day_of
from events.commands import WithdrawConsent
from events.commands import sip as s
from events.facts.sip import MeasureNow
from events.kinds import HowObtained
from events.sip.kinds import CancelReason, CopyTo, MeasureStatus
from tests.events.test_due import due
from tests.meeting import answered, held, planned, prepared, proposed, sip_of, summoned
from tests.world import TODAY, World


def kinds(world: World, case_id: Any, slug: str) -> set[str]:
    return {kind for kind in due(world, case_id, slug) if "sip" in kind}


def test_a_proposal_waits_to_be_called_within_three_working_days(told: World) -> None:
    case_id = told.active("soc", "fk")
    proposed(told, case_id)
    found = due(told, case_id, "soc")["summon_sip"]
    assert found.due_on == add_working_days(TODAY, 3)
    assert found.about["meet_by"] == TODAY + timedelta(days=21)


def test_a_summons_waits_for_answers_and_preparations(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk")
    at = sip_of(told, case_id, sip_id).at
    assert at
    assert due(told, case_id, "soc")["answer_sip"].due_on == add_working_days(TODAY, 3)
    assert due(told, case_id, "soc")["prepare_sip"].due_on == add_working_days(day_of(at), -2)
    assert kinds(told, case_id, "larkan") == {"prepare_sip", "hold_sip"}
    answered(told, case_id, sip_id, "handlaggare.soc")
    prepared(told, case_id, sip_id, "handlaggare.soc")
    assert kinds(told, case_id, "soc") == set()
    assert kinds(told, case_id, "fk") == {"answer_sip", "prepare_sip"}
    told.do("reko.larkan", s.CancelSip(case_id=case_id, sip_id=sip_id, reason=CancelReason.ILLNESS))
    assert kinds(told, case_id, "fk") == set()


def test_after_the_meeting_there_is_a_plan_to_write_confirm_copy_and_follow_up(told: World) -> None:
    case_id = told.active("soc", "fk")
    held(told, case_id, "soc", "fk")
    assert kinds(told, case_id, "larkan") == {"write_sip_plan"} and not kinds(told, case_id, "soc")
    other = told.active("soc", "fk")
    sip_id, plan = planned(told, other, "soc", "fk")
    assert kinds(told, other, "larkan") == {"copy_sip_to_person", "copy_sip_to_record", "follow_up_sip"}
    assert kinds(told, other, "soc") == {"confirm_sip_measure", "copy_sip_to_record"}
    assert due(told, other, "larkan")["follow_up_sip"].due_on == plan.follow_up_on
    (measure, _), today = plan.measures, day_of(told.moment)
    act: dict[str, Any] = {"case_id": other, "sip_id": sip_id}
    told.do("handlaggare.soc", s.ConfirmSipMeasure(measure_id=measure.measure_id, stands=True, **act))
    told.do("handlaggare.soc", s.NoteSipPlanCopy(to=CopyTo.OWN_RECORD, on=today, **act))
    assert kinds(told, other, "soc") == set()
    told.do("reko.larkan", s.NoteSipPlanCopy(to=CopyTo.PERSON, on=today, **act))
    status = tuple(MeasureNow(each.measure_id, MeasureStatus.DONE) for each in plan.measures)
    told.do("reko.larkan", s.FollowUpSipPlan(on=today, measures_status=status, closed=True, **act))
    assert kinds(told, other, "larkan") == {"copy_sip_to_record"}


def test_nothing_of_it_is_due_once_the_consent_has_ended(told: World) -> None:
    case_id = told.active("soc")
    summoned(told, case_id, "soc")
    told.do("handlaggare.soc", WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    assert kinds(told, case_id, "soc") == kinds(told, case_id, "larkan") == set()


def test_a_meeting_after_the_consent_asks_its_convener_for_a_new_one(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    assert "sip_without_consent" not in kinds(told, case_id, "larkan")
    last = TODAY + timedelta(days=5)
    told.consent(case_id, "larkan", "soc", valid_to=last)
    asked = due(told, case_id, "larkan")["sip_without_consent"]
    at = sip_of(told, case_id, sip_id).at
    assert at and (asked.from_on, asked.due_on) == (last + timedelta(days=1), day_of(at))
    assert "sip_without_consent" not in kinds(told, case_id, "soc")
    told.consent(case_id, "larkan", "soc")
    assert "sip_without_consent" not in kinds(told, case_id, "larkan")
