"""What is said of consent, parties and the case itself: title and paragraphs, as in ``entry_words``."""

from collections.abc import Callable
from typing import Any

from events import facts as f
from events.code_lists import MUNICIPALITIES
from events.reading import Reading
from orgs.directory import Directory
from portal.swedish import day, exact_date, joined, label, period_said

Said = tuple[str, list[str]]
CHANGED = {"name": "namn", "phone": "telefon", "interpreter_language": "tolk", "reach_safely": "hur personen nås"}


def _consent(fact: f.ConsentRecorded, reading: Reading, directory: Directory) -> Said:
    names = joined(sorted(directory.name_of(each.unit_id) for each in fact.scope))
    form = label(fact.form, "consent_form")
    return "Samtycke", [f"{form}. Gäller {period_said(fact.valid_from, fact.valid_to)}.", f"Mellan {names}."]


def _verified(fact: f.ConsentVerified, reading: Reading, directory: Directory) -> Said:
    return "Samtycket är kontrollerat", [f"{label(fact.how, 'how_verified')}."]


def _copy(fact: f.ConsentCopyGiven, reading: Reading, directory: Directory) -> Said:
    return "Personen har fått en kopia av samtycket", [f"{exact_date(fact.on)}. {label(fact.how, 'how_obtained')}."]


def _released(fact: f.EarlierEntriesReleased, reading: Reading, directory: Directory) -> Said:
    what = joined(sorted(label(category, "category") for category in fact.categories))
    return f"Tidigare uppgifter är öppnade för {directory.name_of(fact.to_unit)}", [f"{what}."]


def _guardian(fact: f.GuardianConsentNoted, reading: Reading, directory: Directory) -> Said:
    guardian: str | None = reading.open(fact.guardian)
    given = f"{guardian}, {day(fact.given_on)}, {label(fact.form, 'consent_form').lower()}."
    return "En vårdnadshavare har samtyckt", [given]


def _details(fact: f.ContactDetailsChanged, reading: Reading, directory: Directory) -> Said:
    what = [CHANGED[name] for name in sorted(fact.changed)] + (["kommun"] if fact.municipality_code else [])
    return "Kontaktuppgifterna är ändrade", [f"Det gäller {joined(what)}."]


def _party(fact: f.PartyConfirmed, reading: Reading, directory: Directory) -> Said:
    users = (directory.user(user_id) for user_id in fact.caseworkers)
    names = joined(sorted(user.name for user in users if user))
    return f"Handläggare hos {directory.name_of(fact.unit_id)}", [f"{names}."]


def _person(fact: f.ContactPersonNamed, reading: Reading, directory: Directory) -> Said:
    who = [reading.open(sealed) or "" for sealed in (fact.name, fact.role, fact.phone)]
    return f"Kontaktperson hos {directory.name_of(fact.unit_id)}", [", ".join(who)]


def _handed_over(fact: f.CaseResponsibilityTransferred, reading: Reading, directory: Directory) -> Said:
    units = f"Från {directory.name_of(fact.from_unit)} till {directory.name_of(fact.to_unit)}."
    moved = (
        [f"Räknas i {MUNICIPALITIES[fact.municipality_code].name} från och med då."] if fact.municipality_code else []
    )
    why = f"Skäl: {label(fact.reason, 'transfer_reason').lower()}."
    return f"{label(fact.kind, 'responsibility_kind')} är överlämnat", [units, " ".join([why, *moved])]


def _opened(fact: f.CaseDrafted, reading: Reading, directory: Directory) -> Said:
    reason = reading.open(fact.initiating_reason)
    return "Ärendet öppnades", [f"{label(reason, 'initiating_reason')}."] if reason else []


def _closed(fact: f.CaseClosed, reading: Reading, directory: Directory) -> Said:
    return "Ärendet avslutades", [f"{label(fact.outcome, 'outcome')}."]


def _reopened(fact: f.CaseReopened, reading: Reading, directory: Directory) -> Said:
    reason = reading.open(fact.reason)
    return "Ärendet öppnades igen", [reason] if reason else []


STRUCTURE: dict[type[Any], Callable[[Any, Reading, Directory], Said]] = {
    f.ConsentRecorded: _consent,
    f.ConsentVerified: _verified,
    f.ConsentCopyGiven: _copy,
    f.EarlierEntriesReleased: _released,
    f.GuardianConsentNoted: _guardian,
    f.ContactDetailsChanged: _details,
    f.PartyConfirmed: _party,
    f.ContactPersonNamed: _person,
    f.CaseResponsibilityTransferred: _handed_over,
    f.CaseDrafted: _opened,
    f.CaseClosed: _closed,
    f.CaseReopened: _reopened,
}

BARE: dict[type[Any], str] = {
    f.ConsentNarrowed: "Samtycket begränsades",
    f.ConsentWithdrawn: "Samtycket upphörde",
    f.ConsentExpired: "Samtycket gick ut",
    f.StatisticsObjectionNoted: "Personen vill inte vara med i statistiken",
    f.ConsentRefused: "Personen lämnade inget nytt samtycke",
}
"""Said in full by the title; what holds now stands at the top of the page."""
