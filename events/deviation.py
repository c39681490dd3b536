"""A deviation as it stands on any day: how far it has come, its clocks, and what has been said (domain.md 5.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from events.calendar import add_working_days, day_of
from events.facts import Actor, Entry
from events.facts import deviations as f

ACKNOWLEDGE_WORKING_DAYS = 5
ANSWER_DAYS, ESCALATE_DAYS, CLOSE_DAYS, REOPEN_DAYS = (timedelta(days=n) for n in (30, 60, 30, 90))
"""Defaults of domain.md appendix A; reopening of 5.6."""


class DeviationStatus(StrEnum):
    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    ANSWERED = "answered"
    CLOSED = "closed"
    ESCALATED = "escalated"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


UNANSWERED = frozenset(
    {
        DeviationStatus.REPORTED,
        DeviationStatus.ACKNOWLEDGED,
        DeviationStatus.INVESTIGATING,
        DeviationStatus.REOPENED,
    }
)
"""Stages in which the unit that it is about has the turn."""


class Happening(msgspec.Struct, frozen=True):
    """One thing done, by whom and when; nobody is the portal."""

    fact: f.DeviationFact
    on: date
    by: Actor | None


@dataclass(slots=True)
class Deviation:
    deviation_id: UUID
    version: int = 0
    report: f.DeviationReported | None = None
    reported_on: date | None = None
    reported_by: UUID | None = None
    """The officer; also without an assignment left they are the reporter."""
    stage: DeviationStatus = DeviationStatus.REPORTED
    """How far it has come, whether escalated or not."""
    since: date | None = None
    """When the clock of the answer began: at the report, anew at each reopening."""
    escalated_to: f.EscalatedTo | None = None
    answered_on: date | None = None
    closed_on: date | None = None
    reopened: int = 0
    history: list[Happening] = field(default_factory=list)

    @property
    def told(self) -> f.DeviationReported:
        assert self.report is not None, "a deviation begins with its report"
        return self.report

    @property
    def units(self) -> frozenset[UUID]:
        return frozenset({self.told.about_unit, self.told.by_unit})

    @property
    def unanswered(self) -> bool:
        return self.stage in UNANSWERED

    @property
    def status(self) -> DeviationStatus:
        """What is said of it: escalated hides how far an answer has come."""
        return DeviationStatus.ESCALATED if self.unanswered and self.escalated_to else self.stage

    @property
    def acknowledge_by(self) -> date | None:
        """Five working days from the report, until somebody has received it."""
        if self.stage is not DeviationStatus.REPORTED or self.since is None:
            return None
        return add_working_days(self.since, ACKNOWLEDGE_WORKING_DAYS)

    @property
    def answer_by(self) -> date | None:
        return self.since + ANSWER_DAYS if self.unanswered and self.since else None

    @property
    def escalates_on(self) -> date | None:
        """When the portal lifts it by itself, if nobody has."""
        return self.since + ESCALATE_DAYS if self.unanswered and self.since and not self.escalated_to else None

    @property
    def closes_on(self) -> date | None:
        """When the portal closes it by itself; the reporter's unit may do so before."""
        if self.stage is not DeviationStatus.ANSWERED or self.answered_on is None:
            return None
        return self.answered_on + CLOSE_DAYS

    @property
    def reopens_until(self) -> date | None:
        """The last day on which the reporter can say that the answer did not help."""
        ended = self.closed_on or self.answered_on
        open_again = self.stage in (DeviationStatus.ANSWERED, DeviationStatus.CLOSED)
        return ended + REOPEN_DAYS if open_again and ended else None


def fold(deviation_id: UUID, entries: Iterable[Entry]) -> Deviation:
    deviation = Deviation(deviation_id)
    for entry in entries:
        evolve(deviation, entry)
    return deviation


def evolve(deviation: Deviation, entry: Entry) -> None:
    """Applies one entry, in place. Of another stream, named by mistake, there is nothing to apply.

    What time brings about was brought about on its day, however late the clock was asked.
    """
    fact, on = entry.fact, day_of(entry.recorded_at)
    if not isinstance(fact, f.DeviationFact):
        return
    deviation.version = entry.version
    match fact:
        case f.DeviationReported():
            deviation.report, deviation.reported_on, deviation.since = fact, on, on
            deviation.reported_by = entry.actor.user_id if entry.actor else None
        case f.DeviationAcknowledged():
            deviation.stage = DeviationStatus.ACKNOWLEDGED
        case f.DeviationInvestigated():
            deviation.stage = DeviationStatus.INVESTIGATING
        case f.DeviationAnswered():
            deviation.stage, deviation.answered_on = DeviationStatus.ANSWERED, on
        case f.DeviationEscalated(to=to):
            deviation.escalated_to, on = to, entry.dated
        case f.DeviationClosed():
            deviation.stage, deviation.closed_on = DeviationStatus.CLOSED, entry.dated
            on = entry.dated
        case f.DeviationReopened():
            deviation.stage, deviation.since = DeviationStatus.REOPENED, on
            deviation.escalated_to = deviation.answered_on = deviation.closed_on = None
            deviation.reopened += 1
        case f.DeviationWithdrawn():
            deviation.stage = DeviationStatus.WITHDRAWN
    deviation.history = [*deviation.history, Happening(fact, on, entry.actor)]
