"""The consent as it stands, for the unit, and on paper for the person: easy Swedish, no portal around it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from events import facts as f
from events.calendar import day_of
from events.categories import CONSENTABLE, Category
from events.reading import Reading
from events.refusals import NotFoundOrDenied
from orgs.directory import Directory
from orgs.roles import CASE_ROLES
from portal import swedish
from portal.acting import AnyRequest, read
from portal.consents import page as consent_page
from portal.consents.notes import releasable
from portal.consents.recording import to_the_gate
from portal.consents.start import current_consent
from portal.consents.table import hyphenated
from portal.guards import any_officer, needs
from portal.pages import page

WRITTEN_WITHIN = timedelta(days=14)


@get("/samtyckesinformation", guards=[any_officer], sync_to_thread=True)
def information(request: AnyRequest) -> Template:
    return page(request, "consents/information.html", title="Får vi prata med varandra om dig?")


@get("/arenden/{case_id:uuid}/samtycken/{consent_id:uuid}/kopia", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def consent_copy(
    request: AnyRequest, case_id: FromPath[UUID], consent_id: FromPath[UUID], sparat: FromQuery[str] = ""
) -> Response[Any]:
    reading = read(request, case_id, "consent copy")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    fact = _readable(reading, consent_id)
    shown = _paper(reading, fact, request.state.directory)
    return page(request, "consents/copy.html", title="Kopia av samtycket", saved=sparat == "1", **shown)


@get("/arenden/{case_id:uuid}/samtycke", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def consent_as_it_stands(request: AnyRequest, case_id: FromPath[UUID]) -> Response[Any]:
    reading = read(request, case_id, "consent")
    if reading.at_the_gate:
        return to_the_gate(case_id)
    consent = current_consent(reading, request.user.unit)
    if consent is None:
        raise NotFoundOrDenied
    directory = request.state.directory
    shown = _paper(reading, _readable(reading, consent.fact.consent_id), directory)
    waiting = sorted(
        (directory.name_of(unit) for unit in reading.case.parties_at(reading.moment) - consent.verified),
        key=swedish.collation_key,
    )
    return page(
        request,
        "consents/standing.html",
        title="Samtycket",
        state=str(reading.case.status(day_of(reading.moment))),
        active=consent.active_on(day_of(reading.moment)),
        copy_given=consent.copy_given,
        waiting=swedish.joined(waiting),
        to_release=releasable(reading, directory),
        **shown | {"rows": _for_staff(shown["rows"])},
    )


def _for_staff(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows in the words that staff use of the person."""
    said = swedish.options("category", only={str(c) for c in CONSENTABLE})
    return [
        row | {"label": each["label"], "help": row["help"] and each["help"]}
        for row, each in zip(rows, said, strict=True)
    ]


def _readable(reading: Reading, consent_id: UUID) -> f.ConsentRecorded:
    """A consent of this case that this reader may read in full."""
    for entry in reading.entries:
        if isinstance(entry.fact, f.ConsentRecorded) and entry.fact.consent_id == consent_id:
            return entry.fact
    raise NotFoundOrDenied


def _paper(reading: Reading, fact: f.ConsentRecorded, directory: Directory) -> dict[str, Any]:
    """The terms in words. Narrowing shows only to a unit that is still a recipient, and only in the current consent."""
    own = reading.gate.officer.unit
    consent = current_consent(reading, own)
    if (consent is not None and consent.fact is fact) or (consent and consent.fact.consent_id == fact.consent_id):
        scope = {unit: consent.categories_of(unit) for unit in consent.units}
    else:
        scope = {r.unit_id: r.categories for r in fact.scope}
    first = consent_page.first_name(reading)
    units = sorted(scope, key=lambda unit: swedish.collation_key(directory.name_of(unit)))
    oral = fact.form == "oral"
    return {
        "case_id": str(reading.case.case_id),
        "here": f"/arenden/{reading.case.case_id}/samtycken",
        "consent_id": str(fact.consent_id),
        "number": reading.case.number,
        "person": reading.name or f"ärende {reading.case.number}",
        "first": first,
        "genitive": consent_page.genitive(first),
        "purposes": [
            label
            for option in swedish.options("purpose")
            if option["value"] in fact.purposes
            for label in [option["label"]]
        ],
        "units": [hyphenated(directory.name_of(unit)) for unit in units],
        "rows": [
            {
                "label": option["label"],
                "help": option["help"] if option["value"] != Category.DIAGNOSIS else "",
                "cells": [{"unit": directory.name_of(unit), "may": option["value"] in scope[unit]} for unit in units],
            }
            for option in swedish.options("category_for_person", only={str(c) for c in CONSENTABLE})
        ],
        "earlier": [directory.name_of(r.unit_id) for r in fact.scope if r.includes_earlier and r.unit_id in scope],
        "until": swedish.exact_date(fact.valid_to),
        "given": swedish.day(fact.given_on),
        "form": swedish.label(fact.form, "consent_form"),
        "how": swedish.label(fact.how_obtained, "how_obtained"),
        "given_by": swedish.label(fact.given_by, "given_by"),
        "by_person": fact.given_by == "person",
        "interpreter": fact.interpreter_used,
        "language": reading.open(fact.language),
        "document_location": reading.open(fact.document_location),
        "recorder": directory.name_of(_recorder(reading, fact)),
        "ask_for_written_by": swedish.day(fact.given_on + WRITTEN_WITHIN) if oral else "",
    }


def _recorder(reading: Reading, fact: f.ConsentRecorded) -> UUID:
    return next(e.owner_unit for e in reading.entries if getattr(e.fact, "consent_id", None) == fact.consent_id)
