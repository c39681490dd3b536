"""The items of one team meeting, each read from its own case through the gate."""

from datetime import datetime
from uuid import UUID

import msgspec

from events.categories import Category
from events.facts import Entry
from events.facts.sip import TeamItemConcluded, TeamItemPlanned
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from portal.acting import AnyRequest, read
from portal.cases.readers import Readers
from portal.sip.meeting import standing
from portal.swedish import collation_key, joined


class Item(msgspec.Struct, frozen=True):
    case_id: UUID
    name: str
    at: datetime
    purpose: str
    question: str
    units: str
    conclusions: list[str]
    readers: str
    may_conclude: bool


def items_of(request: AnyRequest, cases: list[UUID], meeting_id: UUID) -> list[Item]:
    """By the person's name. A case behind the gate page has nothing to show."""
    found = []
    for case_id in cases:
        reading = read(request, case_id, "team")
        if not reading.at_the_gate and (item := item_of(reading, request.state.directory, meeting_id)):
            found.append(item)
    return sorted(found, key=lambda item: collation_key(item.name))


def item_of(reading: Reading, directory: Directory, meeting_id: UUID) -> Item | None:
    facts = [entry.fact for entry in _of(standing(reading), meeting_id)]
    planned = [fact for fact in facts if isinstance(fact, TeamItemPlanned)]
    if not planned:
        return None
    concluded = [reading.open(fact.conclusion) or "" for fact in facts if isinstance(fact, TeamItemConcluded)]
    item, who = planned[-1], Readers(reading, directory)
    readers = [unit for unit in who.covered(Category.PLANNING) if unit in item.units]
    return Item(
        case_id=reading.case.case_id,
        name=reading.name or f"Ärende {reading.case.number}",
        at=item.at,
        purpose=reading.open(item.purpose) or "",
        question=reading.open(item.question) or "",
        units=joined(sorted(map(directory.name_of, item.units), key=collation_key)),
        conclusions=concluded,
        readers=who.to_be(Category.PLANNING, readers),
        may_conclude=item.at <= reading.moment and reading.gate.shown_status is Status.ACTIVE,
    )


def _of(entries: list[Entry], meeting_id: UUID) -> list[Entry]:
    return [entry for entry in entries if getattr(entry.fact, "meeting_id", None) == meeting_id]
