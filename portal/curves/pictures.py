"""Where each line, bar and word of the degree drawing stands, in two sizes so that text is never scaled down."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from events.calendar import add_months
from portal.curves.shapes import Box, Dot, Line, Path, Picture, Scene, Size, Text

LETTER = 6.6
"""Width of a letter at 14 px, rather wide than narrow: decides whether words fit."""
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def picture(scene: Scene, size: Size) -> Picture:
    bottom = size.tracks + size.pitch * len(scene.tracks) - (size.pitch - size.bar) + 12
    if not scene.tracks:
        bottom = size.meetings + 20
    drawn = Picture(size.name, size.width, round(bottom + 34))
    _months(drawn, scene, size, bottom)
    _curve(drawn, scene, size)
    _today(drawn, scene, size, bottom)
    _meetings(drawn, scene, size)
    _tracks(drawn, scene, size)
    return drawn


def x_of(when: date, scene: Scene, size: Size) -> float:
    """Days run evenly; what lies outside the window stands at its edge."""
    share = (when - scene.first).days / (scene.end - scene.first).days
    return round(size.left + min(max(share, 0), 1) * (size.right - size.left), 1)


def y_of(degree: int, size: Size) -> float:
    return round(size.zero - (size.zero - size.full) * degree / 100, 1)


def _months(drawn: Picture, scene: Scene, size: Size, bottom: float) -> None:
    months, month = [scene.first], add_months(scene.first, 1)
    while month < scene.end:
        months.append(month)
        month = add_months(month, 1)
    room = (size.right - size.left) / len(months)
    every = next(step for step in (1, 2, 3, 6, 12, 24) if room * step >= 4 * LETTER or step == 24)
    for number, month in enumerate(months):
        x = x_of(month, scene, size)
        drawn.lines.append(Line("grid", x, size.mark + 22, x, bottom))
        if number % every == 0:
            year = f" {month.year}" if month.month == 1 and room * every >= 9 * LETTER else ""
            drawn.texts.append(Text("second", x + 3, bottom + 20, MONTHS[month.month - 1] + year))


def _curve(drawn: Picture, scene: Scene, size: Size) -> None:
    if size.left:
        drawn.texts += [Text("strong", 0, 38, "Sjukskrivning"), Text("second", 0, 57, "grad i procent")]
    else:
        drawn.texts.append(Text("strong", 0, 15, "Sjukskrivning, %"))
    drawn.lines.append(Line("base", size.left, size.zero, size.right, size.zero))
    for run in _unbroken(scene.certified):
        corners = " ".join(
            f"{x_of(first, scene, size)},{y_of(degree, size)} {x_of(end, scene, size)},{y_of(degree, size)}"
            for first, end, degree in run
        ).split()
        start, stop = x_of(run[0][0], scene, size), x_of(run[-1][1], scene, size)
        drawn.paths.insert(
            0, Path("certified-area", f"M{start},{size.zero} L{' L'.join(corners)} L{stop},{size.zero} Z")
        )
        drawn.paths.append(Path("certified", f"M{' L'.join(corners)}"))
    _plan(drawn, scene, size)
    for first, degree in _changes(scene):
        _degree_label(drawn, scene, size, first, degree)


def _unbroken(certified: Sequence[tuple[date, date, int]]) -> Iterator[list[tuple[date, date, int]]]:
    """Stretches that follow day on day make one curve; a day between them breaks it."""
    run: list[tuple[date, date, int]] = []
    for stretch in certified:
        if run and run[-1][1] != stretch[0]:
            yield run
            run = []
        run.append(stretch)
    if run:
        yield run


def _plan(drawn: Picture, scene: Scene, size: Size) -> None:
    if not scene.planned:
        return
    before = scene.certified[-1] if scene.certified else None
    start = min(before[1], scene.planned[0][0]) if before else scene.planned[0][0]
    height = y_of(before[2] if before else scene.planned[0][1], size)
    corners = [f"{x_of(start, scene, size)},{height}"]
    for first, degree in scene.planned:
        x = x_of(first, scene, size)
        corners += [f"{x},{height}", f"{x},{y_of(degree, size)}"]
        height = y_of(degree, size)
    corners.append(f"{size.right},{height}")
    drawn.paths.append(Path("planned", f"M{' L'.join(corners)}"))


def _changes(scene: Scene) -> Iterator[tuple[date, int]]:
    """Each degree is written where it begins, once."""
    steps = [(first, degree) for first, _, degree in scene.certified] + list(scene.planned)
    if steps:
        yield steps[0]
    yield from (step for before, step in pairwise(steps) if step[1] != before[1])


def _degree_label(drawn: Picture, scene: Scene, size: Size, first: date, degree: int) -> None:
    said = f"{degree} %" if size.left else str(degree)
    x, y, today = x_of(first, scene, size) + 5, y_of(degree, size) - 7, x_of(scene.today, scene, size)
    # The line of today must not run through the figure, nor the box above it.
    reach = 28 if y - 12 < size.mark + 22 else 3
    if x < today + reach and today - reach < x + len(said) * LETTER:
        x = today + reach + 3
    drawn.texts.append(Text("strong halo", round(min(x, size.width - len(said) * LETTER), 1), y, said))


def _today(drawn: Picture, scene: Scene, size: Size, bottom: float) -> None:
    x = x_of(scene.today, scene, size)
    middle = min(max(x, 25), size.width - 25)
    drawn.lines.append(Line("today", x, size.mark + 22, x, bottom))
    drawn.boxes.append(Box("today-mark", middle - 25, size.mark, 50, 22))
    drawn.texts.append(Text("on", middle, size.mark + 16, "i dag", "middle"))


def _meetings(drawn: Picture, scene: Scene, size: Size) -> None:
    """A meeting's words stand right of its dot, else left of it, else only in the table."""
    if scene.meetings and size.left:
        drawn.texts.append(Text("strong", 0, size.meetings + 5, "Möten"))
    spots = [x_of(on, scene, size) for on, _, _ in scene.meetings]
    taken = size.left
    for number, (_, said, held) in enumerate(scene.meetings):
        x, width = spots[number], len(said) * LETTER
        limit = spots[number + 1] - 8 if number + 1 < len(spots) else size.width
        drawn.dots.append(Dot("meeting-held" if held else "meeting", x, size.meetings))
        if x + 11 + width <= limit:
            drawn.texts.append(Text("halo", round(x + 11, 1), size.meetings + 5, said))
            taken = x + 11 + width
        elif x - 11 - width >= taken:
            drawn.texts.append(Text("halo", round(x - 11, 1), size.meetings + 5, said, "end"))
            taken = x + 8


def _tracks(drawn: Picture, scene: Scene, size: Size) -> None:
    lane_before = ""
    for number, (lane, colour, name, first, last) in enumerate(scene.tracks):
        y = size.tracks + number * size.pitch
        start = x_of(first, scene, size)
        stop = x_of(last, scene, size) if last else size.right
        drawn.boxes.append(Box(colour, start, y, round(max(stop - start, 3), 1), size.bar))
        if not size.left:
            drawn.texts.append(Text("halo", 0, y - 7, f"{lane}: {name}"))
            continue
        if lane != lane_before:
            drawn.texts.append(Text("strong", 0, y + 18, lane))
            lane_before = lane
        drawn.texts.append(_bar_text(name, start, stop, y + 18, size))


def _bar_text(name: str, start: float, stop: float, y: float, size: Size) -> Text:
    """In the bar if there is room, else beside it."""
    width = len(name) * LETTER
    if start + 9 + width <= stop:
        return Text("on", round(start + 9, 1), y, name)
    if stop + 6 + width <= size.width:
        return Text("halo", round(stop + 6, 1), y, name)
    return Text("halo", round(start - 6, 1), y, name, "end")
