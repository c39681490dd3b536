"""What is due, across the cases of an officer: one row a task and officer, so that the first hundred cost the same in a
unit with twenty cases and in one with two thousand.

Every question joins the grants in its own statement, so that it gives the same to the web and to the keeper, who has no
row policy to lean on when it looks for what a mail may be sent about.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from events.calendar import day_of
from events.case import Case
from events.due import Due
from events.due.families import due_for, due_in
from events.grants import Gate
from projections.view import Connection, Projection, Step

EVER = date(9999, 12, 31)


def apply(connection: Connection, step: Step) -> None:
    """Nothing for each entry: a case is settled once a batch, as it stands after it."""


def settle(connection: Connection, cases: Iterable[Case]) -> None:
    """Fills the rows of these cases anew."""
    settled = list(cases)
    connection.execute("DELETE FROM view.case_due WHERE case_id = ANY (%s)", ([case.case_id for case in settled],))
    rows = [row for case in settled for unit_id, due in due_in(case) for row in _rows(case, unit_id, due)]
    places = ", ".join(["%s"] * 13)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO view.case_due VALUES ({places})".encode(), rows)


def _rows(case: Case, unit_id: UUID, due: Due) -> list[tuple[Any, ...]]:
    cause = due.cause
    arose = day_of(cause.recorded_at) if cause else None
    users: Collection[UUID | None] = {None} if due.whole_unit else case.caseworkers.get(unit_id, frozenset())
    rest = (
        *(due.kind, due.ref, due.door, due.due_on, due.from_on or date.min, due.until or EVER, due.waits_for_others),
        *(cause.actor.user_id if cause and cause.actor else None, arose, msgspec.json.encode(due.about).decode()),
    )
    return [(case.case_id, unit_id, user, *rest) for user in sorted(users, key=str)]


PROJECTION = Projection("due", ("case_due",), apply, settle)


class DueRow(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str
    kind: str
    ref: UUID
    due_on: date | None
    from_on: date
    caused_by: UUID | None
    caused_on: date | None
    about: dict[str, Any]
    name_box: bytes | None = None


_SHOWN = """
d.unit_id = vault.unit() AND d.for_others = %(others)s AND d.from_on <= %(day)s AND %(day)s <= d.until
    AND EXISTS (SELECT FROM vault.grant g WHERE g.case_id = d.case_id AND g.unit_id = vault.unit()
        AND g.category = d.door AND g.valid_from <= vault.moment() AND vault.moment() < g.valid_to)
