"""What must stay purged: kept beside the copies of a store, and purged again in a store restored from one of them."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import msgspec

from events import facts as f
from events.act import Act
from events.case import Case
from events.facts import Entry
from events.kinds import PurgeGround
from events.log_recorder import entry_of

_DECIDED = """
SELECT stream_id, version, state, event_id, command_id FROM log.event
WHERE topic IN ('case-purged', 'case-purge-ordered') ORDER BY position
"""


class Purge(msgspec.Struct, frozen=True):
    """Nothing about the person: the case is only known by its id."""

    case_id: UUID
    ground: PurgeGround
    decision_ref: str | None = None


def decided(connection: Any) -> dict[UUID, Purge]:
    """By case: what has been purged, and what an administrator has ordered and the keeper not yet come to."""
    found = {}
    for row in connection.execute(_DECIDED).fetchall():
        entry = entry_of(*row)
        match entry.fact:
            case f.CasePurged(ground=ground, decision_ref=decision_ref):
                found[entry.stream_id] = Purge(entry.stream_id, ground, decision_ref)
            case f.CasePurgeOrdered(decision_ref=decision_ref):
                found[entry.stream_id] = Purge(entry.stream_id, PurgeGround.WRONG_REGISTRATION, decision_ref)
    return found


def together(*known: Iterable[Purge]) -> dict[UUID, Purge]:
    """By case; what is told first stands."""
    return {purge.case_id: purge for purge in reversed([each for purges in known for each in purges])}


def purged_before(known: Purge) -> Callable[[Case, Act], list[Entry]]:
    """The decision that a restored case be purged once more: empty for a case that the store does not have."""

    def purge_again(case: Case, act: Act) -> list[Entry]:
        if case.drafted_at is None or case.purged:
            return []
        fact = f.CasePurged(ground=known.ground, decision_ref=known.decision_ref)
        return [act.entry(case, fact, owner_unit=case.opener)]

    return purge_again
