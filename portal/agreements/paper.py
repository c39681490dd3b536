"""A signed routine as tagged PDF: the version in force, or the draft, with its signatures and the ways in of today."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from events.agreement import Agreement, Version
from portal.acting import AnyRequest, looking, officer_of
from portal.agreements.found import HERE, found
from portal.agreements.words import municipal_chief, title_of
from portal.guards import any_officer
from portal.house import portal_of
from portal.paper.typeset import typeset
from portal.paths.words import call
from portal.swedish import day, joined, upper_first
from projections import contact_paths


@get(HERE + "/{agreement_id:uuid}/pdf", guards=[any_officer], sync_to_thread=True)
def routine_pdf(request: AnyRequest, agreement_id: FromPath[UUID]) -> Response[bytes]:
    agreement = found(request, agreement_id)
    pdf = typeset("paper/routine.typ", values_of(request, agreement), portal_of(request).clock.moment())
    headers = {"content-disposition": 'inline; filename="rutin.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


def values_of(request: AnyRequest, agreement: Agreement) -> dict[str, Any]:
    directory, today = request.state.directory, portal_of(request).clock.today()
    holds = agreement.in_force(today)
    version = holds or agreement.latest
    chief, due = municipal_chief(agreement, directory, today), agreement.follow_up_due
    terms = version.terms
    agreed = [
        ("Tidig kontakt", terms.early_contact_rule),
        ("Avvikelser", terms.deviation_procedure),
        ("Kommunen erbjuder", joined(terms.municipal_offers) if terms.municipal_offers else None),
    ]
    return {
        "title": title_of(agreement),
        "footer": f"Utskrift ur portalen, för {officer_of(request).unit.name}, {day(today)}",
        "standing": _standing(agreement, version, held=holds is not None),
        "signatures": [[directory.name_of(unit), _signed(version, unit, directory)] for unit in terms.parties],
        "duties": [[directory.name_of(each.unit_id), each.text] for each in terms.responsibilities],
        "terms": [[term, text] for term, text in agreed if text] or [["Innehåll", "Inget är skrivet än."]],
        "ways": _ways(request, version),
        "follow_up": f"Kommunen kallar. {f'Ansvarig: {upper_first(chief)}. ' if chief else ''}"
        + (f"Nästa uppföljning: {day(due)}." if due else "Första gången sex månader efter att rutinen är i kraft."),
    }


def _standing(agreement: Agreement, version: Version, *, held: bool) -> str:
    if held and version.in_force_from:
        return f"Version {version.number}, i kraft från {day(version.in_force_from)}."
    if agreement.terminated_on:
        return f"Version {version.number}. Rutinen är uppsagd från {day(agreement.terminated_on)}."
    return f"Version {version.number}, utkast. Den gäller när alla parter har skrivit under."


def _signed(version: Version, unit_id: UUID, directory: Any) -> str:
    for each in version.signatures:
        if each.unit_id == unit_id:
            user = directory.user(each.signed_by)
            return f"{user.name if user else 'Chefen'}, {day(each.on)}"
    return "Har inte skrivit under"


def _ways(request: AnyRequest, version: Version) -> list[list[str]]:
    """Whom to call at each party on the day of the print; a party without a way in is left out."""
    directory, moment = request.state.directory, portal_of(request).clock.moment()
    with looking(request) as connection:
        paths = contact_paths.of_units(connection, version.terms.parties)
    lines = ((unit, call(directory.units[unit], paths.get(unit), directory, moment)) for unit in version.terms.parties)
    return [[directory.name_of(unit), f"{line['who']} {line['phone']}".strip()] for unit, line in lines if line]
