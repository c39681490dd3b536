"""The meetings of one case in a list, and what can be begun."""

from typing import Any

from events.categories import Purpose
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from portal.sip.meeting import Meeting
from portal.swedish import moment_said, upper_first


def listing(reading: Reading, directory: Directory, known: list[Meeting]) -> dict[str, Any]:
    here = f"/arenden/{reading.case.case_id}"
    return {
        "title": "Möten",
        "crumbs": [
            {"label": "Ärenden", "href": "/arenden"},
            {"label": reading.name or f"Ärende {reading.case.number}", "href": here},
        ],
        "meetings": [_row(meeting) for meeting in known],
        "may_propose": may_propose(reading),
        "without_purpose": not may_propose(reading) and reading.gate.shown_status is Status.ACTIVE,
        "here": here,
    }


def may_propose(reading: Reading) -> bool:
    consent = reading.case.consent
    allowed = consent is not None and Purpose.SIP in consent.fact.purposes
    return reading.gate.shown_status is Status.ACTIVE and reading.gate.takes_part and allowed


def _row(meeting: Meeting) -> dict[str, Any]:
    sip = meeting.sip
    when = f"{upper_first(moment_said(sip.at))}" if sip.at else "Ingen tid bestämd"
    return {
        "title": meeting.title,
        "when": when,
        "purpose": meeting.purpose,
        "href": meeting.here,
        "state": meeting.state._asdict(),
    }
