"""Any life of a deviation: whatever is tried, in whatever order and at whatever time, its state is a sound one."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from events.act import Act, placed
from events.commands import deviations as d
from events.deviation import UNANSWERED, Deviation, DeviationStatus, evolve, fold
from events.deviation_clock import time_passes
from events.facts import Entry
from events.facts.deviations import Cause, EscalatedTo
from events.refusals import NotFoundOrDenied, Refused
from tests.events.test_deviations import answer, report
from tests.events.told import at, told_world
from tests.world import World

S = DeviationStatus
ENDED = {S.ANSWERED, S.CLOSED}
LEGAL: dict[S, set[S]] = {
    S.REPORTED: {S.ACKNOWLEDGED, S.INVESTIGATING, S.ANSWERED, S.WITHDRAWN},
    S.ACKNOWLEDGED: {S.INVESTIGATING, S.ANSWERED, S.WITHDRAWN},
    S.INVESTIGATING: {S.INVESTIGATING, S.ANSWERED, S.WITHDRAWN},
    S.REOPENED: {S.INVESTIGATING, S.ANSWERED},
    S.ANSWERED: {S.CLOSED, S.REOPENED},
    S.CLOSED: {S.REOPENED},
    S.WITHDRAWN: set(),
}
"""Written from domain.md 5.6, not from the code."""
WHO = ["reko.larkan", "chef.larkan", "chef.soc", "handlaggare.soc", "chef.soc-sala", "chef.fk"]
WHAT = ["acknowledge", "investigate", "answer", "escalate", "lift", "close", "reopen", "withdraw", "wait", "tick"]
STEPS = st.lists(st.tuples(st.sampled_from(WHAT), st.sampled_from(WHO), st.integers(0, 95)), max_size=25)


def command(what: str, deviation_id: Any) -> Any:
    match what:
        case "acknowledge":
            return d.AcknowledgeDeviation(deviation_id=deviation_id)
        case "investigate":
            return d.InvestigateDeviation(
                deviation_id=deviation_id, cause=Cause.OTHER, finding="Vi har gått igenom det."
            )
        case "answer":
            return answer(deviation_id)
        case "escalate":
            return d.EscalateDeviation(deviation_id=deviation_id)
        case "lift":
            return d.EscalateDeviation(deviation_id=deviation_id, to=EscalatedTo.STEERING_GROUP)
        case "close":
            return d.CloseDeviation(deviation_id=deviation_id)
        case "reopen":
            return d.ReopenDeviation(deviation_id=deviation_id, reason="Det hände igen.")
        case _:
            return d.WithdrawDeviation(deviation_id=deviation_id)


def later(world: World, days: int) -> None:
    """As long as the assignments of the small world last."""
    world.moment = min(world.moment + timedelta(days=days), at(date(2027, 12, 1)))


def tick(world: World, deviation_id: Any, entries: list[Entry]) -> None:
    act = Act(None, world.moment, world.directory, uuid4())
    made = time_passes(fold(deviation_id, entries), act)
    entries.extend(placed(made, len(entries)))
    assert time_passes(fold(deviation_id, entries), act) == [], "a second tick has nothing to do"


@given(STEPS)
@settings(max_examples=150, deadline=None)
def test_whatever_is_tried_the_state_is_a_sound_one(steps: list[tuple[str, str, int]]) -> None:
    world = told_world()
    deviation_id = world.do("reko.larkan", report(world)).entries[0].stream_id
    entries: list[Entry] = world.log.clear[deviation_id]  # type: ignore[attr-defined]
    for what, who, days in steps:
        before, count = fold(deviation_id, entries), len(entries)
        if what == "wait":
            later(world, days)
        elif what == "tick":
            tick(world, deviation_id, entries)
        else:
            try:
                world.do(who, command(what, deviation_id))
            except (Refused, NotFoundOrDenied):
                assert len(entries) == count, "a refusal records nothing"
        after = fold(deviation_id, entries)
        if after.stage is not before.stage or (what == "investigate" and len(entries) > count):
            assert after.stage in LEGAL[before.stage], (before.stage, after.stage, what, who)
        sound(after)


def sound(one: Deviation) -> None:
    assert (one.answered_on is not None) == (one.stage in ENDED)
    assert (one.closed_on is not None) == (one.stage is S.CLOSED)
    assert one.unanswered == (one.stage in UNANSWERED)
    assert (one.status is S.ESCALATED) == (one.unanswered and one.escalated_to is not None)
    assert one.closed_on is None or (one.answered_on is not None and one.closed_on >= one.answered_on)


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_applied_one_by_one_it_stands_as_folded_at_once(steps: list[tuple[str, str, int]]) -> None:
    world = told_world()
    deviation_id = world.do("reko.larkan", report(world)).entries[0].stream_id
    entries: list[Entry] = world.log.clear[deviation_id]  # type: ignore[attr-defined]
    kept = fold(deviation_id, entries[:1])
    for what, who, days in steps:
        count = len(entries)
        later(world, days)
        try:
            if what in ("wait", "tick"):
                tick(world, deviation_id, entries)
            else:
                world.do(who, command(what, deviation_id))
        except (Refused, NotFoundOrDenied):
            continue
        for entry in entries[count:]:
            evolve(kept, entry)
    assert kept == fold(deviation_id, entries)
