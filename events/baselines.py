"""Reporting baseline figures: the municipality its B1 and B3, the care unit its B2 (domain.md 5.5, 7.2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from msgspec.structs import replace

from events.act import Act
from events.commands.baselines import ReportBaselineFigure
from events.facts import Entry
from events.facts.baselines import Baseline, BaselineFigureReported
from events.kinds import Gender
from events.refusals import Refused
from orgs.directory import Unit
from orgs.kinds import CARE_UNITS, UnitType
from orgs.roles import MANAGERS

OF_CARE = frozenset({Baseline.B2})
LARGEST = 1_000_000
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
Key = tuple[Baseline, date, Gender]


@dataclass(slots=True)
class Baselines:
    """All that one municipality or one care unit has reported: the latest for each key."""

    stream_id: UUID
    version: int = 0
    figures: dict[Key, int] = field(default_factory=dict)


def stream_of_unit(unit: Unit) -> UUID:
    """Care units report for themselves; the offices of a municipality for it together."""
    whose = unit.unit_id if unit.unit_type in CARE_UNITS else unit.org_id
    return uuid5(whose, "baseline figures")


def fold(stream_id: UUID, entries: Iterable[Entry]) -> Baselines:
    state = Baselines(stream_id)
    for entry in entries:
        state.version = entry.version
        if isinstance(entry.fact, BaselineFigureReported):
            state.figures[entry.fact.indicator, entry.fact.month, entry.fact.gender] = entry.fact.count
    return state


def reportable(unit: Unit) -> tuple[Baseline, ...]:
    """What the unit's manager reports."""
    if unit.unit_type in CARE_UNITS:
        return (Baseline.B2,)
    return (Baseline.B1, Baseline.B3) if unit.unit_type is UnitType.SOCIAL_SERVICES_UNIT else ()


def month_of(written: str) -> date | None:
    found = _MONTH.fullmatch(written.strip())
    return date(int(found[1]), int(found[2]), 1) if found else None


def report_baseline_figure(state: Baselines, command: ReportBaselineFigure, act: Act) -> list[Entry]:
    if act.by.role not in MANAGERS or command.indicator not in reportable(act.by.unit):
        raise Refused("role_not_allowed")
    month = month_of(command.month)
    if month is None:
        raise Refused("month_unknown", "month")
    if month > act.day:
        raise Refused("month_ahead", "month")
    if not 0 <= command.count <= LARGEST:
        raise Refused("count_implausible", "count")
    code = None
    if command.indicator not in OF_CARE:
        code = act.directory.organisations[act.by.unit.org_id].municipality_code
        if code is None or command.municipality_code not in (None, code):
            raise Refused("municipality_not_yours", "municipality_code")
    elif command.municipality_code is not None:
        raise Refused("municipality_not_yours", "municipality_code")
    if state.figures.get((command.indicator, month, command.gender)) == command.count:
        raise Refused("nothing_changed", "count")
    fact = BaselineFigureReported(
        indicator=command.indicator, month=month, gender=command.gender, count=command.count, municipality_code=code
    )
    return [replace(act.entry(None, fact), stream_id=state.stream_id)]
