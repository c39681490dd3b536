"""The one projector: reads the log in order and keeps every projection, rows and position in one transaction.

Small batches, woken by the append and once a second besides. A fault stops it with the place where it stood and a
non-zero exit: the supervisor starts it again, and nothing is skipped.
"""

import threading
from collections.abc import Sequence
from typing import Any

import psycopg

from events.case import Case
from events.facts import CLEAR_TOPICS
from events.fold import evolve, fold
from events.log_recorder import entry_of
from projections import (
    agreements,
    case_entries,
    case_signals,
    case_status,
    contact_paths,
    deidentified,
    deviations,
    due,
    feed,
    incidents,
    inquiries,
    notices,
    path_tries,
)
from projections.progress import CHANNEL
from projections.statistics import store as statistics
from projections.view import Connection, Projection, Step

PROJECTIONS: tuple[Projection, ...] = (
    case_status.PROJECTION,
    case_entries.PROJECTION,
    feed.PROJECTION,
    case_signals.PROJECTION,
    inquiries.PROJECTION,
    notices.PROJECTION,
    contact_paths.PROJECTION,
    path_tries.PROJECTION,
    deidentified.PROJECTION,
    agreements.PROJECTION,
    deviations.PROJECTION,
    due.PROJECTION,
    incidents.PROJECTION,
    statistics.PROJECTION,
)
BATCH = 500
LOCK = 20102
_COLUMNS = "stream_id, version, state, event_id, command_id"


class ProjectionFailed(Exception):
    """One sentence that says which projection stood where."""


class Projector:
    """Applies batches over one connection; folds each case it meets once and keeps the latest few."""

    def __init__(self, connection: Connection, projections: Sequence[Projection] = PROJECTIONS) -> None:
        self.connection, self.projections = connection, projections
        self._cases: dict[Any, Case] = {}

    def catch_up(self) -> int:
        """Applies all there is; returns the number of entries."""
        done = 0
        while count := self._batch():
            done += count
        return done

    def rebuild(self, name: str) -> int:
        """Empties one projection and fills it anew in one transaction: readers see the old rows until then."""
        chosen = next(p for p in self.projections if p.name == name)
        with self.connection.transaction():
            for table in chosen.places:
                self.connection.execute(f"DELETE FROM {table}")
            self.connection.execute("DELETE FROM view.position WHERE projection = %s", (name,))
            self._cases.clear()
            only = Projector(self.connection, (chosen,))
            return only.catch_up()

    def _batch(self) -> int:
        with self.connection.transaction():
            # One projector at a time; a second one waits here and then finds the work done.
            self.connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            at = self._positions()
            rows = self.connection.execute(
                f"SELECT {_COLUMNS}, position, topic FROM log.event WHERE position > %s ORDER BY position LIMIT %s",
                (min(at.values()), BATCH),
            ).fetchall()
            touched: dict[Any, Case] = {}
            for row in rows:
                step = self._step(row)
                if step.case is not None:
                    touched[step.entry.stream_id] = step.case
                for projection in self.projections:
                    if step.position > at[projection.name]:
                        self._apply(projection, step)
            self._settle(touched, at)
            if rows:
                self._move_to(rows[-1][5])
                self.connection.execute(f"NOTIFY {CHANNEL}")
        if len(self._cases) > 2000:
            self._cases.clear()
        return len(rows)

    def _positions(self) -> dict[str, int]:
        found = dict(self.connection.execute("SELECT projection, position FROM view.position").fetchall())
        return {p.name: found.get(p.name, 0) for p in self.projections}

    def _step(self, row: Sequence[Any]) -> Step:
        entry = entry_of(*row[:5])
        if row[6] in CLEAR_TOPICS:
            return Step(entry, row[5], None)
        case = self._cases.get(entry.stream_id)
        if case is None or case.version >= entry.version:
            case = self._cases[entry.stream_id] = self._load(entry.stream_id, entry.version)
        elif case.version < entry.version:
            evolve(case, entry)
        return Step(entry, row[5], case)

    def _load(self, stream_id: Any, version: int) -> Case:
        rows = self.connection.execute(
            f"SELECT {_COLUMNS} FROM log.event WHERE stream_id = %s AND version <= %s ORDER BY version",
            (stream_id, version),
        ).fetchall()
        return fold(stream_id, (entry_of(*row) for row in rows))

    def _apply(self, projection: Projection, step: Step) -> None:
        try:
            projection.apply(self.connection, step)
        except Exception as error:
            raise ProjectionFailed(
                f"Projektionen {projection.name} stannade vid position {step.position} ({step.entry.topic})."
            ) from error

    def _settle(self, touched: dict[Any, Case], at: dict[str, int]) -> None:
        for projection in self.projections:
            if projection.settle is None or not touched:
                continue
            try:
                projection.settle(self.connection, touched.values())
            except Exception as error:
                raise ProjectionFailed(
                    f"Projektionen {projection.name} stannade efter position {at[projection.name]}."
                ) from error

    def _move_to(self, position: int) -> None:
        for projection in self.projections:
            self.connection.execute(
                "INSERT INTO view.position VALUES (%s, %s) ON CONFLICT (projection) DO UPDATE"
                " SET position = greatest(view.position.position, excluded.position)",
                (projection.name, position),
            )


def catch_up(dsn: str) -> None:
    """All projections up to the end of the log, once: before anybody is let in to a store that has just been filled."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        Projector(connection).catch_up()


def run(dsn: str, stop: threading.Event) -> None:
    """Keeps all projections until told to stop; raises ``ProjectionFailed`` or ``psycopg.Error``."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("LISTEN log")
        projector = Projector(connection)
        while not stop.is_set():
            projector.catch_up()
            for _ in connection.notifies(timeout=1.0, stop_after=1):
                pass
