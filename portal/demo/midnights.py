"""What each entry makes fall due at a later midnight, done by the keeper as its ticks would (contract 4)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from events import deviation, purging
from events import facts as f
from events.act import Act
from events.calendar import add_months, day_of, end_of_validity, start_of
from events.consents import expire_consent
from events.deviation_clock import time_passes
from events.facts import Entry
from events.facts import deviations as d
from events.log import Log


class Due(NamedTuple):
    """At the first moment of a day. If what was due has been done or undone by then, nothing happens."""

    moment: datetime
    entry: Entry
    """What it follows from."""
    what: str

    @property
    def name(self) -> str:
        """Stable, and its own for each thing that falls due."""
        return f"{self.what} {self.entry.event_id}"

    def come(self, keeper: Log, act: Act) -> list[Entry]:
        stream = self.entry.stream_id
        match self.what:
            case "expiry":
                return keeper.bring_about(stream, expire_consent, act)
            case "rest":
                return keeper.bring_about(stream, purging.close_resting, act)
            case "purge":
                return keeper.bring_about(stream, purging.purge, act)
        return keeper.bring_about_in_clear(stream, deviation.fold, time_passes, act)


def due_after(entry: Entry) -> Iterator[Due]:
    on = day_of(entry.recorded_at)
    match entry.fact:
        case f.ConsentRecorded(valid_to=last):
            yield _after(last, entry, "expiry")
            yield _after(add_months(last, purging.RESTS_MONTHS), entry, "rest")
        case f.ConsentWithdrawn() | f.ConsentNarrowed():
            yield _after(add_months(on, purging.RESTS_MONTHS), entry, "rest")
        case f.CaseDrafted():
            yield _after(on + purging.DRAFT_KEPT, entry, "purge")
        case f.ProtectedIdentityNoted():
            yield _after(on + purging.LOCKED_KEPT, entry, "purge")
        case f.CaseClosed():
            yield _after(add_months(on, purging.CLOSED_KEPT_MONTHS), entry, "purge")
        case d.DeviationReported() | d.DeviationReopened():
            yield _on(on + deviation.ESCALATE_DAYS, entry)
        case d.DeviationAnswered():
            yield _on(on + deviation.CLOSE_DAYS, entry)


def _after(last: date, entry: Entry, what: str) -> Due:
    return Due(end_of_validity(last), entry, what)


def _on(day: date, entry: Entry) -> Due:
    return Due(start_of(day), entry, "clock")
