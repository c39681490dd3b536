"""One deviation: how it stands, what is next for this reader, all that has been said, and each step's form."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Template

from events import deviation
from events.deviation import Deviation
from events.deviation_readers import READERS, may_read
from events.facts.deviations import DeviationKind
from events.grants import Gate
from events.refusals import NotFoundOrDenied, Refused
from portal import swedish
from portal.acting import AnyRequest, execute, looking, officer_of, substitute_reason
from portal.agreements.words import title_of as routine_title
from portal.deviations import words
from portal.deviations.doings import DOINGS, allowed, higher
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.sentences import sentence_of
from projections import agreements

HERE = "/avvikelser"
CRUMBS = [{"label": "Avvikelser", "href": HERE}]


@get(HERE + "/{deviation_id:uuid}", guards=[needs(READERS)], sync_to_thread=True)
def one(request: AnyRequest, deviation_id: FromPath[UUID]) -> Template:
    found, officer = readable(request, deviation_id), officer_of(request)
    directory, today = request.state.directory, portal_of(request).clock.today()
    here = f"{HERE}/{deviation_id}"
    may = [_action(name, here) for name in allowed(found, officer, today)]
    remark = found.told.kind is DeviationKind.REMARK
    return page(
        request,
        "deviations/one.html",
        title=words.title_of(found),
        kind=swedish.label(found.told.kind, "deviation_kind"),
        badge=words.badge(found.status),
        clock=words.clock_said(found, today),
        turn=words.turn_said(found, officer, directory, today)[0],
        remark=sentence_of("deviation_no_routine", {}).partition(". ")[0] + "." if remark else "",
        facts=words.facts_of(found, directory, _routine(request, found), officer.unit_id),
        description=found.told.description,
        case=case_of(request, found),
        next=may[0] if may else None,
        more=may[1:],
        history=words.history(found, directory),
        copy=_copy(found, request),
    )


@get(HERE + "/{deviation_id:uuid}/{step:str}", guards=[needs(READERS)], sync_to_thread=True)
def doing_form(request: AnyRequest, deviation_id: FromPath[UUID], step: FromPath[str], kept: Form) -> Any:
    return _form(request, deviation_id, step, fresh(kept))


@post(HERE + "/{deviation_id:uuid}/{step:str}", guards=[needs(READERS)], dependencies=TAKES, sync_to_thread=True)
def do(request: AnyRequest, deviation_id: FromPath[UUID], step: FromPath[str], form: Form) -> Response[Any] | Any:
    readable(request, deviation_id)
    if step not in DOINGS:
        raise NotFoundOrDenied
    try:
        execute(request, decode(DOINGS[step].command, form, deviation_id=deviation_id))
    except (Refused, FormRefused) as refused:
        return _form(request, deviation_id, step, form, refused)
    return answer(request, f"{HERE}/{deviation_id}")


def readable(request: AnyRequest, deviation_id: UUID) -> Deviation:
    """From the log itself, so that what was just done is there; ``NotFoundOrDenied`` to who may not read it."""
    found: Deviation = portal_of(request).log.standing(deviation_id, deviation.fold)
    if not may_read(found, officer_of(request), request.state.directory):
        raise NotFoundOrDenied
    return found


def case_of(request: AnyRequest, found: Deviation) -> dict[str, str] | None:
    """The case it is about, to an officer inside the gate of that case; to others there is none."""
    case_id = found.told.case_id
    if case_id is None:
        return None
    portal, officer = portal_of(request), officer_of(request)
    case = portal.log.load(case_id)
    gate = Gate(case, officer, portal.clock.moment(), substitute_reason(request, case_id) is not None)
    if not (gate.knows and gate.inside) or case.locked:
        return None
    return {"number": case.number, "href": f"/arenden/{case_id}"}


def _routine(request: AnyRequest, found: Deviation) -> str:
    if found.told.agreement_id is None:
        return ""
    with looking(request) as connection:
        agreement = agreements.one(connection, found.told.agreement_id)
    return routine_title(agreement) if agreement else ""


def _action(name: str, here: str) -> dict[str, Any]:
    each = DOINGS[name]
    return {"label": each.heading, "href": f"{here}/{name}", "icon": each.icon, "plain": each.plain, "lead": each.lead}


def _form(request: AnyRequest, deviation_id: UUID, name: str, fields: Fields, error: Fault | None = None) -> Any:
    found, today = readable(request, deviation_id), portal_of(request).clock.today()
    if name not in DOINGS:
        raise NotFoundOrDenied
    if error is None and name not in allowed(found, officer_of(request), today):
        raise NotFoundOrDenied
    each, here = DOINGS[name], f"{HERE}/{deviation_id}"
    lifted = [{"value": to.value, "label": swedish.label(to, "escalated_to")} for to in higher(found)]
    context = {
        "crumbs": [*CRUMBS, {"label": words.title_of(found), "href": here}],
        "heading": each.heading,
        "lead": each.lead,
        "verb": each.verb,
        "action": f"{here}/{name}",
        "back": here,
        "seen": None,
        "doing": name,
        "causes": swedish.options("deviation_cause"),
        "higher": lifted,
    }
    return shown(request, "deviations/doing.html", context, fields, error)


def _copy(found: Deviation, request: AnyRequest) -> str:
    """For the own register: what was written and answered, without any case."""
    directory = request.state.directory
    lines = [f"{swedish.label(found.told.kind, 'deviation_kind')}: {words.title_of(found)}"]
    lines += [f"{each['term']}: {each['text']}" for each in words.facts_of(found, directory, "", UUID(int=0))]
    lines.append(found.told.description)
    for each in reversed(words.history(found, directory)):
        lines.append(f"{each['when']} {each['exact']}, {each['title'].lower()} ({each['by']})")
        lines += each["paragraphs"]
    return "\n".join(lines)
