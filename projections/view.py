"""What a projection is: its name, its tables, and how one entry changes them (rows and position together)."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from events.case import Case
from events.facts import Entry
from events.log_recorder import Pool
from events.reading import SETTINGS, settings
from events.transaction import pipelined

Connection = psycopg.Connection[Any]


class Step(NamedTuple):
    """One entry with its place in the log. ``case`` is as it stands after the entry; ``None`` in other streams."""

    entry: Entry
    position: int
    case: Case | None


class Projection(NamedTuple):
    name: str
    tables: tuple[str, ...]
    """In ``view`` where no schema is named; emptied by a rebuild."""
    apply: Callable[[Connection, Step], None]
    settle: Callable[[Connection, Iterable[Case]], None] | None = None
    """Once a batch, with every case it touched as it then stands: for what follows from the whole case."""

    @property
    def places(self) -> tuple[str, ...]:
        """The tables with their schema."""
        return tuple(table if "." in table else f"view.{table}" for table in self.tables)


_AND_ROLE = (
    SETTINGS + ", set_config('portal.role', %s, true), set_config('portal.county', %s, true),"
    " set_config('portal.quality', %s, true)"
)


@contextmanager
def seen_by(
    pool: Pool, unit_id: UUID, moment: datetime, role: str = "", county: str = "", quality: str = ""
) -> Iterator[Connection]:
    """A transaction in which every table shows exactly what the unit may see at the moment.

    ``role`` and ``county``: for what is read by role (deviations); without them none of it is seen.
    ``quality``: the id of the assignment under which the unit's own figures are counted; without it there are none.
    """
    with pool.connection() as connection, pipelined(connection):
        connection.execute(_AND_ROLE, (*settings(unit_id, moment), role, county, quality), prepare=True)
        yield connection
