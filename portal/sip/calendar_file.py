"""A meeting as a file for one's calendar (RFC 5545, RFC 5546): when it is, and nothing of whom or what it is about.

A calendar is seen by colleagues, by who shares a screen, and by whatever the calendar is synchronised with. So every
such file is alike but for its time: no name, no unit, no place, no case. The rest is in the portal.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event, vUri

SUMMARY = "Samverkansmöte"
DESCRIPTION = "Logga in i samverkansportalen för att läsa mer: {address}"
MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True)
class CalendarEntry:
    uid: UUID
    """The same through all changes, and of this use only, so that it leads to nothing else."""
    sequence: int
    """Rises with each change; the file with the highest holds."""
    at: datetime | None
    """Nothing is said of the time of a cancelled meeting to somebody who may no longer read it."""
    minutes: int
    told_at: datetime
    cancelled: bool = False


def calendar_file(entry: CalendarEntry, address: str) -> bytes:
    """``address``: the portal's own, without a path."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samverkan SGI-0//SV")
    calendar.add("version", "2.0")
    # Published, not requested: a request makes the calendar send answers by mail, and they belong in the portal.
    calendar.add("method", "CANCEL" if entry.cancelled else "PUBLISH")
    event = Event()
    event.add("uid", f"{entry.uid}@samverkan-sgi0")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.told_at)
    event.add("organizer", vUri(address))
    if entry.at:
        event.add("dtstart", entry.at.astimezone(UTC))
        event.add("dtend", (entry.at + timedelta(minutes=entry.minutes)).astimezone(UTC))
    event.add("summary", SUMMARY)
    event.add("description", DESCRIPTION.format(address=address))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
