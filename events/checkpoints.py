"""Signed checkpoints: whoever has kept one can see whether the log still begins as it did then.

A checkpoint is a root over every entry from the first, in their order (`events/merkle.py`), signed
(`events/signed_note.py`). Whoever rules the database can rewrite the log and the checkpoints in it, but neither sign
anew without the key nor reach what partners have kept: it is their files that protect. Roots are computed from the rows
themselves, never from the leaves that are stored beside them (architecture.md 5, "Proofs"). What is not an entry is not
covered: who has read, names and contact details, keys, and the number that stands for an entry's place.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from events.calendar import day_of
from events.log_recorder import leaf_of
from events.merkle import Tree
from events.signed_note import Checkpoint, CheckpointKey, NotOurs

Connection = psycopg.Connection[Any]
_ROWS = "SELECT stream_id, version, topic, event_id, command_id, state FROM log.event ORDER BY position"
_NOTES = "SELECT number, note FROM log.checkpoint ORDER BY number DESC LIMIT %s OFFSET %s"


class LogAltered(Exception):
    """The log is not the one that was signed; one Swedish sentence. Nothing more is signed until somebody knows why."""


class Issued(NamedTuple):
    number: int
    note: str
    checkpoint: Checkpoint | None
    """``None`` for a note that this store has not signed."""


class LookedThrough(NamedTuple):
    log: Tree
    checkpoints: int
    faults: list[str]
    """One sentence for each checkpoint that its signature or the log does not bear out."""


def issue(connection: Connection, key: CheckpointKey, moment: datetime) -> str | None:
    """Signs the log as it stands and gives the note; ``None`` when there is nothing to sign.

    Raises ``LogAltered`` when the log is not the one that was signed before.
    """
    with connection.transaction():
        log, _, faults = look_through(connection, key)
        if faults:
            raise LogAltered(faults[0])
        if log.size == 0:
            return None
        note = key.signed(Checkpoint(log.size, log.root(), moment))
        connection.execute("INSERT INTO log.checkpoint (note) VALUES (%s)", (note,))
        return note


def issued(connection: Connection, key: CheckpointKey, limit: int | None = None, offset: int = 0) -> list[Issued]:
    """The latest first."""
    return [_read(key, *row) for row in connection.execute(_NOTES, (limit, offset))]


def numbered(connection: Connection, key: CheckpointKey, number: int) -> Issued | None:
    row = connection.execute("SELECT number, note FROM log.checkpoint WHERE number = %s", (number,)).fetchone()
    return _read(key, *row) if row else None


def look_through(connection: Connection, key: CheckpointKey) -> LookedThrough:
    """The whole log beside every checkpoint there is. To be called in a transaction."""
    notes = issued(connection, key)
    unsigned = [f"Kontrollpunkt {each.number} är inte en som skrevs under." for each in notes if not each.checkpoint]
    log, unlike = _compared(connection, [each.checkpoint for each in notes if each.checkpoint])
    return LookedThrough(log, len(notes), unsigned + [_sentence(checkpoint, log) for checkpoint in unlike])


def witness(connection: Connection, key: CheckpointKey, note: str) -> Checkpoint:
    """The checkpoint that somebody has kept, when the log still begins as it did then.

    Raises ``NotOurs`` for a text that this store has not signed, and ``LogAltered``.
    """
    checkpoint = key.opened(note)
    with connection.transaction():
        log, unlike = _compared(connection, [checkpoint])
    if unlike:
        raise LogAltered(_sentence(checkpoint, log))
    return checkpoint


def _read(key: CheckpointKey, number: int, note: str) -> Issued:
    try:
        return Issued(number, note, key.opened(note))
    except NotOurs:
        return Issued(number, note, None)


def _compared(connection: Connection, signed: Iterable[Checkpoint]) -> tuple[Tree, list[Checkpoint]]:
    """The tree over the rows as they stand, and the checkpoints that it did not pass through on its way."""
    ahead: dict[int, list[Checkpoint]] = defaultdict(list)
    for checkpoint in signed:
        ahead[checkpoint.size].append(checkpoint)
    log, unlike = Tree(), []
    with connection.cursor("log_in_order") as rows:
        rows.itersize = 2000
        for row in rows.execute(_ROWS):
            log.add(leaf_of(*row))
            unlike += [checkpoint for checkpoint in ahead.pop(log.size, ()) if checkpoint.root != log.root()]
    return log, unlike + [checkpoint for never_reached in ahead.values() for checkpoint in never_reached]


def _sentence(checkpoint: Checkpoint, log: Tree) -> str:
    day = day_of(checkpoint.issued_at)
    if log.size < checkpoint.size:
        return f"Loggen har {log.size} händelser, färre än de {checkpoint.size} som skrevs under {day}."
    return f"Loggens {checkpoint.size} första händelser är inte de som skrevs under {day}."
