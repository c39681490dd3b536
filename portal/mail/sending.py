"""Handing the outbox over to the mail server: at least once each, again later when it does not answer, never for long.

A mail is deleted once the server has taken it; a keeper that dies between the two sends the same sentence twice.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib
import structlog

from events.log_recorder import Pool, open_pool
from portal.mail.message import message
from portal.settings import Settings

PATIENCE = 10.0  # seconds for each word from the server
LONGEST = 60.0  # seconds for all of it: the rest waits for the next tick
_WAITING = """
SELECT o.assignment_id, c.address FROM web.outbox o JOIN web.mail_choice c USING (assignment_id)
WHERE o.not_before <= now() ORDER BY o.not_before, o.assignment_id LIMIT 500
"""
_LATER = """
UPDATE web.outbox SET tries = tries + 1,
    not_before = now() + least(interval '6 hours', interval '1 minute' * power(2, tries)) WHERE assignment_id = %s
"""
_GIVEN_UP = "DELETE FROM web.outbox WHERE assignment_id = %s AND tries > 12"
"""After a day and a half of trying."""
log = structlog.get_logger(__name__)


def send_mail(settings: Settings) -> int:
    """Sends what waits; returns how many the server took. A server that is down is no failure of ours: it is told
    in the log, and the mail waits longer each time."""
    if settings.smtp_url is None:
        return 0
    pool = open_pool(settings.url("keeper"), 2)
    try:
        with pool.connection() as connection:
            waiting: list[Any] = connection.execute(_WAITING).fetchall()
        if not waiting:
            return 0
        # On a thread of its own, so that it does not matter what the caller runs on.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(asyncio.run, _send(pool, settings, waiting)).result()
    finally:
        pool.close()


async def _send(pool: Pool, settings: Settings, waiting: list[tuple[UUID, str]]) -> int:
    sent, until = 0, time.monotonic() + LONGEST
    try:
        async with _server(settings) as server:
            for assignment_id, address in waiting:
                if time.monotonic() > until:
                    break
                sent += await _one(pool, server, settings.mail_from, assignment_id, address)
    except (aiosmtplib.SMTPException, OSError) as trouble:
        log.warning("mail-server-unreachable", error=type(trouble).__name__, count=len(waiting) - sent)
        for assignment_id, _ in waiting[sent:]:
            _put_off(pool, assignment_id)
    return sent


async def _one(pool: Pool, server: aiosmtplib.SMTP, sender: str, assignment_id: UUID, address: str) -> bool:
    """Whether it was taken. An address that the server does not know is not tried again, and its owner is told."""
    try:
        await server.send_message(message(sender, address))
    except aiosmtplib.SMTPRecipientsRefused as refused:
        if all(each.code >= 500 for each in refused.recipients):
            _run(pool, "UPDATE web.mail_choice SET refused = true WHERE assignment_id = %s", assignment_id)
            _run(pool, "DELETE FROM web.outbox WHERE assignment_id = %s", assignment_id)
        else:
            _put_off(pool, assignment_id)
        return False
    except aiosmtplib.SMTPResponseException:
        _put_off(pool, assignment_id)
        return False
    _run(pool, "DELETE FROM web.outbox WHERE assignment_id = %s", assignment_id)
    return True


def _put_off(pool: Pool, assignment_id: UUID) -> None:
    _run(pool, _LATER, assignment_id)
    _run(pool, _GIVEN_UP, assignment_id)


def _run(pool: Pool, statement: str, assignment_id: UUID) -> None:
    with pool.connection() as connection:
        connection.execute(statement.encode(), (assignment_id,))


def _server(settings: Settings) -> aiosmtplib.SMTP:
    """smtps is encrypted from the first byte; smtp turns it on, in production or not at all."""
    assert settings.smtp_url is not None
    place = urlsplit(settings.smtp_url)
    at_once = place.scheme == "smtps"
    return aiosmtplib.SMTP(
        hostname=place.hostname,
        port=place.port or (465 if at_once else 587),
        username=unquote(place.username) if place.username else None,
        password=unquote(place.password) if place.password else None,
        use_tls=at_once,
        start_tls=None if at_once or settings.demo else True,
        timeout=PATIENCE,
    )
