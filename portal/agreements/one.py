"""One routine on its own page: its versions, its follow-ups, and what this officer may do with it."""

from datetime import date
from uuid import UUID

from litestar import get
from litestar.params import FromPath
from litestar.response import Template

from events.agreement import Agreement, AgreementStatus
from events.agreements import leads
from events.deviations import REPORTERS
from orgs.kinds import OrgType
from orgs.roles import MANAGERS
from portal.acting import AnyRequest, officer_of
from portal.agreements import words
from portal.agreements.doings import DOINGS
from portal.agreements.found import HERE, found
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.swedish import day


@get(HERE + "/{agreement_id:uuid}", guards=[any_officer], sync_to_thread=True)
def one(request: AnyRequest, agreement_id: FromPath[UUID]) -> Template:
    agreement = found(request, agreement_id)
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
        late=agreement.late_since(today) is not None,
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


def _actions(request: AnyRequest, agreement: Agreement, today: date) -> list[dict[str, str]]:
    """Only what this officer may do now."""
    officer, latest = officer_of(request), agreement.latest
    party, called = officer.unit_id in agreement.bound(today), agreement.called
    if agreement.terminated_on is not None:
        return []
    manager, municipal = officer.role in MANAGERS and party, officer.unit.org_type is OrgType.MUNICIPALITY
    in_force = agreement.status(today) is AgreementStatus.IN_FORCE
    may = {
        "underskrift": manager and officer.unit_id in set(latest.terms.parties) - latest.signed_by_units,
        "information": manager,
        "paminnelse": words.to_remind(agreement, officer, request.state.directory, today),
        "kallelse": manager and municipal and in_force and (called is None or called < today),
        "uppfoljning": manager and municipal and in_force,
        "andring": (manager and officer.unit_id in latest.terms.parties)
        or leads(officer, request.state.directory, agreement),
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
