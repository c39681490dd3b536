"""Whatever is changed in what has been signed is told, by the store and by whoever has kept a checkpoint."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from events import commands as c
from events.checkpoints import Connection, LogAltered, issue, issued, look_through, witness
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


def notes(keeper: Connection) -> list[str]:
    return [each.note for each in issued(keeper, KEY)]


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


@pytest.mark.parametrize("statement", HARMS)
def test_a_log_that_was_altered_is_not_signed_again(
    store: Store, keeper: Connection, signed: str, statement: str
) -> None:
    harm(store, statement)
    with pytest.raises(LogAltered):
        issue(keeper, KEY, NOW + timedelta(days=1))
    assert notes(keeper) == [signed]


def test_an_entry_that_was_taken_out_is_missed_when_another_has_come(
    store: Store, world: World, keeper: Connection, signed: str
) -> None:
    harm(store, "DELETE FROM log.event WHERE position = (SELECT max(position) FROM log.event)")
    world.draft(number=BENGT)
    with pytest.raises(LogAltered, match="är inte de som skrevs under"):
        issue(keeper, KEY, NOW)


def test_what_is_recorded_later_disturbs_no_earlier_checkpoint(world: World, keeper: Connection, signed: str) -> None:
    case_id = world.draft(number=BENGT)
    world.consent(case_id, "larkan", "soc")
    view = world.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True))
    wrong = RetractionReason.WRONG_PERSON
    world.do("reko.larkan", c.RetractEntry(case_id=case_id, event_id=view.entries[0].event_id, reason=wrong))
    later, quiet = (issue(keeper, KEY, NOW + timedelta(days=days)) for days in (1, 2))
    assert later is not None and quiet is not None
    before, after, again = (witness(keeper, KEY, note) for note in (signed, later, quiet))
    assert before.size < after.size and before.root != after.root and faults(keeper) == []
    assert again[:2] == after[:2] and again.issued_at > after.issued_at
    assert notes(keeper) == [quiet, later, signed]


def test_an_empty_log_is_not_signed(keeper: Connection) -> None:
    assert issue(keeper, KEY, NOW) is None and notes(keeper) == []


def test_all_that_is_signed_at_once_and_while_others_write_is_kept_and_true(world: World, store: Store) -> None:
    case_id = world.active("soc")

    def sign(nth: int) -> str | None:
        with psycopg.connect(store.keeper) as connection:
            return issue(connection, KEY, NOW + timedelta(seconds=nth))

    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(sign, nth) for nth in range(12)]
        for _ in range(20):
            world.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True))
        signed = {each.result() for each in made}
    with psycopg.connect(store.keeper) as connection:
        assert signed == set(notes(connection)) and len(signed) == 12
        assert faults(connection) == []


def test_a_checkpoint_rewritten_in_the_store_is_told(store: Store, keeper: Connection, signed: str) -> None:
    """Whoever changes the log and signs it again lacks the key; whoever has the key lacks what partners have kept."""
    other = CheckpointKey(StoreKey(bytes(range(32)))).signed(KEY.opened(signed))
    for text in (other, signed.replace("2026-", "2025-"), "", "🙂"):
        with psycopg.connect(store.admin) as admin:
            admin.execute("UPDATE log.checkpoint SET note = %s", (text,))
        [told] = faults(keeper)
        assert told == "Kontrollpunkt 1 är inte en som skrevs under."
        with pytest.raises(LogAltered, match=told):
            issue(keeper, KEY, NOW)


def test_nobody_changes_a_checkpoint_and_the_web_signs_none(store: Store, signed: str) -> None:
    tries = ["UPDATE log.checkpoint SET note = ''", "DELETE FROM log.checkpoint"]
    sign, see = f"INSERT INTO log.checkpoint (note) VALUES ('{signed}')", "SELECT FROM log.checkpoint"
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
    """Each bit of each character; a line end may be that of another system, and is then one everywhere."""
    raw = NOTE.encode()
    for at in range(len(raw)):
        for bit in range(8):
            other = raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]
            with pytest.raises(NotOurs):
                KEY.opened(other.decode(errors="replace"))


BODY, _, LINE = NOTE.partition("\n\n")
WITHOUT_ID = f"— {KEY.name} {b64encode(b64decode(LINE.split()[2])[4:]).decode()}\n"
NONE = [
    *("", "\n", "\n\n", "\0", "hej", "🙂" * 500, BODY, NOTE.rstrip("\n"), NOTE * 2, NOTE + LINE),
    *(f"x\n\n— {KEY.name} ", f"x\n\n— {KEY.name} é\n", f"{BODY}\n\n{WITHOUT_ID}"),
    *(f"{NOTE}Den här gäller inte.\n", f"{BODY}\n\n\n{LINE}", f" {NOTE}", f"{NOTE}\n", f"{BODY}\n\n{LINE.rstrip()} \n"),
    NOTE.replace("\n", "\u2028"),
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotOurs):
        KEY.opened(text)


@pytest.mark.parametrize("size", ["04123", "4_123", "+4123", " 4123", "٤١٢٣"])
@pytest.mark.parametrize("when", ["2026-11-22T23:10:05Z", "2026-11-22T23:10:05+00:00", "2026-11-22T23:10:05", "22 nov"])
def test_what_was_signed_in_another_form_is_no_checkpoint(size: str, when: str) -> None:
    """Even with the key: a number or a time that can be written in two ways is written in one."""
    private = Ed25519PrivateKey.from_private_bytes(StoreKey(bytes(32)).derived(b"checkpoints"))

    def signed(size: str, when: str) -> str:
        text = f"{KEY.name}\n{size}\n{NOTE.splitlines()[2]}\n{when}\n"
        signature = b64decode(LINE.split()[2])[:4] + private.sign(text.encode())
        return f"{text}\n— {KEY.name} {b64encode(signature).decode()}\n"

    assert signed("4123", "2026-11-22T23:10:05Z") == NOTE
    with pytest.raises(NotOurs):
        KEY.opened(signed(size, when))
    if when != "2026-11-22T23:10:05Z":
        with pytest.raises(NotOurs):
            KEY.opened(signed("4123", when))


def test_another_store_signs_in_another_name() -> None:
    other = CheckpointKey(StoreKey(bytes(range(32))))
    assert other.name != KEY.name
    with pytest.raises(NotOurs):
        other.opened(NOTE)
