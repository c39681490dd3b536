"""What our figures are held against: a bare insert, the stock recorder, a bare page."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from uuid import uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

from tests.bench import Act, Client

STATE = b"x" * 300


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
