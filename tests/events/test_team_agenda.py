"""A case on the agenda of a meeting over several: with a question, and under a consent that covers all in the room."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from events.commands import sip as s
from events.facts import sip as sip_facts
from tests.events.told import refusal
from tests.world import World


def item(world: World, case_id: UUID, *slugs: str, **more: Any) -> s.PlanTeamItem:
    fields: dict[str, Any] = {
        "at": world.moment + timedelta(days=2),
        "units": frozenset(world.unit(slug) for slug in slugs),
        "purpose": "Gå igenom läget.",
        "question": "Vem tar nästa steg?",
    }
    return s.PlanTeamItem(case_id=case_id, **(fields | more))


def test_without_a_question_or_a_covering_consent_a_case_is_not_taken_up(told: World) -> None:
    case_id = told.active("soc")
    assert refusal(told, "reko.larkan", item(told, case_id, "soc", question=" ")) == (
        "team_question_missing",
        "question",
    )
    assert refusal(told, "reko.larkan", item(told, case_id, "soc", "fk")) == ("category_not_allowed", "units")
    assert refusal(told, "reko.larkan", item(told, case_id)) == ("team_nobody", "units")
    assert refusal(told, "reko.larkan", item(told, case_id, "soc", at=told.moment)) == ("sip_past", "at")
    made = told.do("reko.larkan", item(told, case_id, "soc")).entries[0]
    assert made.recipients == {told.unit("soc")}
    meeting_id = made.fact.meeting_id  # type: ignore[union-attr]
    assert refusal(told, "reko.larkan", item(told, case_id, "soc", meeting_id=meeting_id))[0] == "team_item_twice"


def test_what_the_meeting_came_to_goes_back_into_the_case(told: World) -> None:
    case_id = told.active("soc", "fk")
    meeting_id = told.do("reko.larkan", item(told, case_id, "soc")).entries[0].fact.meeting_id  # type: ignore[union-attr]
    command = s.ConcludeTeamItem(case_id=case_id, meeting_id=meeting_id, conclusion="Kommunen ringer.")
    assert refusal(told, "handlaggare.soc", command)[0] == "team_not_yet"
    told.moment += timedelta(days=3)
    assert refusal(told, "handlaggare.fk", command) == ("team_item_unknown", "meeting_id")
    made = told.do("handlaggare.soc", command).entries[0]
    assert isinstance(made.fact, sip_facts.TeamItemConcluded) and made.recipients == {told.unit("larkan")}
