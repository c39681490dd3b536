"""Domain.md 2.3 and 5.4: who proposes, summons, prepares, holds and follows up; never Försäkringskassan or
Arbetsförmedlingen as convener or as lead of the plan."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from events.commands import sip as s
from events.facts.sip import MeasureNow
from events.sip.kinds import CancelReason, CopyTo, DeclinedBy, InvitationAnswer, MeasureStatus
from tests import meeting
from tests.events.duties import AF, AME, CARE, FK, LARKAN, OTHERS, PARTIES, SOC, county, done_by, slug_of, together
from tests.world import World

INVITED = ("larkan", *OTHERS)


def called(world: World) -> tuple[UUID, UUID]:
    """By Lärkan's coordinator, everybody invited."""
    case_id = together(world)
    return case_id, meeting.summoned(world, case_id, *OTHERS)


def doing(world: World, act: type[s.SipCommand], case_id: UUID, sip_id: UUID, **fields: Any) -> set[str]:
    return done_by(world, lambda _: act(case_id=case_id, sip_id=sip_id, **fields))


def test_any_party_proposes_and_region_or_municipality_summons() -> None:
    world = county()
    case_id = together(world)
    assert done_by(world, lambda _: s.ProposeSip(case_id=case_id, purpose=meeting.PURPOSE)) == PARTIES
    sip_id = meeting.proposed(world, case_id, by="handlaggare.fk")
    summons = meeting.call(world, case_id, sip_id, *INVITED)
    assert done_by(world, lambda _: summons) == CARE | SOC | AME
    assert doing(world, s.DeclineSip, case_id, sip_id, by=DeclinedBy.PERSON) == PARTIES
    assert doing(world, s.DeclineSip, case_id, sip_id, by=DeclinedBy.MUNICIPALITY) == SOC | AME
    assert doing(world, s.DeclineSip, case_id, sip_id, by=DeclinedBy.REGION) == CARE


def test_the_invited_answer_and_prepare_and_the_convener_leads() -> None:
    world = county()
    case_id, sip_id = called(world)
    assert doing(world, s.AnswerSipInvitation, case_id, sip_id, answer=InvitationAnswer.ACCEPTED) == PARTIES
    assert done_by(world, lambda by: prepared(world, case_id, sip_id, by)) == PARTIES
    assert doing(world, s.RemindAboutSip, case_id, sip_id) == LARKAN
    assert doing(world, s.CancelSip, case_id, sip_id, reason=CancelReason.ILLNESS) == LARKAN
    assert doing(world, s.RevokeSipInvitation, case_id, sip_id, unit_id=world.unit("af")) == LARKAN
    assert done_by(world, lambda _: meeting.call(world, case_id, sip_id, *OTHERS)) == LARKAN
    world.moment += timedelta(days=12)
    present = frozenset({world.unit("soc")})
    assert doing(world, s.HoldSip, case_id, sip_id, present_units=present, person_present=True) == LARKAN


def prepared(world: World, case_id: UUID, sip_id: UUID, by: str) -> s.SubmitSipPreparation:
    """Of a unit that is not invited, the form of one that is."""
    return meeting.form(case_id, sip_id, by if slug_of(by) in INVITED else "handlaggare.soc")


def test_the_convener_writes_the_plan_and_its_lead_is_of_region_or_municipality() -> None:
    world = county()
    case_id = together(world)
    sip_id = meeting.held(world, case_id, *OTHERS)
    plan = meeting.plan(world, case_id, sip_id)
    for slug in ("larkan", "psyk", "soc", "ame"):
        assert done_by(world, lambda _, lead=slug: replace(plan, plan_lead_unit=world.unit(lead))) == LARKAN  # type: ignore[misc]
    for slug in ("fk", "af"):
        assert done_by(world, lambda _, lead=slug: replace(plan, plan_lead_unit=world.unit(lead))) == set()  # type: ignore[misc]


def test_each_confirms_its_own_measure_and_the_lead_follows_up() -> None:
    world = county()
    case_id = together(world)
    sip_id = meeting.held(world, case_id, *OTHERS)
    measures = tuple(meeting.measure(world, slug) for slug in ("soc", "fk", "af"))
    plan = meeting.plan(world, case_id, sip_id, measures=measures, plan_lead_unit=world.unit("soc"))
    fact: Any = world.do("reko.larkan", plan).entries[0].fact
    for measure, whose in zip(fact.measures, (SOC, FK, AF), strict=True):
        own = {"measure_id": measure.measure_id, "stands": True}
        assert doing(world, s.ConfirmSipMeasure, case_id, sip_id, **own) == whose
    today = world.moment.date()
    now = tuple(MeasureNow(each.measure_id, MeasureStatus.ONGOING) for each in fact.measures)
    reviewed = {"on": today, "measures_status": now, "next_on": today + timedelta(days=30)}
    assert doing(world, s.FollowUpSipPlan, case_id, sip_id, **reviewed) == SOC
    assert doing(world, s.NoteSipPlanCopy, case_id, sip_id, to=CopyTo.PERSON, on=today) == PARTIES


def test_a_case_is_put_on_the_agenda_of_a_team_by_any_party() -> None:
    world = county()
    case_id = together(world)
    item: dict[str, Any] = {
        "at": world.moment + timedelta(minutes=20),
        "purpose": "Gå igenom läget.",
        "question": "Vem tar nästa steg?",
    }
    units = frozenset(world.unit(slug) for slug in ("larkan", "soc"))
    assert done_by(world, lambda _: s.PlanTeamItem(case_id=case_id, units=units, **item)) == PARTIES
