"""A transaction in as few journeys to the database as its questions need."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg


@contextmanager
def pipelined(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """One REPEATABLE READ transaction, whose statements travel together: sent when an answer is fetched, and committed
    when this is left.

    An error of any statement is raised at the next fetch, or on leaving: what was read is good only after that.
    """
    try:
        with connection.pipeline():
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ", prepare=True)
            yield
            connection.execute("COMMIT", prepare=True)
    except BaseException:
        if not connection.broken:
            connection.rollback()
        raise
