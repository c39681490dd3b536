"""Personal data incidents: which entries open one, at which unit, and until when it is to be assessed.

The unit that disclosed answers for it (domain.md 5.3.1, 5.6). What was disclosed is not part of it.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from events import facts as f
from events.categories import Category
from events.facts import Entry
from events.facts.deviations import DeviationReported, DeviationType
from events.kinds import RetractionReason

WITHIN = timedelta(hours=72)
"""From when the unit knew until the supervisory authority has been told, GDPR art. 33 (general knowledge)."""


class IncidentKind(StrEnum):
    WRONG_PERSON = "wrong_person"
    SHARED_WITHOUT_CONSENT = "shared_without_consent"


class Incident(msgspec.Struct, frozen=True):
    incident_id: UUID
    """Of the entry that opened it."""
    unit_id: UUID
    kind: IncidentKind
    known_at: datetime

    @property
    def due_at(self) -> datetime:
        return self.known_at + WITHIN


def incident_of(entry: Entry) -> Incident | None:
    """The incident that the entry opens; ``None`` for nearly all.

    Not of the question about violence: nobody has been shown it, and the incident would tell that it was there (4.3).
    """
    match entry.fact:
        case f.EntryRetracted(reason=RetractionReason.WRONG_PERSON) if not _never_shared(entry):
            return Incident(entry.event_id, entry.owner_unit, IncidentKind.WRONG_PERSON, entry.recorded_at)
        case DeviationReported(type=DeviationType.SHARED_WITHOUT_CONSENT, about_unit=about_unit):
            return Incident(entry.event_id, about_unit, IncidentKind.SHARED_WITHOUT_CONSENT, entry.recorded_at)
    return None


def _never_shared(entry: Entry) -> bool:
    return entry.category is Category.VIOLENCE_QUESTION
