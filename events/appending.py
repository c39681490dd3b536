"""The one statement by which anything gets into the log: what it carries, as arrays of columns."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from events import facts as f
from events.case import KEY_DESTROYED_BY, Case
from events.facts import Entry
from events.grants import Grant, Release, grants, grants_by_unit, releases
from events.kinds import RefusalStage
from events.log_recorder import SealedEvent, retracted_by
from events.sealing import Sealed

APPEND: LiteralString = """
SELECT * FROM log.append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
    %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def array(values: Sequence[object]) -> str | None:
    """An array as PostgreSQL reads it; ``None`` for an empty one, which says as little here.

    Written by us because most of an append is arrays of one element, and the driver's way there takes longer than all
    else that it does.
    """
    return "{" + ",".join([_WRITTEN[type(value)](value) for value in values]) + "}" if values else None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_WRITTEN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    bytes: lambda value: f'"\\\\x{value.hex()}"',
    datetime: datetime.isoformat,
    int: str,
    str: _quoted,
    type(None): lambda _: "NULL",
    UUID: str,
}


class IdentityPart(msgspec.Struct, frozen=True):
    part: str
    blind: bytes | None
    box: bytes


class Append(msgspec.Struct, frozen=True):
    """What goes into the same transaction as the events. ``granted`` is ``None`` when the append changes no grant."""

    unit_id: UUID | None
    moment: datetime
    command_id: UUID
    after: bytes | None
    """Of a case: the leaf of the event that the decision knew as its latest, which the first of these must follow."""
    identity: tuple[IdentityPart, ...] = ()
    granted: tuple[list[Grant], list[Release]] | None = None

    def statement(self, events: Sequence[SealedEvent]) -> tuple[LiteralString, list[Any]]:
        entries = [event.entry for event in events]
        keyed = [event for event in events if event.wrapped_key is not None]
        retractions = retracted_by(entries)
        held, released = self.granted or ([], [])
        return APPEND, [
            self.unit_id,
            self.moment,
            entries[0].stream_id,
            self.command_id,
            self.after,
            array([entry.version for entry in entries]),
            array([event.topic for event in events]),
            array([event.state for event in events]),
            array([entry.event_id for entry in entries]),
            array([event.leaf for event in events]),
            array([event.entry.version for event in keyed]),
            array([event.entry.category.value for event in keyed]),
            array([event.entry.owner_unit for event in keyed]),
            array([array(sorted(event.entry.recipients)) or "{}" for event in keyed]),
            array([event.wrapped_key for event in keyed]),
            array([retraction.version for retraction in retractions]),
            array([retraction.reason in KEY_DESTROYED_BY for retraction in retractions]),
            array([part.part for part in self.identity]),
            array([part.blind for part in self.identity]),
            array([part.box for part in self.identity]),
            *_violence(entries),
            _erasure(entries),
            self.granted is not None,
            array([g.unit_id for g in held]),
            array([str(g.category) for g in held]),
            array([g.since for g in held]),
            array([g.valid_from for g in held]),
            array([g.valid_to for g in held]),
            array([r.unit_id for r in released]),
            array([r.owner_unit for r in released]),
            array([str(r.category) for r in released]),
            array([r.upto for r in released]),
        ]


def granted_anew(before: Case | None, after: Case) -> tuple[list[Grant], list[Release]] | None:
    """The whole case's grants and releases when the append changes any of them."""
    if before is not None and (grants_by_unit(before), releases(before)) == (grants_by_unit(after), releases(after)):
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
