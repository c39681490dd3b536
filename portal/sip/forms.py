"""The steps that the forms of a meeting share: open, take, and answer when the consent has ended meanwhile."""

import re
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from litestar.response import Redirect

from events.calendar import STOCKHOLM
from events.categories import Category
from events.reading import Reading
from events.refusals import Refused
from portal.acting import AnyRequest, execute, read
from portal.cases.forms.case_form import MORE, row_count
from portal.cases.readers import Readers
from portal.form_pages import answer, fresh, shown
from portal.forms import Fault, Fields, FormRefused, decode, last
from portal.sip import notice
from portal.sip.doings import Doing
from portal.sip.meeting import Meeting, meeting_of

TIME = re.compile(r"(\d{1,2})[.:](\d{2})")
ENVELOPE = frozenset({"_csrf_token", "command_id", "seen", "confirmed", "freetext_warning", "late_entry", "replaces"})
"""Fields that nobody has written."""


def gate_page(case_id: UUID) -> str:
    return f"/arenden/{case_id}/samtycken/kontroll"


def open_doing(request: AnyRequest, case_id: UUID, sip_id: UUID, doing: Doing, place: str, kept: Fields) -> Any:
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return Redirect(gate_page(case_id), status_code=303)
    if not notice.shown(reading):
        return notice.notice(request, reading)
    meeting = meeting_of(reading, request.state.directory, sip_id)
    if not doing.may(meeting):
        return Redirect(meeting.here, status_code=303)
    fields = fresh(kept, **doing.filled(meeting))
    return shown(request, doing.part, _context(meeting, doing, place, fields), fields)


def take_doing(request: AnyRequest, case_id: UUID, sip_id: UUID, doing: Doing, place: str, fields: Fields) -> Any:
    error: Fault | None = None
    if MORE not in fields:
        try:
            execute(request, decode(doing.command, with_moment(fields), case_id=case_id, sip_id=sip_id))
            return answer(request, f"/arenden/{case_id}/sip/{sip_id}")
        except Refused as refused:
            error = _at_the_clock(refused)
        except FormRefused as refused:
            error = refused
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return answer(request, gate_page(case_id))
    if not notice.shown(reading) or (error is not None and notice.ended(error)):
        return notice.notice(request, reading, written(fields), 409)
    meeting = meeting_of(reading, request.state.directory, sip_id)
    return shown(request, doing.part, _context(meeting, doing, place, fields), fields, error)


def _at_the_clock(refused: Refused) -> Refused:
    """The hour is wrong, not the day."""
    if refused.key == "sip_at_night":
        return Refused(refused.key, "at_time", **refused.details)
    return refused


def with_moment(fields: Fields, day: str = "at", clock: str = "at_time") -> Fields:
    """A day and a time of a form as the one moment that the command asks for, in Stockholm."""
    if clock not in fields:
        return fields
    typed_day, typed_time = last(fields, day).strip(), last(fields, clock).strip()
    errors: dict[str, str] = {}
    on, at = _day(typed_day), _time(typed_time)
    if on is None:
        errors[day] = "Skriv datumet som år, månad och dag, till exempel 2026-11-23."
    if at is None:
        errors[clock] = "Skriv tiden som timmar och minuter, till exempel 13.00."
    if on is None or at is None:
        raise FormRefused(errors)
    moment = datetime.combine(on, at, STOCKHOLM)
    return {name: values for name, values in fields.items() if name != clock} | {day: [moment.isoformat()]}


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _time(typed: str) -> time | None:
    found = TIME.fullmatch(typed)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def written(fields: Fields) -> list[str]:
    """What somebody has typed into a form; ids and choices are not theirs to take along."""
    return [
        value
        for name, values in fields.items()
        if name not in ENVELOPE and not name.startswith("_")
        for value in values
        if " " in value.strip() or (len(value.strip()) > 40 and not _is_id(value))
    ]


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def around(reading: Reading, directory: Any, heading: str, verb: str, action: str, back: str) -> dict[str, Any]:
    """What ``cases/frame.html`` asks for."""
    return {
        "heading": heading,
        "verb": verb,
        "action": action,
        "back": back,
        "lead": "",
        "seen": None,
        "own": directory.name_of(reading.gate.officer.unit_id),
    }


def _context(meeting: Meeting, doing: Doing, place: str, fields: Fields) -> dict[str, Any]:
    who = Readers(meeting.reading, meeting.directory)
    readers = [unit for unit in who.covered(Category.PLANNING) if unit in meeting.sip.units | meeting.sip.audience]
    frame = around(
        meeting.reading, meeting.directory, doing.heading, doing.verb, f"{meeting.here}/{place}", meeting.here
    )
    more = {
        "lead": doing.lead,
        "crumbs": meeting.crumbs(inside=True),
        "rows": row_count(fields),
        "readers": who.to_be(Category.PLANNING, readers),
        "purpose_now": meeting.purpose,
    }
    return frame | more | doing.offers(meeting)
