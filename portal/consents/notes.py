"""What is noted beside a consent: a copy given, a guardian's yes, and own earlier entries released to a unit."""

from typing import Any

from litestar.response import Template

from events.commands import NoteConsentCopy, NoteGuardianConsent, ReleaseEarlierEntries
from events.consents import awaits_release
from events.reading import Reading
from events.refusals import Refused
from orgs.directory import Directory
from portal import swedish
from portal.acting import AnyRequest
from portal.consents.asked import GUARDIAN_COUNTS
from portal.consents.small import small_page, small_routes
from portal.consents.start import current_consent, guardians_in_all
from portal.forms import Fault, Fields
from portal.house import portal_of


def _copy(request: AnyRequest, reading: Reading, fields: Fields, error: Fault | None) -> Template:
    if current_consent(reading, request.user.unit) is None:
        raise Refused("consent_missing")
    first = {"on": [portal_of(request).clock.today().isoformat()]}
    return small_page(request, reading, "consents/copies.html", fields or first, error)


def _guardian(request: AnyRequest, reading: Reading, fields: Fields, error: Fault | None) -> Template:
    first = {
        "given_on": [portal_of(request).clock.today().isoformat()],
        "guardians_in_all": [str(guardians_in_all(reading))],
    }
    counts = {"guardian_counts": GUARDIAN_COUNTS}
    return small_page(request, reading, "consents/guardian.html", fields or first, error, **counts)


def _release(request: AnyRequest, reading: Reading, fields: Fields, error: Fault | None) -> Template:
    units, ticked = releasable(reading, request.state.directory), fields.get("categories", [])
    return small_page(request, reading, "consents/release.html", fields, error, units=units, ticked=ticked)


def releasable(reading: Reading, directory: Directory) -> list[dict[str, Any]]:
    """Units that the person lets read what was shared before, with the own unit's categories that they still lack.

    ``[{id, name, categories: [{value, label, help}]}]``; a unit to which everything is released is not among them.
    """
    own = reading.gate.officer.unit
    consent = current_consent(reading, own)
    if consent is None:
        return []
    mine = [entry for entry in reading.entries if entry.owner_unit == own.unit_id]
    found = []
    for unit in sorted(
        (consent.earlier & reading.case.parties_at(reading.moment)) - {own.unit_id}, key=directory.name_of
    ):
        left = {entry.category for entry in mine if awaits_release(reading.case, consent, entry, unit)}
        if left:
            options = swedish.options("category", only={str(c) for c in left})
            found.append({"id": str(unit), "name": directory.name_of(unit), "categories": options})
    return found


NOTE_ROUTES = (
    *small_routes("kopior", NoteConsentCopy, _copy),
    *small_routes("vardnadshavare", NoteGuardianConsent, _guardian),
    *small_routes("frislappande", ReleaseEarlierEntries, _release),
)
