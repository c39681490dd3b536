"""The meeting on a shared screen: only what every unit in the room may read (domain.md 8.5).

Each entry is asked of the gate of every unit that is present; one that may not read it is enough to leave it out. With
somebody from outside in the room only purpose, agenda and measures are left, and the categories that the person has
allowed beforehand, in private, which only the convener's unit can know.
"""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from events.categories import Category
from events.facts import Entry
from events.facts import sip as s
from events.sip.preparing import NEVER_FOR_OUTSIDERS
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, read
from portal.cases.present import Present
from portal.cases.readers import Readers
from portal.guards import needs
from portal.pages import page
from portal.sip import notice
from portal.sip.agenda import AGENDA
from portal.sip.forms import gate_page
from portal.sip.joint import said
from portal.sip.meeting import Meeting, meeting_of, meetings, standing
from portal.sip.plan_rows import earlier_plan, measures
from portal.swedish import joined, moment_said, upper_first

NEVER = frozenset({Category.VIOLENCE_QUESTION, Category.STRUCTURE})
ALWAYS_SHOWN = (s.SipProposed, s.SipSummoned, s.SipPlanEstablished, s.SipMeasureConfirmed, s.SipPlanFollowedUp)
"""Purpose, agenda and measures: shown whoever is in the room, as long as the units there may read them."""


@get("/arenden/{case_id:uuid}/sip/{sip_id:uuid}/rum", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def room(
    request: AnyRequest,
    case_id: FromPath[UUID],
    sip_id: FromPath[UUID],
    chosen: Annotated[str, QueryParameter(name="valt", max_length=4)] = "",
) -> Response[Any] | Any:
    """``enhet`` (repeated) and ``fler=utomstaende`` in the address say who is there; nothing is of the person.

    ``valt`` says of which summons: when somebody has been called since, everybody called is taken to be there again,
    so that a screen that was left on, or an old link, shows nothing to a newcomer that they may not see.
    """
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return Redirect(gate_page(case_id), status_code=303)
    if not notice.shown(reading):
        return notice.notice(request, reading)
    meeting = meeting_of(reading, request.state.directory, sip_id)
    if meeting.sip.called is None or meeting.sip.cancelled or not meeting.invited:
        return Redirect(meeting.here, status_code=303)
    present, outsiders = meeting.sip.units, meeting.outsiders
    if chosen == choice_of(meeting):
        asked = set(request.query_params.getall("enhet", []))
        present = frozenset(unit for unit in meeting.sip.units if str(unit) in asked)
        outsiders = "utomstaende" in request.query_params.getall("fler", [])
    shown = room_page(meeting, present | {meeting.own}, outsiders=outsiders)
    address = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return page(request, "sip/room.html", address=address, **shown)


def choice_of(meeting: Meeting) -> str:
    return str(len(meeting.sip.summons))


def room_page(meeting: Meeting, present: frozenset[UUID], *, outsiders: bool) -> dict[str, Any]:
    entries = shareable(meeting, present, outsiders=outsiders)
    shared = _as_shown(meeting, entries)
    called = shared.sip.called if shared else None
    return {
        "title": f"{meeting.title}, det som visas i rummet",
        "heading": meeting.title,
        "crumbs": [],
        "here": meeting.here,
        "live": meeting.live,
        "when": upper_first(moment_said(meeting.sip.at)) if meeting.sip.at else "",
        "shows": shows(meeting, present, outsiders=outsiders),
        "units": [
            {"value": str(unit), "label": meeting.directory.name_of(unit)}
            for unit in meeting.units
            if unit != meeting.own
        ],
        "present": [str(unit) for unit in present],
        "outsiders": outsiders,
        "choice": choice_of(meeting),
        "purpose": shared.purpose if shared else "",
        "agenda": AGENDA,
        "own_points": (meeting.reading.open(called.agenda) or "").splitlines() if called else [],
        "words": said(shared.person_words) if shared else [],
        "prepared": _prepared(shared) if shared else [],
        "chart": Present(shared.reading, meeting.directory).chart if shared else None,
        "measures": measures(shared) if shared else [],
        "earlier": earlier_plan(shared) if shared else None,
    }


def shareable(meeting: Meeting, present: frozenset[UUID], *, outsiders: bool) -> list[Entry]:
    """Of what this reader may read, what each unit present may read too, and nothing that no room is for."""
    who, allowed = Readers(meeting.reading, meeting.directory), _allowed(meeting)
    found = []
    for entry in standing(meeting.reading):
        if entry.category in NEVER or isinstance(entry.fact, s.SipWishesNoted):
            continue
        if outsiders and not (isinstance(entry.fact, ALWAYS_SHOWN) or entry.category in allowed):
            continue
        if all(who.unit_reads(unit, entry) for unit in present):
            found.append(entry)
    return found


def _allowed(meeting: Meeting) -> frozenset[Category]:
    """What the person has approved for outsiders; nothing to any unit but the convener's, which noted it."""
    wishes = meeting.wishes
    shown: frozenset[Category] | None = meeting.reading.open(wishes.may_show_to_outsiders) if wishes else None
    return (shown or frozenset()) - NEVER_FOR_OUTSIDERS


def _as_shown(meeting: Meeting, entries: list[Entry]) -> Meeting | None:
    """The meeting made anew from these entries alone; ``None`` when the room may not even know of it."""
    reading = msgspec.structs.replace(meeting.reading, entries=entries)
    found = [each for each in meetings(reading, meeting.directory) if each.sip.sip_id == meeting.sip.sip_id]
    return found[0] if found else None


def _prepared(shared: Meeting) -> list[dict[str, Any]]:
    told = []
    for unit in shared.units:
        sections = shared.sip.prepared.get((unit, False), ())
        groups = [said(shared.opened([entry])) for entry in sections]
        if groups:
            told.append({"name": shared.directory.name_of(unit), "groups": groups})
    return told


def shows(meeting: Meeting, present: frozenset[UUID], *, outsiders: bool) -> str:
    units = sorted(meeting.directory.name_of(unit) for unit in present)
    names = joined([*units, "någon utomstående"] if outsiders else units)
    if outsiders:
        also = " och det som personen har sagt ja till i förväg" if _allowed(meeting) else ""
        return f"Visar bara syfte, agenda och åtgärder{also}. I rummet: {names}."
    return f"Visar bara det som alla i rummet får läsa: {names}."
