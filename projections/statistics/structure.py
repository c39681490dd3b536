"""The county's units, ways in and routines, folded from the log as it stood when a period ended."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from events import agreement as a
from events import contact_path as p
from events.calendar import day_of
from events.code_lists import COUNTIES
from events.deviation import Deviation, evolve
from events.facts import ORGANISATION_TOPICS, Entry
from events.facts.agreements import AGREEMENT_TOPICS, AgreementFact
from events.facts.baselines import BASELINE_TOPICS, Baseline, BaselineFigureReported
from events.facts.deviations import DEVIATION_TOPICS, DeviationFact
from events.facts.paths import PATH_TOPICS, PathFact
from events.kinds import Gender
from events.log_recorder import entry_of
from events.organisations import directory_of
from orgs.directory import Directory, Unit
from orgs.kinds import UnitType
from projections.statistics.periods import Period
from projections.view import Connection

TOPICS = (*ORGANISATION_TOPICS, *PATH_TOPICS, *AGREEMENT_TOPICS, *BASELINE_TOPICS, *DEVIATION_TOPICS)
Reported = dict[tuple[Baseline, str, date, Gender], int]


class Structure(NamedTuple):
    """The county as the log had it."""

    county: str
    directory: Directory
    agreements: list[a.Agreement]
    path_entries: list[Entry]
    reported: Reported
    """Baseline figures by municipality, month (its first day) and gender: the latest of each."""
    deviations: list[Deviation]
    now: Directory
    """As it is known now: for what has been registered afterwards."""

    def units(self, kinds: Iterable[UnitType]) -> list[Unit]:
        wanted = frozenset(kinds)
        own = {o.org_id for o in self.directory.organisations.values() if o.county_code == self.county}
        units = (u for u in self.directory.units.values() if u.org_id in own and u.unit_type in wanted and u.active)
        return sorted(units, key=lambda unit: str(unit.unit_id))

    def paths(self, day: date) -> dict[UUID, p.ContactPath]:
        """By unit, as they stood at the end of the day; only of units of the county."""
        own = {unit.unit_id for unit in self.units(UnitType)}
        found: dict[UUID, p.ContactPath] = {}
        for entry in self.path_entries:
            if day_of(entry.recorded_at) <= day:
                p.evolve(found.setdefault(entry.stream_id, p.ContactPath(entry.stream_id)), entry)
        return {
            each.published.unit_id: each for each in found.values() if each.published and each.published.unit_id in own
        }


def read(connection: Connection, county: str, period: Period, position: int) -> Structure:
    """What was recorded up to the position; of units and ways in only what was known when the period ended."""
    topics = ", ".join(f"'{topic}'" for topic in TOPICS)
    rows = connection.execute(
        "SELECT stream_id, version, state, event_id, command_id FROM log.event"
        f" WHERE topic = ANY (ARRAY[{topics}]) AND position <= {int(position)} ORDER BY position".encode()
    )
    return folded(county, period, [entry_of(*row) for row in rows])


def folded(county: str, period: Period, entries: Sequence[Entry]) -> Structure:
    routines: dict[UUID, a.Agreement] = {}
    reported: Reported = {}
    deviations: dict[UUID, Deviation] = {}
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, AgreementFact):
            a.evolve(routines.setdefault(entry.stream_id, a.Agreement(entry.stream_id)), entry)
        elif isinstance(fact, DeviationFact):
            evolve(deviations.setdefault(entry.stream_id, Deviation(entry.stream_id)), entry)
        elif isinstance(fact, BaselineFigureReported) and fact.municipality_code:
            reported[fact.indicator, fact.municipality_code, fact.month, fact.gender] = fact.count
    by_then = [entry for entry in entries if day_of(entry.recorded_at) <= period.last]
    paths = [entry for entry in by_then if isinstance(entry.fact, PathFact)]
    places = {one.code for one in COUNTIES[county].municipalities}
    of_county = [each for each in routines.values() if each.municipality_code in places]
    departures = [each for each in deviations.values() if each.report and each.report.county_code == county]
    now = directory_of(entries)
    return Structure(county, directory_of(by_then), of_county, paths, reported, departures, now)
