"""What an ending brings with it, appended together with what ended it (domain.md 3.6).

A consequence belongs to the unit whose act it undoes and is readable by those it addresses also after the consent.
"""

from collections.abc import Iterable
from uuid import UUID

from msgspec import structs

from events import facts as f
from events.act import Act
from events.case import Case, Inquiry
from events.categories import Category
from events.facts import Entry
from events.kinds import VoidReason


def voided_inquiries(case: Case, act: Act, reason: VoidReason) -> list[Entry]:
    """Every open inquiry, voided; both sides are told."""
    return [_voided(case, act, inquiry, reason) for inquiry in case.inquiries.values() if inquiry.open]


def voided_by_scope(case: Case, act: Act, scope: Iterable[tuple[UUID, Category]]) -> list[Entry]:
    """Open inquiries one of whose two units no longer holds the category in what is left of the scope."""
    left = set(scope)
    return [
        _voided(case, act, inquiry, VoidReason.NARROWED)
        for inquiry in case.inquiries.values()
        if inquiry.open
        and not {(inquiry.sent.owner_unit, inquiry.sent.category), (inquiry.fact.to_unit, inquiry.sent.category)}
        <= left
    ]


def _voided(case: Case, act: Act, inquiry: Inquiry, reason: VoidReason) -> Entry:
    fact = f.InquiryVoided(inquiry_id=inquiry.fact.inquiry_id, reason=reason)
    sender, recipient = inquiry.sent.owner_unit, inquiry.fact.to_unit
    entry = act.entry(case, fact, frozenset({recipient}), category=Category.STRUCTURE, owner_unit=sender)
    # Without an actor: it would tell the others whom the person told (domain.md 3.6). The act itself keeps its own.
    return structs.replace(entry, actor=None)
