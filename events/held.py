"""Cases folded before, so that a process decodes and folds only what has been appended since.

Nothing is trusted to stand still: every reading asks the log, in its own transaction, for the entry it knows as the
latest and all that came after, and every append names that entry and is refused when it is not the latest. Values stay
sealed; keys and access rows are never held. What ``grants`` makes of a case stays
with it until an entry may change it; the database releases keys by its own rows.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from events.case import Case
from events.fold import continued, fold
from events.log_recorder import entry_of

Rows = Sequence[tuple[Any, ...]]
"""``stream_id, version, state, event_id, command_id, leaf``, by version."""


class Held:
    """The cases used latest, together at most ``room`` entries (about 2 kB each)."""

    def __init__(self, room: int = 10_000) -> None:
        self.room = room
        self._cases: OrderedDict[UUID, Case] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()

    def known(self, case_id: UUID) -> Case:
        """To be asked before the transaction begins, so that its snapshot holds at least as much. Empty if not held."""
        with self._lock:
            case = self._cases.get(case_id)
            if case is None:
                return Case(case_id)
            self._cases.move_to_end(case_id)
            return case

    def brought_up(self, known: Case, rows: Rows) -> Case | None:
        """The case with ``rows``, which begin with the latest entry of ``known``; ``None`` when they do not.

        No rows: to this reader there is no such case, whatever is held.
        """
        if not rows:
            return Case(known.case_id)
        if known.version and rows[0][5] != known.leaf:
            return None
        new = rows[1:] if known.version else rows
        if not new:
            return known
        entries = [entry_of(*row[:5]) for row in new]
        case = continued(known, entries) if known.version else fold(known.case_id, entries)
        case.leaf = new[-1][5]
        self.keep(case)
        return case

    def keep(self, case: Case) -> None:
        """As the log has it, so with its values sealed."""
        with self._lock:
            before = self._cases.pop(case.case_id, None)
            self._taken -= before.version if before else 0
            self._cases[case.case_id] = case
            self._taken += case.version
            while self._taken > self.room:
                self._taken -= self._cases.popitem(last=False)[1].version
