"""What is done about ways in: one's own is published, confirmed, absent, withdrawn; others' worked or did not."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from events.commands import paths as p
from events.commands.command import Command
from events.contact_path import ContactPath, contacts_of, path_id_of
from events.facts.paths import Contact, PathProblem
from events.paths import KEEPERS
from events.refusals import Refused
from orgs.kinds import CARE_UNITS
from orgs.roles import CASE_ROLES, MANAGERS
from portal.acting import AnyRequest, execute, looking, officer_of
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode, last
from portal.guards import any_officer, needs
from portal.house import portal_of
from projections import contact_paths

HERE = "/kontaktvagar"
CRUMBS = [{"label": "Kontaktvägar", "href": HERE}]
WEEKDAYS = ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag")
KINDS = [
    {"value": "named", "label": "En person"},
    {"value": "function", "label": "En grupp eller ett gemensamt nummer"},
]
WHOM = [
    {"value": "region", "label": "Vården"},
    {"value": "municipality", "label": "Kommunen"},
    {"value": "fk", "label": "Försäkringskassan"},
    {"value": "af", "label": "Arbetsförmedlingen"},
    {"value": "person", "label": "Personen själv"},
]
TEAMS = [
    {"value": "none", "label": "Finns inte"},
    {"value": "forming", "label": "Håller på att bildas"},
    {"value": "active", "label": "Arbetar"},
]


@post(HERE + "/bekraftelse", guards=[needs(KEEPERS)], dependencies=TAKES, opt={"form_page": HERE}, sync_to_thread=True)
def confirm(request: AnyRequest, form: Form) -> Response[Any]:
    """For the day that the page showed: a page left open overnight does not vouch for a day nobody looked at."""
    execute(request, decode(p.ConfirmContactPath, form))
    return answer(request, f"{HERE}#enhet-{officer_of(request).unit_id}")


@post(HERE + "/{unit_id:uuid}/fungerade", guards=[any_officer], opt={"form_page": HERE}, sync_to_thread=True)
def worked(request: AnyRequest, unit_id: UUID) -> Response[Any]:
    return _tried(request, p.NoteContactPathWorked(contact_path_id=path_id_of(unit_id)), unit_id)


@post(HERE + "/{unit_id:uuid}/fungerade-inte", guards=[any_officer], opt={"form_page": HERE}, sync_to_thread=True)
def failed(request: AnyRequest, unit_id: UUID) -> Response[Any]:
    """In one click: what was wrong is not asked for."""
    flag = p.FlagContactPath(contact_path_id=path_id_of(unit_id), problem=PathProblem.OTHER)
    return _tried(request, flag, unit_id)


def _tried(request: AnyRequest, command: Command, unit_id: UUID) -> Response[Any]:
    try:
        execute(request, command)
    except Refused as refused:
        if refused.key != "already_flagged":
            raise
    return answer(request, f"{HERE}#enhet-{unit_id}")


@get(HERE + "/er-kontaktvag", guards=[needs(KEEPERS)], sync_to_thread=True)
def path_form(request: AnyRequest, kept: Form) -> Any:
    path = _own(request)
    begun = {"primary.kind": "named", "for_whom": [each["value"] for each in WHOM]}
    return _path_form(request, fresh(kept, **(_written(path) if path else begun)))


@post(HERE + "/er-kontaktvag", guards=[needs(KEEPERS)], dependencies=TAKES, sync_to_thread=True)
def publish(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(p.PublishContactPath, _without_blanks(form)))
    except (Refused, FormRefused) as refused:
        return _path_form(request, form, refused)
    return answer(request, f"{HERE}#enhet-{officer_of(request).unit_id}")


@get(HERE + "/franvaro", guards=[needs(CASE_ROLES | MANAGERS)], sync_to_thread=True)
def absence_form(request: AnyRequest, kept: Form) -> Any:
    today = portal_of(request).clock.today()
    return _absence_form(request, fresh(kept, **{"from": today.isoformat()}))


@post(HERE + "/franvaro", guards=[needs(CASE_ROLES | MANAGERS)], dependencies=TAKES, sync_to_thread=True)
def register_absence(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(p.RegisterContactAbsence, form))
    except (Refused, FormRefused) as refused:
        return _absence_form(request, form, refused)
    return answer(request, f"{HERE}#enhet-{officer_of(request).unit_id}")


@get(HERE + "/tillbakadragande", guards=[needs(MANAGERS)], sync_to_thread=True)
def withdrawal_form(request: AnyRequest, kept: Form) -> Any:
    return _withdrawal_form(request, kept)


@post(HERE + "/tillbakadragande", guards=[needs(MANAGERS)], dependencies=TAKES, sync_to_thread=True)
def withdraw(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(p.WithdrawContactPath, form))
    except (Refused, FormRefused) as refused:
        return _withdrawal_form(request, form, refused)
    return answer(request, f"{HERE}#enhet-{officer_of(request).unit_id}")


def _own(request: AnyRequest) -> ContactPath | None:
    unit_id = officer_of(request).unit_id
    with looking(request) as connection:
        return contact_paths.of_units(connection, [unit_id]).get(unit_id)


def _shown(request: AnyRequest, part: str, fields: Fields, error: Fault | None, **context: Any) -> Any:
    around = {"crumbs": CRUMBS, "back": HERE, "seen": None, "lead": ""}
    return shown(request, part, around | context, fields, error)


def _path_form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    return _shown(
        request,
        "contact_paths/path.html",
        fields,
        error,
        heading="Er kontaktväg",
        lead="En väg in till er enhet. Alla som är inloggade ser den. Skriv bara arbetsnummer.",
        verb="Spara och bekräfta",
        action=HERE + "/er-kontaktvag",
        contact_kinds=KINDS,
        weekdays=WEEKDAYS,
        whom=WHOM,
        teams=TEAMS,
        care=officer_of(request).unit.unit_type in CARE_UNITS,
    )


def _absence_form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    path = _own(request)
    contacts = contacts_of(path) if path else {}
    return _shown(
        request,
        "contact_paths/absence.html",
        fields,
        error,
        heading="Anmäl frånvaro",
        lead="Ersättaren visas först medan den ordinarie är borta.",
        verb="Anmäl frånvaron",
        action=HERE + "/franvaro",
        contacts=[{"value": str(each), "label": contact.display_name} for each, contact in contacts.items()],
    )


def _withdrawal_form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    return _shown(
        request,
        "contact_paths/withdrawal.html",
        fields,
        error,
        heading="Ta bort er kontaktväg",
        lead="Enheten står då utan väg in tills ni skriver in en ny. Den som söker er ser chefens namn.",
        verb="Ta bort kontaktvägen",
        action=HERE + "/tillbakadragande",
    )


def _without_blanks(form: Fields) -> Fields:
    """Days without hours, and contacts that nobody has filled in, are left out: their hidden fields say nothing."""
    kept = dict(form)
    offers = [line.strip() for line in "\n".join(kept.pop("municipal_offers_text", [])).splitlines() if line.strip()]
    if offers:
        kept["municipal_offers"] = offers
    for at in ("primary", "backup", "escalation"):
        for n in range(7):
            if not (last(form, f"{at}.hours.{n}.from").strip() or last(form, f"{at}.hours.{n}.to").strip()):
                kept.pop(f"{at}.hours.{n}.weekday", None)
        if at != "primary" and not any(last(form, f"{at}.{name}").strip() for name in ("display_name", "phone")):
            kept = {name: values for name, values in kept.items() if not name.startswith(f"{at}.")}
    return kept


def _written(path: ContactPath) -> dict[str, Any]:
    """The record as the form's fields."""
    fact = path.published
    assert fact is not None
    fields: dict[str, Any] = {
        "reply_promise_working_days": fact.reply_promise_working_days,
        "use_when": fact.use_when or "",
        "not_for": fact.not_for or "",
        "visiting_address": fact.visiting_address or "",
        "for_whom": sorted(fact.for_whom),
        "municipal_offers_text": "\n".join(fact.municipal_offers),
        "team_status": fact.team_status.value,
        "reko_count": fact.reko_count,
        "reko_hours_per_week": "" if fact.reko_hours_per_week is None else fact.reko_hours_per_week,
    }
    contacts: dict[str, Contact | None] = {
        "primary": fact.primary,
        "backup": fact.backup,
        "escalation": fact.escalation,
    }
    for at, contact in contacts.items():
        if contact is None:
            continue
        for name in ("kind", "display_name", "role", "phone", "secure_address", "staff_count"):
            fields[f"{at}.{name}"] = str(getattr(contact, name) or "")
        for hours in contact.hours:
            fields[f"{at}.hours.{hours.weekday - 1}.from"] = hours.from_
            fields[f"{at}.hours.{hours.weekday - 1}.to"] = hours.to
    return fields
