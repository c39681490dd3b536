"""Entries in, rows out, on real PostgreSQL; a rebuild gives what keeping up gave; no list lags a withdrawal."""

from datetime import timedelta
from uuid import UUID

import psycopg

from events import commands as c
from events.facts import Removal
from events.kinds import HowObtained, InquiryType, Status
from projections import due, inquiries, notices, worklist
from projections.feed import feed
from projections.runner import PROJECTIONS, Projector
from projections.view import seen_by
from tests.conftest import Store
from tests.projections.lived import CatchUp, live, rows_of
from tests.world import TODAY, World


def listed(world: World, subject: str) -> list[worklist.CaseRow]:
    officer = world.officer(subject)
    with seen_by(world.log.pool, officer.unit_id, world.moment) as connection:
        return worklist.mine(connection, officer.user_id)


def ask(world: World, case_id: UUID) -> None:
    world.do(
        "handlaggare.soc",
        c.SendInquiry(case_id=case_id, to_unit=world.unit("larkan"), type=InquiryType.PLANNING, text="När börjar hon?"),
    )


def test_a_case_is_listed_for_named_officers_of_recipient_units_only(world: World, catch_up: CatchUp) -> None:
    case_id = world.active("soc", "fk")
    catch_up()
    assert [row.case_id for row in listed(world, "reko.larkan")] == [case_id]
    assert [row.status(TODAY) for row in listed(world, "handlaggare.soc")] == [Status.ACTIVE]
    assert listed(world, "handlaggare2.soc") == []
    assert listed(world, "handlaggare.soc-sala") == []


def test_a_withdrawal_takes_the_name_from_the_list_before_any_projection_has_run(
    world: World, catch_up: CatchUp
) -> None:
    case_id = world.draft()
    world.consent(case_id, "larkan", "soc", "fk")
    world.join(case_id, "handlaggare.soc")
    catch_up()
    fk = world.officer("chef.fk")
    with seen_by(world.log.pool, fk.unit_id, world.moment) as connection:
        assert set(due.name_boxes(connection, [case_id])) == {case_id}
    world.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    with seen_by(world.log.pool, fk.unit_id, world.moment) as connection:
        assert due.name_boxes(connection, [case_id]) == {}


def test_a_narrowed_unit_loses_the_case_and_gets_one_neutral_notice(world: World, catch_up: CatchUp) -> None:
    case_id = world.active("soc", "fk")
    catch_up()
    assert listed(world, "handlaggare.fk")
    world.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(Removal(world.unit("fk")),)))
    assert listed(world, "handlaggare.fk") == []
    catch_up()
    for subject, kinds in (("handlaggare.fk", ["removed"]), ("handlaggare.soc", [])):
        officer = world.officer(subject)
        with seen_by(world.log.pool, officer.unit_id, world.moment) as connection:
            since = world.moment - timedelta(days=1)
            assert [n.kind for n in notices.latest(connection, officer.user_id, since)] == kinds


def test_an_inquiry_is_listed_for_its_two_units_alone(world: World, catch_up: CatchUp) -> None:
    case_id = world.active("soc", "fk")
    ask(world, case_id)
    catch_up()
    for subject, count in (("reko.larkan", 1), ("handlaggare.soc", 1), ("handlaggare.fk", 0)):
        officer = world.officer(subject)
        with seen_by(world.log.pool, officer.unit_id, world.moment) as connection:
            assert len(inquiries.mine(connection, officer.user_id)) == count


def test_the_feed_gives_what_the_reader_may_read_in_order_and_goes_on_from_an_event(
    world: World, catch_up: CatchUp
) -> None:
    case_id = world.active("soc", "fk")
    ask(world, case_id)
    catch_up()
    officer = world.officer("handlaggare.fk")
    with seen_by(world.log.pool, officer.unit_id, world.moment) as connection:
        whole = feed(connection, officer.user_id, None, 100)
        rest = feed(connection, officer.user_id, whole[1].place, 100)
    assert rest == whole[2:]
    assert {g.entry.event_id for g in whole} == {e.event_id for e in world.read("handlaggare.fk", case_id).entries}
    assert "inquiry-sent" not in {g.entry.topic for g in whole}


def test_a_rebuild_gives_what_keeping_up_gave(world: World, catch_up: CatchUp, store: Store) -> None:
    live(world, catch_up)
    kept = rows_of(store.admin)
    assert all(kept.values())
    with psycopg.connect(store.projector, autocommit=True) as connection:
        for projection in PROJECTIONS:
            Projector(connection).rebuild(projection.name)
    assert rows_of(store.admin) == kept


def test_the_projector_is_refused_keys_and_identities(world: World, store: Store) -> None:
    world.active("soc")
    with psycopg.connect(store.projector, autocommit=True) as connection:
        for table in ("vault.key", "vault.identity", "vault.grant", "audit.access"):
            try:
                connection.execute(f"SELECT * FROM {table}").fetchall()
            except psycopg.errors.InsufficientPrivilege:
                continue
            raise AssertionError(f"the projector read {table}")
