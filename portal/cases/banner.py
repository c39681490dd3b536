"""The banner of a case: until when may we share, with whom, or that we may not; never why it ended."""

from datetime import date, timedelta
from typing import Any

from events import facts as f
from events.calendar import day_of
from events.case import Consent
from events.categories import CONSENTABLE, Category
from events.kinds import Outcome, Status
from events.reading import Reading
from orgs.directory import Directory
from orgs.kinds import Party
from portal.swedish import day, days_left, exact_date, joined, label

OWNERS: dict[Category, frozenset[Party]] = {
    Category.SICK_LEAVE: frozenset({Party.REGION}),
    Category.FUNCTIONAL_STATUS: frozenset({Party.REGION}),
    Category.DIAGNOSIS: frozenset({Party.REGION}),
    Category.REHAB_PLAN: frozenset({Party.REGION}),
    Category.LIVELIHOOD: frozenset({Party.SOCIAL_SERVICES}),
    Category.MUNICIPAL_INTERVENTIONS: frozenset({Party.SOCIAL_SERVICES, Party.LABOUR_MARKET}),
    Category.SOCIAL_INSURANCE: frozenset({Party.FK}),
    Category.EMPLOYMENT_SERVICES: frozenset({Party.AF}),
}
"""Whose word a category is (domain.md 4.1): held by that unit alone, it is shared with nobody."""


def banner(reading: Reading, directory: Directory) -> dict[str, Any]:
    """What ``consent_banner`` prints: heading, lines, rows, links, resting."""
    status, case, today = reading.gate.shown_status, reading.case, day_of(reading.moment)
    here = f"/arenden/{case.case_id}"
    if status is Status.LOCKED:
        return _resting("Ärendet är spärrat", ["Ingen kan läsa eller skriva här."])
    if status is Status.DRAFT:
        start = {"label": "Skriv in samtycket", "href": f"{here}/samtycken"}
        lines = ["Ingen annan ser ärendet. Skriv in vad personen tillåter, så kan ni börja dela."]
        return _resting("Samtycke saknas än", lines, [start])
    if status is None:
        return _resting(
            f"Er enhet deltar inte längre i ärende {case.number}.", ["Ni kan läsa det som er enhet har skrivit."]
        )
    consent = case.consent
    assert consent is not None
    if status is Status.CLOSED and case.closed is not None:
        lines = ["Det går inte att dela något nytt här."]
        heading = f"Ärendet avslutades {exact_date(case.closed.closed_on)}"
        if told_of_death(reading):
            lines = ["Personen har avlidit. Inget mer lämnas ut härifrån.", "Ni kan läsa det som er enhet har skrivit."]
            return _resting(heading, lines)
        if not consent.active_on(today):
            return _resting(heading, [*lines, "Ni kan läsa det som er enhet har skrivit."])
        lines.append(
            f"Ni kan läsa det som delades så länge samtycket gäller, till och med {day(consent.fact.valid_to)}."
        )
        return _resting(heading, lines, [_seen(here), *_taking_back(here)])
    if status is Status.SUSPENDED:
        return _suspended(reading, consent, here)
    return _active(reading, consent, directory, here)


def _active(reading: Reading, consent: Consent, directory: Directory, here: str) -> dict[str, Any]:
    fact, own = consent.fact, reading.gate.officer.unit_id
    others = sorted(directory.name_of(unit) for unit in reading.case.parties_at(reading.moment) if unit != own)
    rows = [{"term": "Får ta del", "text": ", ".join(others)}]
    if withheld := not_shared(consent, directory):
        rows.append({"term": "Delas inte", "text": joined(withheld)})
    form = label(fact.form, "consent_form")
    return {
        "heading": f"Samtycket gäller till och med {exact_date(fact.valid_to)}",
        "lines": [f"{form}, {day(fact.given_on)}. {_upper(days_left(fact.valid_to, day_of(reading.moment)))}."],
        "rows": rows,
        "links": [
            _seen(here),
            {"label": "Förnya eller utöka", "href": f"{here}/samtycken"},
            *_taking_back(here),
        ],
        "resting": False,
    }


def _seen(here: str) -> dict[str, str]:
    return {"label": "Se vad var och en får läsa", "href": f"{here}/samtycke"}


def _taking_back(here: str) -> list[dict[str, str]]:
    """The person may tell any of us at any time, for as long as there is a consent (domain.md 3.6)."""
    return [
        {"label": "Begränsa", "href": f"{here}/samtycken/begransning"},
        {"label": "Återkalla", "href": f"{here}/samtycken/aterkallelse"},
    ]


def told_of_death(reading: Reading) -> bool:
    """Whether this reader may read that the case was closed because the person had died."""
    closings = [entry.fact for entry in reading.entries if isinstance(entry.fact, f.CaseClosed)]
    return bool(closings) and closings[-1].outcome is Outcome.DECEASED


def _suspended(reading: Reading, consent: Consent, here: str) -> dict[str, Any]:
    today, fact = day_of(reading.moment), consent.fact
    if fact.valid_from > today and consent.stands:
        return _resting(
            f"Samtycket börjar gälla {exact_date(fact.valid_from)}", ["Fram till dess kan ingen dela något här."]
        )
    record = "journalen" if reading.gate.officer.unit.party is Party.REGION else "akten"
    lines = ["Ni kan läsa det som er enhet har skrivit. Ingen kan dela något nytt här."]
    lines.append(f"Det ni redan har fört in i {record} finns kvar där.")
    renew = [{"label": "Skriv in nytt samtycke", "href": f"{here}/samtycken"}]
    return _resting(f"Samtycket upphörde {exact_date(_ended(reading, consent))}", lines, renew)


def _ended(reading: Reading, consent: Consent) -> date:
    """The first day without consent, whichever way it ended."""
    endings = (f.ConsentWithdrawn, f.ConsentNarrowed)
    acts = [e.dated for e in reading.case.facts(*endings) if e.version > consent.version] if not consent.stands else []
    return min([*acts[-1:], consent.fact.valid_to + timedelta(days=1)])


def not_shared(consent: Consent, directory: Directory) -> list[str]:
    """Labels of the categories that reach nobody: no unit holds them, or only the one whose own they are."""
    withheld = []
    for category in CONSENTABLE:
        holders = [directory.units[unit].party for unit, held in consent.scope if held is category]
        if not holders or (len(holders) == 1 and holders[0] in OWNERS.get(category, frozenset())):
            withheld.append(label(category, "category"))
    return withheld


def _resting(heading: str, lines: list[str], links: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"heading": heading, "lines": lines, "rows": [], "links": links or [], "resting": True}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
