"""The small forms about a consent: one question each, drawn again with its fault and what was typed."""

from typing import Any
from uuid import uuid4

from litestar.response import Template

from events.reading import Reading
from events.refusals import NotFoundOrDenied
from portal.acting import AnyRequest
from portal.consents import page as consent_page
from portal.consents.recording import status_of
from portal.consents.start import current_consent
from portal.forms import Fault, Fields, faults, last
from portal.pages import page


def small_page(
    request: AnyRequest,
    reading: Reading,
    name: str,
    fields: Fields,
    error: Fault | None = None,
    **more: Any,
) -> Template:
    """A small form about the consent, with its faults and what was typed. A locked case has none."""
    if reading.case.locked:
        raise NotFoundOrDenied
    errors = faults(error) if error else {}
    return page(request, name, status_of(error) if error else 200, **_context(reading, fields, errors, more))


def _context(reading: Reading, fields: Fields, errors: dict[str, str], more: dict[str, Any]) -> dict[str, Any]:
    """What every small form about a consent shows."""
    consent, first = current_consent(reading, reading.gate.officer.unit), consent_page.first_name(reading)
    known = not reading.at_the_gate
    return {
        "case_id": str(reading.case.case_id),
        "here": f"/arenden/{reading.case.case_id}/samtycken",
        "number": reading.case.number,
        "person": reading.name or f"ärende {reading.case.number}",
        "first": first,
        "genitive": consent_page.genitive(first),
        "at_the_gate": reading.at_the_gate,
        "state": str(reading.gate.shown_status or ""),
        "consent_id": str(consent.fact.consent_id) if consent else "",
        "command_id": last(fields, "command_id") or str(uuid4()),
        "seen": reading.gate.seen() if known else "",
        "value": {name: last(fields, name) for name in fields},
        "errors": [{"field": field, "text": text} for field, text in errors.items()],
        "error": errors,
    } | more
