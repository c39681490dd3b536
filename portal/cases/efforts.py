"""The efforts that a reader may read, as they stand, and as tracks on the time axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events import facts as f
from events.efforts import ENDED
from events.facts import Entry
from events.kinds import EmploymentSource, FkCoordination, InterventionStatus
from events.reading import Reading
from orgs.directory import Directory
from orgs.kinds import Party
from portal.curves.drawing import Track

UNNAMED = "Insats"
"""When what it is stands in an entry that this reader may not read."""


@dataclass(frozen=True)
class Effort:
    """One effort after its latest change."""

    intervention_id: UUID
    owner: UUID
    kind: str
    fact: f.InterventionRecorded

    @property
    def name(self) -> str:
        """Arbetsträning 15 timmar i veckan"""
        hours = self.fact.hours_per_week
        return f"{self.kind} {hours} timmar i veckan" if hours else self.kind

    def runs_on(self, day: date) -> bool:
        started = self.fact.status is InterventionStatus.STARTED
        return started and self.fact.from_ <= day and (self.fact.to is None or day <= self.fact.to)


def efforts_of(reading: Reading, standing: Iterable[Entry]) -> list[Effort]:
    """By start; an effort whose latest change has been taken back stands as before it."""
    latest: dict[UUID, Effort] = {}
    for entry in standing:
        if isinstance(entry.fact, f.InterventionRecorded):
            before = latest.get(entry.fact.intervention_id)
            kind = reading.open(entry.fact.kind) or (before.kind if before else UNNAMED)
            effort = Effort(entry.fact.intervention_id, entry.owner_unit, kind, entry.fact)
            latest[effort.intervention_id] = effort
    return sorted(latest.values(), key=lambda effort: effort.fact.from_)


def drawn(efforts: Iterable[Effort], directory: Directory, today: date) -> list[Track]:
    """What has begun, and what the person has said yes to and that begins later."""
    tracks = []
    for effort in efforts:
        fact, party = effort.fact, directory.units[effort.owner].party
        to_come = fact.status is InterventionStatus.ACCEPTED and fact.from_ > today
        if party and (to_come or fact.status in ENDED | {InterventionStatus.STARTED}):
            tracks.append(Track(party, effort.name, fact.from_, fact.to))
    return tracks


def authorities_drawn(reading: Reading, standing: Iterable[Entry]) -> list[Track]:
    """What Försäkringskassan has granted, and the time with Arbetsförmedlingen: the authority's own word prevails."""
    facts = [entry.fact for entry in standing]
    tracks: list[Track] = []
    begun: date | None = None
    for fact in facts:
        if not isinstance(fact, f.FkCoordinationRecorded):
            continue
        if fact.status is FkCoordination.GRANTED:
            begun = begun or fact.on
        elif fact.status is FkCoordination.ENDED and begun:
            tracks.append(Track(Party.FK, "Samordning", begun, max(begun, fact.on)))
            begun = None
    tracks += [Track(Party.FK, "Samordning", begun)] if begun else []
    told = [fact for fact in facts if isinstance(fact, f.EmploymentStatusRecorded)]
    by_af = [fact for fact in told if fact.source is EmploymentSource.AF]
    latest = (by_af or told)[-1:]
    return tracks + [
        Track(Party.AF, reading.open(each.programme) or "Inskriven", each.from_, each.to)
        for each in latest
        if each.enrolled
    ]