"""
_FIRST = f"SELECT d.* FROM view.case_due d WHERE {_SHOWN} AND {{whose}} ORDER BY d.due_on LIMIT %(limit)s"
"""The index gives them in order of date, and stops at the limit."""
_NUMBERED = """
SELECT d.case_id, s.number, d.kind, d.ref, d.due_on, d.from_on, d.caused_by, d.caused_on, d.about
FROM ({found}) d JOIN view.case_status s ON s.case_id = d.case_id
ORDER BY d.due_on NULLS LAST, d.case_id, d.kind, d.ref LIMIT %(limit)s
"""
_OF_CASES = _FIRST.format(whose="(d.user_id = %(user)s OR d.user_id IS NULL) AND d.case_id = ANY (%(cases)s)")
_WHOLE_UNIT = _FIRST.format(whose="d.user_id IS NULL")
_MINE = f"({_FIRST.format(whose='d.user_id = %(user)s')}) UNION ALL ({_WHOLE_UNIT})"
_LEFT = _FIRST.format(
    whose="""d.user_id = ANY (%(of_role)s) AND NOT EXISTS (SELECT FROM view.case_caseworker w
    WHERE w.case_id = d.case_id AND w.unit_id = vault.unit() AND w.user_id <> ALL (%(away)s))"""
)


def mine(
    connection: Connection, user_id: UUID, day: date, *, for_others: bool = False, limit: int | None = 101
) -> list[DueRow]:
    """What waits for the officer, or what they wait for, by due date; with what waits for anybody in the unit."""
    values = {"user": user_id, "day": day, "others": for_others, "limit": limit}
    return _found(connection, _MINE, values)


def of_cases(connection: Connection, user_id: UUID, case_ids: Collection[UUID], day: date) -> list[DueRow]:
    """What waits for the officer in these cases, all of it, by due date."""
    values = {"user": user_id, "cases": list(case_ids), "day": day, "others": False, "limit": None}
    return _found(connection, _OF_CASES, values)


def rows_of(case: Case, gate: Gate, day: date) -> list[tuple[bool, DueRow]]:
    """The same for one case that is being read, made from the log itself: whether it waits for others, and the row."""
    if case.opener is None or not (gate.named or gate.inside):
        return []
    shown = [due for due in due_for(case, gate.unit_id) if _shown(due, gate, day)]
    return [(due.waits_for_others, _row(case, due)) for due in shown]


def _shown(due: Due, gate: Gate, day: date) -> bool:
    return due.door in gate.held and (due.from_on or date.min) <= day <= (due.until or EVER)


def _row(case: Case, due: Due) -> DueRow:
    cause = due.cause
    return DueRow(
        case_id=case.case_id,
        number=case.number,
        kind=due.kind,
        ref=due.ref,
        due_on=due.due_on,
        from_on=due.from_on or date.min,
        caused_by=cause.actor.user_id if cause and cause.actor else None,
        caused_on=day_of(cause.recorded_at) if cause else None,
        about=msgspec.to_builtins(due.about),
    )


def of_whole_unit(connection: Connection, day: date, limit: int | None = 101) -> list[DueRow]:
    """What waits for anybody in the unit, its manager too."""
    return _found(connection, _WHOLE_UNIT, {"day": day, "others": False, "limit": limit})


def left_by(
    connection: Connection, of_role: Collection[UUID], away: Collection[UUID], day: date, limit: int | None = 101
) -> list[DueRow]:
    """What waits in cases where everybody whom the unit has named is away, and one of them is of the role asked for."""
    if not of_role:
        return []
    values = {"of_role": list(of_role), "away": list(away), "day": day, "others": False, "limit": limit}
    return _found(connection, _LEFT, values)


def name_boxes(connection: Connection, case_ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Sealed names of the cases whose person the unit may know, by case."""
    rows: list[Any] = connection.execute(
        "SELECT case_id, box FROM vault.identity WHERE part = 'name' AND case_id = ANY (%s)", (list(case_ids),)
    ).fetchall()
    return dict(rows)


_LISTED = """
SELECT FROM vault.grant g WHERE g.case_id = s.case_id AND g.unit_id = (SELECT vault.unit()) AND g.category = 'listed'
    AND g.valid_from <= (SELECT vault.moment()) AND (SELECT vault.moment()) < g.valid_to
"""
_PERSONS = f"""
SELECT s.case_id, s.number, i.blind FROM view.case_caseworker w
JOIN view.case_status s ON s.case_id = w.case_id AND s.closed_on IS NULL AND NOT s.refused AND NOT s.locked
JOIN vault.identity i ON i.case_id = w.case_id AND i.part = 'name'
WHERE w.unit_id = (SELECT vault.unit()) AND w.user_id = %(user)s
    AND (%(case)s::uuid IS NULL OR w.case_id = %(case)s) AND EXISTS ({_LISTED}) ORDER BY s.number
"""
_ALSO = f"""
SELECT i.blind, i.case_id FROM vault.identity i
JOIN view.case_status s ON s.case_id = i.case_id AND s.closed_on IS NULL AND NOT s.refused AND NOT s.locked
WHERE i.blind = ANY (%s) AND i.part = 'name' AND EXISTS ({_LISTED})
"""
MOST_TWICE = 20


def twice(connection: Connection, user_id: UUID, case_id: UUID | None = None) -> list[tuple[UUID, str]]:
    """Case and number of the officer's cases about a person whom the unit has another open case about; or of the one.

    Only the unit's own cases are compared (domain.md 5.3.4), and only by the web's login role: the keeper sees no
    blind index, so no mail is sent about it.
    """
    mine = connection.execute(_PERSONS, {"user": user_id, "case": case_id}, prepare=True).fetchall()
    if not mine:
        return []
    open_about: dict[bytes, set[UUID]] = {}
    for blind, other in connection.execute(_ALSO, ([blind for _, _, blind in mine],), prepare=True):
        open_about.setdefault(blind, set()).add(other)
    return [(own, number) for own, number, blind in mine if open_about.get(blind, set()) - {own}][:MOST_TWICE]


def _found(connection: Connection, query: str, values: dict[str, Any]) -> list[DueRow]:
    with connection.cursor(row_factory=class_row(DueRow)) as cursor:
        found: list[Any] = cursor.execute(_NUMBERED.format(found=query).encode(), values, prepare=True).fetchall()
    return found
