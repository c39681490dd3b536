"""A store that holds the hand-counted county, projected, and a door to its tables."""

from collections.abc import Callable, Iterable, Iterator

import psycopg
import pytest

from projections.runner import Projector
from projections.statistics import making
from projections.statistics.periods import period_of
from projections.statistics.tables import Row, Table
from projections.view import Connection
from tests.conftest import Servers, Store, fresh_copy
from tests.statistics.hand_county import cases, structure
from tests.statistics.tales import Tale, write

Figures = Callable[..., Row]


@pytest.fixture(scope="module")
def county(servers: Servers) -> Iterator[Connection]:
    """As the projector, caught up."""
    with fresh_copy(servers("embedded")) as store, projected(store) as connection:
        yield connection


def projected(store: Store, tales: Iterable[Tale] = ()) -> Connection:
    write(store.admin, list(tales) or [*structure(), *cases()])
    connection: Connection = psycopg.connect(store.projector, autocommit=True)
    Projector(connection).catch_up()
    return connection


def tables_of(connection: Connection, period: str) -> list[Table]:
    found = period_of(period)
    assert found is not None
    row = connection.execute("SELECT max(position) FROM log.event").fetchone()
    assert row is not None
    return making.tables(connection, "19", found, row[0])


def row_of(tables: list[Table], figure: str, **at: str) -> Row:
    """The row of a figure: broken down by what ``at`` names, at those values."""
    (table,) = (each for each in tables if each.indicator == figure and set(each.by) == set(at))
    key = tuple(at[name] for name in table.by)
    (row,) = (each for each in table.rows if each.key == key)
    return row
