"""When the person says no, or no longer: refusal, narrowing, withdrawal, and protected identity (domain.md 3.5-3.8)."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from events.commands import NarrowConsent, WithdrawConsent
from events.kinds import Status
from events.reading import Reading
from events.refusals import Refused
from orgs.roles import CASE_ROLES, MANAGERS
from portal import swedish
from portal.acting import AnyRequest, execute, read
from portal.consents.recording import SEE_OTHER, to_the_gate
from portal.consents.small import small_page
from portal.consents.start import current_consent
from portal.desk import searching
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.house import portal_of

TOLD = ("in_person", "phone", "video", "letter")


@get("/arenden/{case_id:uuid}/samtycken/aterkallelse", guards=[needs(CASE_ROLES | MANAGERS)], sync_to_thread=True)
def withdrawal(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    return _withdrawal(request, case_id, kept)


@post(
    "/arenden/{case_id:uuid}/samtycken/aterkallelse",
    guards=[needs(CASE_ROLES | MANAGERS)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def withdraw(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        command = decode(WithdrawConsent, form, case_id=case_id, told_to_unit=None)
        receipt = execute(request, command)
    except (Refused, FormRefused) as error:
        return _withdrawal(request, case_id, form, error)
    named = receipt.case is not None and request.user.user_id in receipt.case.caseworkers.get(request.user.unit_id, ())
    return Redirect(f"/arenden/{case_id}" if named else "/arenden", status_code=SEE_OTHER)


def _withdrawal(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault | None = None) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if not _active(request, reading):
        raise Refused("consent_missing")
    others = _other_cases(request, reading)
    choices = swedish.options("how_obtained", only=TOLD)
    return small_page(request, reading, "consents/withdraw.html", fields, error, how_told=choices, others=others)


def _active(request: AnyRequest, reading: Reading) -> bool:
    consent = current_consent(reading, request.user.unit)
    return consent is not None and consent.active_on(portal_of(request).clock.today())


def _other_cases(request: AnyRequest, reading: Reading) -> list[dict[str, str]]:
    """Other running cases about the same person that the own unit is party to, when the unit may know the number."""
    if reading.contact is None:
        return []
    found = searching.find(request, personnummer=reading.contact.personnummer)
    return [
        {"label": f"Ärende {each.number}", "href": f"/arenden/{each.case_id}"}
        for each in found
        if each.case_id != reading.case.case_id and each.status is Status.ACTIVE
    ]


@get("/arenden/{case_id:uuid}/samtycken/begransning", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def narrowing(request: AnyRequest, case_id: FromPath[UUID], kept: Form) -> Response[Any]:
    return _narrowing(request, case_id, kept)


@post(
    "/arenden/{case_id:uuid}/samtycken/begransning",
    guards=[needs(CASE_ROLES)],
    dependencies=TAKES,
    sync_to_thread=True,
)
def narrow(request: AnyRequest, case_id: FromPath[UUID], form: Form) -> Response[Any]:
    try:
        command = decode(NarrowConsent, form | _removed(form), case_id=case_id)
        execute(request, command)
    except (Refused, FormRefused) as error:
        return _narrowing(request, case_id, form, error)
    return Redirect(f"/arenden/{case_id}", status_code=SEE_OTHER)


def _removed(form: Fields) -> Fields:
    """``unit`` for a whole unit, ``unit:category`` for one category of it."""
    whole = [value for value in form.get("remove", []) if ":" not in value]
    parts: dict[str, list[str]] = {}
    for value in form.get("remove", []):
        unit, sign, category = value.partition(":")
        if sign and unit not in whole:
            parts.setdefault(unit, []).append(category)
    removed: Fields = {"removed": []}
    for n, (unit, categories) in enumerate([*((unit, []) for unit in whole), *parts.items()]):
        removed |= {f"removed.{n}.unit_id": [unit], f"removed.{n}.categories": categories}
    return removed


def _narrowing(request: AnyRequest, case_id: UUID, fields: Fields, error: Fault | None = None) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    consent, own = current_consent(reading, request.user.unit), request.user.unit_id
    if consent is None or not _active(request, reading):
        raise Refused("consent_missing")
    ticked = set(fields.get("remove", []))
    units = [
        {
            "id": str(unit),
            "name": request.state.directory.name_of(unit),
            "own": unit == own,
            "ticked": str(unit) in ticked,
            "categories": [
                option | {"value": f"{unit}:{option['value']}", "ticked": f"{unit}:{option['value']}" in ticked}
                for option in swedish.options("category", only={str(c) for c in consent.categories_of(unit)})
                if option["value"] not in ("identity_contact", "planning")
            ],
        }
        for unit in sorted(consent.units, key=lambda u: (u == own, request.state.directory.name_of(u)))
    ]
    return small_page(request, reading, "consents/narrow.html", fields, error, units=units)
