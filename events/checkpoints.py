"""Signed checkpoints: nothing that the log has said can be changed, moved or taken out without somebody seeing it.

A checkpoint is a root over every entry from the first (`events/merkle.py`), signed (`events/signed_note.py`). Partners
keep the notes: whoever rewrites the log later cannot rewrite what lies with them. Roots are computed from the rows
themselves, never from the leaves that are stored beside them (architecture.md 5, "Proofs").
"""

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


class LogAltered(Exception):
    """The log is not the one that was signed; one Swedish sentence. Nothing more is signed until somebody knows why."""


class Signed(NamedTuple):
    size: int
    note: str


class LookedThrough(NamedTuple):
    log: Tree
    checkpoints: int
    faults: list[str]
    """One sentence for each checkpoint that its signature or the log does not bear out."""


def issue(connection: Connection, key: CheckpointKey, moment: datetime) -> str | None:
    """Signs the log as it stands and gives the note; ``None`` when nothing has been recorded since the last.

    Raises ``LogAltered`` when the log is not the one that was signed before.
    """
    with connection.transaction():
        if unsigned(connection) == 0:
            return None
        log, _, faults = look_through(connection, key)
        if faults:
            raise LogAltered(faults[0])
        note = key.signed(Checkpoint(log.size, log.root(), moment))
        connection.execute("INSERT INTO log.checkpoint VALUES (%s, %s) ON CONFLICT DO NOTHING", (log.size, note))
        return note


def newest(connection: Connection) -> Signed | None:
    return next(iter(issued(connection, 1)), None)


def unsigned(connection: Connection) -> int:
    """How many entries there are that no checkpoint covers; below zero when some have been taken out."""
    last = newest(connection)
    [(recorded,)] = connection.execute("SELECT count(*) FROM log.event").fetchall()
    return int(recorded) - (last.size if last else 0)


def over(connection: Connection, size: int) -> Signed | None:
    """The one over so many entries from the first."""
    row = connection.execute("SELECT size, note FROM log.checkpoint WHERE size = %s", (size,)).fetchone()
    return Signed(*row) if row else None


def issued(connection: Connection, limit: int | None = None, offset: int = 0) -> list[Signed]:
    """The latest first."""
    rows = "SELECT size, note FROM log.checkpoint ORDER BY size DESC LIMIT %s OFFSET %s"
    return [Signed(*row) for row in connection.execute(rows, (limit, offset))]


def look_through(connection: Connection, key: CheckpointKey) -> LookedThrough:
    """The whole log beside every checkpoint there is. To be called in a transaction."""
    notes = issued(connection)
    signed, faults = [], []
    for size, note in notes:
        try:
            checkpoint = key.opened(note)
        except NotOurs:
            checkpoint = None
        if checkpoint and checkpoint.size == size:
            signed.append(checkpoint)
        else:
            faults.append(f"Kontrollpunkten över {size} händelser är inte den som skrevs under.")
    log, unlike = _compared(connection, signed)
    return LookedThrough(log, len(notes), faults + [_sentence(checkpoint, log) for checkpoint in unlike])


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


def _compared(connection: Connection, signed: Iterable[Checkpoint]) -> tuple[Tree, list[Checkpoint]]:
    """The tree over the rows as they stand, and the checkpoints that it did not pass through on its way."""
    log, unlike = Tree(), {checkpoint.size: checkpoint for checkpoint in signed}
    with connection.cursor("log_in_order") as rows:
        rows.itersize = 2000
        for row in rows.execute(_ROWS):
            log.add(leaf_of(*row))
            if log.size in unlike and unlike[log.size].root == log.root():
                del unlike[log.size]
    return log, list(unlike.values())


def _sentence(checkpoint: Checkpoint, log: Tree) -> str:
    day = day_of(checkpoint.issued_at)
    if log.size < checkpoint.size:
        return f"Loggen har {log.size} händelser, färre än de {checkpoint.size} som skrevs under {day}."
    return f"Loggens {checkpoint.size} första händelser är inte de som skrevs under {day}."
