"""The schedule of the demo: in time order, the same each time, up to the day it is asked for."""

from datetime import datetime, timedelta

import psycopg
import pytest

from events import commands as c
from events.calendar import STOCKHOLM
from events.kinds import Status
from events.log_recorder import entry_of
from portal.clock import DEMO_DAY
from portal.demo import everybody
from portal.demo.ids import case_id, command_id
from portal.demo.schedule import Schedule, Step, StoryBroken
from tests.conftest import Store
from tests.portal.demo_store import County, county


def test_two_loads_give_the_same_ids(loaded: County, store: Store) -> None:
    with county(store, stories=everybody) as again:
        ids = again.ids()
        assert ids == loaded.ids() and len(ids) > 7000
        assert again.read("reko.larkan", "V1").case.number == loaded.read("reko.larkan", "V1").case.number


def test_everything_happened_in_order_before_the_demo_day(loaded: County) -> None:
    moments = _moments(loaded)
    assert moments == sorted(moments)
    assert moments[0] < datetime(2025, 1, 1, tzinfo=STOCKHOLM) and moments[-1] < DEMO_DAY


def test_on_an_earlier_day_the_rest_has_not_happened_yet(store: Store) -> None:
    with county(store, datetime(2026, 10, 1, 9, 0, tzinfo=STOCKHOLM)) as loaded:
        assert max(_moments(loaded)) < loaded.moment
        assert loaded.read("reko.tarnan", "V5").case.status(loaded.moment.date()) is Status.ACTIVE
        assert loaded.log.load(case_id("V9")).version == 0


def test_on_a_later_day_time_has_done_its_work(store: Store) -> None:
    with county(store, datetime(2027, 3, 1, 9, 0, tzinfo=STOCKHOLM)) as loaded:
        assert "consent-expired" in loaded.topics("handlaggare.soc-koping", "V1")
        assert "sick-leave-recorded" not in loaded.topics("handlaggare.soc-koping", "V1")
        assert "sick-leave-recorded" in loaded.topics("reko.larkan", "V1")


def test_before_the_first_day_the_units_and_people_are_there_all_the_same(store: Store) -> None:
    with county(store, datetime(2020, 1, 1, tzinfo=STOCKHOLM)) as loaded:
        assert "larkan" in loaded.directory.by_slug and len(loaded.directory.users) > 180
        assert loaded.log.load(case_id("V2")).version == 0


def test_progress_is_told_to_the_last_step(store: Store) -> None:
    with county(store) as loaded:
        told: list[tuple[int, int]] = []
        more = [Step(DEMO_DAY, _body(f"extra {n}")) for n in range(3)]
        late = Step(DEMO_DAY + timedelta(days=1), _body("late"))
        Schedule(loaded.log, loaded.log, [*more, late]).run(DEMO_DAY, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_story_that_does_not_go_as_told_stops_the_load(store: Store) -> None:
    with county(store) as loaded:
        refuse = c.RefuseConsent(command_id=command_id("extra"), case_id=case_id("V1"))
        broken = Step(DEMO_DAY, refuse, "reko.larkan", "larkan")
        with pytest.raises(StoryBroken, match="not_now"):
            Schedule(loaded.log, loaded.log, [broken]).run(DEMO_DAY)
        with pytest.raises(StoryBroken, match="was not refused"):
            Schedule(loaded.log, loaded.log, [Step(DEMO_DAY, _body("x"), refused="not_now")]).run(DEMO_DAY)


def _body(name: str) -> c.RegisterOrganisation:
    from orgs.kinds import OrgType

    return c.RegisterOrganisation(
        command_id=command_id(name), name=name, org_type=OrgType.REGION, org_number=name, county_code="19"
    )


def _moments(loaded: County) -> list[datetime]:
    with psycopg.connect(loaded.admin) as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event ORDER BY position"
        ).fetchall()
    return [entry_of(*row).recorded_at for row in rows]
