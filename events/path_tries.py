"""How long it takes to reach a unit along its contact path: from the first try to contact, in working days.

A try is what somebody at another unit said with one click after it: the path worked, or it did not. Nothing is drawn
from cases: who talks to whom about a person never shows here, and how soon cases lead to contact is indicator I16.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median
from uuid import UUID

import msgspec

from events.calendar import working_days_between
from events.deviation_readers import OF_THE_COUNTY, county_of
from orgs.directory import Directory, Unit
from orgs.officers import Officer

LOOKED_BACK = timedelta(days=365)
SHOWN_FROM = 5
"""Fewer contacts than this say more about one call than about the path."""


class Try(msgspec.Struct, frozen=True):
    by_unit: UUID
    on: date
    worked: bool


class Performance(msgspec.Struct, frozen=True, kw_only=True):
    """Of a path in the last twelve months; a median of 0 is the same day, ``None`` too few to show."""

    contacts: int | None
    """``None``: some, but fewer than ``SHOWN_FROM``."""
    same_day: int | None = None
    median_working_days: float | None = None
    still_trying: int = 0
    """Units that have said that it did not work, and not since that it did."""


def performance(tries: Iterable[Try], today: date) -> Performance:
    """Tries in the order they were told. A unit counts as one, whoever there calls, and once a day."""
    since = today - LOOKED_BACK
    begun: dict[UUID, date] = {}
    reached: dict[UUID, date] = {}
    waited: list[int] = []
    for each in tries:
        if each.on < since:
            continue
        if not each.worked:
            begun.setdefault(each.by_unit, each.on)
        elif each.by_unit in begun or reached.get(each.by_unit) != each.on:
            waited.append(working_days_between(begun.pop(each.by_unit, each.on), each.on))
            reached[each.by_unit] = each.on
    if len(waited) < SHOWN_FROM:
        return Performance(contacts=None if waited else 0, still_trying=len(begun))
    return Performance(
        contacts=len(waited),
        same_day=sum(days == 0 for days in waited),
        median_working_days=float(median(waited)),
        still_trying=len(begun),
    )


def told_to(officer: Officer, unit: Unit, directory: Directory) -> bool:
    """The unit that the path leads to, and the leaders of the process in its county: as ``view.path_try`` has it."""
    if officer.role in OF_THE_COUNTY:
        return directory.organisations[unit.org_id].county_code == county_of(officer, directory)
    return unit.unit_id == officer.unit_id
