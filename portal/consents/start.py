"""What the consent form is filled with before anybody has typed: the log knows most of it already."""

from datetime import date

from events.case import Consent
from events.categories import ALWAYS, Category, default_ticks
from events.facts import ConsentRecorded, GuardianConsentNoted
from events.kinds import ConsentForm
from events.reading import Reading
from orgs.directory import Directory, Unit
from orgs.kinds import Party
from portal import swedish
from portal.consents.form import WITHHELD
from portal.forms import Fields

USUAL_GUARDIANS = 2
LOCAL = (Party.SOCIAL_SERVICES, Party.LABOUR_MARKET, Party.FK, Party.AF)


def current_consent(reading: Reading, own: Unit) -> Consent | None:
    """The latest consent, for a unit that it covers; a unit that has been left out learns nothing of how it stands."""
    return reading.case.consent if reading.gate.takes_part else None


def adult_on(reading: Reading) -> date | None:
    """The day the person comes of age, for as long as that is ahead when the case was opened or last consented to."""
    case = reading.case
    if case.consents:
        return case.consents[-1].minor_until
    return reading.open(case.drafted.adult_on) if case.drafted else None


def first_fields(reading: Reading, directory: Directory, own: Unit, today: date) -> Fields:
    """The person's current consent for a renewal or a widening. For a first one no unit and no purpose is ticked: the
    person says who and what for; what each chosen unit usually needs is then ticked in the table."""
    nearby = local_units(directory, own, reading.case.municipality_code)
    grown = adult_on(reading)
    minor = grown is not None and today < grown
    fields: Fields = {
        "given_on": [today.isoformat()],
        "period": ["6"],
        "given_by": ["guardian" if minor else "person"],
        "guardians_in_all": [str(guardians_in_all(reading))],
        "offered": [str(unit.unit_id) for unit in nearby],
        "coordination_services_consented_on": [today.isoformat()],
    }
    if reading.contact and reading.contact.interpreter_language:
        fields |= {"interpreter_used": ["true"], "language": [reading.contact.interpreter_language]}
    consent = current_consent(reading, own)
    return fields | (_as_it_was(consent, directory, own, nearby) if consent else {})


def guardians_in_all(reading: Reading) -> int:
    """As said before, as far as this unit may know, or two: one is something to say, never to presume."""
    known = [
        entry.fact.guardians_in_all
        for entry in reading.entries
        if isinstance(entry.fact, ConsentRecorded | GuardianConsentNoted)
    ]
    return max((reading.open(each) or 0 for each in known), default=0) or USUAL_GUARDIANS


def local_units(directory: Directory, own: Unit, municipality_code: str) -> list[Unit]:
    """The units that serve the municipality, one list per kind of party other than the own kind's colleagues."""
    serving = [
        unit
        for unit in directory.units.values()
        if unit.active
        and unit.party in LOCAL
        and unit.unit_id != own.unit_id
        and (municipality_code in unit.serves_municipalities)
    ]
    return sorted(serving, key=lambda unit: (LOCAL.index(unit.party or Party.AF), swedish.collation_key(unit.name)))


def _as_it_was(consent: Consent, directory: Directory, own: Unit, nearby: list[Unit]) -> Fields:
    fact = consent.fact
    units = [unit for unit_id in consent.units if (unit := directory.unit(unit_id))]
    units.sort(key=lambda unit: (unit.unit_id != own.unit_id, swedish.collation_key(unit.name)))
    others = [unit for unit in units if unit.unit_id != own.unit_id]
    usual = {c for unit in others if unit.party for c in default_ticks(unit.party, fact.purposes)}
    held = {c for unit in others for c in consent.categories_of(unit.unit_id)}
    withheld = [str(c) for c in WITHHELD if c is not Category.DIAGNOSIS and c in usual - held]
    purposes = [str(purpose) for purpose in fact.purposes]
    return {
        "supersedes": [str(fact.consent_id)],
        "purposes": purposes,
        "drawn_purposes": purposes,
        "not_shared": withheld,
        "drawn_not_shared": withheld,
        "offered": [str(unit.unit_id) for unit in [*units, *nearby]],
        "recipients": [str(unit.unit_id) for unit in units],
        "columns": [str(unit.unit_id) for unit in units],
        "may": [f"{unit}:{category}" for unit, category in consent.scope if category not in ALWAYS],
        "consent_form": ["written"] if fact.form is ConsentForm.WRITTEN else [""],
    }
