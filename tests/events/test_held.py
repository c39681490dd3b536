"""Cases that a process has folded before: never stale, never open, never more than the log says."""

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest

from events import commands as c
from events.facts import CaseDrafted, ContactLogged
from events.fold import continued, fold
from events.held import Held
from events.kinds import Channel, ContactPurpose
from events.log import Log, Receipt
from events.personnummer import Mode
from events.refusals import NotFoundOrDenied, Refused
from events.sealing import NotReleased
from tests.conftest import Store
from tests.world import World


def contact(world: World, case_id: UUID, other: str = "soc", text: str | None = None) -> c.LogContact:
    purpose, channel = ContactPurpose.PLANNING, Channel.PHONE
    return c.LogContact(case_id=case_id, with_unit=world.unit(other), channel=channel, purpose=purpose, text=text)


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
            "UPDATE log.event SET leaf = sha256(leaf) WHERE stream_id = %s AND version = %s", (case_id, held.version)
        )
    anew = world.log.load(case_id)
    assert anew.leaf != held.leaf
    assert world.read("reko.larkan", case_id).case.entries.keys() == held.entries.keys()
    assert world.log.load(case_id) is world.log.load(case_id)


def change_phone(world: World, case_id: UUID) -> Receipt:
    return world.do("reko.larkan", c.ChangeContactDetails(case_id=case_id, phone="070-174 06 42"))


def asked(world: World) -> int:
    """How often the log has taken a connection."""
    return world.log.pool.get_stats()["requests_num"]


def denials(store: Store) -> int:
    with psycopg.connect(store.admin) as admin:
        (found,) = admin.execute("SELECT count(*) FROM audit.access WHERE what = 'denied'").fetchone() or (0,)
    return int(found)


def test_a_command_in_a_held_case_asks_the_database_once(world: World) -> None:
    case_id = world.active("soc")
    before = asked(world)
    world.do("reko.larkan", contact(world, case_id))
    assert asked(world) == before + 1
    world.log.held = Held()
    world.do("reko.larkan", contact(world, case_id))
    assert asked(world) == before + 3


def test_what_was_refused_from_a_held_case_is_decided_anew_from_the_log(world: World, store: Store) -> None:
    case_id = world.draft()
    world.consent(case_id, "larkan", "soc")
    other = Log(store.web, world.log.store_key, Mode.DEMO, pool_size=1)
    here, world.log = world.log, other
    world.join(case_id, "handlaggare.soc")
    world.log = here
    denied_before = denials(store)
    assert not here.held.known(case_id).caseworkers.get(world.unit("soc"))
    world.do("handlaggare.soc", contact(world, case_id, "larkan"))
    other.close()
    assert denials(store) == denied_before


def test_a_command_decided_from_a_case_that_has_grown_since_is_decided_anew(world: World, store: Store) -> None:
    case_id = world.active("soc")
    version = world.log.load(case_id).version
    other = Log(store.web, world.log.store_key, Mode.DEMO, pool_size=1)
    other.execute(contact(world, case_id), world.act("reko.larkan"))
    assert world.do("reko.larkan", contact(world, case_id)).entries[0].version == version + 2
    other.execute(c.WithdrawConsent(case_id=case_id), world.act("reko.larkan"))
    other.close()
    assert world.log.held.known(case_id).consent.stands  # type: ignore[union-attr]
    with pytest.raises(Refused, match="consent_missing"):
        world.do("reko.larkan", contact(world, case_id))


def test_no_command_follows_an_event_that_the_restored_store_does_not_have(world: World, store: Store) -> None:
    case_id = world.active("soc")
    world.do("reko.larkan", contact(world, case_id))
    held = world.log.held.known(case_id)
    lost = held.version
    with psycopg.connect(store.admin) as admin:
        admin.execute("DELETE FROM log.event WHERE stream_id = %s AND version = %s", (case_id, lost))
        admin.execute("DELETE FROM vault.key WHERE case_id = %s AND version = %s", (case_id, lost))
    assert max(world.read("reko.larkan", case_id).case.entries) == lost - 1
    world.log.held.keep(held)
    assert [entry.version for entry in world.do("reko.larkan", contact(world, case_id)).entries] == [lost]
    assert world.log.held.known(case_id).version == lost
    with psycopg.connect(store.admin) as admin:
        admin.execute("UPDATE log.event SET leaf = sha256(leaf) WHERE stream_id = %s AND version = %s", (case_id, lost))
    assert [entry.version for entry in world.do("reko.larkan", contact(world, case_id)).entries] == [lost + 1]
    assert sorted(world.log.load(case_id).entries) == list(range(1, lost + 2))


@pytest.mark.parametrize(
    ("happens", "then"),
    [
        (c.NoteProtectedIdentity, change_phone),
        (c.RefuseConsent, change_phone),
        (c.RefuseConsent, lambda world, case_id: world.consent(case_id, "larkan", "soc")),
    ],
)
def test_what_the_vault_has_given_up_since_is_refused_as_the_log_says(
    world: World, store: Store, happens: type[c.CaseCommand], then: Callable[[World, UUID], Receipt]
) -> None:
    case_id = world.draft() if happens is c.RefuseConsent else world.active("soc")
    other = Log(store.web, world.log.store_key, Mode.DEMO, pool_size=1)
    other.execute(happens(case_id=case_id), world.act("reko.larkan"))
    other.close()
    before, held = denials(store), world.log.held.known(case_id)
    with pytest.raises((Refused, NotFoundOrDenied)) as answer:
        then(world, case_id)
    assert denials(store) - before == isinstance(answer.value, NotFoundOrDenied)
    assert world.log.held.known(case_id).version == held.version + 1, "it has been read anew"


def test_the_same_id_with_other_content_in_a_restored_store_is_another_event(world: World, store: Store) -> None:
    case_id = world.active("soc")
    act = world.act("reko.larkan")
    world.log.execute(contact(world, case_id, text="Före"), act)
    lost = world.log.held.known(case_id).version
    with psycopg.connect(store.admin) as admin:
        admin.execute("DELETE FROM log.event WHERE stream_id = %s AND version = %s", (case_id, lost))
        admin.execute("DELETE FROM vault.key WHERE case_id = %s AND version = %s", (case_id, lost))
    other = Log(store.web, world.log.store_key, Mode.DEMO, pool_size=1)
    other.execute(contact(world, case_id, text="Efter"), act)
    other.close()
    assert [entry.version for entry in world.do("reko.larkan", contact(world, case_id)).entries] == [lost + 1]
    reading = world.read("reko.larkan", case_id)
    texts = [e.fact.text for e in reading.entries if isinstance(e.fact, ContactLogged)]
    assert [reading.open(text) for text in texts] == ["Efter", None]


def test_what_a_command_brought_about_is_held_with_its_values_sealed(world: World) -> None:
    case_id = world.active("soc")
    receipt = world.do("reko.larkan", contact(world, case_id, text="Vi talades vid."))
    assert receipt.case is world.log.held.known(case_id)
    fact = receipt.case.entries[receipt.case.version].fact
    assert isinstance(fact, ContactLogged) and fact.text is not None
    with pytest.raises(NotReleased):
        fact.text.open({})
    assert world.log.load(case_id) is receipt.case


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
