"""Teammöten: a unit and its partners meet over several cases. A batch of questions in, an agenda per reader out.

Each case is read on its own, through the gate, by the officer who works in it: the agenda joins nothing that its
reader could not open.
"""

from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Template

from events.act import Act
from events.commands.sip import ConcludeTeamItem, PlanTeamItem
from events.decisions import DECISIONS
from events.log import new_command_id
from events.reading import write_denied
from events.refusals import NotFoundOrDenied, Refused
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, execute, looking, officer_of, substitute_reason
from portal.desk.rows import rows_of
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fields, Form, FormRefused, decode, last
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.sip.forms import with_moment
from portal.sip.team_agenda import Item, items_of
from portal.swedish import collation_key, counted, moment_said, upper_first
from projections import case_signals
from projections.case_signals import TEAM

HERE = "/teammoten"
GUARDS = [needs(CASE_ROLES)]
CRUMBS = [{"label": "Teammöten", "href": HERE}]
MOST_CASES = 40
Page = Response[Any]


@get(HERE, guards=GUARDS, opt={"menu": (22, "Teammöten")}, sync_to_thread=True)
def team_meetings(request: AnyRequest) -> Template:
    """The officer's own cases that stand on an agenda, by meeting; the next first."""
    now = portal_of(request).clock.moment()
    with looking(request) as connection:
        signals = [each for each in case_signals.mine(connection, officer_of(request).user_id) if each.kind == TEAM]
    found: dict[UUID, dict[str, Any]] = {}
    for signal in signals:
        if signal.ref is None or signal.at is None:
            continue
        row = found.setdefault(signal.ref, {"at": signal.at, "cases": set()})
        row["cases"].add(signal.case_id)
    rows = [
        {
            "href": f"{HERE}/{meeting_id}",
            "when": upper_first(moment_said(row["at"])),
            "said": upper_first(counted(len(row["cases"]), "ett ärende", "ärenden")) + " som du arbetar i",
            "past": row["at"] < now,
        }
        for meeting_id, row in sorted(found.items(), key=lambda each: (each[1]["at"] < now, each[1]["at"]))
    ]
    return page(request, "sip/teams.html", title="Teammöten", meetings=rows)


@get(f"{HERE}/nytt", guards=GUARDS, sync_to_thread=True)
def batch_form(request: AnyRequest, kept: Form) -> Template:
    fields = fresh(kept, at_time="09.00")
    return shown(request, "sip/team_form.html", _context(request), fields)


@post(f"{HERE}/nytt", guards=GUARDS, dependencies=TAKES, opt={"form_page": f"{HERE}/nytt"}, sync_to_thread=True)
def plan_batch(request: AnyRequest, form: Form) -> Page | Template:
    """All of the chosen cases or none: each is judged before the first is recorded."""
    try:
        commands = _commands(request, form)
        for command in commands:
            execute(request, command)
    except (Refused, FormRefused) as error:
        return shown(request, "sip/team_form.html", _context(request), form, error)
    return answer(request, f"{HERE}/{commands[0].meeting_id}")


def _commands(request: AnyRequest, form: Fields) -> list[PlanTeamItem]:
    chosen = _chosen(form)
    form_id = _id(last(form, "command_id")) or uuid4()
    meeting_id, errors = uuid5(form_id, "team meeting"), dict[str, str]()
    shared = with_moment({name: values for name, values in form.items() if name not in {"cases", "command_id"}})
    commands = []
    for case_id in chosen:
        asked = {**shared, "question": form.get(f"question.{case_id}", [])}
        if not last(asked, "question").strip():
            errors[f"question.{case_id}"] = "Skriv frågan som mötet ska svara på."
            continue
        command_id = uuid5(form_id, str(case_id))
        command = decode(PlanTeamItem, asked, case_id=case_id, meeting_id=meeting_id, command_id=command_id)
        try:
            _judged(request, command)
        except Refused as refused:
            raise Refused(refused.key, _field(refused, case_id), **refused.details) from None
        commands.append(command)
    if errors:
        raise FormRefused(errors)
    return commands


def _chosen(form: Fields) -> list[UUID]:
    """Each of the chosen cases once."""
    ids = [_id(value) for value in form.get("cases", []) if value.strip()]
    chosen = list(dict.fromkeys(case_id for case_id in ids if case_id is not None))
    if not chosen or None in ids:
        raise FormRefused({"cases": "Välj minst ett ärende."})
    return chosen[:MOST_CASES]


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _judged(request: AnyRequest, command: PlanTeamItem) -> None:
    """Whether it would be refused, before anything of the batch is recorded. One that a form has already recorded, sent
    twice, is none to judge again: the log knows it by its id."""
    portal, officer = portal_of(request), officer_of(request)
    substitute = substitute_reason(request, command.case_id) is not None
    act = Act(officer, portal.clock.moment(), request.state.directory, new_command_id(command), substitute)
    case = portal.log.load(command.case_id)
    if all(entry.command_id != act.command_id for entry in case.entries.values()):
        try:
            DECISIONS[PlanTeamItem](case, command, act)
        except NotFoundOrDenied:
            write_denied(portal.log.pool, officer, command.case_id, act.moment)
            raise


