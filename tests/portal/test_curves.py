"""The degree drawing on the demo day, Monday 23 November 2026."""

from datetime import date

import pytest

from orgs.kinds import Party
from portal.curves.drawing import Certified, Chart, Meeting, Planned, Track, draw, window
from portal.curves.shapes import NARROW, WIDE, Picture

TODAY = date(2026, 11, 23)
CERTIFIED = [
    Certified(date(2026, 8, 3), date(2026, 9, 30), 100),
    Certified(date(2026, 10, 1), date(2026, 11, 15), 75),
    Certified(date(2026, 11, 16), date(2026, 12, 31), 50),
]
PLANNED = [Planned(date(2027, 1, 4), 25), Planned(date(2027, 2, 1), 0)]
TRACKS = [
    Track(Party.FK, "Samordning", date(2026, 10, 20)),
    Track(Party.REGION, "Fysioterapi", date(2026, 9, 7), date(2026, 12, 18)),
    Track(Party.SOCIAL_SERVICES, "Försörjningsstöd", date(2026, 3, 1)),
]
MEETINGS = [
    Meeting(date(2026, 9, 17), "SIP-möte", "SIP 17 sep", held=True),
    Meeting(date(2026, 12, 10), "SIP-uppföljning", "uppföljning 10 dec", held=False),
]


@pytest.fixture
def chart() -> Chart:
    return draw(CERTIFIED, PLANNED, TRACKS, MEETINGS, TODAY)


def path(picture: Picture, kind: str) -> str:
    return next(path.d for path in picture.paths if path.kind == kind)


def test_the_window_is_whole_months_from_the_first_certificate_to_the_month_after_the_last_date() -> None:
    assert window(CERTIFIED, PLANNED, TRACKS, MEETINGS, TODAY) == (date(2026, 8, 1), date(2027, 3, 1))


def test_the_window_never_reaches_more_than_a_year_from_today() -> None:
    long_ago, far_ahead = [Certified(date(2020, 1, 1), date(2026, 12, 1), 100)], [Planned(date(2030, 1, 1), 0)]
    assert window(long_ago, far_ahead, [], [], TODAY) == (date(2025, 11, 1), date(2027, 12, 1))


def test_a_case_without_any_fact_still_gives_a_drawing() -> None:
    empty = draw([], [], [], [], TODAY)
    assert empty.rows == [] and empty.wide.height > 0
    assert not empty.wide.paths


def test_the_certified_curve_is_stairs_with_a_corner_at_each_change(chart: Chart) -> None:
    corners = path(chart.wide, "certified")[1:].split(" L")
    assert len(corners) == 6
    assert [float(corner.split(",")[1]) for corner in corners] == [34.0, 34.0, 61.5, 61.5, 89.0, 89.0]
    assert corners[1].split(",")[0] == corners[2].split(",")[0]


def test_the_planned_curve_starts_where_the_certificate_ends_and_runs_to_the_edge(chart: Chart) -> None:
    certified_end = path(chart.wide, "certified").split(" L")[-1]
    planned = path(chart.wide, "planned")[1:].split(" L")
    assert planned[0] == certified_end
    assert planned[-1] == f"{WIDE.right},{float(WIDE.zero)}"


def test_days_without_a_certificate_break_the_curve() -> None:
    broken = draw([CERTIFIED[0], CERTIFIED[2]], [], [], [], TODAY)
    assert [path.kind for path in broken.wide.paths].count("certified") == 2


def test_a_track_without_an_end_runs_to_the_edge_and_one_begun_earlier_from_the_edge(chart: Chart) -> None:
    support = next(box for box in chart.wide.boxes if box.kind == "track-municipality")
    assert (support.x, support.x + support.width) == (WIDE.left, WIDE.right)


def test_tracks_stand_in_the_order_of_the_lanes_and_each_lane_is_named_once(chart: Chart) -> None:
    assert [box.kind for box in chart.wide.boxes[1:]] == ["track-region", "track-municipality", "track-fk"]
    said = [text.said for text in chart.wide.texts]
    assert [said.count(lane) for lane in ("Region", "Kommun", "Försäkringskassan")] == [1, 1, 1]


def test_no_degree_is_written_across_the_line_of_today(chart: Chart) -> None:
    for picture in (chart.wide, chart.narrow):
        today = next(line.x1 for line in picture.lines if line.kind == "today")
        for text in picture.texts:
            if text.kind == "strong halo":
                assert not text.x < today < text.x + len(text.said) * 6


@pytest.mark.parametrize("short_bar", [(date(2026, 8, 3), date(2026, 8, 20)), (date(2027, 2, 10), date(2027, 2, 20))])
def test_a_name_that_does_not_fit_in_its_bar_stands_beside_it(short_bar: tuple[date, date]) -> None:
    drawn = draw(CERTIFIED, PLANNED, [Track(Party.AF, "Arbetsträning med handledare", *short_bar)], [], TODAY).wide
    name = next(text for text in drawn.texts if text.said.startswith("Arbetsträning"))
    assert name.kind == "halo"


def test_everything_stays_inside_both_drawings(chart: Chart) -> None:
    for picture, size in ((chart.wide, WIDE), (chart.narrow, NARROW)):
        assert all(box.x >= 0 and box.x + box.width <= size.width for box in picture.boxes)
        assert all(0 <= text.x <= size.width and text.y <= picture.height for text in picture.texts)


def test_the_table_says_the_same_in_words(chart: Chart) -> None:
    said = [(row.what, row.when, row.state) for row in chart.rows]
    assert said == [
        ("Sjukskriven 100 %", "3 augusti–30 september 2026", "Avslutat"),
        ("Sjukskriven 75 %", "1 oktober–15 november 2026", "Avslutat"),
        ("Sjukskriven 50 %", "16 november–31 december 2026", "Gäller nu"),
        ("Nedtrappning till 25 %", "4–31 januari 2027", "Planerat"),
        ("Nedtrappning till 0 %", "från 1 februari 2027", "Planerat"),
        ("Fysioterapi", "7 september–18 december 2026", "Pågår"),
        ("Försörjningsstöd", "från 1 mars 2026", "Pågår"),
        ("Samordning", "från 20 oktober 2026", "Pågår"),
        ("SIP-möte", "17 september 2026", "Klart"),
        ("SIP-uppföljning", "10 december 2026", "Planerat"),
    ]
