"""Makes what is due: counts, protects, compares, publishes, each period in a transaction of its own.

Done by the projector's login role, since it alone reads the facts; the projections are caught up first.
"""

import threading
from collections.abc import Sequence
from datetime import date, datetime

import psycopg
from msgspec.structs import replace

from events.calendar import day_of
from events.code_lists import COUNTIES
from projections.statistics import editions, making
from projections.statistics.catalogue import CATALOGUE
from projections.statistics.due import Due, due, in_turn, turn
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.gender_gap import INDICATOR as GAP
from projections.statistics.gender_gap import gaps, has_index, indexed
from projections.statistics.periods import period_of
from projections.statistics.quantities import Told
from projections.statistics.suppression import protect
from projections.statistics.tables import PublishedTable, Table
from projections.view import Connection

LOCK = 20104


def publish_all(dsn: str, moment: datetime, stop: threading.Event | None = None) -> int:
    """What is due in every county, as far as the facts have come; how many editions. Any number may try at once.

    Nothing while the projector lags behind what was recorded before today: a first edition must hold its whole period.
    """
    with psycopg.connect(dsn, autocommit=True) as connection:
        if _behind(connection):
            return 0
        return sum(publish_due(connection, county, moment, stop) for county in COUNTIES)


def _behind(connection: Connection) -> bool:
    row = connection.execute("SELECT coalesce(max(position), 0) FROM log.event").fetchone()
    return row is not None and _position(connection) < row[0]


def publish_due(connection: Connection, county: str, moment: datetime, stop: threading.Event | None = None) -> int:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        waiting = _due(connection, county, day_of(moment))
    ending_together: dict[date, list[Due]] = {}
    for each in waiting:
        ending_together.setdefault(each.period.last, []).append(each)
    made = 0
    for last in sorted(ending_together, key=turn):
        if stop is not None and stop.is_set():
            break
        made += _publish(connection, county, ending_together[last], moment)
    return made


def _due(connection: Connection, county: str, today: date) -> list[Due]:
    since = _since(connection, county)
    if since is None:
        return []
    checked = dict(
        connection.execute("SELECT period, checked_on FROM view.stat_checked WHERE county = %s", (county,)).fetchall()
    )
    return due(editions.of_county(connection, county), checked, since, today)


def _since(connection: Connection, county: str) -> date | None:
    """The first day with a case in the county."""
    row = connection.execute(
        "SELECT min(c.opened_on) FROM view.stat_case c JOIN view.stat_place p USING (case_id)"
        " WHERE p.municipality LIKE %s",
        (f"{county}%",),
    ).fetchone()
    return row[0] if row else None


def _publish(connection: Connection, county: str, wanted: Sequence[Due], moment: datetime) -> int:
    """How many were published: a revision only when something has changed.

    Periods that end on the same day are protected together, so that one is not told in a way that leaves no safe way to
    tell the others.
    """
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        position = _position(connection)
        truths: dict[Due, list[Table]] = {}
        for each in wanted:
            truth = _truth(connection, county, each, position, moment)
            if truth is not None:
                truths[each] = truth
        if not truths:
            return 0
        every = [table for truth in truths.values() for table in truth]
        before = in_turn(editions.of_county(connection, county))
        tables = published(connection, county, every, before, moment)
        for each, counted in truths.items():
            own = tuple(table for table in tables if table.period == each.period.code)
            edition = Edition(county, each.period.code, each.number, each.kind, moment, position, editions.hash_of(own))
            editions.publish(connection, edition, own, counted)
    return len(truths)


def _truth(connection: Connection, county: str, wanted: Due, position: int, moment: datetime) -> list[Table] | None:
    """What is to be published; ``None`` when it already is, or is a revision without a change."""
    before = editions.latest(connection, county, wanted.period.code)
    if before is not None and before.number >= wanted.number:
        return None
    truth = making.tables(connection, county, wanted.period, position)
    if wanted.kind is EditionKind.REVISION:
        _checked(connection, county, wanted.period.code, day_of(moment))
        if before is not None and tuple(truth) == editions.truth_of(connection, before):
            return None
    return truth


def published(
    connection: Connection, county: str, truth: Sequence[Table], before: Sequence[Edition], moment: datetime
) -> tuple[PublishedTable, ...]:
    """What is told of periods of one year. ``before``: every edition of the county that was told earlier, in turn."""
    year = truth[0].period[:4]
    told = [
        Told(
            editions.truth_of(connection, each),
            _protected(editions.every_table(connection, each)),
            day_of(each.made_at).isoformat(),
        )
        for each in before
        if each.period.startswith(year)
    ]
    protected = protect(CATALOGUE, truth, told, day_of(moment).isoformat())
    return (*_named(protected, truth), *_derived(connection, county, protected, before))


def _named(published: Sequence[PublishedTable], truth: Sequence[Table]) -> list[PublishedTable]:
    """With what its values were called when it was counted."""
    return [replace(table, names=counted.names) for table, counted in zip(published, truth, strict=True)]


def _derived(
    connection: Connection, county: str, protected: Sequence[PublishedTable], before: Sequence[Edition]
) -> list[PublishedTable]:
    """I12 of every period, and its index against the base year: of this batch, or as it was published last."""
    found = {
        code: gaps(table for table in protected if table.period == code)
        for code in dict.fromkeys(table.period for table in protected)
    }
    year = COUNTIES[county].base_year
    base: Sequence[PublishedTable] = found.get(str(year), ())
    of_base = [each for each in before if each.period == str(year)]
    if not base and of_base:
        base = editions.of_indicator(connection, of_base[-1], GAP)
    derived: list[PublishedTable] = []
    for code, tables in found.items():
        period = period_of(code)
        derived += tables
        if period is not None and has_index(period, year):
            derived += indexed(tables, base, year)
    return derived


def _protected(tables: Sequence[PublishedTable]) -> tuple[PublishedTable, ...]:
    """Without what was derived from published cells."""
    return tuple(table for table in tables if CATALOGUE.figure(table.indicator))


def _checked(connection: Connection, county: str, period: str, today: date) -> None:
    connection.execute(
        "INSERT INTO view.stat_checked VALUES (%s, %s, %s)"
        " ON CONFLICT (county, period) DO UPDATE SET checked_on = excluded.checked_on",
        (county, period, today),
    )


def _position(connection: Connection) -> int:
    """How far the facts have come."""
    row = connection.execute("SELECT position FROM view.position WHERE projection = 'statistics'").fetchone()
    return row[0] if row else 0
