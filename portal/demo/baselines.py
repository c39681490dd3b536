"""What the municipalities have reported of B1 and B3, and two health centres of B2: some missing on purpose.

Invented, and a little more than the portal counts: not everybody has said yes.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from events.calendar import STOCKHOLM, add_months
from events.commands.baselines import ReportBaselineFigure
from events.facts.baselines import Baseline
from events.kinds import Gender
from portal.demo.ids import command_id
from portal.demo.schedule import Step

FIRST, LAST = date(2025, 1, 1), date(2026, 10, 1)
ADULTS = {
    "skinnskatteberg": 58, "surahammar": 122, "kungsor": 96, "hallstahammar": 205, "norberg": 71, "sala": 238,
    "fagersta": 212, "koping": 341, "arboga": 176, "vasteras": 2140,
}  # fmt: skip
"""Adults with income support in a usual month, women and men; one in six of them is on leave without pay for it."""
SILENT = {"norberg": (date(2026, 7, 1), date(2026, 10, 1)), "vasteras": (FIRST, date(2025, 6, 1))}
"""Has not reported, from one month to another."""
ON_LEAVE_OF_ALL = 6
AT_HEALTH_CENTRES = {"larkan": 23, "svalan": 14}
"""Running certificates without employer, in the care's own register (B2)."""


def steps() -> Iterator[Step]:
    month, number = FIRST, 0
    while month <= LAST:
        for slug, adults in ADULTS.items():
            first, last = SILENT.get(slug, (LAST, FIRST))
            if not first <= month <= last:
                yield from _reported(f"soc-{slug}", month, _counts(adults, number), (Baseline.B3, Baseline.B1))
        for slug, certificates in AT_HEALTH_CENTRES.items():
            yield from _reported(slug, month, _counts(certificates, number), (Baseline.B2,))
        month, number = add_months(month, 1), number + 1


def _counts(usual: int, number: int) -> dict[Gender, int]:
    """Somewhat up and down over the year, women a little more than half."""
    now = usual + usual * (number * 7 % 11 - 5) // 60
    return {Gender.WOMAN: now * 11 // 20, Gender.MAN: now - now * 11 // 20}


def _reported(slug: str, month: date, counts: dict[Gender, int], indicators: tuple[Baseline, ...]) -> Iterator[Step]:
    """On the tenth of the month after."""
    at = datetime.combine(add_months(month, 1).replace(day=10), time(9, 30), STOCKHOLM)
    for indicator in indicators:
        for gender, count in counts.items():
            told = count // ON_LEAVE_OF_ALL + 1 if indicator is Baseline.B1 else count
            command = ReportBaselineFigure(
                command_id=command_id(f"baseline {slug} {indicator} {month} {gender}"),
                indicator=indicator,
                month=f"{month:%Y-%m}",
                gender=gender,
                count=told,
            )
            yield Step(at, command, f"chef.{slug}", slug)
