"""Baseline figures: who reports what, what is refused, and files as spreadsheets write them."""

import unicodedata

import pytest

from events.baseline_csv import NoFile, read
from events.baselines import Baselines, fold, report_baseline_figure
from events.commands.baselines import ReportBaselineFigure
from events.facts.baselines import Baseline
from events.kinds import Gender
from events.refusals import Refused
from tests.events.told import MemoryLog
from tests.world import World

HEAD = "indikator;månad;kön;antal\r\n"
FILE = f"{HEAD}B2;2026-10;kvinna;12\r\nB2;2026-10;man;9\r\n"


@pytest.fixture
def world() -> World:
    return World(MemoryLog())  # type: ignore[arg-type]


def figure(**fields: object) -> ReportBaselineFigure:
    given: dict[str, object] = {"indicator": Baseline.B2, "month": "2026-10", "gender": Gender.WOMAN, "count": 12}
    return ReportBaselineFigure(**given | fields)  # type: ignore[arg-type]


def refused(
    world: World, command: ReportBaselineFigure, by: str = "chef.larkan", state: Baselines | None = None
) -> str:
    with pytest.raises(Refused) as found:
        report_baseline_figure(state or Baselines(world.unit("larkan")), command, world.act(by))
    return found.value.key


def test_a_care_unit_reports_its_own_and_the_later_figure_replaces_the_earlier(world: World) -> None:
    state = Baselines(world.unit("larkan"))
    first = report_baseline_figure(state, figure(), world.act("chef.larkan"))
    second = report_baseline_figure(fold(state.stream_id, first), figure(count=13), world.act("chef.larkan"))
    assert list(fold(state.stream_id, [*first, *second]).figures.values()) == [13]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"count": -1}, "count_implausible"),
        ({"month": "2026-12"}, "month_ahead"),
        ({"month": "2026-13"}, "month_unknown"),
        ({"month": "oktober"}, "month_unknown"),
        ({"indicator": Baseline.B1}, "role_not_allowed"),
        ({"municipality_code": "1983"}, "municipality_not_yours"),
    ],
)
def test_what_is_wrong_is_refused(world: World, fields: dict[str, object], key: str) -> None:
    assert refused(world, figure(**fields)) == key


def test_the_same_figure_twice_changes_nothing_and_only_managers_report(world: World) -> None:
    state = Baselines(world.unit("larkan"))
    once = fold(state.stream_id, report_baseline_figure(state, figure(), world.act("chef.larkan")))
    assert refused(world, figure(), state=once) == "nothing_changed"
    assert refused(world, figure(), by="reko.larkan") == "role_not_allowed"


def test_a_unit_of_an_organisation_without_municipality_cannot_report_for_one(world: World) -> None:
    assert refused(world, figure(indicator=Baseline.B1), by="chef.soc") == "municipality_not_yours"


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode(),
        FILE.encode("utf-8-sig"),
        FILE.encode("cp1252"),
        FILE.replace(";", ",").encode(),
        FILE.replace("\r\n", "\n").encode(),
        FILE.replace("\r\n", "\r").encode(),
        unicodedata.normalize("NFD", FILE).encode(),
        FILE.replace("kvinna", "Kvinnor").replace("\r\nB2", "\r\n;;;\r\nB2", 1).encode(),
    ],
)
def test_a_file_is_read_however_a_spreadsheet_has_written_it(content: bytes) -> None:
    rows = read(content)
    assert [row.fault for row in rows] == ["", ""]
    assert [row.command.count for row in rows if row.command] == [12, 9]


def test_each_row_is_judged_by_itself() -> None:
    rows = read("indikator;månad;kön;antal\nB9;2026-10;man;1\nB2;nu;man;1\nB2;2026-10;x;1\nB2;2026-10;man;många\n"
                "B2;2026-10;man;1\nB2;2026-10;man;2\n".encode())  # fmt: skip
    faults = [row.fault for row in rows]
    assert faults == ["baseline_unknown", "month_unknown", "gender_unknown", "count_implausible", "", "row_twice"]
    assert [row.number for row in rows] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        *(("1 200", 1200), ("1\N{NO-BREAK SPACE}200", 1200), ("1\N{NARROW NO-BREAK SPACE}200", 1200)),
        *((wrong, None) for wrong in ("1_200", "1.200", "12,5", "-3", "+3", "", "9" * 5000)),
    ],
)
def test_a_number_is_digits_and_spaces_and_nothing_that_can_be_read_in_two_ways(
    written: str, read_as: int | None
) -> None:
    (row,) = read(f"{HEAD}B2;2026-10;man;{written}\n".encode())
    assert (row.command.count if row.command else None) == read_as
    assert row.fault == ("" if read_as else "count_implausible")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (HEAD.encode(), "file_empty"),
        (f"{HEAD};;;\n".encode(), "file_empty"),
        (f'{HEAD}"{"x" * 150_000}'.encode(), "file_columns"),
        (b"a;b\n1;2\n", "file_columns"),
        (b"\0\1", "file_columns"),
        (b"x" * 200_001, "file_too_large"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused_as_a_whole(content: bytes, key: str) -> None:
    with pytest.raises(NoFile) as found:
        read(content)
    assert found.value.key == key
