"""What a municipality or a care unit reports of all its persons: one number a month and gender (domain.md 7.2)."""

from datetime import date
from enum import StrEnum

from events.facts.fact import Fact, topics_of
from events.kinds import Gender


class Baseline(StrEnum):
    B1 = "B1"
    """Adults with income support who are sick-listed and have no sickness benefit."""
    B2 = "B2"
    """Ongoing sick-leave spells without employer, of a care unit."""
    B3 = "B3"
    """All adults with income support."""


class BaselineFigureReported(Fact, frozen=True, tag="baseline-figure-reported"):
    """Replaces what was reported before for the same indicator, month and gender. ``month`` is its first day."""

    indicator: Baseline
    month: date
    gender: Gender
    count: int
    municipality_code: str | None = None
    """``None`` for a figure of the care unit that owns the entry."""


BASELINE_TOPICS = topics_of(BaselineFigureReported)
