"""An edition is made again from the log as it stood: what has been changed since, file or edition or log, is found."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from events import facts as f
from portal.statistics.checking import Named, made
from portal.statistics.made_again import check_against_log
from portal.statistics.refused import ReportRefused
from projections.runner import Projector
from projections.statistics import editions, publishing
from projections.statistics.remaking import remade
from projections.view import Connection
from tests.command_line import portal_in
from tests.conftest import Servers, Store, fresh_copy
from tests.statistics.conftest import projected, row_of, tables_of
from tests.statistics.hand_county import YEAR_END, m, structure, w
from tests.statistics.tales import CaseTale, Tale, write
from tests.statistics.test_editions import at, twelve

QUARTER = Named("nns-inbjudan", "19", "2026Q1", 1, "csv")
Published = tuple[Store, Connection]


@pytest.fixture
def published(servers: Servers) -> Iterator[Published]:
    """The first quarter and its months, all told on the first of April: sixteen cases, four of them men's."""
    men = [m(120 + number, 1975).consent("2026-02-03", YEAR_END, "soc-koping") for number in range(4)]
    with fresh_copy(servers("embedded")) as store, projected(store, [*structure(), *twelve(), *men]) as connection:
        publishing.publish_due(connection, "19", at("2026-04-01"))
        yield store, connection


def test_every_edition_is_made_again_as_it_was(published: Published) -> None:
    _, connection = published
    every = editions.of_county(connection, "19")
    assert {each.period for each in every} == {"2026M01", "2026M02", "2026M03", "2026Q1"}
    for edition in every:
        with connection.transaction(force_rollback=True):
            truth, tables = remade(connection, edition)
        assert truth == editions.truth_of(connection, edition)
        assert editions.hash_of(tables) == edition.hash
    row = connection.execute("SELECT count(*) FROM again.stat_case").fetchone()
    assert row == (0,), "nothing of it is left"


def test_what_came_later_does_not_touch_the_edition_that_was_made(published: Published) -> None:
    """A purge, an objection, a wrong registration and a late case: the old edition is made of what was known then."""
    store, connection = published
    content = made(connection, QUARTER)
    purged, objecting, wrong = (twelve()[number] for number in range(3))
    purged.purged("2026-04-02", "retention")
    objecting.tell("2026-04-03", f.StatisticsObjectionNoted())
    wrong.purged("2026-04-04", "wrong_registration")
    late = w(300, 1984).consent("2026-01-20", YEAR_END, "soc-koping", on="2026-04-05")
    write(store.admin, [*(_last_of(tale) for tale in (purged, objecting, wrong)), late], after=1000)
    Projector(connection).catch_up()
    assert check_against_log(connection, content) == QUARTER
    now = row_of(tables_of(connection, "2026Q1"), "I02")
    assert now.numerator == 15, "the control: one objects, one was wrong, one is late; the purged one stays"


def _last_of(tale: CaseTale) -> Tale:
    only = Tale(tale.name)
    only.entries = tale.entries[-1:]
    return only


def test_a_changed_file_is_found(published: Published) -> None:
    _, connection = published
    content = made(connection, QUARTER)
    assert check_against_log(connection, content) == QUARTER
    with pytest.raises(ReportRefused, match="Filen stämmer inte"):
        check_against_log(connection, content.replace(b";16", b";17"))


def test_a_changed_edition_is_found_also_when_the_file_was_made_from_it(published: Published) -> None:
    store, connection = published
    with psycopg.connect(store.admin, autocommit=True) as admin:
        changed = admin.execute(
            "UPDATE view.edition_table SET figures = replace(figures::text, '\"value\": 16', '\"value\": 61')::jsonb"
            " WHERE period = '2026Q1' AND indicator = 'I01'"
        )
        assert changed.rowcount == 1
    with pytest.raises(ReportRefused, match="Utgåvan"):
        check_against_log(connection, made(connection, QUARTER))


def test_a_log_that_gives_other_figures_is_found(published: Published) -> None:
    store, connection = published
    content = made(connection, QUARTER)
    with psycopg.connect(store.admin, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM log.event WHERE stream_id = %s", (twelve()[0].stream_id,))
    with pytest.raises(ReportRefused, match="Loggen"):
        check_against_log(connection, content)


def test_the_command_line_writes_a_report_and_says_whether_it_is_the_one(published: Published, tmp_path: Path) -> None:
    store, connection = published
    portal = portal_in(tmp_path)
    own = {"PORTAL_KEEPER_URL": store.keeper, "PORTAL_PROJECTOR_URL": store.projector}
    written = portal("report", QUARTER.report, QUARTER.period, "--form", "csv", **own)
    assert (written.returncode, written.stdout) == (0, "Skriven: nns-inbjudan-19-2026Q1-1.csv\n"), written.stderr
    file = tmp_path / "nns-inbjudan-19-2026Q1-1.csv"
    assert file.read_bytes() == made(connection, QUARTER)
    right = portal("report", "--verify", str(file), **own)
    said = "Filen stämmer: nns-inbjudan 2026Q1, utgåva 1, räknad om ur loggen.\n"
    assert (right.returncode, right.stdout) == (0, said), right.stderr
    file.write_bytes(file.read_bytes().replace(b"12", b"13"))
    wrong = portal("report", "--verify", str(file), **own)
    assert (wrong.returncode, wrong.stdout) == (1, "") and wrong.stderr.count("\n") == 1
    missing = portal("report", "--verify", str(tmp_path / "ingen.pdf"), **own)
    assert missing.returncode == 1 and missing.stderr.startswith("Det går inte att läsa filen")
