"""Degrees day by day and sick-leave spells, out of the certificates of a case (domain.md 5.3.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from events import facts as f
from events.facts import Entry

LONGEST_GAP = 5
"""Days without certificate that do not end a spell."""
_DAY = timedelta(days=1)


class Days(NamedTuple):
    """Both days included. ``degree`` in percent; for a spell it is 0, since it may vary."""

    first: date
    last: date
    degree: int = 0


def degrees(certificates: Iterable[Entry]) -> list[Days]:
    """Stretches with one degree each, in order: on each day the certificate issued last holds, then recorded last."""
    found = [
        (e.fact.issued_on, e.version, e.fact.rows) for e in certificates if isinstance(e.fact, f.SickLeaveRecorded)
    ]
    stretches: list[Days] = []
    for _, _, rows in sorted(found, key=lambda each: each[:2]):
        for row in rows:
            new = Days(row.from_, row.to, row.degree)
            stretches = [piece for old in stretches for piece in _outside(old, new)] + [new]
    return sorted(stretches)


def _outside(old: Days, new: Days) -> list[Days]:
    """What is left of the old stretch beside the new one."""
    if old.last < new.first or new.last < old.first:
        return [old]
    before = [Days(old.first, new.first - _DAY, old.degree)] if old.first < new.first else []
    return before + ([Days(new.last + _DAY, old.last, old.degree)] if new.last < old.last else [])


def spells(stretches: Iterable[Days]) -> list[Days]:
    """Certified days joined over gaps of at most five days, whoever certified them."""
    joined: list[Days] = []
    for stretch in stretches:
        if joined and (stretch.first - joined[-1].last).days - 1 <= LONGEST_GAP:
            joined[-1] = Days(joined[-1].first, max(joined[-1].last, stretch.last))
        else:
            joined.append(Days(stretch.first, stretch.last))
    return joined
