"""Questions between two units of a case."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import InquiryType, VoidReason
from events.sealing import Sealed


class InquirySent(Fact, frozen=True, tag="inquiry-sent"):
    category: ClassVar[Category] = Category.PLANNING
    inquiry_id: UUID
    to_unit: UUID
    type: InquiryType
    due_on: date
    text: Sealed[str]


class InquiryAnswered(Fact, frozen=True, tag="inquiry-answered"):
    category: ClassVar[Category] = Category.PLANNING
    inquiry_id: UUID
    text: Sealed[str]


class InquiryVoided(Fact, frozen=True, tag="inquiry-voided"):
    inquiry_id: UUID
    reason: VoidReason


InquiryFact = InquirySent | InquiryAnswered | InquiryVoided
