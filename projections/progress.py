"""Whether the views show what somebody has just done: waited for a moment, woken by the projector.

Whoever has acted in a stream in clear is led to a page that is drawn from a view, and should find it there.
"""

import threading
from time import monotonic
from uuid import UUID

from events.log_recorder import Pool
from projections.view import Connection

CHANNEL = "projected"
PATIENCE = 1.0  # seconds for somebody who looks at a page that is loading
PAUSE = 5.0  # seconds without waiting again, once it was in vain
AT_ONCE = 2
"""So many wait at a time, each on a connection of its own; the pool is left to the others."""
_SHOWN = """
SELECT coalesce((SELECT max(position) FROM view.position), 0) >= max(position) FROM log.event WHERE stream_id = %s
"""
_BEHIND = """
SELECT coalesce((SELECT max(position) FROM view.position), 0) < (SELECT coalesce(max(position), 0) FROM log.event)
"""


class Progress:
    """One in each web process. All projections are moved in one transaction, so that one position speaks for them."""

    def __init__(self, pool: Pool, patience: float = PATIENCE) -> None:
        self._pool, self._patience = pool, patience
        self._seats = threading.BoundedSemaphore(AT_ONCE)
        self._not_before = 0.0

    def reached(self, stream_id: UUID) -> bool:
        """Whether everything in the stream is in the views now; comes back within the patience, with the truth."""
        if monotonic() < self._not_before or not self._seats.acquire(blocking=False):
            with self._pool.connection() as connection:
                return self._shows(connection, stream_id)
        try:
            with self._pool.connection() as connection:
                return self._waited(connection, stream_id)
        finally:
            self._seats.release()

    def behind(self) -> bool:
        """Whether there is anything at all that the views do not show yet."""
        with self._pool.connection() as connection:
            row = connection.execute(_BEHIND, prepare=True).fetchone()
        return bool(row and row[0])

    def _waited(self, connection: Connection, stream_id: UUID) -> bool:
        give_up = monotonic() + self._patience
        connection.execute(f"LISTEN {CHANNEL}")
        try:
            while not self._shows(connection, stream_id):
                left = give_up - monotonic()
                if left <= 0:
                    self._not_before = monotonic() + PAUSE
                    return False
                for _ in connection.notifies(timeout=left, stop_after=1):
                    pass
            return True
        finally:
            connection.execute(f"UNLISTEN {CHANNEL}")

    @staticmethod
    def _shows(connection: Connection, stream_id: UUID) -> bool:
        row = connection.execute(_SHOWN, (stream_id,), prepare=True).fetchone()
        return bool(row and row[0])
