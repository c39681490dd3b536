"""The command by which a baseline figure is reported; the own unit decides for whom."""

from events.commands.command import Command
from events.facts.baselines import Baseline
from events.kinds import Gender


class ReportBaselineFigure(Command, frozen=True, kw_only=True):
    """``month`` is written ``2026-10``."""

    indicator: Baseline
    month: str
    gender: Gender
    count: int
    municipality_code: str | None = None
