"""Calendar files: the same meeting through changes, alike for everybody, and read by a strict parser."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from portal.sip.calendar_file import CalendarEntry, calendar_file

ADDRESS = "https://portal.example"
UID = UUID("5d3c1f6e-0000-4000-8000-000000000001")
TOLD = datetime(2026, 11, 23, 8, tzinfo=UTC)
AT = datetime(2026, 12, 10, 12, tzinfo=UTC)
CALLED = CalendarEntry(UID, 0, AT, 60, TOLD)
MOVED = CalendarEntry(UID, 1, AT + timedelta(days=1), 60, TOLD)
CANCELLED = CalendarEntry(UID, 2, AT + timedelta(days=1), 60, TOLD, cancelled=True)
ALL = (CALLED, MOVED, CANCELLED)
LINE = re.compile(rb"[A-Z-]+(;[A-Z-]+=[^;:]+)*:.*")
ONCE = ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "STATUS")


@pytest.mark.parametrize("entry", ALL)
def test_every_file_holds_to_the_letter_of_the_format(entry: CalendarEntry) -> None:
    raw = calendar_file(entry, ADDRESS)
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert all(LINE.fullmatch(line) for line in raw.replace(b"\r\n ", b"").split(b"\r\n") if line)
    calendar = Calendar.from_ical(raw)
    (event,) = calendar.events
    assert not calendar.errors and not event.errors
    assert all(not isinstance(event.get(name, []), list) for name in ONCE)


def test_a_change_and_a_cancellation_are_of_the_same_meeting() -> None:
    read = [Calendar.from_ical(calendar_file(entry, ADDRESS)) for entry in ALL]
    events = [calendar.events[0] for calendar in read]
    assert len({event["UID"] for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [str(calendar["METHOD"]) for calendar in read] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event.start for event in events] == [AT, AT + timedelta(days=1), AT + timedelta(days=1)]
    assert events[0].end - events[0].start == timedelta(hours=1)


def test_two_meetings_differ_in_nothing_but_time_and_id() -> None:
    other = CalendarEntry(UUID(int=7), 0, AT + timedelta(hours=2), 60, TOLD)
    ours, theirs = (calendar_file(entry, ADDRESS).split(b"\r\n") for entry in (CALLED, other))
    assert {ours[n].split(b":")[0] for n in range(len(ours)) if ours[n] != theirs[n]} == {b"UID", b"DTSTART", b"DTEND"}
