"""The degree of sick leave and the parallel efforts on one time axis: two drawings and the same facts as table rows.

Pure geometry: dates in, SVG coordinates out. The template ``components/case.html`` (``degree_chart``) prints them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from events.calendar import add_months
from orgs.kinds import Party
from portal.curves.pictures import picture
from portal.curves.shapes import NARROW, WIDE, Picture, Scene
from portal.swedish import day, period_said

LONGEST_BACK = 12
LONGEST_AHEAD = 12
"""Months around today that are drawn at most; what lies outside is cut at the edge but stands whole in the table."""


@dataclass(frozen=True)
class Certified:
    """A stretch of certified sick leave, ``last`` included. Stretches do not overlap."""

    first: date
    last: date
    degree: int


@dataclass(frozen=True)
class Planned:
    """A planned step down, from this day on."""

    first: date
    degree: int


@dataclass(frozen=True)
class Track:
    """An effort by one party; ``last`` None while no end is known."""

    party: Party
    name: str
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Meeting:
    """``short`` is for the drawing ("uppföljning 10 dec"), ``name`` for the table."""

    on: date
    name: str
    short: str
    held: bool


@dataclass(frozen=True)
class Row:
    what: str
    party: str
    when: str
    state: str
    icon: str


@dataclass(frozen=True)
class Chart:
    wide: Picture
    narrow: Picture
    rows: list[Row]


LANES: dict[Party, str] = {
    Party.REGION: "Region",
    Party.SOCIAL_SERVICES: "Kommun",
    Party.LABOUR_MARKET: "Kommun",
    Party.FK: "Försäkringskassan",
    Party.AF: "Arbetsförmedlingen",
}
COLOURS: dict[Party, str] = {
    Party.REGION: "track-region",
    Party.SOCIAL_SERVICES: "track-municipality",
    Party.LABOUR_MARKET: "track-municipality",
    Party.FK: "track-fk",
    Party.AF: "track-af",
}


def draw(
    certified: Sequence[Certified],
    planned: Sequence[Planned],
    tracks: Sequence[Track],
    meetings: Sequence[Meeting],
    today: date,
) -> Chart:
    """Everything in date order; tracks by party, then by start."""
    certified = sorted(certified, key=lambda stretch: stretch.first)
    planned = sorted(planned, key=lambda step: step.first)
    tracks = sorted(tracks, key=lambda track: (list(LANES).index(track.party), track.first))
    meetings = sorted(meetings, key=lambda meeting: meeting.on)
    scene = Scene(
        *window(certified, planned, tracks, meetings, today),
        today=today,
        certified=[(stretch.first, stretch.last + timedelta(days=1), stretch.degree) for stretch in certified],
        planned=[(step.first, step.degree) for step in planned],
        tracks=[(LANES[track.party], COLOURS[track.party], track.name, track.first, track.last) for track in tracks],
        meetings=[(meeting.on, meeting.short, meeting.held) for meeting in meetings],
    )
    return Chart(picture(scene, WIDE), picture(scene, NARROW), list(_rows(certified, planned, tracks, meetings, today)))


def window(
    certified: Sequence[Certified],
    planned: Sequence[Planned],
    tracks: Sequence[Track],
    meetings: Sequence[Meeting],
    today: date,
) -> tuple[date, date]:
    """Whole months: from the first certificate (else the first effort) to the month after the last known date."""
    starts = [stretch.first for stretch in certified] or [track.first for track in tracks] or [today]
    ends = (
        [stretch.last for stretch in certified]
        + [step.first for step in planned]
        + [meeting.on for meeting in meetings]
    )
    ends += [track.last for track in tracks if track.last] + [today]
    first = max(min(*starts, today), add_months(today, -LONGEST_BACK))
    last = min(max(ends), add_months(today, LONGEST_AHEAD))
    return first.replace(day=1), add_months(last.replace(day=1), 1)


def _rows(
    certified: Sequence[Certified],
    planned: Sequence[Planned],
    tracks: Sequence[Track],
    meetings: Sequence[Meeting],
    today: date,
) -> Iterator[Row]:
    for stretch in certified:
        state = _state(stretch.first, stretch.last, today, "Gäller nu")
        yield Row(f"Sjukskriven {stretch.degree} %", "Region", period_said(stretch.first, stretch.last), *state)
    for step, following in zip_longest(planned, planned[1:]):
        last = following.first - timedelta(days=1) if following else None
        yield Row(f"Nedtrappning till {step.degree} %", "Region", period_said(step.first, last), "Planerat", "next")
    for track in tracks:
        state = _state(track.first, track.last, today, "Pågår")
        yield Row(track.name, LANES[track.party], period_said(track.first, track.last), *state)
    for meeting in meetings:
        yield Row(
            meeting.name, "Möte", day(meeting.on), *(("Klart", "check") if meeting.held else ("Planerat", "next"))
        )


def _state(first: date, last: date | None, today: date, running: str) -> tuple[str, str]:
    if first > today:
        return "Planerat", "next"
    if last is not None and last < today:
        return "Avslutat", "check"
    return running, "run"
