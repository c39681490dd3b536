"""The follow-up of a case as a whole: when it was due, and whether it was held (domain.md 5.7, I21)."""

from collections.abc import Iterator
from datetime import date

from events import facts as f
from events.calendar import day_of
from events.case import Case
from events.facts import Entry
from events.follow_ups import six_months_on
from events.kinds import FollowUpKind
from projections.statistics.facts import Happening, What
from projections.statistics.standing import active


def of(case: Case) -> Iterator[Happening]:
    """Due on the day it is booked for; one that nobody had booked by then, six months after the first consent.

    What nobody booked counts as much as what was booked and not held, or the figure would praise who books nothing.
    In a case that had ended by the day, or stood without a consent, nothing was due.
    """
    booked = [e for e in case.facts(f.FollowUpScheduled) if _six_months(e)]
    held = {e.fact.scheduled: e.fact.on for e in case.facts(f.FollowUpHeld) if isinstance(e.fact, f.FollowUpHeld)}
    if case.consents:
        proposed = six_months_on(case)
        late = [e for e in booked if day_of(e.recorded_at) > proposed]
        if len(late) == len(booked):
            done = min((held[e.event_id] for e in late if e.event_id in held), default=None)
            yield from _due(case, proposed, done)
            return
    for entry in booked:
        assert isinstance(entry.fact, f.FollowUpScheduled)
        yield from _due(case, entry.fact.on, held.get(entry.event_id))


def _six_months(entry: Entry) -> bool:
    return isinstance(entry.fact, f.FollowUpScheduled) and entry.fact.kind is FollowUpKind.CASE_SIX_MONTHS


def _due(case: Case, day: date, done: date | None) -> Iterator[Happening]:
    if done or any(span.first <= day <= span.last for span in active(case)):
        yield Happening(case.case_id, What.FOLLOW_UP, day, done=done)
