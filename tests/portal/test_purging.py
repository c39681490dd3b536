"""The keeper purges: keys and identity go, the skeleton stays, nobody finds the case, and a repeat changes nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from events import commands as c
from events.kinds import Outcome
from events.refusals import NotFoundOrDenied
from events.verifying import verify
from portal.operation.certificate import NOT_YET, NOTHING, REWRITTEN, certificate
from portal.operation.ending import close_resting_cases, purge_cases, purged_now
from portal.operation.opening import keep_clock, prepare
from portal.settings import Settings, read_settings
from projections.runner import Projector
from tests.conftest import Store
from tests.events.conftest import MASTER, world_on
from tests.events.test_purging import REF, administrator
from tests.world import World


class Keeping:
    """A world beside the keeper's settings, on one clock."""

    def __init__(self, store: Store, world: World, settings: Settings) -> None:
        self.store, self.world, self.settings = store, world, settings

    def later(self, **more: float) -> None:
        self.world.moment += timedelta(**more)
        self.caught_up()
        keep_clock(self.store.owner, self.world.moment)

    def caught_up(self) -> None:
        with psycopg.connect(self.store.projector, autocommit=True) as connection:
            Projector(connection).catch_up()

    def rows(self, case_id: UUID) -> tuple[int, int, int]:
        """Keys, parts of the identity, grants."""
        with psycopg.connect(self.store.admin) as admin:
            found = [
                admin.execute(f"SELECT count(*) FROM vault.{table} WHERE case_id = %s", (case_id,)).fetchone()
                for table in ("key", "identity", '"grant"')
            ]
        keys, parts, grants = (row[0] for row in found if row)
        return keys, parts, grants

    def topics(self, case_id: UUID) -> list[str]:
        return [entry.topic for entry in self.world.log.load(case_id).entries.values()]


@pytest.fixture
def keeping(store: Store, tmp_path: Path) -> Iterator[Keeping]:
    key = tmp_path / "key"
    key.write_text(MASTER.hex() + "\n")
    names = {"DATABASE": store.web, "PROJECTOR": store.projector, "KEEPER": store.keeper, "OWNER": store.owner}
    urls = {f"PORTAL_{name}_URL": dsn for name, dsn in names.items()}
    settings = read_settings(urls | {"PORTAL_MASTER_KEY_FILE": str(key)})
    world = world_on(store)
    prepare(settings)
    yield Keeping(store, world, settings)
    world.log.close()


def test_an_old_draft_is_purged_and_a_young_one_is_not(keeping: Keeping) -> None:
    old = keeping.world.draft()
    keeping.later(days=10)
    young = keeping.world.draft("handlaggare.soc")
    keeping.later(days=21)
    assert min(keeping.rows(old)) > 0
    assert purge_cases(keeping.settings) == 1
    assert keeping.rows(old) == (0, 0, 0)
    assert min(keeping.rows(young)) > 0
    assert keeping.topics(old) == ["case-drafted", "case-purged"]
    with pytest.raises(NotFoundOrDenied):
        keeping.world.read("reko.larkan", old)
    assert verify(keeping.store.keeper).faults == []


def test_the_unit_may_open_a_new_case_about_the_person_after_the_purge(keeping: Keeping) -> None:
    keeping.world.draft()
    keeping.later(days=31)
    assert purge_cases(keeping.settings) == 1
    keeping.world.draft()


def test_purging_is_safely_repeated_a_week_late_and_by_several_at_once(keeping: Keeping) -> None:
    world = keeping.world
    case_id = world.active("soc")
    world.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.STUDIES))
    keeping.later(days=365)
    assert purge_cases(keeping.settings) == 0
    keeping.later(days=8)
    with ThreadPoolExecutor(3) as at_once:
        assert sum(at_once.map(purge_cases, [keeping.settings] * 3)) == 1
    assert keeping.topics(case_id).count("case-purged") == 1
    keeping.caught_up()
    assert purge_cases(keeping.settings) == 0
    assert keeping.rows(case_id) == (0, 0, 0)
    assert verify(keeping.store.keeper).faults == []


