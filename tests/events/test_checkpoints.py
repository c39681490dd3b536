"""Whatever is changed in what has been signed is told, by the store and by whoever has kept a checkpoint."""

import hashlib
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from events import commands as c
from events.checkpoints import Connection, LogAltered, issue, issued, look_through, newest, witness
from events.kinds import RetractionReason
from events.sealing import StoreKey
from events.signed_note import Checkpoint, CheckpointKey, NotOurs
from tests.conftest import Store
from tests.world import BENGT, NOW, World

KEY = CheckpointKey(StoreKey(bytes(32)))
HARMS = [
    "UPDATE log.event SET state = state || '\\x00'::bytea WHERE position = 20",
    "UPDATE log.event SET topic = 'contact-logged' WHERE position = 20",
    "UPDATE log.event SET version = 99 WHERE position = 20",
    "UPDATE log.event SET event_id = gen_random_uuid() WHERE position = 20",
    "UPDATE log.event SET command_id = gen_random_uuid() WHERE position = 20",
    "UPDATE log.event SET stream_id = gen_random_uuid() WHERE position = 20",
    "UPDATE log.event SET position = 100000 WHERE position = 20",
    "DELETE FROM log.event WHERE position = 20",
    "DELETE FROM log.event WHERE position = (SELECT max(position) FROM log.event)",
    "DELETE FROM log.event",
    "INSERT INTO log.event SELECT gen_random_uuid(), 1, topic, state, 0, gen_random_uuid(), command_id, leaf"
    " FROM log.event WHERE position = 20",
]


@pytest.fixture
def keeper(store: Store) -> Iterator[Connection]:
    with psycopg.connect(store.keeper) as connection:
        yield connection


@pytest.fixture
def signed(world: World, keeper: Connection) -> str:
    """The note over a log with a case in it."""
    world.active("soc")
    note = issue(keeper, KEY, NOW)
    assert note is not None
    keeper.commit()
    return note


def faults(keeper: Connection) -> list[str]:
    with keeper.transaction():
        return look_through(keeper, KEY).faults


def harm(store: Store, statement: str) -> None:
    with psycopg.connect(store.admin) as admin:
        assert admin.execute(statement.encode()).rowcount


@pytest.mark.parametrize("statement", HARMS)
def test_what_is_done_to_the_log_is_told(store: Store, keeper: Connection, signed: str, statement: str) -> None:
    assert faults(keeper) == [] and witness(keeper, KEY, signed).root
    harm(store, statement)
    [told] = faults(keeper)
    size = KEY.opened(signed).size
    fewer = f"händelser, färre än de {size} som skrevs under 2026-11-23."
    other = f"Loggens {size} första händelser är inte de som skrevs under 2026-11-23."
    assert told.endswith(fewer) if statement.startswith("DELETE") else told == other
    with pytest.raises(LogAltered, match=told):
        witness(keeper, KEY, signed)


def test_a_log_that_was_altered_is_not_signed_again(
    store: Store, world: World, keeper: Connection, signed: str
) -> None:
    world.draft(number=BENGT)
    harm(store, HARMS[0])
    with pytest.raises(LogAltered):
        issue(keeper, KEY, NOW + timedelta(days=1))
    assert [each.note for each in issued(keeper)] == [signed]


def test_what_is_recorded_later_disturbs_no_earlier_checkpoint(world: World, keeper: Connection, signed: str) -> None:
    assert issue(keeper, KEY, NOW + timedelta(days=1)) is None, "nothing has been recorded since"
    case_id = world.draft(number=BENGT)
    world.consent(case_id, "larkan", "soc")
    view = world.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True))
    wrong = RetractionReason.WRONG_PERSON
    world.do("reko.larkan", c.RetractEntry(case_id=case_id, event_id=view.entries[0].event_id, reason=wrong))
    later = issue(keeper, KEY, NOW + timedelta(days=1))
    assert later is not None
    before, after = witness(keeper, KEY, signed), witness(keeper, KEY, later)
    assert before.size < after.size and before.root != after.root and faults(keeper) == []
    assert [each.note for each in issued(keeper)] == [later, signed] and newest(keeper) == (after.size, later)


