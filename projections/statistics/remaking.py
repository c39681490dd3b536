"""Makes an edition again, as the log stood when it was made: to hold what is kept against it (contract.md 3).

The facts go into tables of their own, in a transaction that the caller takes back. Everything is as it was known then:
a case that has been purged since is there again as its skeleton, and so is one whose objection came later.
"""

from itertools import groupby
from uuid import UUID

from events.case import Case
from events.facts import CLEAR_TOPICS, Entry
from events.fold import fold
from events.log_recorder import entry_of
from projections.statistics import editions, making, publishing, store
from projections.statistics.due import made_together
from projections.statistics.editions import Edition
from projections.statistics.periods import period_of
from projections.statistics.tables import PublishedTable, Table
from projections.view import Connection

SCHEMA = "again"
BATCH = 500
_COLUMNS = "stream_id, version, state, event_id, command_id, topic"


def recounted(connection: Connection, batch: list[Edition]) -> list[list[Table]]:
    """What the log as it stood gives for each of the editions, which were made together."""
    position = batch[0].position
    _units(connection, position)
    _cases(connection, position)
    found: list[list[Table]] = []
    for edition in batch:
        period = period_of(edition.period)
        assert period is not None
        found.append(making.tables(connection, edition.county, period, position, SCHEMA))
    return found


def remade(connection: Connection, edition: Edition) -> tuple[tuple[Table, ...], tuple[PublishedTable, ...]]:
    """What the edition counted and what it published, made again. Writes to the schema ``again``."""
    batch, before = made_together(editions.of_county(connection, edition.county), edition)
    truths = recounted(connection, batch)
    every = [table for truth in truths for table in truth]
    published = publishing.published(connection, edition.county, every, before, edition.made_at)
    own = tuple(table for table in published if table.period == edition.period)
    return tuple(truths[batch.index(edition)]), own


def _units(connection: Connection, position: int) -> None:
    topics = ("organisation-registered", "unit-registered")
    rows = connection.execute(
        "SELECT stream_id, version, state, event_id, command_id FROM log.event"
        " WHERE topic = ANY (%s) AND position <= %s ORDER BY position",
        (list(topics), position),
    ).fetchall()
    for row in rows:
        store.register(connection, entry_of(*row).fact, SCHEMA)


def _cases(connection: Connection, position: int) -> None:
    """Stream by stream, a few hundred cases at a time."""
    cases: list[Case] = []
    with connection.cursor(name="cases") as rows:
        rows.itersize = 2000
        rows.execute(
            f"SELECT {_COLUMNS} FROM log.event WHERE position <= %s AND NOT topic = ANY (%s)"
            " ORDER BY stream_id, version".encode(),
            (position, sorted(CLEAR_TOPICS)),
        )
        for stream_id, of_stream in groupby(rows, key=lambda row: row[0]):
            cases.append(_case(stream_id, [entry_of(*row[:5]) for row in of_stream]))
            if len(cases) == BATCH:
                store.write(connection, store.facts(connection, cases, SCHEMA), SCHEMA)
                cases.clear()
    store.write(connection, store.facts(connection, cases, SCHEMA), SCHEMA)


def _case(stream_id: UUID, entries: list[Entry]) -> Case:
    return fold(stream_id, entries)
