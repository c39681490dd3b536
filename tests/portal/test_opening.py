"""What a store needs before anybody is served: its key, and a domain clock that never goes back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.app import login_providers
from portal.clock import DEMO_DAY, STOCKHOLM
from portal.operation.opening import keep_clock, prepare, read_clock
from portal.settings import SettingsRefused, read_settings
from tests.world import World

A_SECOND = timedelta(seconds=1)


def near(moment: datetime, wanted: datetime) -> bool:
    return abs(moment - wanted) < 5 * A_SECOND


def settings_of(store: Any, home: Path, **more: str) -> Any:
    given = {"PORTAL_HOME": str(home), "PORTAL_DATABASE_URL": store.web, "PORTAL_OWNER_URL": store.owner}
    return read_settings(given | more)


def test_a_demo_begins_on_its_day_and_every_process_reads_the_same_clock(store: Any, tmp_path: Path) -> None:
    prepare(settings_of(store, tmp_path))
    for dsn in (store.web, store.projector, store.keeper):
        assert near(read_clock(dsn).moment(), DEMO_DAY)
    assert read_clock(store.web).today().isoformat() == "2026-11-23"


def test_a_store_that_was_never_set_has_the_real_time(store: Any) -> None:
    assert near(read_clock(store.web).moment(), datetime.now(UTC))


def test_a_clock_that_was_set_is_kept_by_later_starts_and_moved_only_by_a_new_setting(store: Any) -> None:
    later = datetime(2027, 2, 1, 8, 0, tzinfo=STOCKHOLM)
    keep_clock(store.owner, later)
    keep_clock(store.owner, DEMO_DAY)
    assert near(read_clock(store.web).moment(), later)
    earlier = datetime(2026, 12, 1, 8, 0, tzinfo=STOCKHOLM)
    keep_clock(store.owner, earlier)
    assert near(read_clock(store.web).moment(), earlier)


def test_the_clock_never_goes_back_behind_the_last_entry(store: Any, tmp_path: Path) -> None:
    settings = settings_of(store, tmp_path)
    prepare(settings)
    log = Log(store.web, load_store_key(store.web, settings.master_key()), Mode.DEMO, pool_size=1)
    try:
        world = World(log)
    finally:
        log.close()
    keep_clock(store.owner, datetime(2020, 1, 1, tzinfo=UTC))
    assert near(read_clock(store.web).moment(), world.moment)


def test_the_master_key_of_a_demo_is_made_once_and_opens_the_store(store: Any, tmp_path: Path) -> None:
    settings = settings_of(store, tmp_path)
    prepare(settings)
    box = load_store_key(store.web, settings.master_key()).seal(b"text", b"here")
    prepare(settings)
    assert load_store_key(store.web, settings.master_key()).open(box, b"here") == b"text"
    assert settings.master_key_file.stat().st_mode & 0o077 == 0


def test_production_takes_no_demo_provider(store: Any, tmp_path: Path) -> None:
    settings = replace(settings_of(store, tmp_path), production=True)
    with pytest.raises(SettingsRefused, match="PORTAL_OIDC_ISSUERS"):
        login_providers(settings)
