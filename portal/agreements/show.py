"""Rutiner: where we have a signed routine, what must be chased, and each routine on its own page."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Template

from events.agreement import Agreement, AgreementStatus
from events.agreements import DRAFTERS, SIGNERS
from events.code_lists import MUNICIPALITIES
from events.commands import agreements as c
from events.deviations import REPORTERS
from events.refusals import NotFoundOrDenied, Refused
from orgs.kinds import OrgType
from orgs.roles import MANAGERS, Role
from portal.acting import AnyRequest, execute, looking, officer_of
from portal.agreements import coverage, words
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import any_officer, needs
from portal.house import portal_of
from portal.pages import page
from portal.swedish import collation_key, day
from projections import agreements

HERE = "/rutiner"
CRUMBS = [{"label": "Rutiner", "href": HERE}]
SCOPES = [
    {"value": "primary_care", "label": "Primärvård"},
    {"value": "adult_psychiatry", "label": "Vuxenpsykiatri"},
    {"value": "both", "label": "Primärvård och vuxenpsykiatri"},
]


class Doing(msgspec.Struct, frozen=True):
    """One thing to do to a routine, with its form."""

    command: type[c.AgreementCommand]
    heading: str
    verb: str
    part: str
    lead: str = ""


DOINGS = {
    "underskrift": Doing(c.SignAgreement, "Skriv under rutinen", "Skriv under", "agreements/signing.html"),
    "information": Doing(c.InformAboutAgreement, "Er organisation är informerad", "Spara", "agreements/informing.html"),
    "paminnelse": Doing(
        c.RemindAboutAgreement,
        "Påminn",
        "Påminn",
        "agreements/reminding.html",
        "Chefen ser påminnelsen bland sina uppgifter. Den som har valt mejl får ett, utan uppgift om vad det gäller.",
    ),
    "kallelse": Doing(c.CallAgreementFollowUp, "Kalla till uppföljning", "Kalla", "agreements/calling.html"),
    "uppfoljning": Doing(c.HoldAgreementFollowUp, "Uppföljningen är hållen", "Spara", "agreements/holding.html"),
    "andring": Doing(
        c.ReviseAgreement,
        "Ändra rutinen",
        "Spara ny version",
        "agreements/revising.html",
        "Den gamla versionen gäller tills alla har skrivit under den nya.",
    ),
    "uppsagning": Doing(
        c.TerminateAgreement,
        "Säg upp rutinen",
        "Säg upp",
        "agreements/ending.html",
        "Från den dagen gäller ingen rutin.",
    ),
}


@get(HERE, guards=[any_officer], opt={"menu": (27, "Rutiner")}, sync_to_thread=True)
def show(request: AnyRequest, dag: FromQuery[str] = "") -> Template:
    today, directory = portal_of(request).clock.today(), request.state.directory
    on = _day(dag) or today
    with looking(request) as connection:
        every = agreements.every(connection)
    county = directory.organisations[officer_of(request).unit.org_id].county_code
    rows = coverage.rows(every, county, on)
    psychiatry = [row.cells[1] for row in rows if row.cells[1].required]
    return page(
        request,
        "agreements/show.html",
        title="Rutiner",
        lead=words.lead(rows) if on == today else f"Så här var det {day(on)}. {words.lead(rows)}",
        dag=on.isoformat(),
        other_day=on != today,
        todo=words.to_do(rows, directory, today) if on == today else [],
        rows=[
            {
                "name": row.municipality.name,
                "href": f"{HERE}/{row.agreement.agreement_id}" if row.agreement else "",
                "cells": [words.cell_said(cell) for cell in row.cells],
                "since": words.since_said(row, on),
                "follow_up": words.follow_up_said(row, on) if on == today else {"text": "", "late": False},
            }
            for row in rows
        ],
        primary=f"{sum(row.cells[0].standing is AgreementStatus.IN_FORCE for row in rows)} av {len(rows)}",
        psychiatry=f"{sum(cell.standing is AgreementStatus.IN_FORCE for cell in psychiatry)} av {len(psychiatry)}"
        " som ska ha",
        may_draft=officer_of(request).role in DRAFTERS,
    )


@get("/api/v1/agreements", guards=[any_officer], sync_to_thread=True)
def listed(request: AnyRequest) -> dict[str, Any]:
    """Every routine with its standing today, its signatures and its next follow-up."""
    today = portal_of(request).clock.today()
    with looking(request) as connection:
        every = agreements.every(connection)
    return {
        "agreements": [
            {
                "agreement_id": each.agreement_id,
                "municipality_code": each.municipality_code,
                "care_scope": each.care_scope,
                "status": each.status(today),
                "in_force_from": each.in_force_from,
                "terminated_on": each.terminated_on,
                "follow_up_due": each.follow_up_due,
                "follow_up_called": each.called,
                "versions": each.versions,
            }
            for each in every
        ],
        "next": None,
    }


@get(HERE + "/ny", guards=[needs(DRAFTERS)], sync_to_thread=True)
def draft_form(request: AnyRequest, kept: Form) -> Any:
    return _draft_form(request, kept)


@post(HERE + "/ny", guards=[needs(DRAFTERS)], dependencies=TAKES, sync_to_thread=True)
def draft(request: AnyRequest, form: Form) -> Any:
    try:
        receipt = execute(request, decode(c.DraftAgreement, form))
    except (Refused, FormRefused) as refused:
        return _draft_form(request, form, refused)
    return answer(request, f"{HERE}/{receipt.entries[0].stream_id}")


@get(HERE + "/{agreement_id:uuid}", guards=[any_officer], sync_to_thread=True)
def one(request: AnyRequest, agreement_id: UUID) -> Template:
    agreement = _found(request, agreement_id)
    directory, today = request.state.directory, portal_of(request).clock.today()
    due = agreement.follow_up_due
    return page(
        request,
        "agreements/one.html",
        title=words.title_of(agreement),
        badge=words.BADGES[agreement.status(today)],
        ended=day(agreement.terminated_on) if agreement.terminated_on else "",
        versions=words.versions_said(agreement, directory, today),
        follow_up=day(due) if due else "",
        late=bool(due and due < today and not agreement.called),
        called=day(agreement.called) if agreement.called else "",
        chief=words.municipal_chief(agreement, directory, today),
        held=[day(each) for each in agreement.held],
        informed=[
            {"term": directory.name_of(unit_id), "text": day(on)} for unit_id, on in sorted(agreement.informed.items())
        ],
        duties=words.duties_of(agreement, officer_of(request).unit, directory, today),
        pdf=f"{HERE}/{agreement_id}/pdf",
        actions=_actions(request, agreement, today),
        report=_report(request, agreement),
    )


@get(HERE + "/{agreement_id:uuid}/{doing:str}", guards=[needs(DRAFTERS)], sync_to_thread=True)
def doing_form(request: AnyRequest, agreement_id: UUID, doing: str, kept: Form) -> Any:
    today = portal_of(request).clock.today().isoformat()
    return _doing_form(request, agreement_id, doing, fresh(kept, signed_on=today, on=today))


@post(HERE + "/{agreement_id:uuid}/{doing:str}", guards=[needs(DRAFTERS)], dependencies=TAKES, sync_to_thread=True)
def do(request: AnyRequest, agreement_id: UUID, doing: str, form: Form) -> Response[Any] | Any:
    if doing not in DOINGS:
        raise NotFoundOrDenied
    try:
        execute(request, decode(DOINGS[doing].command, form, agreement_id=agreement_id))
    except (Refused, FormRefused) as refused:
        return _doing_form(request, agreement_id, doing, form, refused)
    return answer(request, f"{HERE}/{agreement_id}")


def _actions(request: AnyRequest, agreement: Agreement, today: date) -> list[dict[str, str]]:
    """Only what this officer may do now."""
    officer, party = officer_of(request), officer_of(request).unit_id in agreement.latest.terms.parties
    if agreement.terminated_on is not None:
        return []
    manager, municipal = officer.role in MANAGERS and party, officer.unit.org_type is OrgType.MUNICIPALITY
    in_force = agreement.status(today) is AgreementStatus.IN_FORCE
    may = {
        "underskrift": manager and officer.unit_id not in agreement.latest.signed_by_units,
        "information": manager,
        "paminnelse": (manager or officer.role is Role.PROCESS_LEADER)
        and bool(agreement.lacking(today) - {officer.unit_id}),
        "kallelse": manager and municipal and in_force and agreement.called is None,
        "uppfoljning": manager and municipal and in_force,
        "andring": manager or officer.role is Role.PROCESS_LEADER,
        "uppsagning": manager and any(officer.unit_id in each.signed_by_units for each in agreement.versions),
    }
    here = f"{HERE}/{agreement.agreement_id}"
    return [
        {"label": DOINGS[name].heading, "href": f"{here}/{name}", "icon": "pen"}
        for name, allowed in may.items()
        if allowed
    ]


def _report(request: AnyRequest, agreement: Agreement) -> str:
    """Where a departure from the routine is written, about the other side; for those who write any."""
    officer, directory = officer_of(request), request.state.directory
    if officer.role not in REPORTERS:
        return ""
    parties = [directory.units[unit_id] for unit_id in agreement.latest.terms.parties]
    others = [unit for unit in parties if unit.org_type is not officer.unit.org_type]
    about = others[0].unit_id if others and officer.unit_id in {unit.unit_id for unit in parties} else ""
    return f"/avvikelser/ny?om={about}"


def _found(request: AnyRequest, agreement_id: UUID) -> Agreement:
    with looking(request) as connection:
        agreement = agreements.one(connection, agreement_id)
    if agreement is None:
        raise NotFoundOrDenied
    return agreement


def _doing_form(request: AnyRequest, agreement_id: UUID, name: str, fields: Fields, error: Fault | None = None) -> Any:
    if name not in DOINGS:
        raise NotFoundOrDenied
    agreement, doing = _found(request, agreement_id), DOINGS[name]
    here, directory = f"{HERE}/{agreement_id}", request.state.directory
    context = {
        "crumbs": [*CRUMBS, {"label": words.title_of(agreement), "href": here}],
        "heading": doing.heading,
        "lead": doing.lead,
        "verb": doing.verb,
        "action": f"{here}/{name}",
        "back": here,
        "seen": None,
        "lacking": words.lacking_said(agreement, officer_of(request).unit_id, directory, _today(request)),
        "parties": [
            {"value": str(unit_id), "label": directory.name_of(unit_id)} for unit_id in agreement.latest.terms.parties
        ],
    }
    return shown(request, doing.part, context, fields, error)


def _draft_form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    units = [unit for unit in request.state.directory.units.values() if unit.active and unit.unit_type in SIGNERS]
    context = {
        "crumbs": CRUMBS,
        "heading": "Skriv en ny rutin",
        "lead": "Rutinen gäller när alla parter har skrivit under.",
        "verb": "Spara utkastet",
        "action": f"{HERE}/ny",
        "back": HERE,
        "seen": None,
        "scopes": SCOPES,
        "municipalities": [
            {"value": one.code, "label": one.name}
            for one in sorted(MUNICIPALITIES.values(), key=lambda one: collation_key(one.name))
        ],
        "units": [
            {"value": str(unit.unit_id), "label": unit.name}
            for unit in sorted(units, key=lambda unit: collation_key(unit.name))
        ],
    }
    return shown(request, "agreements/drafting.html", context, fields, error)


def _today(request: AnyRequest) -> date:
    return portal_of(request).clock.today()


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
