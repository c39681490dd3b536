"""Consent: recorded, refused, verified, narrowed, withdrawn, expired, released (domain.md 3).

What it lifts is secrecy; it is never the legal basis of processing. Who may read what follows from the fold and
``events.grants``, so nothing here decides on reading.
"""

from uuid import UUID

from events import facts as f
from events.act import Act
from events.case import Case, Consent
from events.categories import ALWAYS, CONSENTABLE
from events.commands import (
    NarrowConsent,
    NoteConsentCopy,
    RefuseConsent,
    ReleaseEarlierEntries,
    VerifyConsent,
    WithdrawConsent,
)
from events.consequences import voided_by_scope, voided_inquiries
from events.facts import Entry
from events.kinds import RefusalStage, Status, VoidReason
from events.refusals import Refused
from events.sharing import consent_in_force, happened, let_in, let_to_the_gate
from events.sip.consequences import cancelled_meetings, meetings_by_scope
from orgs.roles import CASE_ROLES


def refuse_consent(case: Case, command: RefuseConsent, act: Act) -> list[Entry]:
    """At opening it ends the draft, and the identity goes with it; at renewal the case stays suspended."""
    let_in(case, act)
    status = case.status(act.day)
    if status not in {Status.DRAFT, Status.SUSPENDED}:
        raise Refused("not_now")
    stage = RefusalStage.AT_OPENING if status is Status.DRAFT else RefusalStage.AT_RENEWAL
    if command.stage not in (None, stage):
        raise Refused("not_now", "stage")
    return [act.entry(case, f.ConsentRefused(stage=stage))]


def verify_consent(case: Case, command: VerifyConsent, act: Act) -> list[Entry]:
    let_to_the_gate(case, act)
    consent = _active(case, act, command.consent_id)
    if act.by.unit_id in consent.verified:
        raise Refused("already_verified")
    fact = f.ConsentVerified(consent_id=consent.fact.consent_id, how=command.how)
    return [act.entry(case, fact, frozenset({consent.recorded_by.unit_id}))]


def narrow_consent(case: Case, command: NarrowConsent, act: Act) -> list[Entry]:
    let_in(case, act)
    consent = _active(case, act, command.consent_id)
    if not command.removed:
        raise Refused("nothing_changed", "removed")
    removed: list[f.Removal] = []
    for removal in command.removed:
        held = consent.categories_of(removal.unit_id)
        if not held or not removal.categories <= held:
            raise Refused("narrow_only", "removed")
        whole = not removal.categories or bool(removal.categories & ALWAYS) or removal.categories == held
        removed.append(f.Removal(removal.unit_id, frozenset() if whole else removal.categories))
    fact = f.ConsentNarrowed(consent_id=consent.fact.consent_id, removed=tuple(removed))
    gone = {(r.unit_id, c) for r in removed for c in (r.categories or consent.categories_of(r.unit_id))}
    left = frozenset(consent.scope) - gone
    # A removed unit is told by its own neutral notice, never by what the others read.
    told = frozenset(unit for unit, _ in left) & case.parties_at(act.moment)
    fallen = [*voided_by_scope(case, act, left), *meetings_by_scope(case, act, left)]
    return [act.entry(case, fact, told), *fallen]


def withdraw_consent(case: Case, command: WithdrawConsent, act: Act) -> list[Entry]:
    """The person may tell any recipient unit; it takes effect as it is recorded. The reason is never asked."""
    let_to_the_gate(case, act)
    consent = _active(case, act, command.consent_id)
    if command.told_to_unit not in (None, act.by.unit_id):
        raise Refused("unit_unknown", "told_to_unit")
    fact = f.ConsentWithdrawn(
        consent_id=consent.fact.consent_id, told_to_unit=act.by.unit_id, how_told=command.how_told
    )
    fallen = voided_inquiries(case, act, VoidReason.CONSENT_ENDED)
    return [act.entry(case, fact), *fallen, *cancelled_meetings(case, act)]


def note_consent_copy(case: Case, command: NoteConsentCopy, act: Act) -> list[Entry]:
    let_in(case, act)
    consent = _active(case, act, command.consent_id)
    happened(command.on, act, command, "on")
    if command.on < consent.fact.given_on:
        raise Refused("before_consent", "on")
    fact = f.ConsentCopyGiven(consent_id=consent.fact.consent_id, on=command.on, how=command.how)
    return [act.entry(case, fact, case.parties_at(act.moment), dated=command.on)]


def release_earlier_entries(case: Case, command: ReleaseEarlierEntries, act: Act) -> list[Entry]:
    """The person permits, each owner releases its own: the act of disclosure stays with the owner."""
    let_in(case, act, CASE_ROLES)
    consent_in_force(case, act)
    consent = case.consent
    assert consent is not None
    if command.to_unit == act.by.unit_id or command.to_unit not in consent.earlier & case.parties_at(act.moment):
        raise Refused("release_not_permitted", "to_unit")
    if not command.categories or not command.categories <= consent.categories_of(command.to_unit):
        raise Refused("release_not_permitted", "categories")
    own = {e.category for e in case.entries.values() if e.owner_unit == act.by.unit_id}
    if not command.categories <= own & set(CONSENTABLE):
        raise Refused("nothing_to_release", "categories")
    fact = f.EarlierEntriesReleased(to_unit=command.to_unit, categories=command.categories)
    return [act.entry(case, fact, frozenset({command.to_unit}))]


def awaits_release(case: Case, consent: Consent, entry: Entry, unit_id: UUID) -> bool:
    """Whether the person lets the unit read the entry, written before its time, and its owner has not opened it yet."""
    since = consent.scope.get((unit_id, entry.category))
    if unit_id not in consent.earlier or since is None or entry.category not in CONSENTABLE:
        return False
    released = case.releases.get((unit_id, entry.owner_unit, entry.category), 0)
    return released < entry.version < since and entry.version not in case.retracted


def expire_consent(case: Case, act: Act) -> list[Entry]:
    """What time brings about; the gate has not waited for it. Empty when there is nothing to expire: repeatable."""
    consent = case.consent
    over = consent is not None and consent.stands and consent.fact.valid_to < act.day
    if not over or consent is None or case.status(act.day) is not Status.SUSPENDED:
        return []
    fact = f.ConsentExpired(consent_id=consent.fact.consent_id)
    return [act.entry(case, fact, case.parties_at(act.moment), owner_unit=consent.recorded_by.unit_id)]


def _active(case: Case, act: Act, consent_id: UUID | None) -> Consent:
    """The consent that is active now, and the one the form was about; none at all to a unit that is not in it."""
    consent = case.consent
    if consent is None or not consent.stands or act.by.unit_id not in case.parties_at(act.moment):
        raise Refused("consent_missing")
    if not consent.active_on(act.day):
        raise Refused("consent_expired", datum=consent.fact.valid_to)
    if consent_id not in (None, consent.fact.consent_id):
        raise Refused("stale_form")
    return consent
