"""The efforts that a reader may read, as they stand, and as tracks on the time axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events import facts as f
from events.efforts import ENDED
from events.facts import Entry
from events.kinds import InterventionStatus
from events.reading import Reading
from orgs.directory import Directory
from portal.curves import Track


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
            kind = reading.open(entry.fact.kind)
            effort = Effort(entry.fact.intervention_id, entry.owner_unit, kind or "", entry.fact)
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
