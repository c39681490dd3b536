"""Open pages: a second web process over the county's store, and event streams read as a browser reads them."""

import http.client
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

from portal.app import assemble
from portal.live.watching import Watchers
from portal.login.web_store import WebStore
from portal.operation.web_server import WebServer
from portal.routes import ROUTES
from tests.conftest import free_port
from tests.house.county import County, Hand

WITHIN = 20.0  # seconds until an event must have come


@contextmanager
def web_process(county: County) -> Iterator[int]:
    """The port of a real server: the test client gathers an answer until its end, and a stream has none."""
    portal = replace(county.portal, web=WebStore(county.store.web), watchers=Watchers(county.store.web))
    port = free_port()
    server = WebServer(assemble(portal, ROUTES), "127.0.0.1", port)
    keep_log = portal.log.close
    portal.log.close = lambda: None  # type: ignore[method-assign]  # the county's own goes on with it
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until = time.monotonic() + WITHIN
        while not server.started and time.monotonic() < until:
            thread.join(0.01)
        yield port
    finally:
        server.should_exit = True
        thread.join()
        portal.log.close = keep_log  # type: ignore[method-assign]


@dataclass
class OpenPage:
    """One stream; ``told`` holds the ids of its events, and ``None`` when it has ended."""

    port: int
    hand: Hand
    case_id: UUID
    since: str = ""
    told: "queue.Queue[str | None]" = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        carried = "; ".join(f"{name}={value}" for name, value in self.hand.cookies.items())
        query = f"?sedan={self.since}" if self.since else ""
        headers = {"cookie": carried, "accept": "text/event-stream"}
        self.connection.request("GET", f"/arenden/{self.case_id}/andringar{query}", headers=headers)
        self.answer = self.connection.getresponse()
        self.kind = self.answer.headers["content-type"]
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for line in self.answer:
                if line.startswith(b"id:"):
                    self.told.put(line[3:].strip().decode())
        except (OSError, ValueError, http.client.HTTPException):
            pass  # cut: told below like any other end
        self.told.put(None)

    def next(self) -> str | None:
        return self.told.get(timeout=WITHIN)

    def close(self) -> None:
        self.connection.close()
