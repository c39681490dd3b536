"""Women and men over time as lines: two drawings of the same points, for wide and for narrow screens.

Pure geometry: values in, SVG coordinates out. A value that is not shown leaves a gap; its word stands in the table
beside. Women are filled circles and men open squares, so nothing rests on colour.
"""

from collections.abc import Iterator, Sequence
from math import ceil

import msgspec

from portal.statistics.spoken import Said

_LABEL_HEIGHT = 18.0


class Moment(msgspec.Struct, frozen=True):
    """One period: ``short`` for the axis ("kv 1"), ``year`` where a new one begins, ``name`` for the table."""

    name: str
    short: str
    year: str
    women: Said
    men: Said


class GoalLine(msgspec.Struct, frozen=True):
    value: float
    label: str


class Drawn(msgspec.Struct, frozen=True):
    """A line with its points. ``paths``: one for each stretch without a gap. ``end``: (x, y, text) of the latest."""

    paths: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    end: tuple[float, float, str] | None = None


class Picture(msgspec.Struct, frozen=True):
    name: str
    width: int
    height: int
    left: float
    right: float
    grid: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str, str], ...]
    goals: tuple[tuple[float, float, str], ...]
    """(y of the line, y of its label, label)."""
    women: Drawn
    men: Drawn


class Trend(msgspec.Struct, frozen=True):
    title: str
    description: str
    pictures: tuple[Picture, ...]
    moments: tuple[Moment, ...]


class _Frame(msgspec.Struct, frozen=True):
    name: str
    width: int
    height: int
    right: int
    left: int = 44
    top: int = 18
    foot: int = 44

    def x(self, at: int, count: int) -> float:
        first, last = self.left + 14, self.right - 14
        return round(first + (last - first) * (at / (count - 1) if count > 1 else 0.5), 1)

    def y(self, value: float, highest: float) -> float:
        floor = self.height - self.foot
        return round(floor - (floor - self.top) * value / highest, 1)


WIDE = _Frame("wide", 1148, 300, 1000)
NARROW = _Frame("narrow", 330, 250, 320)


def trend(title: str, moments: Sequence[Moment], goals: Sequence[GoalLine], *, percent: bool) -> Trend:
    """``moments`` oldest first. Too little to draw is a trend without pictures: the table says why."""
    values = [said.number for moment in moments for said in (moment.women, moment.men) if said.number is not None]
    longest = max(sum(of(moment).number is not None for moment in moments) for of in (_women, _men))
    pictures = tuple(_picture(frame, moments, goals, _highest(values, goals, percent)) for frame in (WIDE, NARROW))
    return Trend(title, _described(moments), pictures if longest > 1 else (), tuple(moments))


def _highest(values: Sequence[float], goals: Sequence[GoalLine], percent: bool) -> float:
    if percent:
        return 100
    most = max([1.0, *values, *(goal.value for goal in goals)])
    step = 10 ** (len(str(int(most))) - 1)
    return float(ceil(most / step) * step)


def _picture(frame: _Frame, moments: Sequence[Moment], goals: Sequence[GoalLine], highest: float) -> Picture:
    grid = tuple(
        (frame.y(highest * part / 4, highest), f"{highest * part / 4:g}".replace(".", ",")) for part in range(5)
    )
    ticks = tuple((frame.x(at, len(moments)), moment.short, moment.year) for at, moment in enumerate(moments))
    lines = tuple(_goal(frame, goal, highest) for goal in goals)
    women, men = (_drawn(frame, [of(moment) for moment in moments], highest) for of in (_women, _men))
    if frame is WIDE:
        women, men = (
            _named(women, "Kvinnor", [_women(m) for m in moments]),
            _named(men, "Män", [_men(m) for m in moments]),
        )
        women, men = _apart(women, men)
    return Picture(frame.name, frame.width, frame.height, frame.left, frame.right, grid, ticks, lines, women, men)


def _women(moment: Moment) -> Said:
    return moment.women


def _men(moment: Moment) -> Said:
    return moment.men


def _goal(frame: _Frame, goal: GoalLine, highest: float) -> tuple[float, float, str]:
    y = frame.y(goal.value, highest)
    return y, y + _LABEL_HEIGHT if y < 2 * _LABEL_HEIGHT else y - 7, goal.label


def _drawn(frame: _Frame, said: Sequence[Said], highest: float) -> Drawn:
    at = [
        None if each.number is None else (frame.x(place, len(said)), frame.y(each.number, highest))
        for place, each in enumerate(said)
    ]
    paths = tuple("M" + " L".join(f"{x},{y}" for x, y in stretch) for stretch in _stretches(at) if len(stretch) > 1)
    return Drawn(paths, tuple(point for point in at if point is not None))


def _stretches(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    stretch: list[tuple[float, float]] = []
    for point in points:
        if point is None:
            yield stretch
            stretch = []
        else:
            stretch.append(point)
    yield stretch


def _named(line: Drawn, name: str, said: Sequence[Said]) -> Drawn:
    """With name and latest value at its end, where the latest value is shown."""
    if not said or said[-1].number is None:
        return line
    x, y = line.points[-1]
    return msgspec.structs.replace(line, end=(x + 12, y + 5, f"{name} {said[-1].text}"))


def _apart(women: Drawn, men: Drawn) -> tuple[Drawn, Drawn]:
    """Two ends that would be written over each other are moved apart."""
    if women.end is None or men.end is None or abs(women.end[1] - men.end[1]) >= _LABEL_HEIGHT:
        return women, men
    middle = (women.end[1] + men.end[1]) / 2
    up, down = middle - _LABEL_HEIGHT / 2, middle + _LABEL_HEIGHT / 2
    first, second = (up, down) if women.end[1] <= men.end[1] else (down, up)
    return (
        msgspec.structs.replace(women, end=(women.end[0], first, women.end[2])),
        msgspec.structs.replace(men, end=(men.end[0], second, men.end[2])),
    )


def _described(moments: Sequence[Moment]) -> str:
    """The picture in words, for who does not see it."""
    if not moments:
        return ""
    first, last = moments[0], moments[-1]
    parts = [
        f"{name} {of(first).text} {first.name} och {of(last).text} {last.name}"
        for name, of in (("Kvinnor", _women), ("Män", _men))
    ]
    return f"{'. '.join(parts)}."
