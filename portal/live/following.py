"""Which streams have been appended to: one listening connection in each web process, however many are looking.

A wake-up says only that there is something; what it is, is read from the log by position. Positions are drawn under
the order lock, so whoever reads from the last one on has missed nothing, whether the wake-up came, was lost with the
connection, or was sent before anybody listened.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import structlog

LOOK_ANYWAY = 10.0  # seconds between wake-ups, should one be lost
TRY_AGAIN = 1.0  # seconds after the connection was cut
SINCE = "SELECT stream_id, max(position) FROM log.event WHERE position > %s GROUP BY stream_id"
LATEST = "SELECT coalesce(max(position), 0) FROM log.event"
DATABASE_GONE = psycopg.OperationalError
log = structlog.get_logger(__name__)

Tell = Callable[[frozenset[UUID] | None], None]


class Follower:
    def __init__(self, dsn: str, tell: Tell) -> None:
        """``tell`` gets the streams that have been appended to since it was last called; first ``None``, for any: those
        who began to look before anybody listened must look again."""
        self._dsn, self._tell = dsn, tell
        self.position: int | None = None

    async def follow(self) -> None:
        """Until cancelled; comes back by itself when the connection is cut or the database restarts."""
        while True:
            try:
                await self._listen()
            except DATABASE_GONE:
                log.warning("listening-cut", component="live")
                await asyncio.sleep(TRY_AGAIN)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, connect_timeout=2, application_name="portal live"
        ) as connection:
            await connection.execute("LISTEN log")
            if self.position is None:
                self.position = (await self._rows(connection, LATEST))[0][0]
                self._tell(None)
            while True:
                rows = await self._rows(connection, SINCE, self.position)
                if rows:
                    self.position = max(position for _, position in rows)
                    self._tell(frozenset(stream for stream, _ in rows))
                async for _ in connection.notifies(timeout=LOOK_ANYWAY, stop_after=1):
                    pass

    @staticmethod
    async def _rows(connection: psycopg.AsyncConnection[Any], statement: str, *values: Any) -> list[Any]:
        return await (await connection.execute(statement.encode(), values)).fetchall()
