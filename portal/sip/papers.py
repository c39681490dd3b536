"""What leaves a meeting as a file: summons, joint page and plan as PDF, the time as a calendar file.

Made anew for each reader from what they may read at that moment, never kept: who lost the right a second ago gets the
same answer as for a meeting that is not there.
"""

from uuid import UUID, uuid5

from litestar import Response, get
from litestar.params import FromPath

from events.refusals import NotFoundOrDenied
from events.sip.fold import sips_of
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, read
from portal.guards import needs
from portal.house import portal_of
from portal.paper.typeset import typeset
from portal.paths.show import calls_to
from portal.sip import paper_words
from portal.sip.calendar_file import MEDIA_TYPE, CalendarEntry, calendar_file
from portal.sip.meeting import Meeting, meeting_of, standing

OF_CALENDARS = UUID("0f6c1d3a-52f4-4f0e-9a59-6f1f3f1b7c11")
LAST = 1_000
"""Sequence of a cancellation: above that of any change, also for a reader who no longer sees how many there were."""


@get("/arenden/{case_id:uuid}/sip/{sip_id:uuid}/dokument/kallelse", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def summons(request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID]) -> Response[bytes]:
    meeting = _meeting(request, case_id, sip_id, "summons")
    convener = meeting.sip.convener
    call = paper_words.contact_person(meeting, convener) if convener else None
    if call is None and convener:
        line = calls_to(request, [convener]).get(convener)
        call = {"name": line["who"] or meeting.directory.name_of(convener), "phone": line["phone"]} if line else None
    return _pdf("paper/summons.typ", paper_words.summons(meeting, call), meeting, "kallelse")


@get("/arenden/{case_id:uuid}/sip/{sip_id:uuid}/dokument/plan", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def plan(request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID]) -> Response[bytes]:
    meeting = _meeting(request, case_id, sip_id, "meeting plan")
    return _pdf("paper/sip_plan.typ", paper_words.plan(meeting), meeting, "plan")


@get("/arenden/{case_id:uuid}/sip/{sip_id:uuid}/dokument/underlag", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def joint(request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID]) -> Response[bytes]:
    meeting = _meeting(request, case_id, sip_id, "meeting basis")
    return _pdf("paper/sip_joint.typ", paper_words.joint(meeting), meeting, "underlag")


@get("/arenden/{case_id:uuid}/sip/{sip_id:uuid}/dokument/kalender", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def calendar(request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID]) -> Response[bytes]:
    meeting = _meeting(request, case_id, sip_id, "meeting time", ended=True)
    body = calendar_file(calendar_entry(meeting), portal_of(request).settings.base_url)
    return Response(
        body, media_type=MEDIA_TYPE, headers={"content-disposition": 'attachment; filename="samverkansmote.ics"'}
    )


def calendar_entry(meeting: Meeting) -> CalendarEntry:
    """The invitation, its latest change, or its end for the own unit. Its id leads to no meeting of the portal's."""
    sip = meeting.sip
    latest = sip.cancelled or (sip.summons[-1] if sip.summons else None)
    if latest is None or (sip.called is None and not sip.cancelled):
        raise NotFoundOrDenied
    called, over = sip.called, sip.cancelled is not None or not meeting.invited
    return CalendarEntry(
        uid=uuid5(OF_CALENDARS, sip.sip_id.hex),
        sequence=LAST if over else len(sip.summons) - 1,
        at=called.at if called else None,
        minutes=called.minutes if called else 0,
        told_at=latest.recorded_at,
        cancelled=over,
    )


def _meeting(request: AnyRequest, case_id: UUID, sip_id: UUID, what: str, *, ended: bool = False) -> Meeting:
    """``ended``: also one of which this reader only knows that it is cancelled."""
    reading, directory = read(request, case_id, what), request.state.directory
    if not ended:
        meeting = meeting_of(reading, directory, sip_id)
        if not meeting.active:
            raise NotFoundOrDenied
        return meeting
    if (sip := sips_of(standing(reading)).get(sip_id)) is None:
        raise NotFoundOrDenied
    return Meeting(reading, directory, sip)


def _pdf(template: str, values: dict[str, object], meeting: Meeting, name: str) -> Response[bytes]:
    return Response(
        typeset(template, values, meeting.reading.moment),
        media_type="application/pdf",
        headers={"content-disposition": f'inline; filename="{name}-{meeting.reading.case.number}.pdf"'},
    )
