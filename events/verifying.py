"""Does the store still say what the log says? Leaves, versions, keys, grants, releases and identities, case by case."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec

from events.case import KEY_DESTROYED_BY, Case
from events.facts import CLEAR_TOPICS, CaseFact, Entry, EntryRetracted
from events.fold import fold
from events.grants import Grant, Release, grants, releases
from events.log_recorder import entry_of, leaf_of, open_pool

_LOG = """
SELECT stream_id, version, state, event_id, command_id, topic, leaf, position FROM log.event ORDER BY stream_id, version
"""
_STRAY = """
SELECT DISTINCT case_id FROM (
    SELECT case_id FROM vault.key UNION SELECT case_id FROM vault.grant UNION SELECT case_id FROM vault.release
    UNION SELECT case_id FROM vault.identity) held
WHERE NOT EXISTS (SELECT FROM log.event e WHERE e.stream_id = held.case_id)
"""
_KEYS = "SELECT version, category, owner_unit FROM vault.key WHERE case_id = %s"
_GRANTS = "SELECT unit_id, category, since, valid_from, valid_to FROM vault.grant WHERE case_id = %s"
_RELEASES = "SELECT unit_id, owner_unit, category, upto FROM vault.release WHERE case_id = %s"
_PARTS = "SELECT part FROM vault.identity WHERE case_id = %s"


class Verified(msgspec.Struct):
    """What was looked through, and one sentence per fault, without a word of what anybody wrote."""

    entries: int = 0
    cases: int = 0
    faults: list[str] = msgspec.field(default_factory=list)


def verify(keeper_dsn: str) -> Verified:
    """Looks through the whole store in one snapshot. The keeper's login sees which keys there are, never a key."""
    found = Verified()
    pool = open_pool(keeper_dsn, 1)
    try:
        with pool.connection() as connection, connection.transaction():
            for (case_id,) in connection.execute(_STRAY).fetchall():
                found.faults.append(f"Ärendet {case_id} har nycklar eller rättigheter men finns inte i loggen.")
            with connection.cursor("whole_log") as cursor:
                cursor.itersize = 2000
                cursor.execute(_LOG)
                for stream_id, rows in groupby(cursor, key=lambda row: row[0]):
                    _verify_stream(connection, stream_id, list(rows), found)
    finally:
        pool.close()
    return found


def _verify_stream(connection: Any, stream_id: UUID, rows: list[Any], found: Verified) -> None:
    found.entries += len(rows)
    try:
        entries = [entry_of(*row[:5]) for row in rows]
        found.faults += _row_faults(stream_id, rows, entries)
        if rows[0][5] in CLEAR_TOPICS:
            return
        case = fold(stream_id, entries)
    except Exception as problem:  # noqa: BLE001 (rows that were tampered with may break anything; each is told)
        why = f"{type(problem).__name__}: någon händelse fattas eller är inte den som skrevs"
        found.faults.append(f"Strömmen {stream_id} går inte att läsa ({why}).")
        return
    found.cases += 1
    place = (stream_id,)
    found.faults += _key_faults(case, connection.execute(_KEYS, place).fetchall())
    found.faults += _grant_faults(
        case,
        frozenset(Grant(*row) for row in connection.execute(_GRANTS, place)),
        frozenset(Release(*row) for row in connection.execute(_RELEASES, place)),
    )
    parts = {part for (part,) in connection.execute(_PARTS, place)}
    if parts != _parts_of(case):
        found.faults.append(f"Ärendet {stream_id} har {sorted(parts)} i valvet, inte {sorted(_parts_of(case))}.")


def _row_faults(stream_id: UUID, rows: list[Any], entries: list[Entry]) -> Iterator[str]:
    if [row[1] for row in rows] != list(range(1, len(rows) + 1)):
        yield f"Strömmen {stream_id} har luckor i sina versioner."
    if sorted(row[7] for row in rows) != [row[7] for row in rows]:
        yield f"Strömmen {stream_id} ligger inte i ordning i loggen."
    for row, entry in zip(rows, entries, strict=True):
        version, state, event_id, command_id, topic, leaf = row[1:7]
        if topic != entry.topic or leaf != leaf_of(stream_id, version, topic, event_id, command_id, state):
            yield f"Händelse {version} i strömmen {stream_id} är inte den som skrevs."


def _key_faults(case: Case, keys: list[Any]) -> Iterator[str]:
    held = {version: (category, owner) for version, category, owner in keys}
    wanted = {} if case.refused or case.purged else {v: e for v, e in case.entries.items() if _has_key(case, e)}
    for version in sorted(wanted.keys() - held.keys()):
        yield f"Händelse {version} i ärendet {case.case_id} saknar nyckel."
    for version in sorted(held.keys() - wanted.keys()):
        yield f"Händelse {version} i ärendet {case.case_id} har en nyckel som skulle vara förstörd."
    for version in sorted(held.keys() & wanted.keys()):
        if held[version] != (wanted[version].category.value, wanted[version].owner_unit):
            yield f"Nyckeln till händelse {version} i ärendet {case.case_id} hör till en annan kategori eller enhet."


def _has_key(case: Case, entry: Entry) -> bool:
    match case.retracted.get(entry.version):
        case Entry(fact=EntryRetracted(reason=reason)) if reason in KEY_DESTROYED_BY:
            return False
    return isinstance(entry.fact, CaseFact)


def _grant_faults(case: Case, held: frozenset[Grant], released: frozenset[Release]) -> Iterator[str]:
    if held != grants(case):
        yield f"Rättigheterna i ärendet {case.case_id} är inte de som loggen ger ({len(held ^ grants(case))} skiljer)."
    if released != releases(case):
        yield f"De öppnade tidigare uppgifterna i ärendet {case.case_id} är inte de som loggen ger."


def _parts_of(case: Case) -> set[str]:
    if case.refused or case.purged:
        return set()
    return {"name"} if case.locked else {"name", "contact"}
