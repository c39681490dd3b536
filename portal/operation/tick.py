"""What time brings about, done by the keeper: `portal tick` once, `portal tick --every 600` on and on.

Consents expire by themselves, in the gate, without any job; that they have is recorded here. What is due stands in
DUE, in the order it is done.
"""

from collections.abc import Callable

import psycopg
import structlog

from portal.login.web_store import IDLE, KEPT, LONGEST
from portal.operation.expiry import expire_consents
from portal.settings import Settings

USELESS = f"seen_at < now() - {IDLE} - {KEPT} OR created_at < now() - {LONGEST} - {KEPT}"
log = structlog.get_logger(__name__)


def forget_sessions(settings: Settings) -> int:
    """Sessions that are of no use any more, and what was kept sealed for longer than promised. Gives how many rows."""
    with psycopg.connect(settings.url("keeper")) as connection:
        sessions = connection.execute(f"DELETE FROM web.session WHERE {USELESS}".encode())
        inputs = connection.execute(f"DELETE FROM web.kept_input WHERE kept_at < now() - {KEPT}".encode())
        return sessions.rowcount + inputs.rowcount


DUE: tuple[Callable[[Settings], int], ...] = (expire_consents, forget_sessions)


def run(settings: Settings) -> None:
    for act in DUE:
        if count := act(settings):
            log.info("time-job-done", component=act.__name__, count=count)