def test_an_ordered_purge_is_out_of_reach_at_once_and_gone_with_the_next_tick(keeping: Keeping) -> None:
    world = keeping.world
    case_id = world.active("soc")
    keeping.caught_up()
    admin = administrator(world)
    world.log.execute(c.PurgeCase(case_id=case_id, decision_ref=REF), admin)
    for subject in ("reko.larkan", "handlaggare.soc"):
        with pytest.raises(NotFoundOrDenied):
            world.read(subject, case_id)
    assert keeping.rows(case_id)[2] == 0
    assert verify(keeping.store.keeper).faults == []
    keeping.later(seconds=1)
    (purged,) = purged_now(keeping.settings)
    said = certificate([purged], rewritten=True)
    assert f"{purged.number}: gallrat 2026-11-23" in said and f"felregistrerat, beslut {REF}" in said
    assert "Nycklarna till varje uppgift är förstörda" in said and "Amina" not in said
    assert REWRITTEN in said and NOT_YET not in said
    assert NOT_YET in certificate([purged], rewritten=False)
    assert keeping.rows(case_id) == (0, 0, 0)
    assert certificate(purged_now(keeping.settings), rewritten=True) == NOTHING
    assert verify(keeping.store.keeper).faults == []


def test_what_was_being_written_about_a_purged_case_goes_with_it(keeping: Keeping) -> None:
    gone = keeping.world.draft()
    keeping.later(days=10)
    lives = keeping.world.draft("handlaggare.soc")
    with psycopg.connect(keeping.store.admin, autocommit=True) as admin:
        for case_id in (gone, lives):
            page, who = f"/arenden/{case_id}/sip/{UUID(int=1)}/forberedelse/var", UUID(int=2)
            admin.execute(
                "INSERT INTO web.draft (user_id, assignment_id, form_page, sealed) VALUES (%s, %s, %s, 'x')",
                (who, who, page),
            )
            admin.execute(
                "INSERT INTO web.kept_input (kept_id, user_id, form_page, sealed) VALUES (%s, %s, %s, 'x')",
                (case_id, who, page),
            )
        keeping.later(days=21)
        assert purge_cases(keeping.settings) == 1
        for table in ("draft", "kept_input"):
            left = admin.execute(f"SELECT form_page FROM web.{table}".encode()).fetchall()
            assert [str(lives) in page for (page,) in left] == [True], table


def test_a_locked_case_goes_after_thirty_days(keeping: Keeping) -> None:
    case_id = keeping.world.active("soc")
    keeping.world.do("reko.larkan", c.NoteProtectedIdentity(case_id=case_id))
    keeping.later(days=30)
    assert purge_cases(keeping.settings) == 0
    keeping.later(days=1)
    assert purge_cases(keeping.settings) == 1
    assert keeping.rows(case_id) == (0, 0, 0)


def test_a_case_that_has_rested_for_a_year_is_closed_once(keeping: Keeping) -> None:
    case_id = keeping.world.active("soc")
    keeping.world.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    keeping.later(days=364)
    assert close_resting_cases(keeping.settings) == 0
    keeping.later(days=2)
    assert [close_resting_cases(keeping.settings), close_resting_cases(keeping.settings)] == [1, 0]
    assert keeping.topics(case_id)[-1] == "case-closed"
    assert keeping.world.read("reko.larkan", case_id).case.closed is not None
    assert verify(keeping.store.keeper).faults == []


def test_nobody_but_the_keeper_can_destroy_the_keys_of_others(keeping: Keeping) -> None:
    case_id = keeping.world.active("soc")
    with psycopg.connect(keeping.store.web) as web:
        web.execute("SELECT set_config('portal.in_hand', %s, true)", (str(case_id),))
        assert web.execute("DELETE FROM vault.key WHERE case_id = %s", (case_id,)).rowcount == 0
    assert keeping.rows(case_id)[0] > 0
