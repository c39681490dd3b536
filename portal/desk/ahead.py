"""What is booked in a case, and what was booked and never held: from signals that the reader's unit may read."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from projections.case_signals import (
    EFFORT,
    FOLLOW_UP,
    HELD,
    PLAN,
    SIP,
    SIP_HELD,
    SIP_OFF,
    SIP_PLAN,
    SIP_REVOKED,
    TEAM,
    SignalRow,
)


class Meeting(NamedTuple):
    """``at`` where the time of day is known. ``unit`` calls; ``None`` for a team meeting."""

    on: date
    at: datetime | None
    kind: str
    unit: UUID | None


def meetings(signals: Sequence[SignalRow], own: UUID) -> list[Meeting]:
    """Every follow-up, joint meeting and team meeting that still stands, past or to come, by day."""
    held = {each.ref for each in signals if each.kind in {HELD, SIP_HELD, SIP_OFF}}
    called: dict[UUID | None, SignalRow] = {}
    for each in signals:
        if each.kind in {FOLLOW_UP, SIP, TEAM} and each.ref not in held:
            called[each.ref] = each  # a later summons to the same meeting changes it
        elif each.kind == SIP_REVOKED and each.unit_id == own:
            called.pop(each.ref, None)
    found = [Meeting(each.on_day, each.at, each.kind, each.unit_id) for each in called.values()]
    return sorted(found, key=lambda meeting: (meeting.on, meeting.kind, str(meeting.unit)))


def missed(found: Iterable[Meeting], today: date) -> tuple[tuple[date, UUID], ...]:
    """Day and caller of each follow-up that has passed; of a joint meeting its convener is told by a task."""
    return tuple((each.on, each.unit) for each in found if each.on < today and each.kind == FOLLOW_UP and each.unit)


def promised(signals: Sequence[SignalRow], today: date) -> list[date]:
    """Days ahead on which the latest plans are to be followed up, and on which efforts start or end."""
    plans = [each.to_day for each in signals if each.kind == PLAN and each.to_day]
    joint = {each.ref: each.to_day for each in signals if each.kind == SIP_PLAN}
    efforts = {each.ref: each for each in signals if each.kind == EFFORT}
    days = [*plans[-1:], *joint.values(), *(day for e in efforts.values() for day in (e.from_day, e.to_day))]
    return [day for day in days if day and day >= today]
