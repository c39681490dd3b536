"""Everything the consent form shows, from a reading of the case and the fields as they stand."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from events.reading import Reading
from orgs.kinds import Party
from portal import swedish
from portal.acting import AnyRequest
from portal.consents import period as consent_period
from portal.consents import preview as consent_preview
from portal.consents import table as consent_table
from portal.consents.asked import GUARDIAN_COUNTS, GUARDIAN_ROWS
from portal.consents.form import Terms
from portal.consents.start import adult_on, current_consent
from portal.forms import Fields, last


def first_name(reading: Reading) -> str:
    """What the page calls the person; the name is not everybody's to know while the case rests."""
    return reading.name.split()[0] if reading.name and reading.name.strip() else "Personen"


def genitive(name: str) -> str:
    """Carinas, Lars"""
    return name if name[-1:].casefold() in "sxz" else name + "s"


def typed_day(fields: Fields, name: str, otherwise: date) -> date:
    """The day as typed, or ``otherwise`` while it cannot be read or lies ahead."""
    try:
        return min(date.fromisoformat(last(fields, name).strip()), otherwise)
    except ValueError:
        return otherwise


def with_end(fields: Fields, reading: Reading, today: date) -> Fields:
    """The fields with ``valid_to`` as the period chosen gives it."""
    end = consent_period.chosen_end(fields, typed_day(fields, "given_on", today), _adult(reading, today))
    return fields | {"valid_to": [end]}


def context(
    request: AnyRequest,
    reading: Reading,
    fields: Fields,
    terms: Terms,
    today: date,
    errors: list[dict[str, str]] | None = None,
) -> dict[str, Any]:
    """For ``consents/form.html`` and its live part."""
    directory, case = request.state.directory, reading.case
    before, adult, name = current_consent(reading, terms.own), _adult(reading, today), first_name(reading)
    unbroken = before is not None and before.active_on(today)
    end = _day(last(with_end(fields, reading, today), "valid_to"))
    return {
        "title": "Nytt samtycke" if before else "Samtycke",
        "case_id": str(case.case_id),
        "here": f"/arenden/{case.case_id}/samtycken",
        "state": str(case.status(today)),
        "person": reading.name or f"ärende {case.number}",
        "first": name,
        "genitive": genitive(name),
        "renewing": before is not None,
        "unbroken": unbroken,
        "recorded_before": case.consent is not None,
        "command_id": last(fields, "command_id") if _is_id(last(fields, "command_id")) else str(uuid4()),
        "seen": reading.gate.seen(),
        "supersedes": str(before.fact.consent_id) if before else "",
        "value": {name: last(fields, name) for name in fields},
        "purposes": [str(p) for p in terms.purposes],
        "purpose_choices": [o for o in swedish.options("purpose") if o["value"] != "contact"],
        "unit_choices": consent_table.unit_choices(terms),
        "found": consent_table.found_units(directory, terms, last(fields, "unit_search")),
        "searched": bool(last(fields, "unit_search").strip()),
        "columns": consent_table.columns(terms),
        "rows": consent_table.rows(terms, name),
        "earlier": consent_table.earlier_cells(terms, before, unbroken=unbroken) if before else [],
        "withheld": [str(c) for c in terms.withheld],
        "withheld_choices": consent_table.withheld_choices(),
        "period_choices": consent_period.period_choices(typed_day(fields, "given_on", today), adult),
        "minor": adult is not None,
        "minor_until": swedish.day(adult) if adult else "",
        "guardians": _guardians(reading),
        "guardian_rows": list(range(GUARDIAN_ROWS)),
        "guardian_counts": GUARDIAN_COUNTS,
        "in_care": terms.own.party is Party.REGION,
        "previews": consent_preview.previews(terms, before, today, end),
        "end": swedish.day(end) if end else "",
        "never_knowing": swedish.joined(consent_preview.never_knowing(terms, before, today)),
        "losing": consent_preview.losing(terms, before, today, directory),
        "errors": errors or [],
        "error": {each["field"]: each["text"] for each in errors or []},
    }


def _adult(reading: Reading, today: date) -> date | None:
    """The day of full age, while it is still ahead."""
    day = adult_on(reading)
    return day if day and today < day else None


def _guardians(reading: Reading) -> list[str]:
    """Guardians whose consent has been noted since the last consent, as far as this unit may know."""
    readable = {id(entry.fact) for entry in reading.entries}
    return [
        f"{note.guardian.open(reading.ring)}, {swedish.day(note.given_on)}"
        for note in reading.case.guardian_notes
        if id(note) in readable
    ]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _is_id(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False
