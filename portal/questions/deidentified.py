"""Avidentifierade frågor: asked from the directory of ways in, listed and answered on a page of their own."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Template
from litestar.types import ControllerRouterHandler

from events.commands.deidentified import AnswerDeidentifiedInquiry, SendDeidentifiedInquiry
from events.deidentified import ANSWERERS, DeidentifiedInquiry
from events.refusals import NotFoundOrDenied, Refused
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, execute, looking, officer_of
from portal.api.paging import Begin, paged
from portal.form_pages import answer, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.swedish import Due, day, day_and_month, due_said
from projections import deidentified

HERE = "/fragor/avidentifierade"
CRUMBS = [{"label": "Avidentifierade frågor", "href": HERE}]


@get(HERE, guards=[needs(ANSWERERS)], sync_to_thread=True)
def listed(request: AnyRequest) -> Template:
    own, today = officer_of(request).unit_id, portal_of(request).clock.today()
    with looking(request) as connection:
        found = deidentified.of_unit(connection)
    rows = [(each, row(each, own, request.state.directory, today)) for each in found]
    is_open = [(each, said) for each, said in rows if each.answer is None]
    return page(
        request,
        "questions/deidentified.html",
        title="Avidentifierade frågor",
        to_us=[said for each, said in is_open if each.sent and each.sent.to_unit == own],
        ours=[said for each, said in is_open if each.sent and each.sent.from_unit == own],
        others=[said for each, said in is_open if each.sent and own in each.sent.leaders],
        done=[said for each, said in rows if each.answer is not None][:50],
    )


def row(inquiry: DeidentifiedInquiry, own: UUID, directory: Directory, today: date) -> dict[str, Any]:
    """For ``tasks`` of components/lists.html."""
    sent = inquiry.sent
    assert sent is not None and inquiry.sent_on is not None
    asked = f"{directory.name_of(sent.from_unit)} frågade {directory.name_of(sent.to_unit)}"
    why = f"{asked} {day_and_month(inquiry.sent_on)}."
    answered = inquiry.answer is not None
    if answered and inquiry.answered_on:
        why += f" Besvarad {day_and_month(inquiry.answered_on)}."
    text = sent.text if len(sent.text) <= 90 else sent.text[:89].rsplit(" ", 1)[0] + " …"
    return {
        "due": Due("Besvarad", "", late=False) if answered else due_said(sent.due_on, today),
        "what": text,
        "why": why,
        "href": f"{HERE}/{inquiry.inquiry_id}",
        "verb": None if answered or sent.from_unit == own else "Svara",
    }


@get("/kontaktvagar/{unit_id:uuid}/fraga", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def question_form(request: AnyRequest, unit_id: FromPath[UUID], kept: Form) -> Any:
    return _question(request, unit_id, kept)


@post("/kontaktvagar/{unit_id:uuid}/fraga", guards=[needs(CASE_ROLES)], dependencies=TAKES, sync_to_thread=True)
def ask(request: AnyRequest, unit_id: FromPath[UUID], form: Form) -> Any:
    try:
        execute(request, decode(SendDeidentifiedInquiry, form, to_unit=unit_id))
    except (Refused, FormRefused) as refused:
        return _question(request, unit_id, form, refused)
    return answer(request, HERE)


def _question(request: AnyRequest, unit_id: UUID, fields: Fields, error: Fault | None = None) -> Template:
    unit = request.state.directory.unit(unit_id)
    if unit is None or unit.party is None or unit_id == officer_of(request).unit_id:
        raise NotFoundOrDenied
    context = {
        "crumbs": [{"label": "Kontaktvägar", "href": "/kontaktvagar"}],
        "heading": "Ställ en avidentifierad fråga",
        "lead": f"Till {unit.name}. Fråga om det som gäller i allmänhet. Ingen ska kunna förstå vem det handlar om.",
        "verb": "Skicka frågan",
        "action": f"/kontaktvagar/{unit_id}/fraga",
        "back": f"/kontaktvagar/{unit_id}",
        "seen": None,
        "label": "Din fråga",
        "readers": f"{unit.name}, din enhet och länets processledare",
    }
    return shown(request, "questions/deidentified_text.html", context, fields, error)


@get(HERE + "/{question_id:uuid}", guards=[needs(ANSWERERS)], sync_to_thread=True)
def one(request: AnyRequest, question_id: FromPath[UUID], kept: Form) -> Any:
    return _one(request, question_id, kept)


@post(HERE + "/{question_id:uuid}", guards=[needs(ANSWERERS)], dependencies=TAKES, sync_to_thread=True)
def reply(request: AnyRequest, question_id: FromPath[UUID], form: Form) -> Any:
    try:
        execute(request, decode(AnswerDeidentifiedInquiry, form, deidentified_inquiry_id=question_id))
    except (Refused, FormRefused) as refused:
        return _one(request, question_id, form, refused)
    return answer(request, f"{HERE}/{question_id}")


def _one(request: AnyRequest, inquiry_id: UUID, fields: Fields, error: Fault | None = None) -> Template:
    own, directory = officer_of(request).unit_id, request.state.directory
    with looking(request) as connection:
        inquiry = deidentified.one(connection, inquiry_id)
    if inquiry is None or inquiry.sent is None or inquiry.sent_on is None:
        raise NotFoundOrDenied
    sent, said = inquiry.sent, inquiry.answer
    asker, asked = directory.name_of(sent.from_unit), directory.name_of(sent.to_unit)
    by = f"{directory.name_of(said.unit_id)}, {day(inquiry.answered_on)}" if said and inquiry.answered_on else ""
    context = {
        "crumbs": CRUMBS,
        "heading": "Avidentifierad fråga",
        "lead": f"{asker} frågade {asked} {day(inquiry.sent_on)}.",
        "verb": "Svara",
        "action": f"{HERE}/{inquiry_id}",
        "back": HERE,
        "seen": None,
        "label": "Ert svar",
        "readers": f"{asker}, {asked} och länets processledare",
        "question": sent.text,
        "due": due_said(sent.due_on, portal_of(request).clock.today()),
        "answer": said.text if said else "",
        "answered": by,
        "may_answer": said is None and own != sent.from_unit,
    }
    if context["may_answer"]:
        return shown(request, "questions/deidentified_text.html", context, fields, error)
    return page(request, "questions/deidentified_one.html", 422 if error else 200, title=context["heading"], **context)


@get("/api/v1/deidentified-inquiries", guards=[needs(ANSWERERS)], sync_to_thread=True)
def listed_by_api(request: AnyRequest, begin: Begin = 0) -> dict[str, Any]:
    """Questions without personal data that the reader's unit has asked, been asked, or leads the county of.

    100 a page.
    """
    with looking(request) as connection:
        found, following = paged([each for each in deidentified.of_unit(connection) if each.sent is not None], begin)
    return {
        "deidentified_inquiries": [
            {
                "deidentified_inquiry_id": each.inquiry_id,
                "from_unit": each.sent.from_unit,
                "to_unit": each.sent.to_unit,
                "sent_on": each.sent_on,
                "due_on": each.sent.due_on,
                "text": each.sent.text,
                "answered_on": each.answered_on,
                "answer": each.answer.text if each.answer else None,
            }
            for each in found
            if each.sent is not None
        ],
        **following,
    }


QUESTION_ROUTES: tuple[ControllerRouterHandler, ...] = (listed, question_form, ask, one, reply, listed_by_api)
