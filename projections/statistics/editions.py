"""Editions: what is published of a period, frozen 45 days after its end, then only revised (domain.md 7.1).

An edition is never changed. Reading it is for everybody who acts in an assignment; nothing in it may not be read.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from projections.statistics.periods import period_of
from projections.statistics.tables import PublishedTable, Table
from projections.view import Connection


class EditionKind(StrEnum):
    FIRST = "first"
    FROZEN = "frozen"
    REVISION = "revision"


class Edition(msgspec.Struct, frozen=True):
    """``position``: how far the log had come. ``hash``: of all that is published, the same whenever it is made."""

    county: str
    period: str
    number: int
    kind: EditionKind
    made_at: datetime
    position: int
    hash: str


_COLUMNS = "county, period, number, kind, made_at, position, hash"
_ENCODER = msgspec.json.Encoder(order="deterministic")
_PUBLISHED = msgspec.json.Decoder(tuple[PublishedTable, ...])
_TRUTH = msgspec.msgpack.Decoder(tuple[Table, ...])


def hash_of(tables: Sequence[PublishedTable]) -> str:
    """SHA-256 over the canonical text, hexadecimal."""
    return hashlib.sha256(_ENCODER.encode(list(tables))).hexdigest()


def of_county(connection: Connection, county: str) -> list[Edition]:
    """Every edition, by period and number."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM view.edition WHERE county = %s".encode(), (county,), prepare=True
    )
    return sorted((_edition(row) for row in rows), key=lambda each: (each.period, each.number))


def latest(connection: Connection, county: str, period: str) -> Edition | None:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM view.edition WHERE county = %s AND period = %s ORDER BY number DESC LIMIT 1".encode(),
        (county, period),
        prepare=True,
    ).fetchall()
    return _edition(rows[0]) if rows else None


def _edition(row: Sequence[Any]) -> Edition:
    return Edition(row[0], row[1], row[2], EditionKind(row[3]), row[4], row[5], row[6])


def of_indicator(connection: Connection, edition: Edition, indicator: str) -> tuple[PublishedTable, ...]:
    rows = connection.execute(
        "SELECT figures::text FROM view.edition_table WHERE (county, period, number, indicator) = (%s, %s, %s, %s)",
        (edition.county, edition.period, edition.number, indicator),
        prepare=True,
    ).fetchall()
    return _PUBLISHED.decode(rows[0][0]) if rows else ()


def over_time(
    connection: Connection, county: str, indicator: str, periods: Sequence[str]
) -> list[tuple[Edition, tuple[PublishedTable, ...]]]:
    """The indicator in the latest edition of each of the periods that has one, oldest period first."""
    named = ", ".join(f"e.{column.strip()}" for column in _COLUMNS.split(","))
    rows = connection.execute(
        f"SELECT DISTINCT ON (e.period) {named}, t.figures::text FROM view.edition e"
        " JOIN view.edition_table t USING (county, period, number)"
        " WHERE e.county = %s AND t.indicator = %s AND e.period = ANY (%s) ORDER BY e.period, e.number DESC".encode(),
        (county, indicator, list(periods)),
        prepare=True,
    ).fetchall()
    found = [(_edition(row), _PUBLISHED.decode(row[7])) for row in rows]
    return sorted(found, key=lambda each: _last_day(each[0]))


def _last_day(edition: Edition) -> date:
    period = period_of(edition.period)
    assert period is not None
    return period.last


def every_table(connection: Connection, edition: Edition) -> tuple[PublishedTable, ...]:
    """All that the edition holds, by indicator."""
    rows = connection.execute(
        "SELECT figures::text FROM view.edition_table WHERE (county, period, number) = (%s, %s, %s) ORDER BY indicator",
        (edition.county, edition.period, edition.number),
    ).fetchall()
    return tuple(table for row in rows for table in _PUBLISHED.decode(row[0]))


def truth_of(connection: Connection, edition: Edition) -> tuple[Table, ...]:
    """What the edition was made of; for the projector alone."""
    rows = connection.execute(
        "SELECT truth FROM view.stat_truth WHERE (county, period, number) = (%s, %s, %s)",
        (edition.county, edition.period, edition.number),
    ).fetchall()
    return _TRUTH.decode(rows[0][0])


def publish(
    connection: Connection, edition: Edition, published: Sequence[PublishedTable], truth: Sequence[Table]
) -> None:
    """Writes an edition down, in the caller's transaction."""
    connection.execute(
        f"INSERT INTO view.edition ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)".encode(),
        msgspec.structs.astuple(edition),
    )
    by_indicator: dict[str, list[PublishedTable]] = {}
    for table in published:
        by_indicator.setdefault(table.indicator.partition(".")[0], []).append(table)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO view.edition_table VALUES (%s, %s, %s, %s, %s)",
            [
                (edition.county, edition.period, edition.number, indicator, _ENCODER.encode(tables).decode())
                for indicator, tables in by_indicator.items()
            ],
        )
    connection.execute(
        "INSERT INTO view.stat_truth VALUES (%s, %s, %s, %s)",
        (edition.county, edition.period, edition.number, msgspec.msgpack.encode(list(truth))),
    )
