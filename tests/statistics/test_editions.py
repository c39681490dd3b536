"""Editions: when they are due, that they are kept, and that the same facts give the same edition."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TypeVar

import psycopg
import pytest

from projections.runner import Projector
from projections.statistics import editions, publishing
from projections.statistics.catalogue import CATALOGUE
from projections.statistics.due import awaited, due
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.periods import PeriodKind, period_of
from projections.statistics.tables import PublishedTable, Shown, Table
from projections.view import Connection
from tests.conftest import Servers, Store, fresh_copy
from tests.proof.statistics_attacker import careless
from tests.statistics.attacker import attack
from tests.statistics.conftest import projected, row_of, tables_of
from tests.statistics.hand_county import YEAR_END, m, structure, w
from tests.statistics.tales import CaseTale, Tale, write

SINCE = date(2026, 1, 12)


def edition(period: str, kind: str, made: date, number: int = 1) -> Edition:
    at = datetime(made.year, made.month, made.day, 10, tzinfo=UTC)
    return Edition("19", period, number, EditionKind(kind), at, 1, "")


def kinds(editions_made: list[Edition], today: date, checked: dict[str, date] | None = None) -> dict[str, str]:
    return {each.period.code: each.kind.value for each in due(editions_made, checked or {}, SINCE, today)}


def test_a_running_period_is_never_due() -> None:
    assert kinds([], date(2026, 1, 31)) == {}
    assert kinds([], date(2026, 2, 1)) == {"2026M01": "first"}


def test_months_long_past_are_not_made_up_for_but_quarters_are() -> None:
    late = kinds([], date(2026, 8, 20))
    assert "2026M04" not in late and "2026T1" not in late
    assert {late["2026M06"], late["2026Q1"], late["2026H1"]} == {"frozen"} and late["2026M07"] == "first"


def test_a_period_is_awaited_from_its_end_until_its_first_edition_and_never_from_before_the_county_began() -> None:
    made = [edition("2026Q1", "frozen", date(2026, 5, 15))]
    assert awaited([], date(2026, 7, 2)) == []
    assert [each.code for each in awaited(made, date(2026, 7, 2))] == ["2026M06", "2026Q2", "2026T1", "2026H1"]
    made += [edition(code, "first", date(2026, 7, 2)) for code in ("2026M06", "2026Q2", "2026T1", "2026H1")]
    assert awaited(made, date(2026, 7, 2)) == []


def test_an_edition_is_frozen_45_days_after_the_period() -> None:
    made = [edition("2026M01", "first", date(2026, 2, 1))]
    assert "2026M01" not in kinds(made, date(2026, 3, 16))
    assert kinds(made, date(2026, 3, 17))["2026M01"] == "frozen"


def test_corrections_are_looked_for_once_a_quarter() -> None:
    made = [edition("2026M01", "frozen", date(2026, 3, 17), 2)]
    assert "2026M01" not in kinds(made, date(2026, 3, 31))
    assert kinds(made, date(2026, 4, 1))["2026M01"] == "revision"
    assert "2026M01" not in kinds(made, date(2026, 4, 2), {"2026M01": date(2026, 4, 1)})


@pytest.mark.parametrize(
    "code", ["2026-01-01", "2026M13", "2026Q5", "26H1", "2026H1 ", "2026-01-01..2026-02-03", "2026M1"]
)
def test_only_whole_periods_have_a_code(code: str) -> None:
    assert period_of(code) is None


@pytest.mark.parametrize("code", ["2026", "2026H1", "2026T3", "2026Q4", "2026M02"])
def test_a_period_is_known_by_its_code(code: str) -> None:
    period = period_of(code)
    assert period is not None and period.code == code


def test_a_year_is_made_up_of_its_quarters_and_a_tertial_of_no_quarters() -> None:
    year, tertial = period_of("2026"), period_of("2026T1")
    assert year and tertial
    assert [part.code for part in year.parts(PeriodKind.QUARTER)] == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert tertial.parts(PeriodKind.QUARTER) == ()


@pytest.fixture
def small(servers: Servers) -> Iterator[tuple[Store, Connection]]:
    """Twelve women with cases since January."""
    with fresh_copy(servers("embedded")) as store, projected(store, [*structure(), *twelve()]) as connection:
        yield store, connection


def twelve() -> list[CaseTale]:
    return [w(100 + number, 1984).consent("2026-01-12", YEAR_END, "soc-koping") for number in range(12)]


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+00:00")


def test_an_edition_is_published_once_frozen_once_and_revised_only_when_something_changed(
    small: tuple[Store, Connection],
) -> None:
    store, connection = small
    assert publishing.publish_due(connection, "19", at("2026-02-01")) == 1
    assert publishing.publish_due(connection, "19", at("2026-02-01")) == 0
    assert publishing.publish_due(connection, "19", at("2026-03-18")) == 2  # January frozen, February first
    late = w(200, 1984).consent("2026-01-20", YEAR_END, "soc-koping", on="2026-03-20")
    write(store.admin, [late], after=1000)
    Projector(connection).catch_up()
    publishing.publish_due(connection, "19", at("2026-04-01"))
    assert publishing.publish_due(connection, "19", at("2026-04-02")) == 0
    january = [each for each in editions.of_county(connection, "19") if each.period == "2026M01"]
    assert [each.kind.value for each in january] == ["first", "frozen", "revision"]
    counts = [
        next(table for table in editions.of_indicator(connection, each, "I02") if table.by == ()).cells[0].numerator
        for each in january
    ]
    assert counts == [12, 12, 13]
    assert january[0].hash == january[1].hash != january[2].hash


def test_a_late_correction_is_a_revision_beside_the_frozen_edition_and_opens_nothing(
    small: tuple[Store, Connection],
) -> None:
    """A case withdrawn and three men entered late: the attacker has the frozen edition and the revision."""
    store, connection = small
    publishing.publish_due(connection, "19", at("2026-03-18"))
    wrong = twelve()[0]
    wrong.purged("2026-03-20", "wrong_registration")
    withdrawn = Tale(wrong.name)
    withdrawn.entries = wrong.entries[-1:]
    men = [m(300 + n, 1984).consent("2026-01-20", YEAR_END, "soc-koping", on="2026-03-20") for n in range(3)]
    write(store.admin, [withdrawn, *men], after=1000)
    Projector(connection).catch_up()
    publishing.publish_due(connection, "19", at("2026-04-01"))
    january = [each for each in editions.of_county(connection, "19") if each.period == "2026M01"]
    assert [(each.number, each.kind.value) for each in january] == [(1, "frozen"), (2, "revision")]
    told = [
        (personal(editions.truth_of(connection, each)), personal(editions.every_table(connection, each)), each.period)
        for each in january
    ]
    totals = [row_of(truth, "I02").numerator for truth, _, _ in told]
    assert totals == [12, 14] and editions.latest(connection, "19", "2026M01") == january[1]
    found = attack(CATALOGUE, told)
    assert found.secrets and not found.narrowed
    unguarded = [(truth, [careless(CATALOGUE, table) for table in truth], day) for truth, _, day in told]
    assert attack(CATALOGUE, unguarded).narrowed, "the control: he is found where only 1 to 4 are hidden"


Counted = TypeVar("Counted", Table, PublishedTable)


def personal(tables: Iterable[Counted]) -> list[Counted]:
    """Cases under way and new ones, in one order."""
    found = [table for table in tables if table.indicator in {"I01", "I02"}]
    return sorted(found, key=lambda table: (table.indicator, table.by))


def test_an_edition_cannot_be_changed_and_only_officers_read_it(small: tuple[Store, Connection]) -> None:
    store, connection = small
    publishing.publish_due(connection, "19", at("2026-02-01"))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("UPDATE view.edition SET hash = ''")
    with psycopg.connect(store.web, autocommit=True) as web:
        assert web.execute("SELECT count(*) FROM view.edition").fetchone() == (0,)
        for table in ("stat_case", "stat_span", "stat_happening", "stat_truth"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(f"SELECT * FROM view.{table}".encode())


def test_a_small_count_stands_in_no_published_row(small: tuple[Store, Connection]) -> None:
    store, connection = small
    write(store.admin, [m(300, 1984).consent("2026-01-12", YEAR_END, "soc-koping")], after=1000)
    Projector(connection).catch_up()
    publishing.publish_due(connection, "19", at("2026-02-01"))
    january = editions.latest(connection, "19", "2026M01")
    assert january is not None
    tables = {(t.indicator, t.by): t for t in editions.of_indicator(connection, january, "I01")}
    man = {cell.key: cell for cell in tables["I01", ("gender",)].cells}["man",]
    assert man.shown in {Shown.FEW, Shown.HIDDEN} and man.numerator is man.value is None
    assert row_of(tables_of(connection, "2026M01"), "I01", gender="man").numerator == 1, "he was counted"


def test_what_is_published_hashes_the_same_read_back(small: tuple[Store, Connection]) -> None:
    _, connection = small
    publishing.publish_due(connection, "19", at("2026-02-01"))
    made = editions.latest(connection, "19", "2026M01")
    assert made is not None
    assert len(made.hash) == 64
    truth: tuple[Table, ...] = editions.truth_of(connection, made)
    assert truth == tuple(tables_of(connection, "2026M01"))
