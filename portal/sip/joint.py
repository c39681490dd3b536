"""The page for joint preparation: one per reader, made from one ``Reading`` and nothing else (domain.md 8.5).

Nothing here says what a reader may see: what is not in the reading is not on the page. Violence never is.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from events.calendar import day_of
from events.categories import Category
from events.facts.sip import PreparedAnswer, SipCancelled
from events.inquiries import PHYSICIAN_ONLY
from events.kinds import Status
from events.sip.kinds import MeetingWay
from events.sip.questions import CATEGORY_OF, OF_PARTY
from portal.cases.present import Present
from portal.cases.readers import Readers
from portal.sip.agenda import AGENDA
from portal.sip.doings import DOINGS
from portal.sip.meeting import Meeting
from portal.sip.plan_rows import earlier_plan, measures, plan_rows, who_came
from portal.swedish import (
    clock,
    counted,
    day,
    day_and_month,
    due_said,
    exact_date,
    label,
    moment_said,
    short_date,
    upper_first,
    when_said,
)


def joint_page(meeting: Meeting) -> dict[str, Any]:
    reading, sip = meeting.reading, meeting.sip
    present = Present(reading, meeting.directory)
    called = sip.called
    rows = readiness(meeting) if called and not sip.held and not sip.cancelled else []
    return {
        "title": meeting.title,
        "here": meeting.here,
        "case_here": f"/arenden/{reading.case.case_id}",
        "crumbs": meeting.crumbs(),
        "live": meeting.live,
        "state": meeting.state._asdict(),
        "facts_line": when_and_where(meeting),
        "purpose": meeting.purpose,
        "cancelled": cancelled_because(meeting),
        "next_step": next_step(meeting),
        "actions": actions(meeting),
        "ready_heading": ready_heading(rows),
        "ready": rows,
        "remind": remind(meeting),
        "prepare_by": short_date(meeting.prepare_by) if meeting.prepare_by and not sip.over else "",
        "person": reading.name or "Personen",
        "words": said(meeting.person_words),
        "wish": reading.open(meeting.wishes.not_to_bring_up) if meeting.wishes else None,
        "prepared": prepared(meeting),
        "chart": present.chart if meeting.active else None,
        "present": who_came(meeting),
        "earlier": earlier_plan(meeting),
        "plan": plan_rows(meeting),
        "measures": measures(meeting),
        "questions": open_questions(meeting),
        "agenda": AGENDA,
        "own_points": (reading.open(called.agenda) or "").splitlines() if called else [],
        "minutes": called.minutes if called else 60,
        "documents": documents(meeting),
        "room": meeting.open or bool(sip.held),
        "outsiders": meeting.outsiders,
        "own": meeting.directory.name_of(meeting.own),
    }


def cancelled_because(meeting: Meeting) -> str:
    fact = meeting.sip.cancelled.fact if meeting.sip.cancelled else None
    return label(fact.reason, "cancel_reason") if isinstance(fact, SipCancelled) else ""


def when_and_where(meeting: Meeting) -> list[dict[str, str]]:
    called = meeting.sip.called
    if called is None:
        return [{"text": "Ingen tid bestämd än"}]
    ends = clock(called.at + timedelta(minutes=called.minutes))
    due = due_said(day_of(called.at), meeting.today)
    soon = f" ({due.said[:1].lower()}{due.said[1:]})" if not meeting.sip.over and not due.late else ""
    place = meeting.reading.open(called.place) or ""
    way = "" if called.way is MeetingWay.ROOM else f"{label(called.way, 'meeting_way')}: "
    return [{"text": f"{upper_first(moment_said(called.at))}–{ends}", "after": soon}, {"text": f"{way}{place}"}]


def readiness(meeting: Meeting) -> list[dict[str, Any]]:
    """One row for each that is invited: whether they come, whether they have prepared, and what is missing."""
    guests = [_guest_row(meeting, name, first=n == 0) for n, name in enumerate(meeting.guests_said())]
    return [*guests, *(_unit_row(meeting, unit) for unit in meeting.units)]


def _guest_row(meeting: Meeting, name: str, *, first: bool) -> dict[str, Any]:
    """The first guest is the person; the others prepare nothing."""
    is_person = first and "person" in {str(guest) for guest in meeting.sip.guests}
    noted = [e for (_, for_person), es in meeting.sip.prepared.items() if for_person for e in es]
    return {
        "name": name,
        "coming": "Kallad",
        "icon": "cal",
        "done": bool(noted) if is_person else None,
        "when": when_said(noted[-1].recorded_at, meeting.reading.moment) if is_person and noted else "",
        "missing": "",
        "reach": "",
        "reminded": "",
    }


def _unit_row(meeting: Meeting, unit: UUID) -> dict[str, Any]:
    given = meeting.sip.answer_of(unit)
    sections = meeting.sip.prepared.get((unit, False), ())
    convenes = unit == meeting.sip.convener
    coming = (
        label(given.answer, "invitation_answer") if given else "Kallar till mötet" if convenes else "Har inte svarat"
    )
    who = meeting.reading.open(given.who) if given else None
    no = given is not None and given.answer == "declined"
    reminder = meeting.sip.reminder_of(unit)
    icon = "cross" if no else "check" if given or convenes else "clock"
    return {
        "name": meeting.name(unit),
        "coming": f"{coming}: {who}" if who else coming,
        "icon": icon,
        "done": bool(sections),
        "when": when_said(sections[-1].recorded_at, meeting.reading.moment) if sections else "",
        "missing": ", ".join(missing(meeting, unit)) if sections else "",
        "reminded": day_and_month(reminder.dated) if reminder and unit in meeting.sip.lacking() else "",
        "reach": f"/kontaktvagar/{unit}" if not (sections or no or unit == meeting.own) else "",
    }


def missing(meeting: Meeting, unit: UUID) -> list[str]:
    """Questions of the party's own that it has left blank, as far as this reader holds their category."""
    party = meeting.directory.units[unit].party
    own = OF_PARTY.get(party, ()) if party else ()
    held = set(meeting.reading.gate.held) | (set(Category) if unit == meeting.own else set())
    answered = {answer.question for answer in meeting.prepared_by(unit)}
    asked = [q for q in own if q not in answered and CATEGORY_OF[q] in held]
    return [label(question, "sip_question").rstrip("?").lower() for question in asked]


