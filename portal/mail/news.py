"""Who has something new: tasks and notices that the officer may see now and has not been told of (domain.md 3.9).

They are asked for exactly as for the officer's own pages, through the unit's grants; what is hidden from the officer
cannot be news. What the officer has done themselves is none either.
"""

import hashlib
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from events.calendar import STOCKHOLM, day_of
from events.log import read_directory
from events.log_recorder import Pool, open_pool
from orgs.directory import Directory
from orgs.officers import Officer
from portal.mail.message import allowed
from portal.operation.opening import read_clock
from portal.settings import Settings
from portal.tasks.cases import no_names
from portal.tasks.cover import left_to_colleagues
from portal.tasks.task import Asking
from portal.tasks.waiting import told_to
from projections import deidentified, notices
from projections.view import Connection, seen_by

NOTICED_FOR = timedelta(days=14)
DAILY_AT = time(7)
"""In Sweden; the first tick after it."""
_CHOICES = "SELECT assignment_id FROM web.mail_choice WHERE NOT refused ORDER BY assignment_id"
_TAKEN = "SELECT address, how, begun, something_new, latest FROM web.mail_choice WHERE assignment_id = %s FOR UPDATE"


def queue_mail(settings: Settings) -> int:
    """Puts a mail in the outbox of each who has something new. Nothing at all without a mail server."""
    if settings.smtp_url is None:
        return 0
    dsn = settings.url("keeper")
    moment = read_clock(dsn).moment()
    pool = open_pool(dsn, 2)
    try:
        directory = read_directory(pool)
        with pool.connection() as connection:
            chosen = [row[0] for row in connection.execute(_CHOICES).fetchall()]
        return sum(_look(pool, settings, directory, moment, assignment_id) for assignment_id in chosen)
    finally:
        pool.close()


def _look(pool: Pool, settings: Settings, directory: Directory, moment: datetime, assignment_id: UUID) -> bool:
    """One officer in one transaction; whether a mail was put in the outbox."""
    officer = _officer(directory, assignment_id, moment)
    if officer is None:
        with pool.connection() as connection:
            connection.execute("DELETE FROM web.mail_choice WHERE assignment_id = %s", (assignment_id,))
        return False
    with seen_by(pool, officer.unit_id, moment) as connection:
        taken: list[Any] = connection.execute(_TAKEN, (assignment_id,)).fetchall()
        number = directory.organisations[officer.unit.org_id].org_number
        if not taken or not allowed(taken[0][0], number, settings.mail_domains, demo=settings.demo):
            return False
        _, how, begun, waiting, latest = taken[0]
        news = _take_note(connection, Asking(connection, officer, directory, moment), assignment_id)
        something = begun and (news or waiting)
        local = moment.astimezone(STOCKHOLM)
        due = how == "at_once" or (local.time() >= DAILY_AT and latest != local.date())
        send = bool(something and due)
        connection.execute(
            "UPDATE web.mail_choice SET begun = true, something_new = %s, latest = coalesce(%s, latest)"
            " WHERE assignment_id = %s",
            (something and not send, local.date() if send else None, assignment_id),
        )
        if send:
            connection.execute(
                "INSERT INTO web.outbox (assignment_id) VALUES (%s) ON CONFLICT DO NOTHING", (assignment_id,)
            )
        return send


def _take_note(connection: Connection, asking: Asking, assignment_id: UUID) -> bool:
    """Remembers what there is now, forgets what is gone; whether anything was new and not of their own doing."""
    there = _marks(asking)
    rows: list[Any] = connection.execute(
        "SELECT mark FROM web.mail_told WHERE assignment_id = %s", (assignment_id,)
    ).fetchall()
    known = {bytes(row[0]) for row in rows}
    connection.execute(
        "DELETE FROM web.mail_told WHERE assignment_id = %s AND mark = ANY (%s)",
        (assignment_id, list(known - there.keys())),
    )
    new = there.keys() - known
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO web.mail_told VALUES (%s, %s)", [(assignment_id, mark) for mark in sorted(new)])
    return any(not there[mark] for mark in new)


def _marks(asking: Asking) -> dict[bytes, bool]:
    """What the officer may see now, each as a hash, and whether it is their own doing."""
    tasks = told_to(asking, no_names) + left_to_colleagues(asking)
    marks = {_mark("task", task.kind, task.ref): task.own_doing for task in tasks}
    since = asking.moment - NOTICED_FOR
    for notice in notices.latest(asking.connection, asking.officer.user_id, since):
        marks[_mark("notice", notice.kind, notice.case_id, notice.at.isoformat())] = False
    for each in deidentified.answered_to(asking.connection, asking.officer.user_id, day_of(since)):
        marks[_mark("answer", each.inquiry_id)] = False
    return marks


def _mark(*parts: object) -> bytes:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).digest()


def _officer(directory: Directory, assignment_id: UUID, moment: datetime) -> Officer | None:
    assignment = directory.assignments.get(assignment_id)
    if assignment is None or not assignment.active_on(moment.astimezone(STOCKHOLM).date()):
        return None
    user, unit = directory.users[assignment.user_id], directory.units[assignment.unit_id]
    return Officer(user.user_id, user.name, assignment_id, assignment.role, unit)
