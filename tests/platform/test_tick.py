"""What time brings about."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from events.calendar import STOCKHOLM, day_of
from events.checkpoints import issued
from events.personnummer import demo_number
from events.signed_note import CheckpointKey
from events.vault import load_store_key
from portal.cli.sentences import sentence_for
from portal.operation import tick
from portal.operation.opening import keep_clock
from portal.operation.signing import sign_log
from portal.operation.spoken import TickFailed
from portal.settings import Settings, read_settings
from projections.runner import Projector
from tests.conftest import Store
from tests.events.conftest import MASTER, world_on
from tests.world import TODAY, World

ADD_SESSION = (
    "INSERT INTO web.session (id_hash, user_id, seen_at)"
    " VALUES (%s, gen_random_uuid(), now() - %s * interval '1 minute')"
)
ADD_INPUT = (
    "INSERT INTO web.kept_input (kept_id, user_id, form_page, sealed, kept_at)"
    " VALUES (gen_random_uuid(), gen_random_uuid(), '/x', '', now() - %s * interval '1 minute')"
)


def test_what_was_kept_for_an_hour_is_gone_after_it_and_the_rest_stays(store: Store) -> None:
    with psycopg.connect(store.web) as connection:
        for minutes in (1, 30, 200):
            connection.execute(ADD_SESSION, [str(minutes).encode(), minutes])
            connection.execute(ADD_INPUT, [minutes])
    settings = replace(read_settings({}), urls={"keeper": store.keeper})
    assert tick.forget_sessions(settings) == 2
    assert tick.forget_sessions(settings) == 0
    with psycopg.connect(store.web) as connection:
        left = connection.execute("SELECT id_hash FROM web.session ORDER BY 1").fetchall()
        assert left == [(b"1",), (b"30",)]
        assert connection.execute("SELECT count(*) FROM web.kept_input").fetchone() == (2,)


def settings_of(store: Store, tmp_path: Path) -> Settings:
    key = tmp_path / "key"
    key.write_text(MASTER.hex())
    return read_settings({"PORTAL_KEEPER_URL": store.keeper, "PORTAL_MASTER_KEY_FILE": str(key)})


def lapsed(store: Store, count: int) -> World:
    """So many cases whose consents ran out a week ago, and nobody has been at work since."""
    world = world_on(store)
    for n in range(count):
        case_id = world.draft(number=demo_number(date(1970, 1, 1) + timedelta(days=n), 980).digits)
        world.consent(case_id, "larkan", "soc", valid_to=TODAY + timedelta(days=3))
    with psycopg.connect(store.projector, autocommit=True) as connection:
        Projector(connection).catch_up()
    world.moment += timedelta(days=10)
    keep_clock(store.owner, world.moment)
    return world


def expired(store: Store) -> int:
    with psycopg.connect(store.admin) as connection:
        rows = connection.execute("SELECT count(*) FROM log.event WHERE topic = 'consent-expired'").fetchone()
    return rows[0] if rows else 0


def test_after_a_week_without_a_keeper_everything_is_caught_up_once(store: Store, tmp_path: Path) -> None:
    lapsed(store, 3).log.close()
    for _ in range(2):
        tick.run(settings_of(store, tmp_path))
    assert expired(store) == 3


def test_two_keepers_at_once_do_everything_once(store: Store, tmp_path: Path) -> None:
    lapsed(store, 6).log.close()
    settings = settings_of(store, tmp_path)
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(tick.run, settings) for _ in range(4)]:
            done.result()
    tick.run(settings)
    assert expired(store) == 6


def test_a_keeper_that_meets_another_at_work_leaves_it_to_it(store: Store, tmp_path: Path) -> None:
    settings = settings_of(store, tmp_path)
    done: list[str] = []

    def note(_: Settings) -> int:
        done.append("noted")
        return 1

    def meets_another(_: Settings) -> int:
        tick.run(settings, (note,))
        return 1

    tick.run(settings, (meets_another,))
    assert done == []
    tick.run(settings, (note,))
    assert done == ["noted"]


def test_an_act_that_fails_stops_none_of_the_others_and_is_told(store: Store, tmp_path: Path) -> None:
    done: list[str] = []

    def breaks(_: Settings) -> int:
        raise RuntimeError("Testa Testsson")

    def works(_: Settings) -> int:
        done.append("works")
        return 1

    with pytest.raises(TickFailed, match="Tidsjobbet blev inte klart: breaks") as failed:
        tick.run(settings_of(store, tmp_path), (breaks, works))
    assert done == ["works"] and "Testsson" not in str(failed.value)
    assert sentence_for(failed.value) == str(failed.value)


def days_signed(store: Store) -> list[int]:
    """The day of the month of each checkpoint, the latest first."""
    key = CheckpointKey(load_store_key(store.keeper, MASTER))
    with psycopg.connect(store.keeper) as connection:
        found = [each.checkpoint for each in issued(connection, key)]
    return [day_of(checkpoint.issued_at).day for checkpoint in found if checkpoint]


NIGHTS = [(10, 0, True), (10, 23, False), (11, 0, True), (20, 8, True), (12, 0, True), (12, 1, False)]
"""Day, hour, and whether the log is signed then."""


def test_the_log_is_signed_once_each_night_however_quiet_and_also_after_the_clock_was_wrong(
    store: Store, tmp_path: Path
) -> None:
    world_on(store).log.close()
    settings, told = settings_of(store, tmp_path), list[int]()
    for day, hour, signs in NIGHTS:
        keep_clock(store.owner, datetime(2026, 12, day, hour, 5, tzinfo=STOCKHOLM))
        tick.run(settings, (sign_log,))
        told = [day, *told] if signs else told
        assert days_signed(store) == told


def test_a_log_that_was_altered_is_told_each_night_and_stops_nothing_else(store: Store, tmp_path: Path) -> None:
    lapsed(store, 1).log.close()
    settings = settings_of(store, tmp_path)
    keep_clock(store.owner, datetime(2026, 12, 10, tzinfo=STOCKHOLM))
    tick.run(settings, (sign_log,))
    with psycopg.connect(store.admin) as admin:
        admin.execute("UPDATE log.event SET command_id = gen_random_uuid() WHERE position = 20")
    for day in (12, 13):
        keep_clock(store.owner, datetime(2026, 12, day, tzinfo=STOCKHOLM))
        with pytest.raises(TickFailed, match="Tidsjobbet blev inte klart: sign_log"):
            tick.run(settings)
    assert expired(store) == 1 and days_signed(store) == [10]
