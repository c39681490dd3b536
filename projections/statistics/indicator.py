"""What an indicator is: its figures, what they mean in Swedish, the goals and where those come from (domain.md 7.4)."""

import msgspec

from projections.statistics.periods import PeriodKind
from projections.statistics.tables import Breakdown, Figure, FigureKind, Over

COVERAGE_NOTE = "Avser ärenden med samtycke i portalen. Alla som är sjukskrivna utan SGI ingår inte."


class Goal(msgspec.Struct, frozen=True):
    """``value`` in the figure's unit; ``source`` as it is printed beside the line."""

    figure: str
    value: float
    label: str
    source: str


class Indicator(msgspec.Struct, frozen=True):
    """``numerator`` and ``denominator`` say in Swedish what is counted; the latter empty where nothing is divided."""

    id: str
    name: str
    definition: str
    numerator: str
    figures: tuple[Figure, ...]
    denominator: str = ""
    goals: tuple[Goal, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    """The values of the breakdown ``kind`` with their Swedish names, in the order they are shown."""
    kind: str = "Typ"
    """What the breakdown ``kind`` is called."""
    cases: bool = True
    """It is about cases in the portal, so the coverage note belongs to it."""


_EVERY = frozenset(PeriodKind)
_QUARTER_UP = _EVERY - {PeriodKind.MONTH}
_HALF_UP = frozenset({PeriodKind.HALF_YEAR, PeriodKind.YEAR})
_YEAR = frozenset({PeriodKind.YEAR})

COUNTY = (Breakdown((), _EVERY), Breakdown(("gender",), _EVERY))
GROUPS = (
    *COUNTY,
    Breakdown(("municipality_group",), _QUARTER_UP),
    Breakdown(("gender", "municipality_group"), _HALF_UP),
)
STANDARD = (
    *GROUPS,
    Breakdown(("age_group",), _HALF_UP),
    Breakdown(("gender", "age_group"), _HALF_UP),
    Breakdown(("municipality",), _HALF_UP),
    Breakdown(("gender", "municipality"), _HALF_UP),
    Breakdown(("care_unit",), _HALF_UP),
)
"""Month only for the county, municipality by gender from half-years up, never unit by gender (SC5)."""

WHOLE = (Breakdown((), _EVERY),)
BY_MUNICIPALITY = (Breakdown((), _EVERY), Breakdown(("municipality",), _QUARTER_UP))
BY_KIND = (Breakdown((), _EVERY), Breakdown(("kind",), _QUARTER_UP))

BY_YEAR = tuple(Breakdown(by, _YEAR) for by in ((), ("gender",), ("kind",), ("gender", "kind")))
"""What is reported once a calendar year and asked for by nobody oftener."""


def halves(*by: tuple[str, ...]) -> tuple[Breakdown, ...]:
    """Breakdowns that are published for half-years and years."""
    return tuple(Breakdown(each, _HALF_UP) for each in by)


def count(key: str, name: str, over: Over, breakdowns: tuple[Breakdown, ...] = STANDARD, **more: object) -> Figure:
    return _figure(key, name, FigureKind.COUNT, over, breakdowns, more)


def share(key: str, name: str, over: Over, breakdowns: tuple[Breakdown, ...] = STANDARD, **more: object) -> Figure:
    return _figure(key, name, FigureKind.SHARE, over, breakdowns, more)


def median(
    key: str, name: str, over: Over, unit: str, breakdowns: tuple[Breakdown, ...] = STANDARD, **more: object
) -> Figure:
    return _figure(key, name, FigureKind.MEDIAN, over, breakdowns, {"unit": unit, **more})


def rate(key: str, name: str, over: Over, breakdowns: tuple[Breakdown, ...] = STANDARD, **more: object) -> Figure:
    return _figure(key, name, FigureKind.RATE, over, breakdowns, more)


def _figure(
    key: str, name: str, kind: FigureKind, over: Over, breakdowns: tuple[Breakdown, ...], more: dict[str, object]
) -> Figure:
    return msgspec.convert(
        {"key": key, "name": name, "kind": kind, "over": over, "breakdowns": breakdowns, **more}, Figure
    )
