"""The feed of events: each entry at the place in the log where it became readable (contract.md 6).

What a verification, a release or a naming opens lies far back in the log. The feed therefore does not follow the
entries but their opening: the place of an entry is what opened it to the unit or what named the officer, whichever
came last. A place is never taken behind one that has been given, so a reader who follows misses nothing. What ceases
to be readable leaves the feed; opened once more, it is given once more.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from events import facts as f
from events.case import Case
from events.facts import Entry
from events.grants import UnitGate, grants
from events.log_recorder import entry_of
from events.sealing import KeyRing, StoreKey
from projections.view import Connection, Projection, Step

_OPENS_OR_SHUTS = (
    f.ConsentRecorded,
    f.ConsentRefused,
    f.ConsentVerified,
    f.ConsentNarrowed,
    f.ConsentWithdrawn,
    f.ConsentExpired,
    f.EarlierEntriesReleased,
    f.CaseResponsibilityTransferred,
    f.CaseClosed,
    f.CaseReopened,
    f.EntryRetracted,
    f.ProtectedIdentityNoted,
    f.CasePurgeOrdered,
    f.CasePurged,
)


def apply(connection: Connection, step: Step) -> None:
    case, entry = step.case, step.entry
    if case is None:
        return
    # A unit's first entry opens its own ones; every other entry of another kind concerns itself alone.
    first = all(e.owner_unit != entry.owner_unit for e in case.entries.values() if e.version < entry.version)
    whole = first or isinstance(entry.fact, _OPENS_OR_SHUTS)
    of_entry = "" if whole else " AND version = %(version)s"
    values = {"case": case.case_id, "version": entry.version}
    rows = connection.execute(
        "DELETE FROM view.case_readable WHERE case_id = %(case)s"
        + of_entry
        + " RETURNING unit_id, version, position, until",
        values,
    ).fetchall()
    # Who could read it until now keeps its place; where time has shut the entry meanwhile it is opened anew.
    kept = {(unit, version): position for unit, version, position, until in rows if until > entry.recorded_at}
    entries = list(case.entries.values()) if whole else [entry]
    opened = [
        (case.case_id, unit, version, kept.get((unit, version), step.position), until)
        for unit, version, until in _readable(case, entries, entry.recorded_at)
    ]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO view.case_readable VALUES (%s, %s, %s, %s, %s)", opened)


def _readable(case: Case, entries: list[Entry], moment: datetime) -> list[tuple[UUID, int, datetime]]:
    """(unit, version, until when if nothing more is recorded) of what units may read; nothing behind a gate page."""
    gates = [UnitGate(case, unit, moment) for unit in {grant.unit_id for grant in grants(case)}]
    return [
        (gate.unit_id, entry.version, gate.reads_until(entry))
        for gate in gates
        if not gate.awaits_verification
        for entry in entries
        if gate.may_read(entry)
    ]


PROJECTION = Projection("feed", ("case_readable",), apply)


class Place(NamedTuple):
    """Where in the feed an entry stands: two events, for an event never moves in the log."""

    event_id: UUID
    opened_by: UUID


class Given(NamedTuple):
    entry: Entry
    place: Place


_FEED = """
SELECT l.stream_id, l.version, l.state, l.event_id, l.command_id,
    (SELECT o.event_id FROM log.event o WHERE o.position = greatest(r.position, w.named_at))
FROM view.case_entry e
JOIN view.case_caseworker w ON w.case_id = e.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
JOIN view.case_readable r ON r.case_id = e.case_id AND r.unit_id = vault.unit() AND r.version = e.version
JOIN log.event l ON l.stream_id = e.case_id AND l.version = e.version
WHERE e.category <> 'violence_question' AND NOT e.retracted
  AND (greatest(r.position, w.named_at), e.position) > (
      coalesce((SELECT position FROM log.event WHERE event_id = %(opened_by)s), 0),
      coalesce((SELECT position FROM log.event WHERE event_id = %(after)s), 0))
ORDER BY greatest(r.position, w.named_at), e.position LIMIT %(limit)s
"""


def feed(connection: Connection, user_id: UUID, after: Place | None, limit: int) -> list[Given]:
    """Entries in the officer's own cases that the unit may read, first opened first, after the place named.

    The caller has set the unit and the moment. Violence records never leave the case page.
    """
    event_id, opened_by = after or (None, None)
    values = {"user": user_id, "after": event_id, "opened_by": opened_by, "limit": limit}
    rows = connection.execute(_FEED, values).fetchall()
    return [Given(entry_of(*row[:5]), Place(row[3], row[5])) for row in rows]


def rings(connection: Connection, store_key: StoreKey, entries: list[Entry]) -> KeyRing:
    """Keys that the database releases for these entries, under the transaction's settings."""
    rows: list[Any] = connection.execute(
        "SELECT k.case_id, k.version, k.wrapped FROM vault.key k"
        " JOIN unnest(%s::uuid[], %s::bigint[]) AS e(case_id, version) USING (case_id, version)",
        ([e.stream_id for e in entries], [e.version for e in entries]),
    ).fetchall()
    return KeyRing(store_key, {(case_id, version): wrapped for case_id, version, wrapped in rows})
