"""I18: departures from the signed routines and what came of them; remarks apart. Withdrawn ones count nowhere."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from events.code_lists import MUNICIPALITIES
from events.deviation import Deviation
from events.facts.deviations import DeviationAnswered, DeviationClosed, DeviationKind, DeviationWithdrawn
from projections.statistics.periods import Period
from projections.statistics.structure import Structure
from projections.statistics.structure_counts import Counted

ANSWER_DAYS = 30


def count(found: Structure, period: Period) -> dict[str, list[Counted]]:
    counted: dict[str, list[Counted]] = {
        f"I18.{name}": [] for name in ("reported", "remarks", "open", "median", "in_time")
    }
    for each in found.deviations:
        if each.report is None or any(isinstance(done.fact, DeviationWithdrawn) for done in each.history):
            continue
        for name, one in _of(each, _places(each, found), period):
            counted[f"I18.{name}"].append(one)
    return counted


def _of(each: Deviation, places: dict[str, Sequence[str]], period: Period) -> Iterator[tuple[str, Counted]]:
    reported = each.reported_on
    assert reported is not None
    begun = period.first <= reported <= period.last
    if each.told.kind is DeviationKind.REMARK:
        yield "remarks", Counted(places, begun)
        return
    answered, closed = _first(each, DeviationAnswered), _first(each, DeviationClosed)
    over = min((day for day in (answered, closed) if day), default=None)
    yield "reported", Counted(places, begun)
    yield "open", Counted(places, reported <= period.last and (over is None or over > period.last))
    if answered and period.first <= answered <= period.last:
        yield "median", Counted(places, 0, 1, (answered - reported).days)
    due = reported + timedelta(days=ANSWER_DAYS)
    if period.first <= due <= period.last:
        yield "in_time", Counted(places, answered is not None and answered <= due, 1)


def _first(each: Deviation, kind: type[object]) -> date | None:
    return next((done.on for done in each.history if isinstance(done.fact, kind)), None)


def _places(each: Deviation, found: Structure) -> dict[str, Sequence[str]]:
    """The kind of the unit it is about; the group of the municipality whose routine it is."""
    unit = found.directory.unit(each.told.about_unit)
    routine = next((one for one in found.agreements if one.agreement_id == each.told.agreement_id), None)
    group = MUNICIPALITIES[routine.municipality_code].group if routine else None
    return {
        "kind": [each.told.type.value],
        "org_type": [unit.org_type.value] if unit else [],
        "municipality_group": [group] if group else [],
    }