def ready_heading(rows: list[dict[str, Any]]) -> str:
    forms = [row for row in rows if row["done"] is not None]
    done = sum(row["done"] for row in forms)
    return f"Är vi redo? {done} av {len(forms)} har lämnat förberedelse"


def remind(meeting: Meeting) -> str:
    """The verb of the button, when there is anybody to remind."""
    missing = len(meeting.to_remind)
    if missing < 2:
        return "Påminn den som saknas" if missing else ""
    return f"Påminn de {counted(missing, 'en', 'som saknas')}"


def said(answers: list[PreparedAnswer]) -> list[dict[str, str]]:
    return [{"term": label(answer.question, "sip_question"), "text": answer.text} for answer in answers]


def prepared(meeting: Meeting) -> list[dict[str, Any]]:
    """What each unit has prepared, the parts of it that this reader may read, and who else can read them."""
    who, told = Readers(meeting.reading, meeting.directory), []
    for unit in meeting.units:
        sections = meeting.sip.prepared.get((unit, False), ())
        groups = [{"rows": said(meeting.opened([entry])), "readers": who.of(entry)} for entry in sections]
        if groups:
            told.append({"name": meeting.name(unit), "id": f"forberedelse-{unit}", "groups": groups})
    return told


def open_questions(meeting: Meeting) -> list[dict[str, str]]:
    reading, name = meeting.reading, meeting.directory.name_of
    readable = {entry.version for entry in reading.entries}
    found = []
    for inquiry in reading.case.inquiries.values():
        if not inquiry.open or inquiry.sent.version not in readable or not meeting.active:
            continue
        fact = inquiry.fact
        physician = " Bara läkare kan svara." if fact.type in PHYSICIAN_ONLY else ""
        ways = f"Från {name(inquiry.sent.owner_unit)} till {name(fact.to_unit)}."
        note = f"{ways} Svar senast {short_date(fact.due_on)}.{physician}"
        found.append({"heading": reading.open(fact.text) or "", "note": note})
    return found


