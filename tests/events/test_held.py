"""Cases that a process has folded before: never stale, never open, never more than the log says."""

import psycopg
import pytest

from events import commands as c
from events.facts import CaseDrafted
from events.fold import continued, fold
from events.held import Held
from events.kinds import Channel, ContactPurpose
from events.log import Log
from events.personnummer import Mode
from events.refusals import NotFoundOrDenied
from events.sealing import NotReleased
from tests.conftest import Store
from tests.world import World


def contact(world: World, case_id: object) -> c.LogContact:
    soc = world.unit("soc")
    return c.LogContact(case_id=case_id, with_unit=soc, channel=Channel.PHONE, purpose=ContactPurpose.PLANNING)  # type: ignore[arg-type]


def test_what_another_process_appends_is_read_at_once(world: World, store: Store) -> None:
    case_id = world.active("soc")
    before = len(world.read("reko.larkan", case_id).entries)
    other = Log(store.web, world.log.store_key, Mode.DEMO, pool_size=1)
    other.execute(contact(world, case_id), world.act("reko.larkan"))
    assert len(world.read("reko.larkan", case_id).entries) == before + 1
    other.execute(c.WithdrawConsent(case_id=case_id), world.act("reko.larkan"))
    other.close()
    own = world.unit("soc")
    assert {entry.owner_unit for entry in world.read("handlaggare.soc", case_id).entries} >= {own}
    assert all(
        entry.owner_unit == own or own in entry.recipients for entry in world.read("handlaggare.soc", case_id).entries
    )


def test_what_a_command_carried_in_clear_is_not_held(world: World) -> None:
    case_id = world.draft()
    drafted = world.log.load(case_id).drafted
    assert isinstance(drafted, CaseDrafted)
    with pytest.raises(NotReleased):
        drafted.birth_year.open({})


def test_a_held_case_is_not_there_for_who_may_not_know_of_it(world: World) -> None:
    case_id = world.draft()
    assert world.read("reko.larkan", case_id).entries
    with pytest.raises(NotFoundOrDenied):
        world.read("handlaggare.soc", case_id)
    assert world.read("reko.larkan", case_id).entries


def test_a_store_restored_to_another_past_is_read_anew(world: World, store: Store) -> None:
    case_id = world.active("soc")
    world.do("reko.larkan", contact(world, case_id))
    held = world.log.load(case_id)
    with psycopg.connect(store.admin) as admin:
        admin.execute(
            "UPDATE log.event SET event_id = gen_random_uuid() WHERE stream_id = %s AND version = %s",
            (case_id, held.version),
        )
    anew = world.log.load(case_id)
    assert anew.entries[anew.version].event_id != held.entries[held.version].event_id
    assert world.read("reko.larkan", case_id).case.entries.keys() == held.entries.keys()
    assert world.log.load(case_id) is world.log.load(case_id)


def test_a_case_continued_is_the_case_folded_and_leaves_the_first_as_it_was(world: World) -> None:
    case_id = world.active("soc", "fk")
    world.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    entries = list(world.log.load(case_id).entries.values())
    for cut in range(1, len(entries)):
        first = fold(case_id, entries[:cut])
        assert continued(first, entries[cut:]) == fold(case_id, entries)
        assert first == fold(case_id, entries[:cut])


def test_the_longest_unused_cases_give_room(world: World) -> None:
    world.log.held = held = Held(room=8)
    first = world.draft()
    for _ in range(9):
        world.do("reko.larkan", c.ChangeContactDetails(case_id=first, phone="070-174 06 42"))
    assert held.known(first).version == 0
    assert world.log.load(first).version > 8
