"""The periods that statistics know: month, quarter, tertial, half-year and year (domain.md 7.1). Never free dates."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

import msgspec


class PeriodKind(StrEnum):
    MONTH = "M"
    QUARTER = "Q"
    TERTIAL = "T"
    HALF_YEAR = "H"
    YEAR = "Y"


MONTHS_IN = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.TERTIAL: 4,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: 12,
}
_CODE = re.compile(r"(20\d\d)(?:([MQTH])(\d{1,2}))?", re.ASCII)


class Period(msgspec.Struct, frozen=True, order=True):
    """``number`` counts from 1 within the year. Days are Europe/Stockholm, both included."""

    year: int
    kind: PeriodKind
    number: int

    @property
    def code(self) -> str:
        """As addresses have it: ``2026``, ``2026H1``, ``2026T3``, ``2026Q4``, ``2026M01``."""
        match self.kind:
            case PeriodKind.YEAR:
                return str(self.year)
            case PeriodKind.MONTH:
                return f"{self.year}M{self.number:02}"
        return f"{self.year}{self.kind}{self.number}"

    @property
    def _last_month(self) -> int:
        return self.number * MONTHS_IN[self.kind]

    @property
    def first(self) -> date:
        return date(self.year, self._last_month - MONTHS_IN[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """The reference day of what is counted on one day."""
        return date(self.year, self._last_month, monthrange(self.year, self._last_month)[1])

    @property
    def before(self) -> "Period":
        return containing(self.first - timedelta(days=1), self.kind)

    def contains(self, other: "Period") -> bool:
        return self.first <= other.first and other.last <= self.last

    def parts(self, kind: PeriodKind) -> tuple["Period", ...]:
        """The shorter periods of one kind that make this one up exactly; none when they do not fit (a tertial has no
        quarters)."""
        if MONTHS_IN[self.kind] <= MONTHS_IN[kind] or MONTHS_IN[self.kind] % MONTHS_IN[kind]:
            return ()
        every = (Period(self.year, kind, number) for number in range(1, 12 // MONTHS_IN[kind] + 1))
        return tuple(part for part in every if self.contains(part))


def period_of(code: str) -> Period | None:
    """The period with this code; ``None`` for anything else, a free range of dates included."""
    found = _CODE.fullmatch(code)
    if not found:
        return None
    year, kind = int(found[1]), PeriodKind(found[2] or "Y")
    number = int(found[3] or 1)
    period = Period(year, kind, number)
    return period if 1 <= number <= 12 // MONTHS_IN[kind] and period.code == code else None


def containing(day: date, kind: PeriodKind) -> Period:
    return Period(day.year, kind, (day.month - 1) // MONTHS_IN[kind] + 1)


def ended_before(day: date, kind: PeriodKind, count: int) -> list[Period]:
    """The latest ``count`` periods of the kind that are over on the day, oldest first."""
    found: list[Period] = []
    period = containing(day, kind).before
    while len(found) < count:
        found.append(period)
        period = period.before
    return found[::-1]
