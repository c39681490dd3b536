"""Identity: one row pair per case, as its opener typed it, sealed outside the log (domain.md 5.1)."""

from uuid import UUID

import msgspec
import psycopg
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from events.appending import IdentityPart
from events.sealing import StoreKey


class Name(msgspec.Struct, frozen=True):
    name: str


class Contact(msgspec.Struct, frozen=True):
    personnummer: str
    """Twelve digits."""
    phone: str | None = None
    interpreter_language: str | None = None
    reach_safely: str | None = None


class WrongMasterKey(Exception):
    """The master key given is not the one this store was made with."""


def name_part(store_key: StoreKey, case_id: UUID, name: Name, personnummer: str | None = None) -> IdentityPart:
    """``personnummer`` adds the blind index by which own cases are found; it is never changed afterwards."""
    blind = store_key.blind(personnummer) if personnummer else None
    return IdentityPart("name", blind, store_key.seal(msgspec.msgpack.encode(name), _place(case_id, "name")))


def contact_part(store_key: StoreKey, case_id: UUID, contact: Contact) -> IdentityPart:
    return IdentityPart("contact", None, store_key.seal(msgspec.msgpack.encode(contact), _place(case_id, "contact")))


def open_name(store_key: StoreKey, case_id: UUID, box: bytes) -> str:
    return msgspec.msgpack.decode(store_key.open(box, _place(case_id, "name")), type=Name).name


def open_contact(store_key: StoreKey, case_id: UUID, box: bytes) -> Contact:
    return msgspec.msgpack.decode(store_key.open(box, _place(case_id, "contact")), type=Contact)


def _place(case_id: UUID, part: str) -> bytes:
    return case_id.bytes + part.encode()


def make_store_key(owner_dsn: str, master: bytes) -> None:
    """Gives a new store its key; a store that has one keeps it."""
    with psycopg.connect(owner_dsn) as connection:
        connection.execute(
            "INSERT INTO vault.store_key (id, wrapped) VALUES (1, %s) ON CONFLICT (id) DO NOTHING",
            (StoreKey.fresh_wrapped(master),),
        )


def load_store_key(dsn: str, master: bytes) -> StoreKey:
    with psycopg.connect(dsn) as connection:
        return _unwrapped(connection, master)


def rotate_master_key(owner_dsn: str, master: bytes, new: bytes) -> None:
    """From now on only ``new`` opens the store. What is sealed stays as it is; whoever holds the store key keeps it."""
    with psycopg.connect(owner_dsn) as connection:
        connection.execute("LOCK TABLE vault.store_key IN EXCLUSIVE MODE")  # of two at once, one finds its key gone
        wrapped = _unwrapped(connection, master).wrapped_by(new)
        connection.execute("UPDATE vault.store_key SET wrapped = %s", (wrapped,))


def _unwrapped(connection: psycopg.Connection[tuple[bytes]], master: bytes) -> StoreKey:
    row = connection.execute("SELECT wrapped FROM vault.store_key").fetchone()
    if row is None:
        raise WrongMasterKey("Databasen saknar nyckel. Kör portal migrate.")
    try:
        return StoreKey.unwrapped(row[0], master)
    except InvalidUnwrap:
        raise WrongMasterKey("Huvudnyckeln hör inte till den här databasen.") from None
