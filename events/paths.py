"""What may be done to the way in to a unit, and by whom (domain.md 5.5, 6)."""

from uuid import UUID

from msgspec.structs import replace

from events.act import Act, same_name
from events.code_lists import MUNICIPALITIES
from events.commands import paths as c
from events.contact_path import ContactPath, contacts_of, touching
from events.facts import AnyFact, Entry
from events.facts import paths as f
from events.path_contacts import sound_contact
from events.refusals import Refused
from events.sharing import has_been, impersonal, nameless, optional_text, plausible, text
from orgs.kinds import UnitType
from orgs.roles import CASE_ROLES, MANAGERS, Role

KEEPERS = MANAGERS | {Role.REHAB_COORDINATOR, Role.LIAISON_OFFICER}
"""Who publishes and confirms the way in to their own unit (domain.md 2.3, 5.5)."""
LONGEST_PROMISE, MOST_STAFF, LONGEST_NOTE = 20, 500, 200


def publish_contact_path(path: ContactPath, command: c.PublishContactPath, act: Act) -> list[Entry]:
    """By the unit's manager or coordinator. A contact that keeps its name keeps its id, and so its absences."""
    _keeper(act)
    unit = act.by.unit
    if unit.party is None and unit.unit_type is not UnitType.INSURANCE_MEDICINE_OFFICE:
        raise Refused("role_not_allowed")
    primary = sound_contact(command.primary, command, "primary")
    backup = sound_contact(command.backup, command, "backup") if command.backup else None
    if backup and same_name(backup.display_name) == same_name(primary.display_name):
        raise Refused("backup_is_primary", "backup")
    if not 1 <= command.reply_promise_working_days <= LONGEST_PROMISE:
        raise Refused("promise_implausible", "reply_promise_working_days")
    for name in ("reko_count", "reko_hours_per_week"):
        if not 0 <= (getattr(command, name) or 0) <= MOST_STAFF:
            raise Refused("count_implausible", name)
    served = unit.serves_municipalities if command.serves_municipalities is None else command.serves_municipalities
    if not set(served) <= MUNICIPALITIES.keys():
        raise Refused("municipality_unknown", "serves_municipalities")
    at_work = len(act.directory.staff(unit.unit_id, act.day, {Role.REHAB_COORDINATOR}))
    fact = f.ContactPathPublished(
        path_id=path.path_id,
        unit_id=unit.unit_id,
        target_group=command.target_group,
        for_whom=command.for_whom,
        primary_id=_id_of(path, primary, act, "primary"),
        primary=primary,
        backup_id=_id_of(path, backup, act, "backup") if backup else None,
        backup=backup,
        escalation=sound_contact(command.escalation, command, "escalation") if command.escalation else None,
        visiting_address=optional_text(command.visiting_address, command, "visiting_address"),
        reply_promise_working_days=command.reply_promise_working_days,
        use_when=optional_text(command.use_when, command, "use_when"),
        not_for=optional_text(command.not_for, command, "not_for"),
        bring=text(command.bring, command, "bring"),
        serves_municipalities=tuple(served),
        care_scope=command.care_scope,
        municipal_offers=tuple(text(each, command, "municipal_offers") for each in command.municipal_offers),
        team_status=command.team_status,
        reko_count=at_work if command.reko_count is None else command.reko_count,
        reko_hours_per_week=command.reko_hours_per_week,
    )
    return [_in(path, act, fact)]


def confirm_contact_path(path: ContactPath, command: c.ConfirmContactPath, act: Act) -> list[Entry]:
    _keeper(act)
    if path.published is None or path.confirmed_on is None:
        raise Refused("path_missing", "confirmed_on")
    on = command.confirmed_on
    has_been(on, act, "confirmed_on")
    if on < path.confirmed_on:
        raise Refused("date_implausible", "confirmed_on")
    return [_in(path, act, f.ContactPathConfirmed(confirmed_on=on))]


def flag_contact_path(path: ContactPath, command: c.FlagContactPath, act: Act) -> list[Entry]:
    """One open flag a reporter: they may say once more what happened, which adds to it and begins no new one."""
    _from_outside(path, act)
    note = _note(command, act) if command.note and command.note.strip() else None
    if any(flag.user_id == act.by.user_id and (flag.noted or note is None) for flag in path.flags):
        raise Refused("already_flagged", "problem")
    return [_in(path, act, f.ContactPathFlagged(problem=command.problem, note=note))]


def _note(command: c.FlagContactPath, act: Act) -> str:
    note = nameless(command.note, command, "note", act)
    if len(note) > LONGEST_NOTE:
        raise Refused("note_too_long", "note")
    return note


def note_contact_path_worked(path: ContactPath, command: c.NoteContactPathWorked, act: Act) -> list[Entry]:
    _from_outside(path, act)
    return [_in(path, act, f.ContactPathWorked())]


def register_contact_absence(path: ContactPath, command: c.RegisterContactAbsence, act: Act) -> list[Entry]:
    """By the contact, a coordinator or the manager; overlapping absences of one contact become one."""
    contacts = contacts_of(path)
    contact = contacts.get(command.contact_id)
    if contact is None:
        raise Refused("contact_unknown", "contact_id")
    if act.by.role not in KEEPERS and not (
        act.by.role in CASE_ROLES and same_name(act.by.name) == same_name(contact.display_name)
    ):
        raise Refused("role_not_allowed")
    if command.backup_id == command.contact_id:
        raise Refused("backup_is_primary", "backup_id")
    if command.backup_id is not None and command.backup_id not in contacts:
        raise Refused("contact_unknown", "backup_id")
    plausible(command.from_, "from")
    plausible(command.to, "to")
    if command.to < command.from_:
        raise Refused("ends_before_start", "to")
    first, last = command.from_, command.to
    for absence in path.absences:
        if absence.contact_id == command.contact_id and touching(absence, first, last):
            first, last = min(first, absence.first), max(last, absence.last)
    fact = f.ContactAbsenceRegistered(contact_id=command.contact_id, from_=first, to=last, backup_id=command.backup_id)
    return [_in(path, act, fact)]


def withdraw_contact_path(path: ContactPath, command: c.WithdrawContactPath, act: Act) -> list[Entry]:
    if act.by.role not in MANAGERS:
        raise Refused("role_not_allowed")
    if path.published is None:
        raise Refused("path_missing", "reason")
    return [_in(path, act, f.ContactPathWithdrawn(reason=impersonal(command.reason, command, "reason")))]


def _keeper(act: Act) -> None:
    if act.by.role not in KEEPERS:
        raise Refused("role_not_allowed")


def _from_outside(path: ContactPath, act: Act) -> None:
    if path.published is None:
        raise Refused("path_unknown", "contact_path_id")
    if path.published.unit_id == act.by.unit_id:
        raise Refused("own_path", "contact_path_id")


def _same(one: f.Contact, other: f.Contact) -> bool:
    return same_name(one.display_name) == same_name(other.display_name) and one.kind is other.kind


def _id_of(path: ContactPath, contact: f.Contact, act: Act, place: str) -> UUID:
    known = (contact_id for contact_id, before in contacts_of(path).items() if _same(before, contact))
    return next(known, act.new_id(place))


def _in(path: ContactPath, act: Act, fact: AnyFact) -> Entry:
    """The entry in the stream of the path."""
    return replace(act.entry(None, fact), stream_id=path.path_id)
