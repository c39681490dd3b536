"""Who takes part: named caseworkers, the person's contact at each unit, contacts between units, retraction."""

from uuid import UUID

from events import facts as f
from events.act import Act
from events.case import Case
from events.categories import Category
from events.commands import ConfirmParty, LogContact, NameContactPerson, RetractEntry
from events.facts import Entry
from events.facts.sip import DISCLOSING
from events.grants import OWN
from events.kinds import Status
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import (
    chosen,
    consent_in_force,
    covered,
    gate,
    happened,
    let_in,
    let_to_the_gate,
    not_allowed,
    plain,
    sealed_text,
)


def confirm_party(case: Case, command: ConfirmParty, act: Act) -> list[Entry]:
    """Any case role while nobody is named, then a named officer or the manager; the list is replaced."""
    unit_id = act.by.unit_id
    _let_to_name(case, act)
    at_work = act.directory.staff(unit_id, act.day)
    present = {user.user_id for user, _ in at_work}
    already = case.caseworkers.get(unit_id, frozenset()) & present
    if already and not gate(case, act).named and not act.by.is_manager:
        raise Refused("already_named", "caseworkers")
    verified = case.consent is not None and unit_id in case.consent.verified
    if not verified and unit_id not in case.owners:
        raise Refused("not_verified")
    if not command.caseworkers:
        raise Refused("nobody_named", "caseworkers")
    if not command.caseworkers <= present:
        raise Refused("not_at_unit", "caseworkers")
    roles = frozenset(role for user, role in at_work if user.user_id in command.caseworkers)
    fact = f.PartyConfirmed(unit_id=unit_id, caseworkers=command.caseworkers, roles=roles)
    units = case.parties_at(act.moment) if case.consent and case.consent.active_on(act.day) else frozenset()
    return [act.entry(case, fact, units)]


def _let_to_name(case: Case, act: Act) -> None:
    """The manager may name in every case of the unit's own, without reading it; any case role while nobody is named.
    A colleague in the role of somebody named, who could step in, is told that somebody has the case."""
    roles = case.named_roles.get(act.by.unit_id, frozenset())
    knows_whose = act.by.has_case_role and (not roles or act.by.role in roles)
    may = act.by.is_manager or knows_whose
    if not may or OWN not in gate(case, act).held or case.locked:
        let_to_the_gate(case, act)


def name_contact_person(case: Case, command: NameContactPerson, act: Act) -> list[Entry]:
    let_in(case, act)
    consent_in_force(case, act)
    fact = f.ContactPersonNamed(
        unit_id=act.by.unit_id,
        name=Sealed(plain(command.name, command, "name")),
        role=Sealed(plain(command.role, command, "role")),
        phone=Sealed(plain(command.phone, command, "phone", phone=True)),
    )
    return [act.entry(case, fact, case.parties_at(act.moment))]


def log_contact(case: Case, command: LogContact, act: Act) -> list[Entry]:
    """A contact between units of different organisations that the consent covers for planning."""
    let_in(case, act)
    consent_in_force(case, act)
    own = act.by.unit_id
    ends = {command.between.unit_a, command.between.unit_b} if command.between else {own, command.with_unit}
    others = ends - {own, None}
    if own not in ends or len(others) != 1:
        raise Refused("contact_between_two", "with_unit")
    other = next(unit for unit in others if unit is not None)
    if other not in covered(case, act, Category.PLANNING):
        raise not_allowed(act, Category.PLANNING, other, "with_unit")
    if act.directory.units[other].org_id == act.by.unit.org_id:
        raise Refused("contact_same_organisation", "with_unit")
    when = command.dated or act.day
    happened(when, act, command, "dated")
    if not command.deidentified and when < case.consents[0].given_on:
        raise Refused("before_consent", "dated")
    fact = f.ContactLogged(
        unit_a=own,
        unit_b=other,
        channel=command.channel,
        with_person=command.with_person,
        purpose=command.purpose,
        deidentified=command.deidentified,
        text=sealed_text(command.text, command, "text"),
    )
    return [act.entry(case, fact, chosen(case, act, fact.category, command.recipients), dated=when)]


RETRACTABLE = (
    f.ContactLogged,
    f.SgiStatusRecorded,
    f.SickLeaveRecorded,
    f.StepDownPlanned,
    f.LivelihoodRecorded,
    f.PersonViewRecorded,
    f.FunctionalAssessmentShared,
    f.DiagnosisShared,
    f.ViolenceQuestionDocumented,
    f.RehabPlanEstablished,
    f.RehabPlanRevised,
    f.InterventionRecorded,
    f.FkCoordinationRecorded,
    f.EmploymentStatusRecorded,
    f.FollowUpScheduled,
    f.FollowUpHeld,
    f.InquirySent,
    f.InquiryAnswered,
    f.ContactPersonNamed,
    *DISCLOSING,
)
"""What discloses something. Consents and parties are undone by their own acts, never retracted."""


def retract_entry(case: Case, command: RetractEntry, act: Act) -> list[Entry]:
    """Own entries only; hides the content for all but keeps the trace. Allowed also when suspended or closed."""
    let_in(case, act, also_left_out=True)
    if case.status(act.day) is Status.DRAFT:
        raise Refused("not_now")
    door = gate(case, act)
    entry = case.by_event(command.event_id)
    if entry is None or not door.may_read(entry) or entry.owner_unit != act.by.unit_id:
        raise Refused("entry_unknown", "event_id")
    if not isinstance(entry.fact, RETRACTABLE) or entry.version in case.retracted:
        raise Refused("not_retractable", "event_id")
    replaced = case.by_event(command.replaced_by) if command.replaced_by else None
    if command.replaced_by and (
        replaced is None or not door.may_read(replaced) or replaced.owner_unit != act.by.unit_id
    ):
        raise Refused("entry_unknown", "replaced_by")
    fact = f.EntryRetracted(
        event_id=entry.event_id, version=entry.version, reason=command.reason, replaced_by=command.replaced_by
    )
    return [act.entry(case, fact, _were_told(case, entry), category=entry.category)]


def _were_told(case: Case, entry: Entry) -> frozenset[UUID]:
    """Recipients of an entry that it is not from before their time: a retraction must not tell that there was one."""
    if case.consent is None or entry.category is Category.STRUCTURE:
        return entry.recipients
    since = {unit: version for (unit, category), version in case.consent.scope.items() if category is entry.category}
    return frozenset(
        unit
        for unit in entry.recipients
        if since.get(unit, 0) <= entry.version
        or entry.version <= case.releases.get((unit, entry.owner_unit, entry.category), 0)
    )