def _field(refused: Refused, case_id: UUID) -> str:
    """What is wrong with one case stands at that case; what is wrong with the meeting at the meeting."""
    if refused.field in {"at", "purpose"}:
        return refused.field
    return f"question.{case_id}"


def _context(request: AnyRequest) -> dict[str, Any]:
    directory, officer = request.state.directory, officer_of(request)
    rows = [row for row in rows_of(request) if row.seen.case.in_force(portal_of(request).clock.today())]
    units = {unit for row in rows for unit in row.seen.case.units} - {officer.unit_id}
    return {
        "heading": "Ny dagordning",
        "lead": "Samma tid och samma enheter för alla ärenden. Varje ärende behöver en fråga att svara på.",
        "crumbs": CRUMBS,
        "verb": "Sätt upp ärendena",
        "action": f"{HERE}/nytt",
        "back": HERE,
        "seen": None,
        "units": sorted(
            ({"value": str(unit), "label": directory.name_of(unit)} for unit in units),
            key=lambda unit: collation_key(unit["label"]),
        ),
        "cases": sorted(
            ({"value": str(row.seen.case.case_id), "label": row.name()} for row in rows),
            key=lambda case: collation_key(case["label"]),
        ),
    }


@get(HERE + "/{meeting_id:uuid}", guards=GUARDS, sync_to_thread=True)
def agenda(request: AnyRequest, meeting_id: FromPath[UUID]) -> Template:
    """The agenda as this reader may see it; made to be printed."""
    items = _items(request, meeting_id)
    return page(
        request,
        "sip/team.html",
        title="Dagordning",
        crumbs=CRUMBS,
        when=upper_first(moment_said(items[0].at)),
        here=f"{HERE}/{meeting_id}",
        items=[msgspec.to_builtins(item) for item in items],
        over=items[0].at <= portal_of(request).clock.moment(),
        own=officer_of(request).unit.name,
    )


@get(HERE + "/{meeting_id:uuid}/{case_id:uuid}", guards=GUARDS, sync_to_thread=True)
def conclusion_form(request: AnyRequest, meeting_id: FromPath[UUID], case_id: FromPath[UUID], kept: Form) -> Template:
    return shown(request, "sip/conclusion.html", _concluding(request, meeting_id, case_id), fresh(kept))


@post(
    HERE + "/{meeting_id:uuid}/{case_id:uuid}",
    guards=GUARDS,
    dependencies=TAKES,
    opt={"form_page": HERE + "/{meeting_id}/{case_id}"},
    sync_to_thread=True,
)
def conclude(request: AnyRequest, meeting_id: FromPath[UUID], case_id: FromPath[UUID], form: Form) -> Page | Template:
    """What the meeting came to, back into the case."""
    try:
        execute(request, decode(ConcludeTeamItem, form, case_id=case_id, meeting_id=meeting_id))
    except (Refused, FormRefused) as error:
        return shown(request, "sip/conclusion.html", _concluding(request, meeting_id, case_id), form, error)
    return answer(request, f"{HERE}/{meeting_id}")


def _concluding(request: AnyRequest, meeting_id: UUID, case_id: UUID) -> dict[str, Any]:
    item = next((each for each in _items(request, meeting_id) if each.case_id == case_id), None)
    if item is None:
        raise NotFoundOrDenied
    return {
        "heading": f"{item.name}: vad kom ni fram till?",
        "lead": item.question,
        "crumbs": [*CRUMBS, {"label": "Dagordning", "href": f"{HERE}/{meeting_id}"}],
        "verb": "Dela",
        "action": f"{HERE}/{meeting_id}/{case_id}",
        "back": f"{HERE}/{meeting_id}",
        "seen": None,
        "readers": item.readers,
    }


def _items(request: AnyRequest, meeting_id: UUID) -> list[Item]:
    """Raises ``NotFoundOrDenied`` when this reader may see nothing of the meeting."""
    with looking(request) as connection:
        signals = case_signals.mine(connection, officer_of(request).user_id)
    cases = dict.fromkeys(each.case_id for each in signals if each.kind == TEAM and each.ref == meeting_id)
    items = items_of(request, list(cases), meeting_id)
    if not items:
        raise NotFoundOrDenied
    return items
