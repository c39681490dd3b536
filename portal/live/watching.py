"""Who is looking at which case, in this process."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from portal.live.following import Follower


class Watchers:
    """Lives on the event loop. The follower starts with the first who looks."""

    def __init__(self, dsn: str) -> None:
        self._by_case: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._follower = Follower(dsn, self._tell)
        self._following: asyncio.Task[None] | None = None
        self.ended = False

    @contextlib.contextmanager
    def of(self, case_id: UUID) -> Iterator[asyncio.Event]:
        """An event that is set whenever something is appended to the case, readable to this reader or not."""
        if self._following is None:
            self._following = asyncio.get_running_loop().create_task(self._follower.follow())
        appended = asyncio.Event()
        self._by_case[case_id].add(appended)
        try:
            yield appended
        finally:
            self._by_case[case_id].discard(appended)
            if not self._by_case[case_id]:
                del self._by_case[case_id]

    def end(self) -> None:
        """The process is about to stop: a stream has no end of its own, and would be waited for."""
        self.ended = True
        self._tell(None)

    async def close(self) -> None:
        if self._following is not None:
            self._following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._following

    def _tell(self, streams: frozenset[UUID] | None) -> None:
        watched = self._by_case.keys()
        for case_id in watched if streams is None else streams & watched:
            for appended in self._by_case[case_id]:
                appended.set()
