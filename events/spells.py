"""Spells of sick leave: certified days joined over short gaps, and the degree on a day (domain.md 5.3.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

LONGEST_GAP = 5
"""Days without a certificate that do not end a spell."""


class Stretch(NamedTuple):
    """One certified row, both days included. ``rank`` orders certificates: latest issued, then latest recorded."""

    first: date
    last: date
    degree: int
    rank: tuple[date, int]


class Spell(NamedTuple):
    """``last`` is the last certified day; the spell still counts up to ``LONGEST_GAP`` days after it."""

    first: date
    last: date

    def day(self, today: date) -> int:
        """Which day of the spell it is; the first is 1."""
        return (today - self.first).days + 1


def degree_of(stretches: Iterable[Stretch], day: date) -> int | None:
    """Percent on the day, by the certificate that ranks highest; ``None`` without one."""
    covering = [each for each in stretches if each.first <= day <= each.last]
    return max(covering, key=lambda each: each.rank).degree if covering else None


def spell_on(stretches: Iterable[Stretch], day: date) -> Spell | None:
    """The spell that the day belongs to; a day shortly after the last certificate still does."""
    found: Spell | None = None
    gap = timedelta(days=LONGEST_GAP)
    for each in sorted(stretches):
        if found and each.first <= found.last + gap + timedelta(days=1):
            found = Spell(found.first, max(found.last, each.last))
        elif each.first <= day:
            found = Spell(each.first, each.last)
        else:
            break
    return found if found and day <= found.last + gap else None
