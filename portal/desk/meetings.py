"""Meetings ahead in the officer's own cases, by day: follow-ups, joint meetings, team meetings."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from orgs.directory import Directory
from portal.desk.ahead import Meeting
from portal.desk.choosing import Row
from portal.swedish import WEEKDAYS, clock, day_and_month, due_said, upper_first
from projections.case_signals import FOLLOW_UP, SIP, TEAM

AHEAD = timedelta(days=30)
SHOWN = 8
WORDS = {FOLLOW_UP: "uppföljning", SIP: "SIP-möte", TEAM: "försäkringsmedicinskt team"}


def meetings(rows: Sequence[Row], today: date, own: UUID, directory: Directory) -> list[dict[str, Any]]:
    """For ``feed``: those of the next 30 days, the nearest first."""
    found = [(meeting, row) for row in rows for meeting in row.seen.meetings if meeting.on <= today + AHEAD]
    found.sort(key=lambda each: (each[0].on, each[0].at.timestamp() if each[0].at else 0, each[1].seen.case.number))
    return [_said(meeting, row, today, own, directory) for meeting, row in found[:SHOWN]]


def week_of(today: date) -> int:
    return today.isocalendar().week


def _said(meeting: Meeting, row: Row, today: date, own: UUID, directory: Directory) -> dict[str, Any]:
    at = f" kl. {clock(meeting.at)}" if meeting.at else ""
    caller = "Ni" if meeting.unit == own else directory.name_of(meeting.unit) if meeting.unit else ""
    calls = f"{caller} kallar. " if caller else ""
    return {
        "heading": f"{upper_first(WEEKDAYS[meeting.on.weekday()])} {day_and_month(meeting.on)}{at}",
        "href": f"/arenden/{row.seen.case.case_id}",
        "label": row.name(),
        "text": f", {WORDS[meeting.kind]}",
        "note": f"{calls}{due_said(meeting.on, today).said}.",
    }
