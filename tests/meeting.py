"""A joint meeting, step by step, in the world of ``tests/world.py``."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.calendar import STOCKHOLM, day_of
from events.commands import sip as s
from events.facts.sip import PreparedAnswer, SipPlanEstablished
from events.sip.fold import Sip
from events.sip.kinds import InvitationAnswer
from events.sip.questions import Question
from tests.world import World

PURPOSE = "Enas om vägen tillbaka till arbete och vem som gör vad."
MEETING = datetime(2026, 12, 2, 13, 0, tzinfo=STOCKHOLM)


def proposed(world: World, case_id: UUID, by: str = "reko.larkan", **more: Any) -> UUID:
    made = world.do(by, s.ProposeSip(case_id=case_id, **({"purpose": PURPOSE} | more)))
    sip_id: UUID = made.entries[0].fact.sip_id  # type: ignore[union-attr]
    return sip_id


def call(world: World, case_id: UUID, sip_id: UUID, *slugs: str, **more: Any) -> s.SummonSip:
    at = max(
        MEETING,
        world.moment.astimezone(STOCKHOLM).replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=9),
    )
    fields: dict[str, Any] = {
        "at": at,
        "place": "Rum 3, Ringvägen 4",
        "purpose": PURPOSE,
        "units": frozenset(world.unit(slug) for slug in slugs),
    }
    return s.SummonSip(case_id=case_id, sip_id=sip_id, **(fields | more))


def summoned(world: World, case_id: UUID, *slugs: str, by: str = "reko.larkan", **more: Any) -> UUID:
    sip_id = proposed(world, case_id)
    world.do(by, call(world, case_id, sip_id, *slugs, **more))
    return sip_id


def answered(world: World, case_id: UUID, sip_id: UUID, by: str) -> None:
    world.do(by, s.AnswerSipInvitation(case_id=case_id, sip_id=sip_id, answer=InvitationAnswer.ACCEPTED))


OWN = {
    "larkan": Question.DEGREE,
    "psyk": Question.FUNCTION,
    "soc": Question.LIVELIHOOD,
    "ame": Question.ACTIVITY,
    "fk": Question.SGI,
    "af": Question.ENROLLED,
}


def form(case_id: UUID, sip_id: UUID, by: str, **more: Any) -> s.SubmitSipPreparation:
    """The common part and one question of the party's own."""
    slug = by.split(".")[1]
    answers = (PreparedAnswer(Question.OFFER, f"Vi i {slug} kan."), PreparedAnswer(OWN[slug], f"Läget hos {slug}."))
    return s.SubmitSipPreparation(case_id=case_id, sip_id=sip_id, **({"answers": answers} | more))


def prepared(world: World, case_id: UUID, sip_id: UUID, by: str, **more: Any) -> None:
    world.do(by, form(case_id, sip_id, by, **more))


def sip_of(world: World, case_id: UUID, sip_id: UUID) -> Sip:
    return world.log.load(case_id).sips[sip_id]


def held(world: World, case_id: UUID, *slugs: str, **more: Any) -> UUID:
    """Called, and the clock moved to the evening of the day."""
    sip_id = summoned(world, case_id, *slugs)
    at = sip_of(world, case_id, sip_id).at
    assert at
    world.moment = at + timedelta(hours=4)
    fields: dict[str, Any] = {"present_units": frozenset(world.unit(slug) for slug in slugs), "person_present": True}
    world.do("reko.larkan", s.HoldSip(case_id=case_id, sip_id=sip_id, **(fields | more)))
    return sip_id


def measure(world: World, slug: str, what: str = "Startar arbetsträning.", **more: Any) -> s.PlannedMeasure:
    today = day_of(world.moment)
    to = today + timedelta(days=30)
    fields: dict[str, Any] = {"what": what, "from_": today, "to": to, "responsible_unit": world.unit(slug)}
    return s.PlannedMeasure(**(fields | more))


def plan(world: World, case_id: UUID, sip_id: UUID, *slugs: str, **more: Any) -> s.EstablishSipPlan:
    fields: dict[str, Any] = {
        "needs": "Stöd i att komma i gång.",
        "goals_person": ("Jag vill orka gå ut.",),
        "goals_professional": ("Arbetsträning halvtid.",),
        "measures": tuple(measure(world, slug) for slug in slugs or ("soc",)),
        "plan_lead_unit": world.unit("larkan"),
        "follow_up_on": day_of(world.moment) + timedelta(days=60),
    }
    return s.EstablishSipPlan(case_id=case_id, sip_id=sip_id, **(fields | more))


def planned(world: World, case_id: UUID, *slugs: str) -> tuple[UUID, SipPlanEstablished]:
    sip_id = held(world, case_id, *slugs)
    fact = world.do("reko.larkan", plan(world, case_id, sip_id, *slugs)).entries[0].fact
    assert isinstance(fact, SipPlanEstablished)
    return sip_id, fact


def team_item(world: World, case_id: UUID, *slugs: str, **more: Any) -> UUID:
    """The case on the agenda of a meeting in twenty minutes; gives the meeting's id."""
    fields: dict[str, Any] = {
        "at": world.moment + timedelta(minutes=20),
        "units": frozenset(world.unit(slug) for slug in slugs),
        "purpose": "Gå igenom läget.",
        "question": "Vem tar nästa steg?",
    }
    made = world.do("reko.larkan", s.PlanTeamItem(case_id=case_id, **(fields | more)))
    meeting_id: UUID = made.entries[0].fact.meeting_id  # type: ignore[union-attr]
    return meeting_id
