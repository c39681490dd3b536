"""How entries become rows and rows become entries: the eventsourcing library's mapper and recorder, on our own pool.

Our own pool, so that events, keys, grants and the access row can share one transaction (architecture.md 3).
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    JSONTranscoder,
    Mapper,
    Notification,
    StoredEvent,
)
from psycopg import IsolationLevel
from psycopg_pool import ConnectionPool

from events.categories import Category
from events.facts import Actor, AnyFact, CaseFact, CasePurged, Entry, EntryRetracted
from events.sealing import Sealer, StoreKey, Unsealer

Pool = ConnectionPool[psycopg.Connection[Any]]


class CommandRepeated(Exception):
    """The command has been recorded before: harmless, what it brought about can be looked up."""


class Overtaken(IntegrityError):
    """The vault no longer holds what the case says that it does: something has come since the case was read."""


class State(msgspec.Struct, frozen=True, array_like=True):
    """What stands in ``log.event.state``: the envelope beyond the columns, then the fact."""

    recorded_at: datetime
    dated: date
    actor: Actor | None
    category: Category
    owner_unit: UUID
    consent_id: UUID | None
    recipients: tuple[UUID, ...]
    fact: AnyFact


@dataclass(frozen=True)
class SealedEvent(StoredEvent):
    """A stored event with what travels beside it into the same transaction."""

    entry: Entry
    leaf: bytes
    wrapped_key: bytes | None

    @property
    def event_id(self) -> UUID:
        return self.entry.event_id

    @property
    def command_id(self) -> UUID:
        return self.entry.command_id


_unsealer = Unsealer()
_decoder = msgspec.msgpack.Decoder(State, dec_hook=_unsealer)


def leaf_of(stream_id: UUID, version: int, topic: str, event_id: UUID, command_id: UUID, state: bytes) -> bytes:
    """Leaf hash over all that the row says (RFC 9162 leaf prefix); ciphertext included, so it outlives the keys."""
    row = (stream_id.bytes, version.to_bytes(8), topic.encode(), event_id.bytes, command_id.bytes, state)
    return hashlib.sha256(b"\0" + b"".join(len(part).to_bytes(4) + part for part in row)).digest()


def has_key(fact: AnyFact) -> bool:
    """Of a case, but for its purge, which leaves no key behind."""
    return isinstance(fact, CaseFact) and not isinstance(fact, CasePurged)


class SealingMapper(Mapper[UUID]):
    """Seals with a fresh key per entry; decoding yields values that are still sealed."""

    def __init__(self, store_key: StoreKey) -> None:
        super().__init__(JSONTranscoder())
        self.store_key = store_key

    def to_stored_event(self, domain_event: Any) -> SealedEvent:
        entry: Entry = domain_event
        sealer = Sealer(entry.stream_id, entry.version)
        recipients = tuple(sorted(entry.recipients))
        state = msgspec.msgpack.Encoder(enc_hook=sealer, uuid_format="bytes", order="deterministic").encode(
            State(
                entry.recorded_at,
                entry.dated,
                entry.actor,
                entry.category,
                entry.owner_unit,
                entry.consent_id,
                recipients,
                entry.fact,
            )
        )
        topic = entry.topic
        return SealedEvent(
            originator_id=entry.stream_id,
            originator_version=entry.version,
            topic=topic,
            state=state,
            entry=entry,
            leaf=leaf_of(entry.stream_id, entry.version, topic, entry.event_id, entry.command_id, state),
            wrapped_key=self.store_key.wrap(sealer.key) if has_key(entry.fact) else None,
        )

    def to_domain_event(self, stored_event: Any) -> Any:
        """As the log gives it back, of a row and of what is on its way there."""
        row: StoredRow | SealedEvent = stored_event
        assert isinstance(row.originator_id, UUID)
        return entry_of(row.originator_id, row.originator_version, row.state, row.event_id, row.command_id)


@dataclass(frozen=True)
class StoredRow(StoredEvent):
    event_id: UUID
    command_id: UUID


def entry_of(stream_id: UUID, version: int, state: bytes, event_id: UUID, command_id: UUID) -> Entry:
    _unsealer.start(stream_id, version)
    s = _decoder.decode(state)
    return Entry(
        stream_id=stream_id,
        version=version,
        event_id=event_id,
        command_id=command_id,
        recorded_at=s.recorded_at,
        dated=s.dated,
        actor=s.actor,
        category=s.category,
        owner_unit=s.owner_unit,
        consent_id=s.consent_id,
        recipients=frozenset(s.recipients),
        fact=s.fact,
    )


def open_pool(dsn: str, size: int = 8, wait: float = 3.0) -> Pool:
    """Explicit transactions are REPEATABLE READ; a lone statement is a READ COMMITTED transaction of its own."""

    def configure(connection: psycopg.Connection[Any]) -> None:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.prepare_threshold = 1

    return ConnectionPool(
        dsn,
        kwargs={"autocommit": True},
        min_size=min(2, size),
        max_size=size,
        timeout=wait,
        configure=configure,
        open=True,
        num_workers=1,
    )


class Recorder(ApplicationRecorder):
    """The library's public recorder interface over ``log.event``."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def insert_events(self, stored_events: Sequence[Any], **append: Any) -> list[int]:
        """Appends in one statement; raises ``IntegrityError`` for a true conflict, ``CommandRepeated`` for a repeat."""
        with self.pool.connection() as connection, as_conflicts():
            statement, values = append["statement"](stored_events)
            return [row[0] for row in connection.execute(statement, values, prepare=True)]

    def select_events(
        self,
        originator_id: Any,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[StoredEvent]:
        with self.pool.connection() as connection:
            rows = connection.execute(
                SELECT_STREAM, {"stream": originator_id, "gt": gt or 0, "lte": lte, "limit": limit}, prepare=True
            )
            events: list[StoredEvent] = [StoredRow(*row) for row in rows]
        return events[::-1] if desc else events

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        after = (start or 0) - (1 if inclusive_of_start else 0)
        with self.pool.connection() as connection:
            rows = connection.execute(
                "SELECT stream_id, version, topic, state, position FROM log.event"
                " WHERE position > %s AND position <= coalesce(%s, 9223372036854775807)"
                " AND (%s::text[] = '{}' OR topic = ANY (%s)) ORDER BY position LIMIT %s",
                (after, stop, list(topics), list(topics), limit),
            )
            return [Notification(row[0], row[1], row[2], row[3], id=row[4]) for row in rows]

    def max_notification_id(self) -> int | None:
        with self.pool.connection() as connection:
            row = connection.execute("SELECT max(position) FROM log.event").fetchone()
        return row[0] if row else None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> NoReturn:
        raise NotImplementedError("projections read the log themselves: see projections.runner")


SELECT_STREAM = """
SELECT stream_id, version, topic, state, event_id, command_id FROM log.event
WHERE stream_id = %(stream)s AND version > %(gt)s AND version <= coalesce(%(lte)s, 9223372036854775807)
ORDER BY version LIMIT %(limit)s
"""


@contextmanager
def as_conflicts() -> Iterator[None]:
    """Database errors of an append in the library's words."""
    try:
        yield
    except psycopg.errors.UniqueViolation as conflict:
        raise IntegrityError(str(conflict)) from conflict
    except psycopg.DatabaseError as error:
        if error.sqlstate == "PC001":
            raise CommandRepeated from error
        if error.sqlstate == "PC002":
            raise IntegrityError(str(error)) from error
        raise


def retracted_by(entries: Sequence[Entry]) -> list[EntryRetracted]:
    return [entry.fact for entry in entries if isinstance(entry.fact, EntryRetracted)]
