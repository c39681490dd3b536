"""Sound examples of the commands about joint meetings; see ``tests.house.sound``.

The other examples count on the county's day, so a meeting is summoned for the same day and held on it.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from events.calendar import day_of
from events.commands import sip as s
from events.facts.sip import SipPlanEstablished
from tests.house.county import County
from tests.house.sound.example import Body, Sound, as_sent, example, of_case
from tests.meeting import PURPOSE, call, form, measure, plan, proposed, summoned


def body(command: Any) -> Body:
    """What is sent of a command: without its empty envelope."""
    sent = as_sent(command)
    return {name: value for name, value in sent.items() if name not in {"command_id", "seen"} and value is not None}


def called(county: County) -> tuple[UUID, UUID]:
    case_id = county.case("soc", "fk")
    sip_id = summoned(county.world, case_id, "soc", "fk")
    county.catch_up()
    return case_id, sip_id


def held(county: County) -> tuple[UUID, UUID]:
    case_id = county.case("soc", "fk")
    soon = county.world.moment + timedelta(minutes=30)
    sip_id = summoned(county.world, case_id, "soc", "fk", at=soon)
    units = frozenset({county.world.unit("soc")})
    county.do("reko.larkan", s.HoldSip(case_id=case_id, sip_id=sip_id, present_units=units, person_present=True))
    return case_id, sip_id


def planned(county: County) -> tuple[UUID, UUID, SipPlanEstablished]:
    case_id, sip_id = held(county)
    fact = county.do("reko.larkan", plan(county.world, case_id, sip_id, "soc", "fk")).entries[0].fact
    assert isinstance(fact, SipPlanEstablished)
    return case_id, sip_id, fact


@example(s.ProposeSip)
def propose(county: County) -> Sound:
    fields = {"kind": "sip", "reason": "person_wish", "purpose": PURPOSE, "recipients": [county.world.unit("soc")]}
    return Sound("handlaggare.fk", of_case(county.case("soc", "fk"), **fields), ("sip_id",))


@example(s.DeclineSip)
def decline(county: County) -> Sound:
    case_id = county.case("soc")
    sip_id = proposed(county.world, case_id)
    county.catch_up()
    return Sound("handlaggare.soc", of_case(case_id, sip_id=sip_id, by="municipality", reason="Vi har redan en plan."))


@example(s.SummonSip)
def summon(county: County) -> Sound:
    case_id = county.case("soc")
    sip_id = proposed(county.world, case_id)
    county.catch_up()
    more = {"agenda": "Tid för tolk.", "questions": ("Vad behöver vi veta?",), "minutes": 45}
    return Sound("reko.larkan", body(call(county.world, case_id, sip_id, "soc", **more)))


@example(s.AnswerSipInvitation)
def answer(county: County) -> Sound:
    case_id, sip_id = called(county)
    fields = {"answer": "substitute_sent", "who": "Siv Demoström, socialsekreterare"}
    return Sound("handlaggare.soc", of_case(case_id, sip_id=sip_id, **fields))


@example(s.RemindAboutSip)
def remind(county: County) -> Sound:
    case_id, sip_id = called(county)
    return Sound("reko.larkan", of_case(case_id, sip_id=sip_id))


@example(s.SubmitSipPreparation)
def prepare(county: County) -> Sound:
    case_id, sip_id = called(county)
    recipients = frozenset({county.world.unit("larkan")})
    return Sound("handlaggare.soc", body(form(case_id, sip_id, "handlaggare.soc", recipients=recipients)))


@example(s.RevokeSipInvitation)
def revoke(county: County) -> Sound:
    case_id, sip_id = called(county)
    return Sound("reko.larkan", of_case(case_id, sip_id=sip_id, unit_id=county.world.unit("fk")))


@example(s.CancelSip)
def cancel(county: County) -> Sound:
    case_id, sip_id = called(county)
    return Sound("reko.larkan", of_case(case_id, sip_id=sip_id, reason="illness"))


@example(s.HoldSip)
def hold(county: County) -> Sound:
    case_id = county.case("soc", "fk")
    sip_id = summoned(county.world, case_id, "soc", "fk", at=county.world.moment + timedelta(minutes=30))
    county.catch_up()
    fields = {"held_on": day_of(county.world.moment), "present_units": [county.world.unit("soc")]}
    return Sound("reko.larkan", of_case(case_id, sip_id=sip_id, person_present=True, **fields))


@example(s.EstablishSipPlan)
def establish(county: County) -> Sound:
    case_id, sip_id = held(county)
    more = {"measures_by_others": "Amina ringer själv.", "copy_to_person_on": day_of(county.world.moment)}
    measures = (measure(county.world, "soc"), measure(county.world, "fk", "Bedömer ansökan.", decided=True))
    return Sound("reko.larkan", body(plan(county.world, case_id, sip_id, measures=measures, **more)))


@example(s.ConfirmSipMeasure)
def confirm(county: County) -> Sound:
    case_id, sip_id, fact = planned(county)
    return Sound(
        "handlaggare.soc", of_case(case_id, sip_id=sip_id, measure_id=fact.measures[0].measure_id, stands=True)
    )


@example(s.FollowUpSipPlan)
def follow_up(county: County) -> Sound:
    case_id, sip_id, fact = planned(county)
    today = day_of(county.world.moment)
    status = [{"measure_id": each.measure_id, "status": "ongoing"} for each in fact.measures]
    fields = {"on": today, "measures_status": status, "next_on": today + timedelta(days=30)}
    return Sound("reko.larkan", of_case(case_id, sip_id=sip_id, **fields))


@example(s.NoteSipPlanCopy)
def copy(county: County) -> Sound:
    case_id, sip_id, _ = planned(county)
    return Sound("reko.larkan", of_case(case_id, sip_id=sip_id, to="person", on=day_of(county.world.moment)))


def team_item(county: County, case_id: UUID) -> s.PlanTeamItem:
    return s.PlanTeamItem(
        case_id=case_id,
        at=county.world.moment + timedelta(minutes=20),
        units=frozenset({county.world.unit("soc")}),
        purpose="Gå igenom läget.",
        question="Vem tar nästa steg?",
    )


@example(s.PlanTeamItem)
def team(county: County) -> Sound:
    return Sound("reko.larkan", body(team_item(county, county.case("soc"))), ("meeting_id",))


@example(s.ConcludeTeamItem)
def conclude(county: County) -> Sound:
    case_id = county.case("soc")
    fact = county.do("reko.larkan", team_item(county, case_id)).entries[0].fact
    county.world.moment += timedelta(minutes=30)
    meeting_id = fact.meeting_id  # type: ignore[union-attr]
    return Sound("handlaggare.soc", of_case(case_id, meeting_id=meeting_id, conclusion="Kommunen ringer."))
