"""A store put back from a copy: nobody is served until what was purged is purged again and the log is looked through.

A restore that is killed is run again. Until the copy is loaded the store is as it was; from then on it is marked, and
holds nothing but the copy.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import LiteralString
from uuid import UUID

import psycopg

from events import migrations
from events.purged import Purge, decided
from portal.backup import archive
from portal.backup.checked import Copy
from portal.backup.copies import own_folder
from portal.backup.making import Say, back_up
from portal.operation import closed, tick
from portal.operation.ending import purged_again
from portal.operation.opening import LOADING, prepare
from portal.operation.rewriting import rewritten
from portal.operation.soundness import look_through
from portal.settings import Settings, SettingsRefused

MARKED = f"INSERT INTO web.setting (name, value) VALUES ('{closed.MARK}', '') ON CONFLICT DO NOTHING"  # noqa: S608
_GONE: LiteralString = """
SELECT count(*), count(*) FILTER (WHERE position > %(at)s OR NOT EXISTS (
    SELECT FROM log.event WHERE position = %(at)s AND leaf = %(leaf)s)) FROM log.event
"""
Connection = psycopg.Connection[tuple[object, ...]]
Known = Mapping[UUID, Purge]


def restore(
    settings: Settings, copy: Copy, known: Known, say: Say, *, replace: bool = False, keep: bool = True
) -> list[str]:
    """Puts the copy in the place of what is there, and gives the faults that were found: with any, it stays closed.

    ``known`` must stay purged; ``keep``: copy first what is replaced. Raises a Swedish sentence, and leaves the store
    as it was, when it holds events and ``replace`` is not said, when somebody else is connected, and when the copy
    cannot be loaded.
    """
    with _alone(settings) as connection:
        if not closed.is_marked(connection):
            known = {**known, **_gone(settings, connection, copy, say, replace, keep)}
        say(f"Läser in {copy.file.name}: {copy.events} händelser.")
        archive.load(settings.url("owner"), copy.file, MARKED)
        return _finished(settings, connection, known, say)


def open_anyway(settings: Settings, known: Known, say: Say) -> list[str]:
    """Ends what a restore left closed, whatever faults there are; gives them."""
    with _alone(settings, at_once=False) as connection:
        faults = _finished(settings, connection, known, say)
        if faults:
            closed.open_again(connection)
        return faults


@contextmanager
def _alone(settings: Settings, at_once: bool = True) -> Iterator[Connection]:
    """The store, closed to everybody else; opened again when a copy never came into it.

    ``at_once``: otherwise only a store that is closed already.
    """
    with psycopg.connect(settings.url("owner"), autocommit=True) as connection:
        was_closed = closed.is_closed(connection)
        if not (was_closed or at_once):
            raise SettingsRefused("Det finns ingen återställning att avsluta: datalagret är öppet.")
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (tick.LOCK,)).fetchone()
        if not (row and row[0]):
            raise SettingsRefused("Tidsjobbet eller en annan återställning är igång. Stoppa portalen först.")
        closed.close(connection)
        try:
            closed.refuse_others(connection)
            yield connection
        except BaseException:
            if not was_closed and not closed.is_marked(connection):
                closed.open_again(connection)
            raise


def _gone(settings: Settings, connection: Connection, copy: Copy, say: Say, replace: bool, keep: bool) -> Known:
    """Copies what is there before it goes, unless that cannot be done, and gives what it knows to be purged."""
    if not connection.execute("SELECT to_regclass('log.event') IS NOT NULL").fetchall()[0][0]:
        return {}
    events, gone = connection.execute(_GONE, {"at": copy.position, "leaf": copy.leaf}).fetchall()[0]
    if not events:
        return {}
    lost = f"{gone} av dem finns inte i kopian" if gone else "alla finns i kopian"
    if not replace:
        raise SettingsRefused(
            f"Datalagret har {events} händelser, {lost}."
            " Med --replace ersätts det; det som finns säkerhetskopieras först."
        )
    if keep:
        made = back_up(settings, own_folder(settings), say)
        say(f"Det som ersätts finns kvar i {made.copy}: {made.events} händelser, {lost}.")
    return decided(connection)


def _finished(settings: Settings, connection: Connection, known: Known, say: Say) -> list[str]:
    """Everything after the loading; repeated from its beginning when it is cut short."""
    if (loading := settings.home / LOADING).exists():
        loading.unlink()  # or else the next demo would empty the store
    migrations.migrate(settings.url("owner"))
    prepare(settings)
    again = purged_again(settings, known.values())
    rewritten(settings.url("keeper"))
    connection.execute("ANALYZE")  # last of all: it keeps samples of what it sees
    say(f"Ärenden som är gallrade igen: {again}.")
    say("Kontrollerar loggen.")
    found = look_through(settings)
    say(found.sentence)
    if not found.faults:
        closed.open_again(connection)
    return found.faults
