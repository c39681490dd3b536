"""Whoever follows the feed has, after each poll, what they may read: nothing missed, nothing twice, nothing hidden."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import psycopg
import pytest

from events.consents import expire_consent
from events.grants import Gate
from events.refusals import Refused
from orgs.officers import Officer
from projections.feed import Place, feed
from projections.runner import Projector
from projections.view import seen_by
from tests.conftest import Servers, fresh_copy
from tests.events.conftest import world_on
from tests.gate.test_histories import History
from tests.world import World

STEPS = 110
READERS = ("reko.larkan", "lakare.larkan", "reko.psyk", "handlaggare.soc", "handlaggare.ame", "handlaggare.fk")


class Follower:
    """Polls as the API does: what the views offer, with the gate's last word on each entry."""

    def __init__(self, world: World, subject: str) -> None:
        self.world, self.officer = world, world.officer(subject)
        self.place: Place | None = None
        self.got: set[UUID] = set()
        self.again = 0
        self.ever: set[UUID] = set()

    def readable(self, case_id: UUID) -> set[UUID]:
        case = self.world.log.load(case_id)
        gate = Gate(case, self.officer, self.world.moment)
        if gate.awaits_verification:
            return set()
        return {
            entry.event_id
            for entry in gate.readable
            if entry.category != "violence_question" and entry.version not in case.retracted
        }

    def poll(self, may: set[UUID], limit: int) -> None:
        begin = self.place
        while batch := self._batch(self.officer, begin, limit):
            begin = batch[-1][1]
            for event_id, place in batch:
                if event_id not in may:
                    continue
                assert event_id not in self.got, "given twice while it could be read all along"
                self.again += event_id in self.ever
                self.got.add(event_id)
                self.ever.add(event_id)
                self.place = place

    def _batch(self, officer: Officer, begin: Place | None, limit: int) -> list[tuple[UUID, Place]]:
        with seen_by(self.world.log.pool, officer.unit_id, self.world.moment) as connection:
            return [(g.entry.event_id, g.place) for g in feed(connection, officer.user_id, begin, limit)]


@pytest.fixture(scope="module")
def told(servers: Servers) -> Iterator[tuple[World, Projector]]:
    with fresh_copy(servers("embedded")) as store, psycopg.connect(store.projector, autocommit=True) as connection:
        world = world_on(store)
        yield world, Projector(connection)
        world.log.close()


happened: Counter[str] = Counter()


@pytest.mark.parametrize("seed", range(5000, 5014))
def test_after_any_history_the_polls_together_are_what_the_reader_may_read(
    told: tuple[World, Projector], seed: int
) -> None:
    world, projector = told
    history = History(world, seed)
    draw, followers = history.draw, [Follower(world, subject) for subject in READERS]
    for step in range(STEPS):
        history.step()
        kept_up = draw.random() < 0.8 or step == STEPS - 1
        if kept_up:
            with suppress(Refused):  # what has expired is noted as such within the minute
                world.log.bring_about(history.case_id, expire_consent, world.act("reko.larkan"))
            projector.catch_up()
        for follower in followers:
            may = follower.readable(history.case_id)
            follower.got &= may  # what could not be read for a while may be given anew
            if draw.random() < 0.4 or step == STEPS - 1:
                late = len(follower.ever)
                follower.poll(may, draw.choice([1, 3, 100]))
                happened["given"] += len(follower.ever) - late
                if kept_up:
                    assert follower.got == may, (seed, follower.officer.name, history.told)
    happened["again"] += sum(follower.again for follower in followers)
    happened["foreign"] += sum(len(follower.got) for follower in followers[1:])


def test_the_histories_had_something_to_give() -> None:
    """The positive control: much was given, much of it to others, some of it once more."""
    assert min(happened[what] for what in ("given", "again", "foreign")) > 20, happened
