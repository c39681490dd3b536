"""Commands about questions without personal data."""

from uuid import UUID

from events.commands.command import Command


class SendDeidentifiedInquiry(Command, frozen=True, kw_only=True):
    to_unit: UUID
    text: str


class AnswerDeidentifiedInquiry(Command, frozen=True, kw_only=True):
    deidentified_inquiry_id: UUID
    text: str
