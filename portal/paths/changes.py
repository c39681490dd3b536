"""What is done about the own way in: published, confirmed, somebody absent, withdrawn."""

from typing import Any

from litestar import Response, get, post

from events.commands import paths as p
from events.contact_path import ContactPath, contacts_of
from events.facts.paths import Contact
from events.paths import KEEPERS
from events.refusals import Refused
from orgs.kinds import CARE_UNITS
from orgs.roles import CASE_ROLES, MANAGERS
from portal.acting import AnyRequest, execute, looking, officer_of
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode, faults, last
from portal.guards import needs
from portal.house import portal_of
from portal.paths.hours_form import WORKING_DAYS, into_lines, into_rows, line_of
from projections import contact_paths

HERE = "/kontaktvagar"
CRUMBS = [{"label": "Kontaktvägar", "href": HERE}]
WEEKDAYS = ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag")
AT = ("primary", "backup", "escalation")
FOLDED = (
    "use_when",
    "visiting_address",
    "for_whom",
    "municipal_offers",
    "team_status",
    "reko_count",
    "reko_hours_per_week",
)
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
    return answer(request, f"{HERE}/{officer_of(request).unit_id}")


@get(HERE + "/er-kontaktvag", guards=[needs(KEEPERS)], sync_to_thread=True)
def path_form(request: AnyRequest, kept: Form) -> Any:
    path = _own(request)
    begun = {"primary.kind": "named", "for_whom": [each["value"] for each in WHOM]}
    return _path_form(request, fresh(kept, **(_written(path) if path else begun)))


@post(HERE + "/er-kontaktvag", guards=[needs(KEEPERS)], dependencies=TAKES, sync_to_thread=True)
def publish(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(p.PublishContactPath, _as_command(form)))
    except (Refused, FormRefused) as refused:
        return _path_form(request, form, _at_its_line(refused, form))
    return answer(request, f"{HERE}/{officer_of(request).unit_id}")


@get(HERE + "/franvaro", guards=[needs(CASE_ROLES | KEEPERS)], sync_to_thread=True)
def absence_form(request: AnyRequest, kept: Form) -> Any:
    today = portal_of(request).clock.today()
    return _absence_form(request, fresh(kept, **{"from": today.isoformat()}))


@post(HERE + "/franvaro", guards=[needs(CASE_ROLES | KEEPERS)], dependencies=TAKES, sync_to_thread=True)
def register_absence(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(p.RegisterContactAbsence, form))
    except (Refused, FormRefused) as refused:
        return _absence_form(request, form, refused)
    return answer(request, f"{HERE}/{officer_of(request).unit_id}")


@get(HERE + "/tillbakadragande", guards=[needs(MANAGERS)], sync_to_thread=True)
def withdrawal_form(request: AnyRequest, kept: Form) -> Any:
    return _withdrawal_form(request, kept)


@post(HERE + "/tillbakadragande", guards=[needs(MANAGERS)], dependencies=TAKES, sync_to_thread=True)
def withdraw(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(p.WithdrawContactPath, form))
    except (Refused, FormRefused) as refused:
        return _withdrawal_form(request, form, refused)
    return answer(request, f"{HERE}/{officer_of(request).unit_id}")


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
        unfolded=_unfolded(fields, faults(error) if error else {}),
    )


def _unfolded(fields: Fields, errors: dict[str, str]) -> list[str]:
    """Parts of the form that open unfolded: where something is wrong, and days that differ."""
    parts = [at for at in AT if any(name.startswith(at) for name in errors)]
    for at in AT:
        by_day = [f"{at}.times.{weekday}" for weekday in WORKING_DAYS]
        if any(last(fields, name).strip() or name in errors for name in by_day):
            parts.append(f"{at}.days")
    return parts + ["more"] * bool(set(FOLDED) & {name.partition(".")[0] for name in errors})


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


def _as_command(form: Fields) -> Fields:
    """The form as the command has it: opening hours in rows, and contacts that nobody has filled in left out."""
    kept = dict(form)
    offers = [line.strip() for line in "\n".join(kept.pop("municipal_offers_text", [])).splitlines() if line.strip()]
    if offers:
        kept["municipal_offers"] = offers
    for at in AT:
        rows = into_rows(form, at)
        kept = {name: values for name, values in kept.items() if not name.startswith(f"{at}.times")}
        if at != "primary" and not any(last(form, f"{at}.{name}").strip() for name in ("display_name", "phone")):
            kept = {name: values for name, values in kept.items() if not name.startswith(f"{at}.")}
        else:
            kept |= rows
    return kept


def _at_its_line(error: Fault | None, form: Fields) -> FormRefused | None:
    """Faults of an opening hour, at the line it was typed in; that of the offers, at the box they stand in."""
    if error is None:
        return None
    moved = {}
    for field, text in faults(error).items():
        contact, _, rest = field.partition(".hours.")
        row = rest.partition(".")[0]
        moved[line_of(form, contact, int(row)) if row.isdigit() else field] = text
    return FormRefused(moved)


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
        fields |= into_lines(contact, at)
    return fields
