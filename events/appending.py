"""The one statement by which anything gets into the log: what it carries, as arrays of columns."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from events import facts as f
from events.case import KEY_DESTROYED_BY, Case
from events.facts import Entry
from events.grants import Grant, Release, grants, releases
from events.kinds import RefusalStage
from events.log_recorder import SealedEvent, retracted_by
from events.sealing import Sealed

APPEND: LiteralString = """
SELECT * FROM log.append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
    %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class IdentityPart(msgspec.Struct, frozen=True):
    part: str
    blind: bytes | None
    box: bytes


class Append(msgspec.Struct, frozen=True):
    """What goes into the same transaction as the events. ``granted`` is ``None`` when the append changes no grant."""

    unit_id: UUID | None
    moment: datetime
    command_id: UUID
    identity: tuple[IdentityPart, ...] = ()
    granted: tuple[list[Grant], list[Release]] | None = None

    def statement(self, events: Sequence[SealedEvent]) -> tuple[LiteralString, list[Any]]:
        entries = [event.entry for event in events]
        keyed = [event for event in events if event.wrapped_key is not None]
        retractions = retracted_by(entries)
        held, released = self.granted or ([], [])
        values = [
            self.unit_id,
            self.moment,
            entries[0].stream_id,
            self.command_id,
            [entry.version for entry in entries],
            [event.topic for event in events],
            [event.state for event in events],
            [entry.event_id for entry in entries],
            [event.leaf for event in events],
            [event.entry.version for event in keyed],
            [event.entry.category.value for event in keyed],
            [event.entry.owner_unit for event in keyed],
            ["{" + ",".join(str(unit) for unit in sorted(event.entry.recipients)) + "}" for event in keyed],
            [event.wrapped_key for event in keyed],
            [retraction.version for retraction in retractions],
            [retraction.reason in KEY_DESTROYED_BY for retraction in retractions],
            [part.part for part in self.identity],
            [part.blind for part in self.identity],
            [part.box for part in self.identity],
            *_violence(entries),
            _erasure(entries),
            self.granted is not None,
            [g.unit_id for g in held],
            [str(g.category) for g in held],
            [g.since for g in held],
            [g.valid_from for g in held],
            [g.valid_to for g in held],
            [r.unit_id for r in released],
            [r.owner_unit for r in released],
            [str(r.category) for r in released],
            [r.upto for r in released],
        ]
        # An empty array says as little as NULL, and most are empty; to write them out would take a tenth of the time.
        return APPEND, [None if value == [] else value for value in values]


def granted_anew(before: Case | None, after: Case) -> tuple[list[Grant], list[Release]] | None:
    """The whole case's grants and releases when the append changes any of them."""
    if before is not None and (grants(before), releases(before)) == (grants(after), releases(after)):
        return None
    return sorted(grants(after)), sorted(releases(after))


def _violence(entries: Sequence[Entry]) -> tuple[Any, ...]:
    for entry in entries:
        if isinstance(entry.fact, f.ViolenceQuestionDocumented):
            record = _still_clear(entry.fact.record)
            return entry.version, record.asked, record.asked_on, record.documented_per_routine
    return None, None, None, None


def _still_clear(sealed: Sealed[f.ViolenceRecord]) -> f.ViolenceRecord:
    """On its way in a value is clear, so an empty ring opens it."""
    return sealed.open({})


def _erasure(entries: Sequence[Entry]) -> str | None:
    for entry in entries:
        match entry.fact:
            case f.ConsentRefused(stage=RefusalStage.AT_OPENING):
                return "all"
            case f.ProtectedIdentityNoted():
                return "contact"
    return None
