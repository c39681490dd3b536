"""What time brings about, done by the keeper: `portal tick` once, `portal tick --every 600` on and on.

Consents expire by themselves, in the gate, without any job; that they have is recorded here. What is due stands in
DUE, in the order it is done; each act has transactions of its own and may be repeated, and after a week's pause it does
all that the week has brought. One keeper works at a time: another that comes meanwhile has nothing to do. An act that
fails stops none of the others.
"""

import time
from collections.abc import Callable

import psycopg
import structlog

from portal.login.web_store import DRAFT_KEPT, IDLE, KEPT, LONGEST
from portal.logs import place_of
from portal.mail.news import queue_mail
from portal.mail.sending import send_mail
from portal.operation.closed import UNFINISHED, is_closed
from portal.operation.deviations import move_deviations
from portal.operation.ending import close_resting_cases, purge_cases
from portal.operation.expiry import expire_consents
from portal.operation.rewriting import rewrite_nightly
from portal.operation.signing import sign_log
from portal.operation.spoken import TickFailed
from portal.settings import Settings

LOCK = 20103
USELESS = f"seen_at < now() - {IDLE} - {KEPT} OR created_at < now() - {LONGEST} - {KEPT}"
log = structlog.get_logger(__name__)


def forget_sessions(settings: Settings) -> int:
    """Sessions that are of no use any more, and what was kept sealed for longer than promised. Gives how many rows."""
    with psycopg.connect(settings.url("keeper")) as connection:
        sessions = connection.execute(f"DELETE FROM web.session WHERE {USELESS}".encode())
        inputs = connection.execute(f"DELETE FROM web.kept_input WHERE kept_at < now() - {KEPT}".encode())
        drafts = connection.execute(f"DELETE FROM web.draft WHERE kept_at < now() - {DRAFT_KEPT}".encode())
        return sessions.rowcount + inputs.rowcount + drafts.rowcount


Action = Callable[[Settings], int]
"""Gives how much it did; 0 when there was nothing to do."""
DUE: tuple[Action, ...] = (
    expire_consents,
    close_resting_cases,
    purge_cases,
    move_deviations,
    sign_log,
    forget_sessions,
    rewrite_nightly,
    queue_mail,
    send_mail,
)


def run(settings: Settings, due: tuple[Action, ...] = DUE) -> None:
    """Everything once, unless another keeper is at it. Raises ``TickFailed`` when all has been tried."""
    with psycopg.connect(settings.url("keeper"), autocommit=True) as connection:
        mine = connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
        if not (mine and mine[0]):
            log.info("time-job-busy")
            return
        if is_closed(connection):
            raise TickFailed(UNFINISHED)
        failed = [act.__name__ for act in due if not _done(act, settings)]
    if failed:
        raise TickFailed(f"Tidsjobbet blev inte klart: {', '.join(failed)}. Resten är gjort. Felet står i loggen.")


def _done(act: Action, settings: Settings) -> bool:
    began = time.monotonic()
    try:
        count = act(settings)
    except Exception as problem:  # noqa: BLE001 (told in the log and by the exit code; the other acts go on)
        log.warning("time-job-failed", component=act.__name__, error=type(problem).__name__, where=place_of(problem))
        return False
    if count:
        log.info(
            "time-job-done", component=act.__name__, count=count, duration_ms=round((time.monotonic() - began) * 1000)
        )
    return True
