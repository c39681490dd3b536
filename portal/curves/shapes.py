"""What a drawing is made of: its size, what is to be drawn, and the pieces that the template prints."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Size:
    name: str
    width: int
    left: float
    right: float
    mark: float
    """Top of the box that says "i dag"; it is 22 high."""
    full: float
    zero: float
    """Heights of 100 and 0 percent."""
    meetings: float
    tracks: float
    """Top of the first track."""
    pitch: float
    bar: float


WIDE = Size("wide", 848, 172, 836, mark=4, full=34, zero=144, meetings=166, tracks=194, pitch=34, bar=26)
NARROW = Size("narrow", 330, 0, 322, mark=20, full=50, zero=160, meetings=182, tracks=238, pitch=50, bar=16)


@dataclass(frozen=True)
class Scene:
    """``certified``: (first, day after last, degree). ``tracks``: (lane, class, name, first, last or None)."""

    first: date
    end: date
    today: date
    certified: Sequence[tuple[date, date, int]]
    planned: Sequence[tuple[date, int]]
    tracks: Sequence[tuple[str, str, str, date, date | None]]
    meetings: Sequence[tuple[date, str, bool]]


@dataclass(frozen=True)
class Line:
    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Path:
    kind: str
    d: str


@dataclass(frozen=True)
class Box:
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Dot:
    kind: str
    x: float
    y: float


@dataclass(frozen=True)
class Text:
    kind: str
    x: float
    y: float
    said: str
    anchor: str = ""


@dataclass
class Picture:
    """Printed in this order: lines, paths, boxes, dots, texts."""

    name: str
    width: int
    height: int
    lines: list[Line] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
