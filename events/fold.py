"""The fold of a case: what each of its entries makes of it.

Assignments only, no rules: an old event must load after a rule has been tightened.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import MISSING, fields
from datetime import timedelta
from uuid import UUID

from events import facts as f
from events.calendar import day_of, end_of_validity
from events.case import Case, Consent, Departure, Inquiry
from events.facts import Entry
from events.kinds import Outcome, ResponsibilityKind
from events.sip.fold import evolve_sip, sips_of
from orgs.roles import Role

READS_ON = timedelta(days=30)
"""For how long a unit that has handed its responsibility over still reads what the others share."""
_COLLECTIONS = tuple(each.name for each in fields(Case) if each.default_factory is not MISSING)


def fold(case_id: UUID, entries: Iterable[Entry]) -> Case:
    case = Case(case_id)
    for entry in entries:
        evolve(case, entry)
    return case


def continued(case: Case, entries: Iterable[Entry]) -> Case:
    """The case after more entries; ``case`` itself, which others may be reading, stays as it is."""
    later = copy(case)
    for name in _COLLECTIONS:
        setattr(later, name, getattr(case, name).copy())
    later.inquiries = {inquiry_id: copy(inquiry) for inquiry_id, inquiry in case.inquiries.items()}
    if (consent := case.consent) is not None:
        later.consent = copy(consent)
        later.consent.scope, later.consent.verified = dict(consent.scope), set(consent.verified)
        later.consent.earlier = set(consent.earlier)
    for entry in entries:
        evolve(later, entry)
    return later


def evolve(case: Case, entry: Entry) -> None:
    """Applies one entry, in place."""
    granted = case.granted if entry.owner_unit in case.owners else None
    case.granted, case.leaf = None, b""
    case.version = entry.version
    case.entries[entry.version] = entry
    case.owners.add(entry.owner_unit)
    evolve_sip(case.sips, entry)
    match entry.fact:
        case f.CaseDrafted() as fact:
            case.drafted, case.drafted_at = fact, entry.recorded_at
            case.opener = case.lead_unit = entry.owner_unit
            case.municipality_code = fact.municipality_code
            if entry.actor:
                _name(case, entry, entry.owner_unit, frozenset({entry.actor.user_id}), frozenset({entry.actor.role}))
        case f.CaseActivated() as fact:
            case.birth_year, case.initiating_reason = fact.birth_year, fact.initiating_reason
        case f.ConsentRecorded() as fact:
            _succeed(case, entry, fact)
        case f.ConsentVerified() if case.consent:
            case.consent.verified.add(entry.owner_unit)
        case f.ConsentCopyGiven() if case.consent:
            case.consent.copy_given = True
        case f.ConsentNarrowed(removed=removed) if case.consent:
            _narrow(case, case.consent, removed)
        case f.ConsentWithdrawn() | f.ConsentExpired() if case.consent:
            case.consent.ended = True
        case f.ConsentRefused(stage=stage):
            case.refused = case.consent is None and stage == "at_opening"
        case f.GuardianConsentNoted() as fact:
            case.guardian_notes.append(fact)
        case f.EarlierEntriesReleased() as fact:
            for category in fact.categories:
                case.releases[fact.to_unit, entry.owner_unit, category] = entry.version
        case f.PartyConfirmed() as fact:
            _name(case, entry, fact.unit_id, fact.caseworkers, fact.roles)
        case f.CaseResponsibilityTransferred() as fact:
            _hand_over(case, entry, fact)
        case f.ContactPersonNamed() as fact:
            case.contact_persons[fact.unit_id] = entry
        case f.ContactDetailsChanged(municipality_code=str() as code):
            case.municipality_code = code
        case f.InquirySent() as fact:
            case.inquiries[fact.inquiry_id] = Inquiry(entry)
        case f.InquiryAnswered() as fact:
            case.inquiries[fact.inquiry_id].answered = entry
        case f.InquiryVoided() as fact:
            case.inquiries[fact.inquiry_id].voided = entry
        case f.EntryRetracted() as fact:
            case.retracted[fact.version] = entry
            _undo(case, case.entries[fact.version])
        case f.CaseClosed() as fact:
            case.closed = fact
            if fact.outcome is Outcome.DECEASED and case.consent:
                case.consent.ended = True  # a dead person lets nobody read: no further disclosure (domain.md 3.8)
        case f.CaseReopened():
            case.closed = None
        case f.StatisticsObjectionNoted():
            case.statistics_objection = True
        case f.ProtectedIdentityNoted():
            case.locked = True
        case f.CasePurgeOrdered(decision_ref=decision_ref):
            case.purge_ordered = decision_ref
        case f.CasePurged():
            case.purged = True
        case _:
            case.granted = granted  # nothing but one more entry of a unit that had some before


def _name(case: Case, entry: Entry, unit_id: UUID, caseworkers: frozenset[UUID], roles: frozenset[Role]) -> None:
    case.caseworkers[unit_id], case.named_roles[unit_id] = caseworkers, roles
    case.confirmed_at.setdefault(unit_id, entry.version)


def _succeed(case: Case, entry: Entry, fact: f.ConsentRecorded) -> None:
    """A new consent supersedes in full; what the old one held unbroken keeps its ``shared_since``."""
    assert entry.actor is not None
    old = case.consent if case.consent and case.consent.active_on(day_of(entry.recorded_at)) else None
    at = entry.recorded_at
    held = {key: since for key, since in old.scope.items() if not case.has_left(key[0], at)} if old else {}
    case.lead_unit = case.lead_at(at)
    if not fact.keeps_verifications:
        case.left = {}  # the person has said so anew
    scope = {
        (r.unit_id, category): held.get((r.unit_id, category), entry.version)
        for r in fact.scope
        for category in r.categories
    }
    verified = {entry.owner_unit} | (old.verified if old and fact.keeps_verifications else set())
    earlier = {r.unit_id for r in fact.scope if r.includes_earlier}
    case.consent = Consent(fact, entry.version, entry.actor, scope, verified, earlier)
    case.consents.append(fact)
    case.guardian_notes = []
    case.releases = {k: upto for k, upto in case.releases.items() if (k[0], k[2]) in held and (k[0], k[2]) in scope}
    _pass_lead(case, entry.owner_unit)


def _narrow(case: Case, consent: Consent, removed: Iterable[f.Removal]) -> None:
    for removal in removed:
        for unit, category in list(consent.scope):
            if unit == removal.unit_id and (not removal.categories or category in removal.categories):
                del consent.scope[unit, category]
                consent.count_units()
                case.releases = {k: v for k, v in case.releases.items() if (k[0], k[2]) != (unit, category)}
        if removal.unit_id not in consent.units:
            consent.verified.discard(removal.unit_id)
    remaining = sorted(consent.units, key=lambda u: (u in case.left, case.confirmed_at.get(u, case.version + 1)))
    if remaining:
        _pass_lead(case, remaining[0])


def _pass_lead(case: Case, heir: UUID) -> None:
    """Lead passes on when its unit is no longer among the recipients (domain.md 3.7)."""
    if case.consent is None:
        return
    if case.lead_unit not in case.consent.units:
        case.lead_unit = heir
    for unit, departure in case.left.items():
        if departure.heir not in case.consent.units:
            case.left[unit] = departure._replace(heir=heir)


def _hand_over(case: Case, entry: Entry, fact: f.CaseResponsibilityTransferred) -> None:
    """A unit that comes back after it had left begins anew: it makes sure of the consent and reads from here on."""
    at, consent = entry.recorded_at, case.consent
    lead = case.lead_at(at)
    if consent is not None and case.has_left(fact.to_unit, at):
        consent.verified.discard(fact.to_unit)
        consent.scope |= {key: entry.version for key in consent.scope if key[0] == fact.to_unit}
        case.releases = {key: upto for key, upto in case.releases.items() if key[0] != fact.to_unit}
    case.left.pop(fact.to_unit, None)
    until = end_of_validity(day_of(at) + READS_ON)
    before = case.left.get(fact.from_unit, Departure(until, fact.to_unit, medical=False))
    medical = before.medical or fact.kind is ResponsibilityKind.MEDICAL
    case.left[fact.from_unit] = Departure(min(until, before.until), fact.to_unit, medical)
    case.lead_unit = fact.to_unit if fact.kind is ResponsibilityKind.LEAD else lead
    if fact.municipality_code is not None:
        case.municipality_code = fact.municipality_code


def _undo(case: Case, entry: Entry) -> None:
    """A retracted answer leaves its inquiry open again; a retracted question is no longer asked."""
    match entry.fact:
        case f.InquirySent(inquiry_id=inquiry_id):
            case.inquiries.pop(inquiry_id, None)
        case f.InquiryAnswered(inquiry_id=inquiry_id) if inquiry_id in case.inquiries:
            case.inquiries[inquiry_id].answered = None
        case f.ContactPersonNamed(unit_id=unit_id):
            case.contact_persons.pop(unit_id, None)
    if hasattr(entry.fact, "sip_id"):
        case.sips = sips_of(each for version, each in case.entries.items() if version not in case.retracted)