ACTIONS = (
    ("kallelse", "cal"),
    ("svar", "check"),
    ("hallet", "team"),
    ("plan", "doc"),
    ("atgard", "check"),
    ("uppfoljning", "run"),
    ("kopia", "copy"),
    ("nej", "minus"),
    ("tillbakatagen", "minus"),
    ("installt", "cross"),
)


def actions(meeting: Meeting) -> list[dict[str, str]]:
    """What this reader may do now; what they may not is absent."""
    found = []
    if meeting.open and meeting.invited and not meeting.begun:
        submitted = (meeting.own, False) in meeting.sip.prepared
        verb = "Ändra er förberedelse" if submitted else "Förbered er"
        found.append({"label": verb, "href": f"{meeting.here}/forberedelse/var", "icon": "pen"})
        found.append(
            {"label": "Skriv in personens ord", "href": f"{meeting.here}/forberedelse/personen", "icon": "person"}
        )
    for place, icon in ACTIONS:
        doing = DOINGS[place]
        if doing.may(meeting):
            heading = (
                "Ändra tid, plats eller deltagare" if place == "kallelse" and meeting.sip.called else doing.heading
            )
            found.append({"label": heading, "href": f"{meeting.here}/{place}", "icon": icon})
    return found


def next_step(meeting: Meeting) -> dict[str, str] | None:
    """The one thing that waits for this reader's unit, with its button."""
    sip, here = meeting.sip, meeting.here
    if meeting.active and sip.called is None and not sip.over and meeting.may_convene and sip.proposed:
        return {"verb": "Kalla till mötet", "href": f"{here}/kallelse", "why": f"Föreslaget {day(sip.proposed.dated)}."}
    if meeting.open and meeting.convening and meeting.begun:
        return {"verb": "Skriv in att mötet är hållet", "href": f"{here}/hallet", "why": "Mötets tid har passerat."}
    if meeting.open and meeting.invited and not meeting.begun and (meeting.own, False) not in sip.prepared:
        by = f"Senast {exact_date(meeting.prepare_by)}." if meeting.prepare_by else ""
        return {"verb": "Förbered er", "href": f"{here}/forberedelse/var", "why": by}
    if DOINGS["plan"].may(meeting):
        return {"verb": "Skriv planen", "href": f"{here}/plan", "why": "Mötet är hållet. Planen saknas."}
    if waiting := unconfirmed(meeting):
        how_many = upper_first(counted(waiting, "en åtgärd", "åtgärder"))
        return {"verb": "Bekräfta", "href": f"{here}/atgard", "why": f"{how_many} i planen är er."}
    return None


def documents(meeting: Meeting) -> list[dict[str, str]]:
    """What can be had as a file now."""
    sip, here = meeting.sip, meeting.here
    called = sip.called is not None and not sip.cancelled
    found = [
        ("Kallelse till personen (PDF)", "dokument/kallelse", "doc", called and not sip.held),
        ("Den här sidan (PDF)", "dokument/underlag", "doc", called),
        ("Planen (PDF)", "dokument/plan", "doc", sip.plan is not None),
        ("Till kalendern (ICS)", "dokument/kalender", "cal", sip.called is not None and not sip.held),
    ]
    return [{"label": said, "href": f"{here}/{place}", "icon": icon} for said, place, icon, there in found if there]


def unconfirmed(meeting: Meeting) -> int:
    planned = meeting.sip.planned
    if planned is None or meeting.reading.gate.shown_status is not Status.ACTIVE:
        return 0
    mine = [each for each in planned.measures if each.responsible_unit == meeting.own]
    return sum(each.measure_id not in meeting.sip.confirmed for each in mine)
