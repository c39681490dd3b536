"""What may be asked and answered without a consent: nothing about anybody (domain.md 5.5, 6.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events.act import Act
from events.calendar import add_working_days, day_of
from events.commands import deidentified as c
from events.commands.command import Command
from events.contact_path import ContactPath
from events.facts import Entry
from events.facts import deidentified as f
from events.free_text.names import seems_named
from events.refusals import NotFoundOrDenied, Refused
from events.sharing import NAMES_SOMEBODY, impersonal
from orgs.kinds import UnitType
from orgs.roles import CASE_ROLES, MANAGERS, PROCESS_LEADERS, Role

ANSWERERS = CASE_ROLES | MANAGERS | PROCESS_LEADERS | {Role.LIAISON_OFFICER}


@dataclass(slots=True)
class DeidentifiedInquiry:
    inquiry_id: UUID
    version: int = 0
    sent: f.DeidentifiedInquirySent | None = None
    sent_on: date | None = None
    sent_by: UUID | None = None
    answer: f.DeidentifiedInquiryAnswered | None = None
    answered_on: date | None = None


def fold(inquiry_id: UUID, entries: Iterable[Entry]) -> DeidentifiedInquiry:
    inquiry = DeidentifiedInquiry(inquiry_id)
    for entry in entries:
        evolve(inquiry, entry)
    return inquiry


def evolve(inquiry: DeidentifiedInquiry, entry: Entry) -> None:
    """Applies one entry, in place."""
    inquiry.version = entry.version
    match entry.fact:
        case f.DeidentifiedInquirySent() as fact:
            inquiry.sent, inquiry.sent_on = fact, day_of(entry.recorded_at)
            inquiry.sent_by = entry.actor.user_id if entry.actor else None
        case f.DeidentifiedInquiryAnswered() as fact:
            inquiry.answer, inquiry.answered_on = fact, day_of(entry.recorded_at)


def send_deidentified_inquiry(path: ContactPath, command: c.SendDeidentifiedInquiry, act: Act) -> list[Entry]:
    """By any caseworker, along the way in that the other unit has published: a stream of its own."""
    if act.by.role not in CASE_ROLES:
        raise Refused("role_not_allowed")
    if command.to_unit == act.by.unit_id:
        raise Refused("own_path", "to_unit")
    if path.published is None:
        raise Refused("path_unknown", "to_unit")
    fact = f.DeidentifiedInquirySent(
        from_unit=act.by.unit_id,
        to_unit=command.to_unit,
        leaders=_leaders(act),
        text=_about_nobody(command.text, command, act),
        due_on=add_working_days(act.day, path.published.reply_promise_working_days),
    )
    return [act.entry(None, fact)]


def answer_deidentified_inquiry(
    inquiry: DeidentifiedInquiry, command: c.AnswerDeidentifiedInquiry, act: Act
) -> list[Entry]:
    """By the unit that was asked, or by the county's process leader; one answer."""
    sent, own = inquiry.sent, act.by.unit_id
    if sent is None or own not in {sent.from_unit, sent.to_unit, *sent.leaders}:
        raise NotFoundOrDenied
    if act.by.role not in ANSWERERS or own == sent.from_unit:
        raise Refused("role_not_allowed")
    if inquiry.answer is not None:
        raise Refused("inquiry_answered", "deidentified_inquiry_id")
    text = _about_nobody(command.text, command, act)
    fact = f.DeidentifiedInquiryAnswered(unit_id=own, text=text)
    return [replace(act.entry(None, fact), stream_id=inquiry.inquiry_id)]


def _about_nobody(text: str, command: Command, act: Act) -> str:
    tidy = impersonal(text, command, "text")
    if seems_named(tidy, act.directory):
        raise Refused("freetext_blocked", "text", detaljer=NAMES_SOMEBODY)
    return tidy


def _leaders(act: Act) -> tuple[UUID, ...]:
    """Offices of insurance medicine in the officer's own county."""
    organisations = act.directory.organisations
    county = organisations[act.by.unit.org_id].county_code
    offices = [
        unit.unit_id
        for unit in act.directory.units.values()
        if unit.unit_type is UnitType.INSURANCE_MEDICINE_OFFICE
        and organisations[unit.org_id].county_code == county
        and unit.active
    ]
    return tuple(sorted(offices, key=str))