def test_an_empty_log_is_not_signed(store: Store, keeper: Connection) -> None:
    assert issue(keeper, KEY, NOW) is None and newest(keeper) is None


def test_two_who_sign_at_once_sign_the_same(world: World, store: Store) -> None:
    world.active("soc")

    def sign(_: int) -> None:
        with psycopg.connect(store.keeper) as connection:
            issue(connection, KEY, NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sign, range(8)))
    with psycopg.connect(store.keeper) as connection:
        assert len(issued(connection)) == 1 and faults(connection) == []


def test_a_checkpoint_rewritten_in_the_store_is_told(store: Store, keeper: Connection, signed: str) -> None:
    """Whoever changes the log and signs it again lacks the key; whoever has the key lacks what partners have kept."""
    size = KEY.opened(signed).size
    other = CheckpointKey(StoreKey(bytes(range(32)))).signed(KEY.opened(signed))
    for statement in (
        f"UPDATE log.checkpoint SET note = '{other}'",
        f"UPDATE log.checkpoint SET note = '{signed}', size = {size - 1}",
    ):
        harm(store, statement)
        [told] = faults(keeper)
        assert "är inte den som skrevs under" in told
    with pytest.raises(LogAltered):
        issue(keeper, KEY, NOW)


def test_nobody_changes_a_checkpoint_and_the_web_signs_none(store: Store, signed: str) -> None:
    tries = ["UPDATE log.checkpoint SET size = size + 1", "DELETE FROM log.checkpoint"]
    sign, see = f"INSERT INTO log.checkpoint VALUES (1, '{signed}')", "SELECT FROM log.checkpoint"
    refused = {store.keeper: tries, store.web: [*tries, sign], store.projector: [*tries, sign, see]}
    for dsn, statements in refused.items():
        for statement in statements:
            with psycopg.connect(dsn) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
    with psycopg.connect(store.web) as connection:
        assert connection.execute(see).rowcount == 1


CHECKPOINT = Checkpoint(4123, hashlib.sha256(b"").digest(), datetime.fromisoformat("2026-11-22T23:10:05+00:00"))
NOTE = KEY.signed(CHECKPOINT)


def test_the_note_is_what_was_signed() -> None:
    name, size, root, when, blank, signature = NOTE.splitlines()
    assert (name, size, when, blank) == (KEY.name, "4123", "2026-11-22T23:10:05Z", "")
    assert b64decode(root) == CHECKPOINT.root and signature.startswith(f"— {name} ")
    assert KEY.opened(NOTE) == CHECKPOINT
    assert KEY.opened("\ufeff" + NOTE.replace("\n", "\r\n")) == CHECKPOINT
    assert KEY.opened(f"{NOTE}— partner.example a2V5\n") == CHECKPOINT


def test_the_signature_can_be_checked_with_the_public_key_alone() -> None:
    """As the specification of signed notes says it, without our code."""
    name, key_id, encoded = KEY.verifier.split("+", 2)
    kind, public = b64decode(encoded)[:1], b64decode(encoded)[1:]
    assert kind == b"\1" and hashlib.sha256(name.encode() + b"\n" + kind + public).hexdigest()[:8] == key_id
    text, line = NOTE.split("\n\n")
    signature = b64decode(line.split(" ")[2])
    assert signature[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], f"{text}\n".encode())


def test_no_character_of_a_note_can_be_another() -> None:
    for at, character in enumerate(NOTE.rstrip("\n")):
        other = NOTE[:at] + ("x" if character != "x" else "y") + NOTE[at + 1 :]
        with pytest.raises(NotOurs):
            KEY.opened(other)


BEGINS = f"— {KEY.name} "
NONE = [
    "",
    "\n",
    "\n\n",
    "\0",
    "hej",
    NOTE.partition("\n\n")[0],
    NOTE * 2,
    f"x\n\n{BEGINS}",
    f"x\n\n{BEGINS}é",
    "🙂" * 500,
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotOurs):
        KEY.opened(text)


def test_another_store_signs_in_another_name() -> None:
    other = CheckpointKey(StoreKey(bytes(range(32))))
    assert other.name != KEY.name
    with pytest.raises(NotOurs):
        other.opened(NOTE)
