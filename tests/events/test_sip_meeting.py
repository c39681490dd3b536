"""Held, planned, confirmed, followed up: each measure has an owner, and the person's own words a goal."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.calendar import day_of
from events.commands import WithdrawConsent
from events.commands import sip as s
from events.facts import sip as sip_facts
from events.kinds import HowObtained
from events.sip.kinds import CopyTo, Guest, MeasureStatus
from tests.events.told import refusal
from tests.meeting import held, measure, plan, planned, sip_of, summoned
from tests.world import World


def test_who_was_there_and_who_was_not(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id = summoned(told, case_id, "soc", "fk", guests=frozenset({Guest.PERSON, Guest.RELATIVE}))
    told.moment = sip_of(told, case_id, sip_id).at or told.moment
    fields: dict[str, Any] = {"case_id": case_id, "sip_id": sip_id, "person_present": True}
    present = frozenset({told.unit("soc")})
    other = s.HoldSip(present_units=present, **fields)
    assert refusal(told, "handlaggare.soc", other)[0] == "sip_convener_only"
    stranger = s.HoldSip(present_units=frozenset({told.unit("af")}), **fields)
    assert refusal(told, "reko.larkan", stranger) == ("sip_not_invited", "present_units")
    uninvited = s.HoldSip(present_units=present, guests_present=frozenset({Guest.REPRESENTATIVE}), **fields)
    assert refusal(told, "reko.larkan", uninvited) == ("sip_not_invited", "guests_present")
    guests = frozenset({Guest.RELATIVE})
    fact = told.do("reko.larkan", s.HoldSip(present_units=present, guests_present=guests, **fields)).entries[0].fact
    assert isinstance(fact, sip_facts.SipHeld)
    assert fact.present_units == {told.unit("larkan"), told.unit("soc")}
    assert (set(fact.absent_units), fact.guests_present) == ({told.unit("fk")}, guests)
    assert refusal(told, "reko.larkan", other)[0] == "sip_over"


def test_a_meeting_is_not_held_before_its_day_nor_outside_the_consent(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    fields: dict[str, Any] = {"case_id": case_id, "sip_id": sip_id, "person_present": True}
    nobody = s.HoldSip(present_units=frozenset(), **fields)
    assert refusal(told, "reko.larkan", nobody) == ("date_in_future", "held_on")
    early = s.HoldSip(present_units=frozenset(), held_on=told.moment.date() - timedelta(days=3), **fields)
    assert refusal(told, "reko.larkan", early) == ("sip_not_under_consent", "held_on")
    told.moment += timedelta(days=400)
    assert refusal(told, "reko.larkan", nobody)[0] == "consent_expired"


@pytest.mark.parametrize(
    ("more", "key", "field"),
    [
        ({"goals_person": ()}, "sip_goal_missing", "goals_person"),
        ({"goals_person": (" ",)}, "sip_goal_missing", "goals_person"),
        ({"measures": ()}, "sip_measure_missing", "measures"),
        ({"needs": ""}, "text_missing", "needs"),
        ({"follow_up_on": "same"}, "follow_up_too_soon", "follow_up_on"),
        ({"follow_up_on": "late"}, "sip_follow_up_late", "follow_up_on"),
        ({"plan_lead_unit": "fk"}, "sip_plan_lead", "plan_lead_unit"),
        ({"plan_lead_unit": "ame"}, "sip_not_invited", "plan_lead_unit"),
        ({"owner": None}, "sip_measure_owner", "measures.1.responsible_unit"),
        ({"owner": "ame"}, "sip_not_invited", "measures.1.responsible_unit"),
        ({"backwards": True}, "ends_before_start", "measures.1.to"),
        ({"what": ""}, "text_missing", "measures.1.what"),
    ],
)
def test_a_faulty_plan_is_refused_at_its_field(told: World, more: dict[str, Any], key: str, field: str) -> None:
    case_id = told.active("soc", "fk", "ame")
    sip_id = held(told, case_id, "soc", "fk")
    today, fields = day_of(told.moment), dict(more)
    second: dict[str, Any] = {}
    if "owner" in fields:
        owner = fields.pop("owner")
        second["responsible_unit"] = told.unit(owner) if owner else None
    if fields.pop("backwards", False):
        second["to"] = today - timedelta(days=3)
    if "what" in fields:
        second["what"] = fields.pop("what")
    if second:
        fields["measures"] = (measure(told, "soc"), measure(told, "fk", **second))
    if "follow_up_on" in fields:
        fields["follow_up_on"] = today if fields["follow_up_on"] == "same" else today + timedelta(days=120)
    if "plan_lead_unit" in fields:
        fields["plan_lead_unit"] = told.unit(fields["plan_lead_unit"])
    assert refusal(told, "reko.larkan", plan(told, case_id, sip_id, "soc", **fields)) == (key, field)
    told.do("reko.larkan", plan(told, case_id, sip_id, "soc", "fk"))
    assert refusal(told, "reko.larkan", plan(told, case_id, sip_id, "soc"))[0] == "sip_plan_exists"


def test_no_plan_before_the_meeting(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    assert refusal(told, "reko.larkan", plan(told, case_id, sip_id, "soc"))[0] == "sip_not_held"
    copy = s.NoteSipPlanCopy(case_id=case_id, sip_id=sip_id, to=CopyTo.PERSON, on=told.moment.date())
    assert refusal(told, "reko.larkan", copy)[0] == "sip_no_plan"


def test_each_party_confirms_its_own_measures(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id, fact = planned(told, case_id, "soc", "fk")
    theirs, ours = fact.measures
    fields: dict[str, Any] = {"case_id": case_id, "sip_id": sip_id, "stands": True}
    told.do("handlaggare.soc", s.ConfirmSipMeasure(measure_id=theirs.measure_id, **fields))
    for wrong in (theirs.measure_id, UUID(int=3)):
        command = s.ConfirmSipMeasure(measure_id=wrong, **fields)
        assert refusal(told, "handlaggare.fk", command) == ("sip_measure_not_yours", "measure_id")
    told.do("handlaggare.fk", s.ConfirmSipMeasure(measure_id=ours.measure_id, **(fields | {"stands": False})))
    assert {e.fact.confirmed for e in sip_of(told, case_id, sip_id).confirmed.values()} == {True, False}  # type: ignore[union-attr]


def test_the_plan_lead_follows_every_measure_up(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id, fact = planned(told, case_id, "soc", "fk")
    told.moment += timedelta(days=30)
    today = day_of(told.moment)
    status = tuple(sip_facts.MeasureNow(m.measure_id, MeasureStatus.ONGOING) for m in fact.measures)
    fields: dict[str, Any] = {"case_id": case_id, "sip_id": sip_id, "on": today, "measures_status": status}
    next_on = today + timedelta(days=40)
    lead = s.FollowUpSipPlan(next_on=next_on, **fields)
    assert refusal(told, "handlaggare.soc", lead)[0] == "sip_plan_lead_only"
    some = s.FollowUpSipPlan(next_on=next_on, **(fields | {"measures_status": status[:1]}))
    assert refusal(told, "reko.larkan", some) == ("sip_measures_all", "measures_status")
    both: dict[str, Any] = {"next_on": next_on, "closed": True}
    for neither_or_both in ({}, both):
        command = s.FollowUpSipPlan(**neither_or_both, **fields)
        assert refusal(told, "reko.larkan", command) == ("sip_next_or_closed", "next_on")
    told.do("reko.larkan", lead)
    told.do("reko.larkan", s.FollowUpSipPlan(closed=True, **fields))
    assert refusal(told, "reko.larkan", lead)[0] == "sip_plan_closed"


def test_a_copy_in_ones_own_record_is_ones_own_matter(told: World) -> None:
    case_id = told.active("soc", "fk")
    sip_id, _ = planned(told, case_id, "soc", "fk")
    fields: dict[str, Any] = {"case_id": case_id, "sip_id": sip_id, "on": day_of(told.moment)}
    own = told.do("handlaggare.soc", s.NoteSipPlanCopy(to=CopyTo.OWN_RECORD, **fields)).entries[0]
    assert own.recipients == frozenset()
    to_person = told.do("handlaggare.soc", s.NoteSipPlanCopy(to=CopyTo.PERSON, **fields)).entries[0]
    assert to_person.recipients == {told.unit("larkan"), told.unit("fk")}
    early = s.NoteSipPlanCopy(to=CopyTo.PERSON, **(fields | {"on": day_of(told.moment) - timedelta(days=2)}))
    assert refusal(told, "reko.larkan", early) == ("sip_copy_before_plan", "on")


def test_after_the_consent_a_meeting_cannot_be_held(told: World) -> None:
    case_id = told.active("soc")
    sip_id = summoned(told, case_id, "soc")
    told.do("handlaggare.soc", WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    command = s.HoldSip(case_id=case_id, sip_id=sip_id, present_units=frozenset(), person_present=True)
    assert refusal(told, "reko.larkan", command)[0] == "consent_missing"
