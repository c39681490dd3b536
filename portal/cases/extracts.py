"""What the person has a right to: their case as it is shared here, the consent, and who has read (domain.md 5.3.4).

The same line stands on every extract, and nothing in it tells whether a question about violence has been recorded: such
entries are not in it, and the list of readers says neither what was read nor by which page.
"""

from typing import Any
from uuid import UUID

import msgspec
from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.calendar import day_of
from events.case import Consent
from events.categories import CONSENTABLE
from events.facts.sip import SipWishesNoted
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, looking, read
from portal.cases.banner import banner
from portal.cases.page import facts_line
from portal.cases.parties import parties
from portal.cases.readers import Readers
from portal.cases.timeline.items import EVERYTHING, timeline
from portal.guards import needs
from portal.pages import page
from portal.swedish import day, joined, label, period_said, role_label
from projections.access_log import Reader, readers_of

OWN = " (ni)"


@get("/arenden/{case_id:uuid}/utdrag", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def extract(request: AnyRequest, case_id: FromPath[UUID]) -> Redirect | Template:
    """To be printed and given to the person by any unit that they ask."""
    reading = read(request, case_id, "extract")
    if reading.at_the_gate:
        return Redirect(f"/arenden/{case_id}/samtycken/kontroll", status_code=303)
    with looking(request) as connection:
        rows = readers_of(connection, case_id, all_units=reading.gate.takes_part)
    return page(request, "extracts/show.html", **extract_page(reading, request.state.directory, rows))


def extract_page(reading: Reading, directory: Directory, rows: list[Reader]) -> dict[str, Any]:
    consent = reading.case.consent if reading.gate.takes_part else None
    return {
        "title": f"Utdrag, {reading.name or reading.case.number}",
        "person": reading.name or f"Ärende {reading.case.number}",
        "here": f"/arenden/{reading.case.case_id}",
        "facts_line": facts_line(reading),
        "printed_on": day(day_of(reading.moment)),
        "banner": banner(reading, directory)["heading"].rstrip("."),
        "consent": consent_rows(consent, directory) if consent else [],
        "scope": scope_rows(consent, reading, directory) if consent else [],
        "parties": [row | {"own": False} for row in parties(reading, directory, Readers(reading, directory), {})],
        "timeline": [on_paper(item) for item in timeline(for_paper(reading), directory, EVERYTHING)],
        "readers": [_row(row, directory) for row in rows],
    }


def for_paper(reading: Reading) -> Reading:
    """Without what the person has asked in private before a meeting: somebody else may find the paper."""
    told = [entry for entry in reading.entries if not isinstance(entry.fact, SipWishesNoted)]
    return msgspec.structs.replace(reading, entries=told)


def consent_rows(consent: Consent, directory: Directory) -> list[dict[str, str]]:
    fact = consent.fact
    purposes = sorted(label(purpose, "purpose") for purpose in fact.purposes)
    return [
        {"term": "Lämnat", "text": f"{day(fact.given_on)}, {label(fact.how_obtained, 'how_obtained').lower()}"},
        {"term": "Form", "text": label(fact.form, "consent_form")},
        {"term": "Lämnat av", "text": label(fact.given_by, "given_by")},
        {"term": "Gäller", "text": period_said(fact.valid_from, fact.valid_to)},
        {"term": "Används till", "text": joined(purposes)},
        {"term": "Skrevs in av", "text": directory.name_of(consent.recorded_by.unit_id)},
    ]


def scope_rows(consent: Consent, reading: Reading, directory: Directory) -> list[dict[str, str]]:
    """Each unit and what it may read, as it stands after what has been taken away."""
    rows = []
    for unit in sorted(reading.case.parties_at(reading.moment), key=directory.name_of):
        held = consent.categories_of(unit)
        told = [label(category, "category_for_person") for category in CONSENTABLE if category in held]
        rows.append({"term": directory.name_of(unit), "text": joined(told)})
    return rows


def on_paper(item: dict[str, Any]) -> dict[str, Any]:
    """An entry as the person reads it: exact dates, no tools, and no "ni" for the unit that happened to print it."""
    told = item | {"when": item["exact"], "exact": "", "copy": None, "links": [], "badge": None, "waiting": False}
    if item.get("retracted"):
        told["retracted"] = "Uppgiften är tillbakatagen."
    return told | {"readers": (item.get("readers") or "").replace(OWN, "")}


def _row(row: Reader, directory: Directory) -> dict[str, str]:
    stepped_in = ", för en kollega" if row.substitute else ""
    stepped_in += f", för att följa upp kvaliteten, diarienummer {row.registry_number}" if row.registry_number else ""
    return {
        "unit": directory.name_of(row.unit_id),
        "role": role_label(row.role) + stepped_in,
        "when": day(row.on),
    }
