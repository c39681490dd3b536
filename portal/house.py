"""What all handlers share. One per process, on ``app.state.portal``; made in ``portal/app.py``, never changed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar.connection import ASGIConnection

from events.log import Log
from events.sealing import StoreKey
from orgs.directory import Directory
from portal.assets import Assets
from portal.clock import Clock
from portal.live.watching import Watchers
from portal.login.oidc import Provider
from portal.login.web_store import WebStore
from portal.settings import Settings
from projections.progress import Progress


class CurrentDirectory:
    """The organisations, read again only when an organisation event has come since."""

    def __init__(self, read: Callable[[Directory | None], Directory]) -> None:
        """``read(before)`` is ``Log.directory``."""
        self._read = read
        self._held: Directory | None = None

    async def at(self, head: int) -> Directory:
        """The organisations up to at least the log position ``head``."""
        if self._held is None or self._held.position < head:
            self._held = await asyncio.to_thread(self._read, self._held)
        return self._held


@dataclass(frozen=True)
class Portal:
    settings: Settings
    clock: Clock
    store_key: StoreKey
    log: Log
    web: WebStore
    directory: CurrentDirectory
    providers: dict[str, Provider]
    """Login providers by issuer; nobody else's word is taken."""
    assets: Assets
    progress: Progress
    """How far the views have come after what somebody has just done."""
    watchers: Watchers
    """Who has a page open on which case, in this process."""
    identities: tuple[dict[str, str], ...] = ()
    """In the demo: whom one may log in as, ``{label, href}``."""

    @property
    def secure(self) -> bool:
        """Whether cookies are sent over TLS only."""
        return self.settings.base_url.startswith("https://")


def portal_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Portal:
    portal: Portal = connection.app.state.portal
    return portal
