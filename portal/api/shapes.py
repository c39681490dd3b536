"""How the API says what the gate lets a reader see (contract.md 6)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from events import facts as f
from events.calendar import day_of
from events.facts import Entry
from events.facts import sip as s
from events.facts.agreements import AgreementDrafted
from events.facts.association import AssociationOfferPublished, FundedInterventionRegistered
from events.facts.deidentified import DeidentifiedInquirySent
from events.facts.deviations import DeviationReported
from events.facts.paths import ContactPathPublished
from events.grants import Gate
from events.log import Receipt
from events.reading import Reading
from events.sealing import KeyRing, Sealed
from orgs.directory import Directory, Unit
from orgs.officers import Officer

_NEVER_OUT = frozenset({"topic", "version", "replaced_by"})
"""A version tells of entries before it, and what replaces an entry is another, that a reader may not know of."""
_OF_OTHERS = ("step_down_ref", "scheduled")
"""Fields that say which other entry is meant: told to whoever may read that one too."""


def unit(found: Unit) -> dict[str, Any]:
    return {"id": found.unit_id, "slug": found.slug, "name": found.name}


def receipt(made: Receipt, officer: Officer, moment: datetime, substitute: bool) -> dict[str, Any]:
    """The answer to a command: the events this officer may see, and the ids that it made."""
    entries = made.entries
    if made.case is not None:
        gate = Gate(made.case, officer, moment, substitute)
        entries = [entry for entry in entries if gate.may_read(entry)]
    ids: dict[str, Any] = {}
    for entry in made.entries:
        ids |= _made(entry)
    events = [{"id": entry.event_id, "topic": entry.topic} for entry in entries]
    return {"receipt": made.command_id.hex, "events": events, **ids}


def _made(entry: Entry) -> dict[str, Any]:
    match entry.fact:
        case f.CaseDrafted():
            return {"case_id": entry.stream_id}
        case f.ConsentRecorded(consent_id=consent_id):
            return {"consent_id": consent_id}
        case f.InquirySent(inquiry_id=inquiry_id):
            return {"inquiry_id": inquiry_id}
        case s.SipProposed(sip_id=sip_id):
            return {"sip_id": sip_id}
        case s.TeamItemPlanned(meeting_id=meeting_id):
            return {"meeting_id": meeting_id}
        case f.InterventionRecorded(intervention_id=intervention_id):
            return {"intervention_id": intervention_id}
        case AgreementDrafted():
            return {"agreement_id": entry.stream_id}
        case DeviationReported(kind=kind):
            return {"deviation_id": entry.stream_id, "kind": kind}
        case DeidentifiedInquirySent():
            return {"deidentified_inquiry_id": entry.stream_id}
        case ContactPathPublished():
            return {"contact_path_id": entry.stream_id}
        case f.OrganisationRegistered(org_id=org_id):
            return {"org_id": org_id}
        case f.UnitRegistered(unit_id=unit_id):
            return {"unit_id": unit_id}
        case f.QualityAssignmentGranted(quality_assignment_id=quality_assignment_id):
            return {"quality_assignment_id": quality_assignment_id}
        case AssociationOfferPublished(offer_id=offer_id):
            return {"offer_id": offer_id}
        case FundedInterventionRegistered(funded_id=funded_id):
            return {"funded_id": funded_id}
        case f.RoleAssigned(assignment_id=assignment_id, user_id=user_id):
            return {"assignment_id": assignment_id, "user_id": user_id}
    return {}


def case(reading: Reading, directory: Directory) -> dict[str, Any]:
    """A case as this reader sees it; at the gate only the name, who recorded the consent, and the own scope."""
    consent = reading.case.consent
    if reading.at_the_gate:
        assert consent is not None
        return {
            "case_id": reading.case.case_id,
            "person": {"name": reading.name},
            "consent_id": consent.fact.consent_id,
            "gate": {
                "recorded_by": _who(consent.recorded_by, directory),
                "scope": sorted(consent.categories_of(reading.gate.officer.unit_id)),
            },
        }
    return {
        "case_id": reading.case.case_id,
        "number": reading.case.number,
        "status": reading.gate.shown_status,
        "person": _person(reading),
        "consent": _consent(reading),
        "parties": _parties(reading, directory),
        "seen": reading.gate.seen(),
        "entries": [entry(each, reading, directory) for each in reading.entries],
    }


def entry(each: Entry, reading: Reading, directory: Directory) -> dict[str, Any]:
    """One entry with its values opened, and who else can read it; of a retracted one only that it was retracted."""
    case = reading.case
    retracted = each.version in case.retracted
    party = frozenset(each["id"] for each in _parties(reading, directory))
    shape: dict[str, Any] = {
        "event_id": each.event_id,
        "topic": each.topic,
        "category": each.category,
        "owner_unit": each.owner_unit,
        "dated": each.dated,
        "recorded_at": each.recorded_at,
        "recipients": [] if retracted else sorted(each.recipients & party),
        "data": {} if retracted else opened(each.fact, reading.ring, reading.gate),
    }
    return shape | ({"retracted": True} if retracted else {})


def opened(fact: f.AnyFact, ring: KeyRing, gate: Gate) -> dict[str, Any]:
    """A fact's fields with their sealed values opened; raises ``NotReleased`` for what is not this reader's."""
    meant = {name: event_id for name in _OF_OTHERS if (event_id := getattr(fact, name, None))}
    hidden = _NEVER_OUT | {name for name, event_id in meant.items() if not _may_know(event_id, gate)}

    def clear(value: Any) -> Any:
        if isinstance(value, Sealed):
            return value.open(ring)
        raise TypeError(type(value).__name__)

    fields: dict[str, Any] = msgspec.to_builtins(fact, enc_hook=clear)
    return {name: value for name, value in fields.items() if name not in hidden}


def _may_know(event_id: UUID, gate: Gate) -> bool:
    meant = gate.case.by_event(event_id)
    return meant is not None and gate.may_read(meant)


def _person(reading: Reading) -> dict[str, Any]:
    person: dict[str, Any] = {"name": reading.name}
    if reading.contact:
        person |= msgspec.structs.asdict(reading.contact)
    return person


def _consent(reading: Reading) -> dict[str, Any] | None:
    consent = reading.case.consent
    unit_id = reading.gate.officer.unit_id
    if consent is None or not reading.gate.takes_part:
        return None
    return {
        "consent_id": consent.fact.consent_id,
        "active": consent.active_on(day_of(reading.moment)),
        "form": consent.fact.form,
        "given_on": consent.fact.given_on,
        "valid_from": consent.fact.valid_from,
        "valid_to": consent.fact.valid_to,
        "purposes": sorted(consent.fact.purposes),
        "scope": sorted(consent.categories_of(unit_id)),
        "verified": unit_id in consent.verified,
    }


def _parties(reading: Reading, directory: Directory) -> list[dict[str, Any]]:
    consent = reading.case.consent
    if consent is None or not reading.gate.takes_part or not consent.active_on(day_of(reading.moment)):
        return []
    return [
        unit(directory.units[each]) for each in sorted(reading.case.parties_at(reading.moment), key=directory.name_of)
    ]


def _who(actor: f.Actor, directory: Directory) -> dict[str, Any]:
    user = directory.user(actor.user_id)
    return {"name": user.name if user else None, "role": actor.role, "unit": directory.name_of(actor.unit_id)}
