"""Whoever has just acted finds it in the views, or is soon told the truth; with a projector and without."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from uuid import UUID

from events.commands.paths import ConfirmContactPath, PublishContactPath
from events.contact_path import path_id_of
from projections.progress import Progress
from projections.runner import run
from tests.conftest import Store
from tests.events.test_paths import SIV
from tests.world import TODAY, World

LONG = 30.0


@contextmanager
def projector(store: Store) -> Iterator[None]:
    stop = threading.Event()
    running = threading.Thread(target=run, args=(store.projector, stop))
    running.start()
    try:
        yield
    finally:
        stop.set()
        running.join()


def published(world: World) -> UUID:
    world.do("chef.soc", PublishContactPath(primary=SIV))
    return path_id_of(world.unit("soc"))


def test_what_was_just_done_is_in_the_views_when_the_page_is_drawn(world: World, store: Store) -> None:
    progress = Progress(world.log.pool, patience=LONG)
    with projector(store):
        path_id = published(world)
        for _ in range(5):
            assert progress.reached(path_id)
            assert not progress.behind()
            world.do("chef.soc", ConfirmContactPath(confirmed_on=TODAY))


def test_who_waits_is_woken_by_the_projector(world: World, store: Store) -> None:
    progress, path_id = Progress(world.log.pool, patience=LONG), published(world)
    found: list[bool] = []
    began = monotonic()
    waiting = threading.Thread(target=lambda: found.append(progress.reached(path_id)))
    waiting.start()
    with projector(store):
        waiting.join()
    assert found == [True] and monotonic() - began < LONG


def test_without_a_projector_nobody_waits_longer_than_the_patience_and_the_next_not_at_all(world: World) -> None:
    progress, path_id = Progress(world.log.pool, patience=0.2), published(world)
    began = monotonic()
    assert not progress.reached(path_id)
    first = monotonic() - began
    assert 0.2 <= first < 5 and progress.behind()
    patient = Progress(world.log.pool, patience=0.2)
    patient._not_before, patient._patience = monotonic() + LONG, LONG
    assert not patient.reached(path_id)
    assert monotonic() - began < LONG


def test_many_at_once_leave_connections_for_others(world: World) -> None:
    progress, path_id = Progress(world.log.pool, patience=0.2), published(world)
    found: list[bool] = []
    everybody = [threading.Thread(target=lambda: found.append(progress.reached(path_id))) for _ in range(20)]
    began = monotonic()
    for one in everybody:
        one.start()
    for one in everybody:
        one.join()
    assert found == [False] * 20 and monotonic() - began < LONG
