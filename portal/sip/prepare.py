"""Preparing a meeting: one form per kind of party and one for the person, each section with who can read it."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.enums import MediaType
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from events.categories import Category
from events.commands.sip import NOTHING_BEFORE, SubmitSipPreparation
from events.facts.sip import PreparedAnswer
from events.refusals import NotFoundOrDenied, Refused
from events.sip.questions import CATEGORY_OF, Question, asked_of
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, execute, read
from portal.cases.readers import Readers
from portal.form_pages import answer, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode, last
from portal.guards import needs
from portal.labels import VOCABULARIES
from portal.sip import drafts, notice
from portal.sip.drafts import Draft
from portal.sip.forms import around, gate_page, written
from portal.sip.joint import said
from portal.sip.meeting import Meeting, meeting_of
from portal.sip.prefill import prefilled, prefilled_person
from portal.swedish import label, when_said

HERE = "/arenden/{case_id:uuid}/sip/{sip_id:uuid}/forberedelse"
FORMS = {"var": False, "personen": True}
GUARDS = [needs(CASE_ROLES)]
TAKES_DRAFT = {**TAKES, "draft": Provide(drafts.draft_here)}
SAVED = "Utkastet är sparat. Ingen annan ser det."
Own = NamedDependency[Draft]
Page = Response[Any]


@get(f"{HERE}/{{whose:str}}", guards=GUARDS, dependencies={"draft": Provide(drafts.draft_here)}, sync_to_thread=True)
def preparation_form(
    request: AnyRequest,
    case_id: FromPath[UUID],
    sip_id: FromPath[UUID],
    whose: FromPath[str],
    kept: Form,
    draft: Own,
    saved: Annotated[str, QueryParameter(name="sparat", max_length=1)] = "",
) -> Page | Any:
    for_person = _whose(whose)
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return Redirect(gate_page(case_id), status_code=303)
    if not notice.shown(reading):
        return notice.notice(request, reading, written(draft.fields))
    meeting = meeting_of(reading, request.state.directory, sip_id)
    if not (meeting.open and meeting.invited) or meeting.begun:
        return Redirect(meeting.here, status_code=303)
    fields = kept or draft.fields or _before(meeting, for_person)
    context = _context(meeting, for_person, fields, draft)
    if saved and draft.fields:
        context |= {"lead": SAVED}
    return shown(request, "sip/preparation.html", context, fields)


@post(
    f"{HERE}/{{whose:str}}",
    guards=GUARDS,
    dependencies=TAKES_DRAFT,
    opt={"form_page": "/arenden/{case_id}/sip/{sip_id}/forberedelse/{whose}"},
)
async def submit(
    request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID], whose: FromPath[str], form: Form, draft: Own
) -> Page | Any:
    """A draft goes when it has been submitted, and stays when it could not be."""
    taken, done = await asyncio.to_thread(_submitted, request, case_id, sip_id, _whose(whose), form, draft)
    if done:
        await drafts.drop(request)
    return taken


@post(
    f"{HERE}/{{whose:str}}/utkast",
    guards=GUARDS,
    dependencies=TAKES,
    opt={"form_page": "/arenden/{case_id}/sip/{sip_id}/forberedelse/{whose}"},
)
async def save_draft(
    request: AnyRequest, case_id: FromPath[UUID], sip_id: FromPath[UUID], whose: FromPath[str], form: Form
) -> Page | Any:
    """Kept as it is, unjudged; but only while the meeting is there for this officer to prepare."""
    _whose(whose)
    stands = await asyncio.to_thread(_may_prepare, request, case_id, sip_id)
    if stands is not True:
        return notice.notice(request, stands, written(form), 409)
    await drafts.save(request, form)
    if request.headers.get("hx-target") == "utkast":
        return Response(SAVED, media_type=MediaType.HTML)
    return answer(request, f"{drafts.form_page(request)}?sparat=1")


def _whose(name: str) -> bool:
    if name not in FORMS:
        raise NotFoundOrDenied
    return FORMS[name]


def _may_prepare(request: AnyRequest, case_id: UUID, sip_id: UUID) -> Any:
    """``True``, or the reading of somebody for whom there is no consent any more."""
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        raise NotFoundOrDenied
    if not notice.shown(reading):
        return reading
    meeting = meeting_of(reading, request.state.directory, sip_id)
    if not (meeting.open and meeting.invited):
        raise NotFoundOrDenied
    return True


def _submitted(
    request: AnyRequest, case_id: UUID, sip_id: UUID, for_person: bool, fields: Fields, draft: Draft
) -> tuple[Any, bool]:
    reading = read(request, case_id, "sip")
    if reading.at_the_gate:
        return answer(request, gate_page(case_id)), False
    if not notice.shown(reading):
        return notice.notice(request, reading, written(fields), 409), False
    party = reading.gate.officer.unit.party
    asked = asked_of(party, for_person=for_person)
    answers = tuple(PreparedAnswer(question, last(fields, f"answer.{question}")) for question in asked)
    error: Fault
    try:
        given: dict[str, Any] = {"answers": answers, "for_person": for_person, "case_id": case_id, "sip_id": sip_id}
        execute(request, decode(SubmitSipPreparation, fields, **given))
        return answer(request, f"/arenden/{case_id}/sip/{sip_id}#redo"), True
    except Refused as refused:
        error = _at_question(refused, asked)
    except FormRefused as refused:
        error = refused
    if notice.ended(error):
        return notice.notice(request, read(request, case_id, "sip"), written(fields), 409), False
    meeting = meeting_of(read(request, case_id, "sip"), request.state.directory, sip_id)
    stale = isinstance(error, Refused) and error.key == "stale_form"
    context = _context(meeting, for_person, _replacing_the_latest(fields) if stale else fields, draft)
    if stale:  # read here, so that it is replaced knowingly
        context |= {"theirs": said(meeting.opened(meeting.sip.prepared.get((meeting.own, for_person), ())))}
    return shown(request, "sip/preparation.html", context, fields, error), False


def _replacing_the_latest(fields: Fields) -> Fields:
    return {name: values for name, values in fields.items() if name != "replaces"}


def _at_question(refused: Refused, asked: tuple[Question, ...]) -> Refused:
    """The fault at the field that the form has for the answer."""
    parts = (refused.field or "").split(".")
    if len(parts) == 3 and parts[0] == "answers":
        return Refused(refused.key, f"answer.{asked[int(parts[1])]}", **refused.details)
    return refused


def _before(meeting: Meeting, for_person: bool) -> Fields:
    """What was submitted last, else what the unit has already recorded."""
    sections = meeting.sip.prepared.get((meeting.own, for_person), ())
    if sections:
        told = {str(each.question): each.text for each in meeting.opened(sections)}
    else:
        told = prefilled_person(meeting) if for_person else prefilled(meeting)
    fields = {f"answer.{question}": [text] for question, text in told.items()}
    if for_person and meeting.convening and meeting.wishes:
        fields["not_to_bring_up"] = [meeting.reading.open(meeting.wishes.not_to_bring_up) or ""]
        shown_to = meeting.reading.open(meeting.wishes.may_show_to_outsiders) or frozenset()
        fields["may_show_to_outsiders"] = [str(category) for category in sorted(shown_to)]
    return fields


def _context(meeting: Meeting, for_person: bool, fields: Fields, draft: Draft) -> dict[str, Any]:
    place = "personen" if for_person else "var"
    action, moment = f"{meeting.here}/forberedelse/{place}", meeting.reading.moment
    heading = "Personens egna ord inför mötet" if for_person else "Er förberedelse"
    sections = meeting.sip.prepared.get((meeting.own, for_person), ())
    latest = sections[0].command_id if sections else NOTHING_BEFORE
    frame = around(meeting.reading, meeting.directory, heading, "Lämna förberedelsen", action, meeting.here)
    return frame | {
        "lead": f"Syfte: {meeting.purpose}",
        "crumbs": meeting.crumbs(inside=True),
        "sections": _sections(meeting, for_person),
        "private": for_person and meeting.convening,
        "shown_options": [
            {"value": str(category), "label": label(category, "category"), "help": ""} for category in SHOWABLE
        ],
        "draft_at": f"{action}/utkast",
        "restored_draft": when_said(draft.saved_at, moment) if draft.saved_at else "",
        "theirs": [],
        "replaces": last(fields, "replaces") or str(latest),
    }


SHOWABLE = (Category.PERSON_VIEW, Category.PLANNING, Category.SICK_LEAVE, Category.MUNICIPAL_INTERVENTIONS)


def _sections(meeting: Meeting, for_person: bool) -> list[dict[str, Any]]:
    """The questions by category, each group with who will be able to read it."""
    who, groups = Readers(meeting.reading, meeting.directory), dict[Category, list[dict[str, str]]]()
    for question in asked_of(meeting.reading.gate.officer.unit.party, for_person=for_person):
        groups.setdefault(CATEGORY_OF[question], []).append(_asked(question))
    return [
        {
            "heading": label(category, "category"),
            "readers": who.to_be(category, [unit for unit in who.covered(category) if unit in meeting.sip.units]),
            "questions": questions,
        }
        for category, questions in groups.items()
    ]


def _asked(question: Question) -> dict[str, str]:
    found = VOCABULARIES["sip_question"][question]
    help_text = "" if isinstance(found, str) else found[1]
    return {
        "value": str(question),
        "label": label(question, "sip_question"),
        "help": help_text,
    }
