"""Commands about questions between two units of a case."""

from datetime import date
from uuid import UUID

from events.commands.command import CaseCommand
from events.kinds import InquiryType


class SendInquiry(CaseCommand, frozen=True, kw_only=True):
    to_unit: UUID
    type: InquiryType
    text: str
    due_on: date | None = None


class AnswerInquiry(CaseCommand, frozen=True, kw_only=True):
    inquiry_id: UUID
    text: str


class VoidInquiry(CaseCommand, frozen=True, kw_only=True):
    inquiry_id: UUID
