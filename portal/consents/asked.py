"""From the consent form to ``RecordConsent``, and from a fault of the command back to its place in the form."""

from uuid import UUID

from events.categories import Purpose
from events.commands import InformationGiven, RecordConsent
from events.opening import MOST_GUARDIANS
from portal.consents.fields import unknown_categories
from portal.consents.form import Terms
from portal.forms import Fault, Fields, FormRefused, decode, faults, last
from portal.refusal_sentences import REFUSALS

GUARDIAN_ROWS = MOST_GUARDIANS
GUARDIAN_COUNTS = [
    {"value": str(n), "label": said}
    for n, said in enumerate(("En, som har ensam vårdnad", "Två", "Tre", "Fyra"), start=1)
]
STRANGE = "Välj bland enheterna i listan."
NEEDED = {
    "informed": REFUSALS["information_missing"],
    "consent_form": "Välj om samtycket är skriftligt eller muntligt.",
    "given_on": "Skriv vilken dag samtycket gavs.",
    "how_obtained": "Välj hur du fick samtycket.",
    "given_by": "Välj vem som säger ja.",
    "valid_to": "Välj hur länge samtycket ska gälla.",
}
_AT = {
    "information_given": "informed",
    "form": "consent_form",
    "valid_from": "given_on",
    "guardian_consents": "guardian_consents.0.guardian",
    "maturity_assessed_by": "given_by",
    "supersedes": "",
    "copy_given.on": "copy_now",
    "copy_given.how": "how_obtained",
    "command_id": "",
    "seen": "",
}
"""Where in the form a fault of the command is told, when the field has another name there."""


def decoded(terms: Terms, fields: Fields, asked: Fields, case_id: UUID) -> RecordConsent:
    """The command. All that is missing is told at once, also what the command itself could do without."""
    missing = {name: text for name, text in NEEDED.items() if not last(fields, name).strip()}
    missing |= {"recipients": STRANGE} if terms.strange else {}
    if len(terms.chosen) < 2:
        missing.setdefault("recipients", REFUSALS["no_other_authority"])
    if terms.written and not last(fields, "document_location").strip():
        missing["document_location"] = REFUSALS["document_location_missing"]
    try:
        command = decode(RecordConsent, asked, case_id=case_id)
    except FormRefused as error:
        raise FormRefused(missing | {at: text for at, text in error.errors.items() if at not in missing}) from None
    if missing:
        raise FormRefused(missing)
    return command


def asked_of(terms: Terms, fields: Fields, officer_id: UUID, today: str) -> Fields:
    """The fields of ``RecordConsent``, for ``forms.decode``. Fields hidden behind an unchosen answer are left out."""
    asked: Fields = {name: fields[name] for name in ("command_id", "seen", "supersedes") if fields.get(name)}
    asked |= {name: fields.get(name, []) for name in ("given_on", "how_obtained", "confirmed", "freetext_warning")}
    asked["form"] = fields.get("consent_form", [])  # a field named "form" would hide the form itself from scripts
    told = "true" if last(fields, "informed") == "true" else "false"
    asked |= {f"information_given.{point}": [told] for point in InformationGiven.__struct_fields__}
    asked["purposes"] = [*fields.get("purposes", []), Purpose.CONTACT]
    asked["valid_to"] = [last(fields, "valid_to")]
    for n, unit in enumerate(terms.chosen):
        asked[f"recipients.{n}.unit_id"] = [str(unit.unit_id)]
        asked[f"recipients.{n}.categories"] = [str(category) for category in sorted(terms.may[unit.unit_id])]
        asked[f"recipients.{n}.includes_earlier"] = [str(unit.unit_id in terms.earlier).lower()]
    asked |= {f"recipients.{n}.categories": ["?"] for n in range(1) if unknown_categories(fields)}
    if terms.written:
        asked["document_location"] = fields.get("document_location", [])
    asked |= _given_by(fields, officer_id)
    if last(fields, "interpreter_used") == "true":
        asked |= {"interpreter_used": ["true"], "language": fields.get("language", [])}
    if last(fields, "coordination") == "true":
        asked["coordination_services_consented_on"] = fields.get("coordination_services_consented_on", [])
    if last(fields, "copy_now") == "true":
        asked |= {"copy_given.on": [today], "copy_given.how": fields.get("how_obtained", [])}
    return asked


def _given_by(fields: Fields, officer_id: UUID) -> Fields:
    """Who says yes: the person, a representative, the guardians together with a minor, or a mature minor alone."""
    match last(fields, "given_by"):
        case "guardian":
            rows = {
                f"guardian_consents.{n}.{part}": fields.get(f"guardian_consents.{n}.{part}", [])
                for n in range(GUARDIAN_ROWS)
                for part in ("guardian", "given_on", "form")
                if last(fields, f"guardian_consents.{n}.guardian").strip()
            }
            agrees = last(fields, "minor_agrees") or "false"
            in_all = {"guardians_in_all": fields.get("guardians_in_all", [])}
            return {"given_by": ["guardian"], "minor_agrees": [agrees], **in_all, **rows}
        case "mature":
            return {"given_by": ["person"], "maturity_assessed_by": [str(officer_id)]}
        case "legal_representative":
            return {
                "given_by": ["legal_representative"],
                "representative_basis": fields.get("representative_basis", []),
            }
        case other:
            return {"given_by": [other]}


def errors_of(error: Fault, fields: Fields) -> list[dict[str, str]]:
    """``[{field, text}]`` in the form's own names, one per field."""
    found: dict[str, str] = {}
    for field, text in faults(error).items():
        found.setdefault(_place(field, fields), text)
    return [{"field": field, "text": text} for field, text in found.items()]


def _place(field: str, fields: Fields) -> str:
    if field.startswith("recipients"):
        return "recipients"
    if field.startswith("information_given"):
        return "informed"
    if field == "valid_to":
        return "valid_to" if last(fields, "period") == "other" else "period"
    return _AT.get(field, field)
