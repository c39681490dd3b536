"""How a contact path stands at a moment: never stored, so that it needs no job (domain.md 6.2)."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from events.calendar import STOCKHOLM, is_holiday, working_days_between
from events.contact_path import Absence, ContactPath, contacts_of
from events.facts.paths import Contact, ContactKind, Hours
from orgs.directory import Directory
from orgs.kinds import CARE_UNITS
from orgs.roles import Role

FRESH_DAYS, STALE_AFTER_DAYS, FLAG_STALE_AFTER = 90, 180, 10
"""Days since the confirmation; working days that a flag may stand open."""


class PathState(StrEnum):
    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    VULNERABLE = "vulnerable"
    UNCOVERED = "uncovered"


class Answering(NamedTuple):
    """Who answers on a day. ``standing_in`` is the absence of the primary contact that makes it so."""

    contact: Contact
    standing_in: Absence | None = None


def states(path: ContactPath, directory: Directory, day: date) -> list[PathState]:
    """How old the path is, or that nobody answers; then whether it hangs on one person. None: there is no path."""
    if path.published is None:
        return []
    found = [_age(path, day) if answering(path, directory, day) else PathState.UNCOVERED]
    return [*found, PathState.VULNERABLE] if _vulnerable(path) else found


def answering(path: ContactPath, directory: Directory, day: date) -> Answering | None:
    """The primary contact, or who stands in; ``None`` when there is no way in today."""
    fact = path.published
    if fact is None or _coordinators_gone(path, directory, day):
        return None
    away = absence_on(path, fact.primary_id, day)
    if away is None:
        return Answering(fact.primary)
    stand_in = away.backup_id or fact.backup_id
    contact = contacts_of(path).get(stand_in) if stand_in else None
    if stand_in is None or contact is None or absence_on(path, stand_in, day):
        return None
    return Answering(contact, away)


def absence_on(path: ContactPath, contact_id: UUID, day: date) -> Absence | None:
    return next((a for a in path.absences if a.contact_id == contact_id and a.on(day)), None)


def _coordinators_gone(path: ContactPath, directory: Directory, day: date) -> bool:
    """A care unit that had coordinators has none left; one that never had any answers through its manager."""
    fact = path.published
    unit = directory.unit(fact.unit_id) if fact else None
    if fact is None or unit is None or unit.unit_type not in CARE_UNITS or not fact.reko_count:
        return False
    return not directory.staff(unit.unit_id, day, {Role.REHAB_COORDINATOR})


def _age(path: ContactPath, day: date) -> PathState:
    assert path.confirmed_on is not None
    age = (day - path.confirmed_on).days
    oldest_flag = min((flag.on for flag in path.flags), default=None)
    if age > STALE_AFTER_DAYS or (oldest_flag and working_days_between(oldest_flag, day) > FLAG_STALE_AFTER):
        return PathState.STALE
    return PathState.AGEING if age > FRESH_DAYS or path.flags else PathState.FRESH


def _vulnerable(path: ContactPath) -> bool:
    fact = path.published
    assert fact is not None
    alone = fact.primary.kind is ContactKind.FUNCTION and (fact.primary.staff_count or 1) < 2
    return alone or fact.backup is None  # that the backup is the primary is refused when it is published


class Opening(NamedTuple):
    """``at`` is when it closes if open, when it opens next if not; ``None`` when nothing is known ahead."""

    open: bool
    at: datetime | None


def opening(contact: Contact, moment: datetime) -> Opening | None:
    """Whether the contact can be reached now, never on a holiday; ``None`` when no hours are given."""
    if not contact.hours:
        return None
    local = moment.astimezone(STOCKHOLM)
    for ahead in range(15):
        day = local.date() + timedelta(days=ahead)
        for hours in _on(contact, day):
            opens, closes = _moment(day, hours.from_), _moment(day, hours.to)
            if opens <= local < closes:
                return Opening(True, closes)
            if local < opens:
                return Opening(False, opens)
    return Opening(False, None)


def _on(contact: Contact, day: date) -> list[Hours]:
    if is_holiday(day):
        return []
    return sorted((h for h in contact.hours if h.weekday == day.isoweekday()), key=lambda h: h.from_)


def _moment(day: date, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=STOCKHOLM)
