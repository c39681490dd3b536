"""The web server, which at a stop lets answers be finished, and ends the streams that never finish by themselves."""

import gc
from contextlib import suppress
from socket import socket

import uvicorn
from litestar import Litestar

from portal.house import Portal
from portal.operation.one_core import keep_to_one_core

ANSWERS_FINISH_WITHIN = 3  # seconds
SELDOM = (10_000, 20, 50)
"""A full round over what the process remembers takes a tenth of a second, in which nobody gets an answer; what a
request leaves behind is nearly all freed without it."""


class WebServer(uvicorn.Server):
    def __init__(self, app: Litestar, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=ANSWERS_FINISH_WITHIN,
        )
        super().__init__(config)
        self._portal: Portal = app.state.portal

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._portal.watchers.end()
        await super().shutdown(sockets)

    def serve_until_stopped(self) -> bool:
        """Whether it came up at all."""
        keep_to_one_core()
        gc.freeze()  # what is loaded by now stays
        gc.set_threshold(*SELDOM)
        with suppress(KeyboardInterrupt):  # as uvicorn does: the signal has been heard, and all is closed
            self.run()
        return self.started
