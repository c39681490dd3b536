"""I13–I15 and I25–I26: routines, ways in, coordinators and teams, on the last day of the period.

A few hundred entries a year, so they are counted in Python with the very rules that the pages use.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from events import agreement as a
from events import contact_path as p
from events.calendar import add_months, day_of, is_working_day
from events.code_lists import COUNTIES
from events.facts.paths import CareScope
from events.path_states import PathState, answering, states
from orgs.directory import Assignment, Unit
from orgs.kinds import CARE_UNITS, UnitType
from orgs.roles import Role
from projections.statistics.periods import Period
from projections.statistics.structure import Structure

IN_TIME_DAYS, TEAM_FRESH_DAYS, UNCOVERED_AFTER = 30, 180, 5
"""Days after due that a follow-up is in time; days that a team's status is believed; working days without way in."""

_IN_SCOPE = CARE_UNITS | {UnitType.SOCIAL_SERVICES_UNIT, UnitType.LABOUR_MARKET_UNIT}
_SCOPE_OF = {
    UnitType.PRIMARY_CARE_UNIT: "primary_care",
    UnitType.ADULT_PSYCHIATRY_UNIT: "adult_psychiatry",
    UnitType.OTHER_SPECIALIST_UNIT: "other",
}


class Counted(NamedTuple):
    """One thing that counts: where it belongs, and how much it adds to numerator and denominator."""

    places: Mapping[str, Sequence[str]]
    numerator: int
    denominator: int = 0
    value: int | None = None
    """Of a median."""


def count(found: Structure, period: Period) -> dict[str, list[Counted]]:
    """For each figure all that counts in it."""
    return {
        **_routines(found, period),
        **_ways_in(found, period),
        **_coordinators(found, period),
        **_teams(found, period),
    }


def _routines(found: Structure, period: Period) -> dict[str, list[Counted]]:
    day = period.last
    in_force = [each for each in found.agreements if each.in_force(day)]
    whole, partly = [], []
    for place in COUNTIES[found.county].municipalities:
        required = {CareScope.PRIMARY_CARE, CareScope.ADULT_PSYCHIATRY}
        if not place.psychiatry_in_routine:
            required = {CareScope.PRIMARY_CARE}
        covered = {s for s in required for each in in_force if each.municipality_code == place.code and each.covers(s)}
        at = {"municipality": [place.code]}
        whole.append(Counted(at, covered == required, 1))
        partly.append(Counted(at, bool(covered) and covered != required))
    signed = {unit for each in in_force if (terms := each.in_force(day)) for unit in terms.terms.parties}
    units = [Counted(_place(unit), unit.unit_id in signed, 1) for unit in found.units(_IN_SCOPE)]
    return {"I13": whole, "I13.partly": partly, "I13.units": units, "I14": list(_follow_ups(found, period))}


def _follow_ups(found: Structure, period: Period) -> Iterator[Counted]:
    """Six months after it came into force, then yearly; one that is not held stays the one that is due."""
    for each in found.agreements:
        if each.in_force_from is None:
            continue
        for number in range(len(each.held) + 1):
            due = add_months(each.in_force_from, a.FIRST_FOLLOW_UP_MONTHS + a.NEXT_FOLLOW_UP_MONTHS * number)
            if period.first <= due <= period.last and each.in_force(due):
                in_time = number < len(each.held) and each.held[number] <= due + timedelta(days=IN_TIME_DAYS)
                yield Counted({"municipality": [each.municipality_code]}, in_time, 1)


def _ways_in(found: Structure, period: Period) -> dict[str, list[Counted]]:
    fresh, vulnerable = [], []
    for unit_id, path in sorted(found.paths(period.last).items()):
        now, at = states(path, found.directory, period.last), _place(found.directory.units[unit_id])
        fresh.append(Counted(at, PathState.FRESH in now, 1))
        vulnerable.append(Counted(at, PathState.VULNERABLE in now, 1))
    without = [
        Counted(_place(found.directory.units[unit_id]), days > UNCOVERED_AFTER)
        for unit_id, days in sorted(_uncovered(found, period).items())
    ]
    return {"I15.fresh": fresh, "I15.vulnerable": vulnerable, "I15.uncovered": without}


def _uncovered(found: Structure, period: Period) -> dict[UUID, int]:
    """Working days of the period on which nobody answered at a unit with a published way in."""
    paths: dict[UUID, p.ContactPath] = {}
    days: dict[UUID, int] = {}
    own = {unit.unit_id for unit in found.units(UnitType)}
    waiting = list(reversed(found.path_entries))
    day = period.first
    while day <= period.last:
        while waiting and day_of(waiting[-1].recorded_at) <= day:
            entry = waiting.pop()
            p.evolve(paths.setdefault(entry.stream_id, p.ContactPath(entry.stream_id)), entry)
        if is_working_day(day):
            for path in paths.values():
                if path.published and path.published.unit_id in own and not answering(path, found.directory, day):
                    days[path.published.unit_id] = days.get(path.published.unit_id, 0) + 1
        day += timedelta(days=1)
    return days


def _coordinators(found: Structure, period: Period) -> dict[str, list[Counted]]:
    paths = found.paths(period.last)
    one, two = [], []
    for unit in found.units(CARE_UNITS):
        there = len(found.directory.staff(unit.unit_id, period.last, {Role.REHAB_COORDINATOR}))
        way_in = paths.get(unit.unit_id)
        backup = bool(way_in and way_in.published and way_in.published.backup)
        one.append(Counted(_place(unit), there >= 1, 1))
        two.append(Counted(_place(unit), there >= 2 or (there >= 1 and backup), 1))
    return {"I25.one": one, "I25.two": two, "I25.turnover": list(_turnover(found, period))}


def _turnover(found: Structure, period: Period) -> Iterator[Counted]:
    """Assignments that ended and were not renewed; the denominator counts the first and the last day, hence twice."""
    units = {unit.unit_id: unit for unit in found.units(CARE_UNITS)}
    every = [x for x in found.directory.assignments.values() if x.role is Role.REHAB_COORDINATOR and x.unit_id in units]
    for each in every:
        over = min(each.valid_to + timedelta(days=1), each.ended_on or date.max)
        renewed = any(_same(x, each) and x.active_on(over) for x in every)
        ended = period.first <= over <= period.last and not renewed
        there = each.active_on(period.first) + each.active_on(period.last)
        if ended or there:
            yield Counted(_place(units[each.unit_id]), ended, there)


def _same(one: Assignment, other: Assignment) -> bool:
    return one is not other and (one.user_id, one.unit_id) == (other.user_id, other.unit_id)


def _teams(found: Structure, period: Period) -> dict[str, list[Counted]]:
    paths = found.paths(period.last)
    counted: dict[str, list[Counted]] = {f"I26.{name}": [] for name in ("active", "forming", "none", "unknown")}
    for unit in found.units(CARE_UNITS):
        path = paths.get(unit.unit_id)
        fresh = path and path.confirmed_on and (period.last - path.confirmed_on).days <= TEAM_FRESH_DAYS
        status = path.published.team_status if path and path.published and fresh else None
        counted[f"I26.{status.value if status else 'unknown'}"].append(Counted(_place(unit), 1))
    return counted


def _place(unit: Unit) -> dict[str, Sequence[str]]:
    return {
        "org_type": [unit.org_type.value],
        "municipality": unit.serves_municipalities,
        "care_scope": [_SCOPE_OF.get(unit.unit_type, "other")],
    }
