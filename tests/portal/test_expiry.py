"""Time: expiry bites without the job, and the job records it once."""

from datetime import timedelta
from pathlib import Path

import psycopg

from events.kinds import Status
from portal.operation import expiry
from portal.operation.opening import keep_clock, prepare
from portal.settings import read_settings
from projections.runner import Projector
from tests.conftest import Store
from tests.events.conftest import MASTER, world_on
from tests.world import TODAY


def test_an_expired_consent_stops_reading_by_itself_and_is_recorded_once(store: Store, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text(MASTER.hex() + "\n")
    settings = read_settings(
        {
            "PORTAL_DATABASE_URL": store.web,
            "PORTAL_PROJECTOR_URL": store.projector,
            "PORTAL_KEEPER_URL": store.keeper,
            "PORTAL_OWNER_URL": store.owner,
            "PORTAL_MASTER_KEY_FILE": str(key),
        }
    )
    world = world_on(store)
    prepare(settings)
    case_id = world.active("soc", valid_to=TODAY + timedelta(days=10))
    assert len(world.read("handlaggare.soc", case_id).entries) > 0
    with psycopg.connect(store.projector, autocommit=True) as connection:
        Projector(connection).catch_up()
    world.moment += timedelta(days=11)
    before = world.log.load(case_id)
    assert before.status(TODAY + timedelta(days=11)) is Status.SUSPENDED
    assert world.read("handlaggare.soc", case_id).contact is None
    keep_clock(store.owner, world.moment)
    assert expiry.expire_consents(settings) == 1
    assert expiry.expire_consents(settings) == 0
    topics = [entry.topic for entry in world.log.load(case_id).entries.values()]
    assert topics.count("consent-expired") == 1
    world.log.close()
