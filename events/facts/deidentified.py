"""A general question without personal data along a contact path, before any consent (domain.md 5.5, 6): in clear."""

from datetime import date
from uuid import UUID

from events.facts.fact import Fact


class DeidentifiedInquirySent(Fact, frozen=True, tag="deidentified-inquiry-sent"):
    """``leaders`` are the offices of the county's process leaders, who may answer too; ``due_on`` is what the path
    promises."""

    from_unit: UUID
    to_unit: UUID
    leaders: tuple[UUID, ...]
    text: str
    due_on: date


class DeidentifiedInquiryAnswered(Fact, frozen=True, tag="deidentified-inquiry-answered"):
    unit_id: UUID
    text: str


DeidentifiedFact = DeidentifiedInquirySent | DeidentifiedInquiryAnswered
