"""What our figures are held against: a bare insert, the stock recorder, a bare page."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from uuid import uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL

from portal.operation.postgres import EmbeddedPostgres
from tests.bench import Act, Client

STATE = b"x" * 300
COMMON_FLUSH_MS = 2
"""What a commit costs on a common server disk (1-5 ms); aims for commands were set against such."""


def single_insert(owner_dsn: str) -> Client:
    """One row, one commit with fsync: the least that any command costs."""
    make_schema(owner_dsn)
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench.row (id uuid PRIMARY KEY, state bytea)")

    @contextmanager
    def client(_: int) -> Iterator[Act]:
        with psycopg.connect(owner_dsn, autocommit=True) as connection:
            yield lambda: connection.execute("INSERT INTO bench.row VALUES (%s, %s)", [uuid4(), STATE])

    return client


def make_schema(owner_dsn: str) -> None:
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS bench")


@contextmanager
def stock_recorder(owner_dsn: str, clients: int) -> Iterator[Client]:
    """One event appended to a stream of its own by the library's own recorder, called directly."""
    make_schema(owner_dsn)
    parts = conninfo_to_dict(owner_dsn)
    datastore = PostgresDatastore(
        dbname=str(parts["dbname"]),
        host=str(parts["host"]),
        port=str(parts["port"]),
        user=str(parts["user"]),
        password=str(parts["password"]),
        pool_size=clients,
        max_overflow=2,
        schema="bench",
    )
    recorder = PostgresApplicationRecorder(datastore, events_table_name="stock_events")
    recorder.create_table()

    @contextmanager
    def client(_: int) -> Iterator[Act]:
        stream, versions = uuid4(), count(1)
        yield lambda: recorder.insert_events([StoredEvent(stream, next(versions), "case-drafted", STATE)])

    try:
        yield client
    finally:
        datastore.close()


@contextmanager
def common_disk(pg: EmbeddedPostgres) -> Iterator[None]:
    """Every commit waits as for a common disk: where a flush costs next to nothing, nothing but it is measured."""
    with psycopg.connect(pg.admin_dsn, autocommit=True) as connection:
        _delay(connection, COMMON_FLUSH_MS * 1000)
        try:
            yield
        finally:
            _delay(connection, 0)


def _delay(connection: psycopg.Connection[Any], microseconds: int) -> None:
    connection.execute(SQL("ALTER SYSTEM SET commit_delay = {}").format(microseconds))
    connection.execute("ALTER SYSTEM SET commit_siblings = 0")
    connection.execute("SELECT pg_reload_conf()")
