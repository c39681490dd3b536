"""Whatever the order in which cases were written down, and however often it is built anew: the same tables."""

from datetime import UTC, datetime
from random import Random

import psycopg
import pytest

from projections.runner import Projector
from projections.statistics import publishing
from projections.view import Connection
from tests.conftest import Servers, Store, fresh_copy
from tests.statistics.conftest import tables_of
from tests.statistics.hand_county import YEAR_END, cases, structure, w
from tests.statistics.tales import CaseTale, Tale, write


def drawn(tales: list[Tale], seed: int) -> list[int]:
    """Which stream's turn it is, at random; units and organisations first, since nothing can be without them."""
    organisations = [number for number, tale in enumerate(tales) for _ in tale.entries if number < 5]
    rest = [number for number, tale in enumerate(tales) for _ in tale.entries if number >= 5]
    Random(seed).shuffle(rest)
    return organisations + rest


@pytest.mark.parametrize("seed", range(3))
def test_any_interleaving_and_any_rebuild_give_the_same_tables(county: Connection, servers: Servers, seed: int) -> None:
    expected = tables_of(county, "2026H1")
    tales: list[Tale] = [*structure(), *cases()]
    with fresh_copy(servers("embedded")) as store, psycopg.connect(store.projector, autocommit=True) as connection:
        write(store.admin, tales, drawn(tales, seed))
        Projector(connection).catch_up()
        assert tables_of(connection, "2026H1") == expected
        Projector(connection).rebuild("statistics")
        assert tables_of(connection, "2026H1") == expected


def test_a_purge_while_it_is_built_anew_is_taken_in_afterwards(servers: Servers) -> None:
    """The rebuild holds its transaction; what is appended meanwhile comes in the next batch, and the skeleton stays."""
    with fresh_copy(servers("embedded")) as store, psycopg.connect(store.projector, autocommit=True) as connection:
        told = w(15, 1984).consent("2026-01-12", YEAR_END, "soc-koping")
        wrong = w(16, 1984).consent("2026-01-12", YEAR_END, "soc-koping")
        last = write(store.admin, [*structure(), told, wrong])
        with connection.transaction():
            Projector(connection).rebuild("statistics")
            last = _purge(store, told, "retention", last)
            _purge(store, wrong, "wrong_registration", last)
        Projector(connection).catch_up()
        (new,) = (t for t in tables_of(connection, "2026H1") if (t.indicator, t.by) == ("I02", ()))
        assert new.rows[0].numerator == 1, "the purged case still counts, the wrong registration nowhere"


def _purge(store: Store, tale: CaseTale, ground: str, last: int) -> int:
    before = len(tale.entries)
    tale.purged("2026-07-01", ground)
    only = Tale(tale.name)
    only.entries = tale.entries[before:]
    return write(store.admin, [only], after=last)


def test_the_projector_behind_publishes_nothing(servers: Servers) -> None:
    with fresh_copy(servers("embedded")) as store:
        write(store.admin, [*structure(), w(1, 1984).consent("2026-01-12", YEAR_END, "soc-koping")])
        moment = datetime(2026, 2, 1, 9, tzinfo=UTC)
        assert publishing.publish_all(store.projector, moment) == 0
        with psycopg.connect(store.projector, autocommit=True) as connection:
            Projector(connection).catch_up()
        assert publishing.publish_all(store.projector, moment) == 1
