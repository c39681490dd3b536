"""What is noted beside a consent: a copy given, a guardian's yes, and own earlier entries released to a unit."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from events.categories import CONSENTABLE
from events.commands import NoteConsentCopy, NoteGuardianConsent, ReleaseEarlierEntries
from events.reading import Reading
from events.refusals import Refused
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal import swedish
from portal.acting import AnyRequest, execute, read
from portal.consents.recording import SEE_OTHER, to_the_gate
from portal.consents.small import small_page
from portal.consents.start import current_consent
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.house import portal_of


@get("/arenden/{case_id:uuid}/samtycken/kopior", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def copy_form(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    return _copy_form(request, case_id, kept or {"on": [portal_of(request).clock.today().isoformat()]})


@post("/arenden/{case_id:uuid}/samtycken/kopior", guards=[needs(CASE_ROLES)], dependencies=TAKES, sync_to_thread=True)
def note_copy(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        execute(request, decode(NoteConsentCopy, form, case_id=case_id))
    except (Refused, FormRefused) as error:
        return _copy_form(request, case_id, form, error)
    return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)


def _copy_form(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault | None = None) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    if current_consent(reading, request.user.unit) is None:
        raise Refused("consent_missing")
    return small_page(request, reading, "consents/copies.html", fields, error)


@get("/arenden/{case_id:uuid}/samtycken/vardnadshavare", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def guardian_form(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    first = {"given_on": [portal_of(request).clock.today().isoformat()], "guardians_in_all": ["2"]}
    return _guardian_form(request, case_id, kept or first)


@post(
    "/arenden/{case_id:uuid}/samtycken/vardnadshavare",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def note_guardian(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        execute(request, decode(NoteGuardianConsent, form, case_id=case_id))
    except (Refused, FormRefused) as error:
        return _guardian_form(request, case_id, form, error)
    return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)


def _guardian_form(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault | None = None) -> Response[Any]:
    reading = read(request, case_id, "consent")
    return (
        to_the_gate(case_id)
        if reading.at_the_gate
        else small_page(request, reading, "consents/guardian.html", fields, error)
    )


@get("/arenden/{case_id:uuid}/samtycken/frislappande", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def release_form(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    return _release_form(request, case_id, kept)


@post(
    "/arenden/{case_id:uuid}/samtycken/frislappande",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def release(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        execute(request, decode(ReleaseEarlierEntries, form, case_id=case_id))
    except (Refused, FormRefused) as error:
        return _release_form(request, case_id, form, error)
    return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)


def _release_form(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault | None = None) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    units = releasable(reading, request.state.directory)
    return small_page(
        request, reading, "consents/release.html", fields, error, units=units, ticked=fields.get("categories", [])
    )


def releasable(reading: Reading, directory: Directory) -> list[dict[str, Any]]:
    """Units that the person lets read what was shared before, with the own unit's categories that they still lack.

    ``[{id, name, categories: [{value, label, help}]}]``; a unit to which everything is released is not among them.
    """
    own = reading.gate.officer.unit
    consent = current_consent(reading, own)
    if consent is None:
        return []
    mine = {e.category for e in reading.entries if e.owner_unit == own.unit_id and e.category in CONSENTABLE}
    found = []
    for unit in sorted(
        (consent.earlier & reading.case.parties_at(reading.moment)) - {own.unit_id}, key=directory.name_of
    ):
        left = {c for c in mine & consent.categories_of(unit) if (unit, own.unit_id, c) not in reading.case.releases}
        if left:
            options = swedish.options("category", only={str(c) for c in left})
            found.append({"id": str(unit), "name": directory.name_of(unit), "categories": options})
    return found
