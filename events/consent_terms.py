"""Recording a consent: exactly what the person allows, checked term by term (domain.md 3.1-3.3, 3.7, 3.8)."""

from datetime import date, timedelta
from uuid import UUID

from events import facts as f
from events.act import Act, same_name
from events.calendar import add_months
from events.case import Case
from events.categories import ALWAYS, NEEDS_REHAB_PLANNING, Category, Purpose, default_ticks, tickable
from events.commands import ConsentRecipient, RecordConsent
from events.consequences import voided_by_scope
from events.facts import Entry, Recipient
from events.kinds import ConsentForm, GivenBy, Status
from events.opening import guardians_plausible
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import has_been, let_in, plain, plausible, sealed_text, unit_known
from events.sip.consequences import meetings_by_scope
from orgs.kinds import Party
from orgs.roles import CASE_ROLES

DEFAULT_MONTHS, MOST_MONTHS = 6, 12


def record_consent(case: Case, command: RecordConsent, act: Act) -> list[Entry]:
    """A first consent opens the case; any other supersedes the one before in full."""
    let_in(case, act, CASE_ROLES)
    status = case.status(act.day)
    if status not in {Status.DRAFT, Status.ACTIVE, Status.SUSPENDED}:
        raise Refused("not_now")
    old = case.consent
    if command.supersedes is not None and (old is None or command.supersedes != old.fact.consent_id):
        raise Refused("stale_form", "supersedes")
    if not command.information_given.complete:
        raise Refused("information_missing", "information_given")
    valid_from = command.valid_from or command.given_on
    valid_to = command.valid_to or add_months(valid_from, DEFAULT_MONTHS)
    _period(command, act, valid_from, valid_to)
    if command.coordination_services_consented_on:
        has_been(command.coordination_services_consented_on, act, "coordination_services_consented_on")
    scope = _scope(command, act)
    _form(command, scope)
    minor_until, guardians, in_all = _who(case, command, act, valid_to)
    fact = f.ConsentRecorded(
        consent_id=act.new_id("consent"),
        sequence=len(case.consents) + 1,
        supersedes=old.fact.consent_id if old else None,
        given_on=command.given_on,
        form=command.form,
        how_obtained=command.how_obtained,
        given_by=command.given_by,
        purposes=command.purposes | {Purpose.CONTACT},
        scope=scope,
        valid_from=valid_from,
        valid_to=valid_to,
        interpreter_used=command.interpreter_used,
        coordination_services_consented_on=command.coordination_services_consented_on,
        minor_agrees=command.minor_agrees,
        maturity_assessed_by=command.maturity_assessed_by,
        minor_until=minor_until,
        keeps_verifications=_only_written_now(case, act, command, scope, valid_to),
        guardian_consents=guardians,
        guardians_in_all=Sealed(in_all) if in_all else None,
        representative_basis=_optional(command, "representative_basis"),
        language=_optional(command, "language"),
        document_location=_optional(command, "document_location"),
    )
    units = frozenset(r.unit_id for r in scope)
    entries = [act.entry(case, fact, units, dated=command.given_on)]
    if status is Status.DRAFT:
        entries.append(_activated(case, act, units))
    if command.copy_given:
        plausible(command.copy_given.on, "copy_given.on")
        if not command.given_on <= command.copy_given.on <= act.day:
            raise Refused("before_consent", "copy_given.on")
        copy = f.ConsentCopyGiven(consent_id=fact.consent_id, on=command.copy_given.on, how=command.copy_given.how)
        entries.append(act.entry(case, copy, units))
    covered = frozenset((r.unit_id, category) for r in scope for category in r.categories)
    # Also after a lapse, when questions have been resting: what a successor lacks counts as narrowed (domain.md 3.7).
    may_meet = Purpose.SIP in fact.purposes
    return entries + voided_by_scope(case, act, covered) + meetings_by_scope(case, act, covered, may_meet)


def _period(command: RecordConsent, act: Act, valid_from: date, valid_to: date) -> None:
    for day, field in ((command.given_on, "given_on"), (valid_from, "valid_from"), (valid_to, "valid_to")):
        plausible(day, field)
    if command.given_on > act.day:
        raise Refused("date_in_future", "given_on")
    if not command.given_on <= valid_from <= act.day:
        raise Refused("consent_starts_wrong", "valid_from")
    if valid_to < act.day:
        raise Refused("consent_already_over", "valid_to")
    if valid_to > add_months(valid_from, MOST_MONTHS):
        raise Refused("consent_too_long", "valid_to")


def _scope(command: RecordConsent, act: Act) -> tuple[Recipient, ...]:
    """The recipients as recorded; the recording unit always among them, with its kind's usual categories if unnamed."""
    own = act.by.unit
    wanted = list(command.recipients)
    if len({r.unit_id for r in wanted}) != len(wanted):
        raise Refused("recipient_twice", "recipients")
    if own.unit_id not in {r.unit_id for r in wanted} and own.party is not None:
        wanted.insert(0, ConsentRecipient(own.unit_id, default_ticks(own.party, command.purposes)))
    for recipient in wanted:
        _recipient(recipient, command, act)
    if all(unit_known(act, r.unit_id, "recipients").authority_id == own.authority_id for r in wanted):
        raise Refused("no_other_authority", "recipients")
    return tuple(Recipient(r.unit_id, r.categories, r.includes_earlier) for r in wanted)


