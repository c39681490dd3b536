"""Questions between two units: sent, answered once, voided (domain.md 5.3.3)."""

from events import facts as f
from events.act import Act
from events.calendar import add_working_days, next_working_day
from events.case import Case, Inquiry
from events.categories import Category
from events.commands import AnswerInquiry, SendInquiry, VoidInquiry
from events.facts import Entry
from events.kinds import InquiryType, VoidReason
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import consent_in_force, covered, gate, let_in, not_allowed, plausible, text
from orgs.roles import CASE_ROLES, Role

DUE_WORKING_DAYS = 5
CATEGORY_OF: dict[InquiryType, Category] = {
    InquiryType.GENERAL: Category.PLANNING,
    InquiryType.PLANNING: Category.PLANNING,
    InquiryType.MEDICAL: Category.FUNCTIONAL_STATUS,
    InquiryType.CERTIFICATE_COMPLETION: Category.FUNCTIONAL_STATUS,
    InquiryType.ECONOMY_YES_NO: Category.LIVELIHOOD,
}
PHYSICIAN_ONLY = frozenset({InquiryType.MEDICAL, InquiryType.CERTIFICATE_COMPLETION})


def send_inquiry(case: Case, command: SendInquiry, act: Act) -> list[Entry]:
    """The two units are the only recipients, and both must hold the category."""
    let_in(case, act, CASE_ROLES)
    consent_in_force(case, act)
    assert case.consent is not None
    category = CATEGORY_OF[command.type]
    if command.to_unit == act.by.unit_id:
        raise Refused("inquiry_to_oneself", "to_unit")
    if command.to_unit not in covered(case, act, category):
        raise not_allowed(act, category, command.to_unit, "to_unit")
    if category not in case.consent.categories_of(act.by.unit_id):
        raise not_allowed(act, category, act.by.unit_id, "type")
    if command.type in PHYSICIAN_ONLY and not act.directory.staff(command.to_unit, act.day, {Role.PHYSICIAN}):
        raise Refused("no_physician", "to_unit")
    due_on = command.due_on or add_working_days(act.day, DUE_WORKING_DAYS)
    plausible(due_on, "due_on")
    if due_on < next_working_day(act.day):
        raise Refused("due_too_soon", "due_on")
    fact = f.InquirySent(
        inquiry_id=act.new_id("inquiry"),
        to_unit=command.to_unit,
        type=command.type,
        due_on=due_on,
        text=Sealed(text(command.text, command, "text")),
    )
    return [act.entry(case, fact, frozenset({command.to_unit}), category=category)]


def answer_inquiry(case: Case, command: AnswerInquiry, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    inquiry = _open(case, act, command.inquiry_id)
    if inquiry.fact.to_unit != act.by.unit_id:
        raise Refused("inquiry_unknown", "inquiry_id")
    if inquiry.fact.type in PHYSICIAN_ONLY and act.by.role is not Role.PHYSICIAN:
        raise Refused("physician_only")
    consent_in_force(case, act)
    asker = inquiry.sent.owner_unit
    if asker not in covered(case, act, inquiry.sent.category):
        raise not_allowed(act, inquiry.sent.category, asker, "inquiry_id")
    fact = f.InquiryAnswered(inquiry_id=command.inquiry_id, text=Sealed(text(command.text, command, "text")))
    return [act.entry(case, fact, frozenset({asker}), category=inquiry.sent.category)]


def void_inquiry(case: Case, command: VoidInquiry, act: Act) -> list[Entry]:
    """The sender takes its own question back."""
    let_in(case, act, CASE_ROLES)
    inquiry = _open(case, act, command.inquiry_id)
    if inquiry.sent.owner_unit != act.by.unit_id:
        raise Refused("inquiry_unknown", "inquiry_id")
    fact = f.InquiryVoided(inquiry_id=command.inquiry_id, reason=VoidReason.SENDER)
    return [act.entry(case, fact, frozenset({inquiry.fact.to_unit}), category=inquiry.sent.category)]


def _open(case: Case, act: Act, inquiry_id: object) -> Inquiry:
    """The open inquiry, if this officer may read it: otherwise it is as unknown as any other."""
    inquiry = next((i for key, i in case.inquiries.items() if key == inquiry_id), None)
    if inquiry is None or not gate(case, act).may_read(inquiry.sent):
        raise Refused("inquiry_unknown", "inquiry_id")
    if inquiry.answered:
        raise Refused("inquiry_answered", "inquiry_id")
    if inquiry.voided:
        raise Refused("inquiry_voided", "inquiry_id")
    return inquiry
