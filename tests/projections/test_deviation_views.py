"""Who sees which deviation, asked of the tables themselves: the policies against the rule in words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from events.deviation import Deviation, DeviationStatus, fold
from events.deviation_readers import may_read
from events.log_recorder import entry_of
from orgs.officers import Officer
from orgs.roles import Role
from portal.operation.deviations import move_deviations
from portal.operation.opening import keep_clock, prepare
from portal.settings import Settings, read_settings
from projections import deviation_patterns, deviations
from projections.view import seen_by
from tests.conftest import Store
from tests.events.conftest import MASTER
from tests.events.test_deviations import answer, report
from tests.world import TODAY, World

CatchUp = Callable[[], int]
CANARY = "Kanariefågeln svarade inte."


@pytest.fixture
def three(world: World, catch_up: CatchUp) -> dict[str, UUID]:
    """Between the health centre and income support, inside another municipality, and one about Försäkringskassan."""
    by = {"soc": "reko.larkan", "soc-sala": "chef.soc-sala", "fk": "reko.larkan"}
    made = {about: world.do(who, report(world, about, description=CANARY)) for about, who in by.items()}
    catch_up()
    return {about: receipt.entries[0].stream_id for about, receipt in made.items()}


def seen(world: World, unit: str, role: str, county: str = "19") -> list[Deviation]:
    with seen_by(world.log.pool, world.unit(unit), world.moment, role, county) as connection:
        return deviations.listed(connection)


@pytest.mark.parametrize(
    ("unit", "role", "expected"),
    [
        ("larkan", "rehab_coordinator", {"soc", "fk"}),
        ("larkan", "care_unit_manager", {"soc", "fk"}),
        ("soc", "social_worker", {"soc"}),
        ("soc-sala", "unit_manager", {"soc-sala"}),
        ("fk", "caseworker", {"fk"}),
        ("ame", "caseworker", set()),
        ("larkan", "process_leader", {"soc", "soc-sala", "fk"}),
        ("larkan", "insurance_medicine_expert", {"soc", "soc-sala", "fk"}),
        ("fk", "liaison_officer", {"fk"}),
        ("soc", "association_director", set()),
        ("soc", "log_reviewer", set()),
        ("soc", "org_admin", set()),
        ("soc", "system_admin", set()),
        ("soc", "", set()),
    ],
)
def test_each_role_sees_its_own_and_nothing_else(
    world: World, three: dict[str, UUID], unit: str, role: str, expected: set[str]
) -> None:
    rows = seen(world, unit, role)
    assert {row.deviation_id for row in rows} == {three[about] for about in expected}
    assert all(CANARY in row.told.description for row in rows)
    if role:
        officer = world.officer("reko.larkan")
        acting = Officer(officer.user_id, "", officer.assignment_id, Role(role), world.directory.by_slug[unit])
        with seen_by(world.log.pool, world.unit("larkan"), world.moment, "process_leader", "19") as connection:
            every = deviations.listed(connection)
        assert {row.deviation_id for row in rows} == {
            row.deviation_id for row in every if may_read(row, acting, world.directory)
        }


def test_another_county_sees_none(world: World, three: dict[str, UUID]) -> None:
    assert seen(world, "larkan", "process_leader", "01") == []
    assert seen(world, "fk", "liaison_officer", "01") == []


def test_the_case_stands_apart_and_only_its_own_officers_find_it(world: World, store: Store, catch_up: CatchUp) -> None:
    case_id = world.active("soc")
    with_case = world.do("reko.larkan", report(world, "soc", case_id=case_id)).entries[0].stream_id
    about_fk = world.do("reko.larkan", report(world, "fk", case_id=case_id)).entries[0].stream_id
    catch_up()
    with psycopg.connect(store.admin) as connection:
        rows = connection.execute("SELECT d::text FROM view.deviation d").fetchall()
        assert len(rows) == 2 and not any(str(case_id) in row[0] for row in rows)

    def found(subject: str) -> set[UUID]:
        officer = world.officer(subject)
        with seen_by(world.log.pool, officer.unit_id, world.moment, officer.role, "19") as connection:
            return set(deviations.cases(connection, officer.user_id, [with_case, about_fk]))

    assert found("reko.larkan") == found("handlaggare.soc") == {with_case, about_fk}
    for other in ("reko2.larkan", "chef.larkan", "handlaggare2.soc", "chef.soc", "handlaggare.fk", "chef.fk"):
        assert found(other) == set()
    with seen_by(world.log.pool, world.unit("fk"), world.moment, "caseworker", "19") as connection:
        assert connection.execute("SELECT count(*) FROM view.deviation_case").fetchone() == (0,)


def test_the_keeper_sees_what_is_due_and_never_a_case(world: World, three: dict[str, UUID], store: Store) -> None:
    with psycopg.connect(store.keeper, autocommit=True) as connection:
        assert len(deviation_patterns.overdue(connection, TODAY + timedelta(days=60))) == 3
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM view.deviation_case")


def settings_of(store: Store, tmp_path: Path) -> Settings:
    key = tmp_path / "key"
    key.write_text(MASTER.hex() + "\n")
    urls = {f"PORTAL_{role.upper()}_URL": getattr(store, role) for role in ("projector", "keeper", "owner")}
    return read_settings({"PORTAL_DATABASE_URL": store.web, "PORTAL_MASTER_KEY_FILE": str(key), **urls})


def standing(store: Store, deviation_id: UUID) -> Deviation:
    with psycopg.connect(store.admin) as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE stream_id = %s"
            " ORDER BY version",
            (deviation_id,),
        ).fetchall()
    return fold(deviation_id, (entry_of(*row) for row in rows))


def test_the_clock_lifts_and_closes_once_however_late_and_however_many_ask(
    world: World, three: dict[str, UUID], store: Store, tmp_path: Path, catch_up: CatchUp
) -> None:
    settings = settings_of(store, tmp_path)
    prepare(settings)
    world.moment += timedelta(days=33)
    world.do("chef.soc", answer(three["soc"]))
    catch_up()
    keep_clock(store.owner, world.moment)
    assert move_deviations(settings) == 0
    world.moment += timedelta(days=37)  # a week after the one closes by itself, ten days after the others are lifted
    keep_clock(store.owner, world.moment)
    with ThreadPoolExecutor(3) as several:
        assert sum(several.map(lambda _: move_deviations(settings), range(3))) == 3
    catch_up()
    assert move_deviations(settings) == 0
    closed, lifted = standing(store, three["soc"]), standing(store, three["fk"])
    assert closed.closed_on == TODAY + timedelta(days=63) and len(closed.history) == 4
    assert lifted.status is DeviationStatus.ESCALATED and len(lifted.history) == 2
    assert lifted.history[-1].by is None and lifted.history[-1].on == TODAY + timedelta(days=60)