def _recipient(recipient: ConsentRecipient, command: RecordConsent, act: Act) -> None:
    unit = unit_known(act, recipient.unit_id, "recipients")
    party = unit.party
    if party is None:
        raise Refused("unit_not_a_party", "recipients", enhet=unit.name)
    if not recipient.categories >= ALWAYS:
        raise Refused("recipient_minimum", "recipients", enhet=unit.name)
    for category in sorted(recipient.categories):
        if not tickable(category, party):
            raise Refused("category_not_allowed", "recipients", kategori=category, enhet=unit.name)
    if Purpose.REHAB_PLANNING not in command.purposes and recipient.categories & NEEDS_REHAB_PLANNING:
        raise Refused("purpose_rehab_missing", "purposes")
    if party is Party.FK and Purpose.INFORM_FK not in command.purposes:
        raise Refused("purpose_fk_missing", "purposes", enhet=unit.name)


def _form(command: RecordConsent, scope: tuple[Recipient, ...]) -> None:
    needs_written = any(Category.DIAGNOSIS in r.categories or r.includes_earlier for r in scope)
    if command.form is ConsentForm.ORAL and needs_written:
        raise Refused("written_required", "form")
    if command.form is ConsentForm.WRITTEN and not (command.document_location or "").strip():
        raise Refused("document_location_missing", "document_location")


def _who(
    case: Case, command: RecordConsent, act: Act, valid_to: date
) -> tuple[date | None, tuple[f.GuardianConsent, ...], int]:
    """Who may consent (domain.md 3.8): the day of full age while the person is a minor, the guardians' consents, and
    how many guardians there are, which is 0 where they are not asked."""
    adult_on = act.person.adult_on if act.person else case.consents[-1].minor_until if case.consents else None
    minor = adult_on is not None and command.given_on < adult_on
    if command.guardians_in_all is not None:
        guardians_plausible(command.guardians_in_all)
    for guardian in command.guardian_consents:
        has_been(guardian.given_on, act, "guardian_consents")
    given = tuple(
        f.GuardianConsent(Sealed(plain(g.guardian, command, "guardian_consents")), g.given_on, g.form)
        for g in command.guardian_consents
    )
    if command.given_by is GivenBy.LEGAL_REPRESENTATIVE and not (command.representative_basis or "").strip():
        raise Refused("representative_basis_missing", "representative_basis")
    if command.maturity_assessed_by not in (None, act.by.user_id):
        raise Refused("maturity_by_recorder", "maturity_assessed_by")
    if not minor:
        if command.given_by is GivenBy.GUARDIAN:
            raise Refused("not_a_minor", "given_by")
        return None, (), 0
    if command.maturity_assessed_by is not None:
        return adult_on, given, 0
    noted = act.person.guardians if act.person else frozenset()
    consenting = noted | {same_name(g.guardian) for g in command.guardian_consents}
    if command.given_by is not GivenBy.GUARDIAN:
        raise Refused("minor_guardian", "guardian_consents")
    in_all = _guardians_in_all(command, act)
    if len(consenting) < in_all:
        raise Refused("minor_guardian", "guardian_consents")
    if command.minor_agrees is not True:
        raise Refused("minor_must_agree", "minor_agrees")
    assert adult_on is not None
    if valid_to >= adult_on:
        raise Refused("guardian_until_adult", "valid_to", datum=adult_on - timedelta(days=1))
    return adult_on, given, in_all


def _guardians_in_all(command: RecordConsent, act: Act) -> int:
    """As noted before or as said now, the larger if they differ: all must consent, so it has to be known how many."""
    in_all = max(act.person.guardians_in_all if act.person else 0, command.guardians_in_all or 0)
    if not in_all:
        raise Refused("guardians_unknown", "guardians_in_all")
    return in_all


def _activated(case: Case, act: Act, units: frozenset[UUID]) -> Entry:
    person = act.person
    assert person is not None and person.initiating_reason is not None, "the edge opens what the draft sealed"
    fact = f.CaseActivated(birth_year=person.birth_year, initiating_reason=person.initiating_reason)
    return act.entry(case, fact, units)


def _only_written_now(
    case: Case, act: Act, command: RecordConsent, scope: tuple[Recipient, ...], valid_to: date
) -> bool:
    """Whether this is the written form of an otherwise identical oral consent: verifications then stand."""
    old = case.consent
    if old is None or not old.active_on(act.day):
        return False
    if (old.fact.form, command.form) != (ConsentForm.ORAL, ConsentForm.WRITTEN):
        return False
    same = {(r.unit_id, category) for r in scope for category in r.categories} == set(old.scope)
    same = same and {r.unit_id for r in scope if r.includes_earlier} == old.earlier
    terms = command.purposes | {Purpose.CONTACT}, command.given_by, valid_to
    return same and terms == (old.fact.purposes, old.fact.given_by, old.fact.valid_to)


def _optional(command: RecordConsent, field: str) -> Sealed[str] | None:
    return sealed_text(getattr(command, field), command, field)
