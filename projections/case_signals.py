"""What entries say in the clear that lists of cases go by: certified days, plans, contacts, follow-ups, efforts."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from events import facts as f
from projections.view import Connection, Projection, Step

CERTIFICATE, STEP_DOWN, PLAN, CONTACT, FOLLOW_UP, HELD, EFFORT = (
    *("certificate", "step_down", "plan", "contact"),
    *("follow_up", "held", "effort"),
)


class Said(NamedTuple):
    """One row to be. ``on``: the day it is about; ``unit``: whose it is to act; ``ref``: what it belongs to."""

    kind: str
    on: date
    first: date | None = None
    last: date | None = None
    degree: int | None = None
    unit: UUID | None = None
    ref: UUID | None = None


def apply(connection: Connection, step: Step) -> None:
    if step.case is None:
        return
    e = step.entry
    for nth, said in enumerate(_said(e)):
        connection.execute(
            "INSERT INTO view.case_signal VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (e.stream_id, e.version, nth, e.category.value, e.owner_unit, list(e.recipients), *said),
        )
    if isinstance(e.fact, f.EntryRetracted):
        connection.execute(
            "UPDATE view.case_signal SET retracted = true WHERE case_id = %s AND version = %s",
            (e.stream_id, e.fact.version),
        )


def _said(entry: f.Entry) -> Iterator[Said]:
    match entry.fact:
        case f.SickLeaveRecorded() as fact:
            for row in fact.rows:
                yield Said(CERTIFICATE, fact.issued_on, row.from_, row.to, row.degree)
        case f.StepDownPlanned() as fact:
            for step in fact.steps:
                yield Said(STEP_DOWN, step.from_, step.from_, degree=step.degree)
        case f.RehabPlanEstablished() as fact:
            yield Said(PLAN, fact.established_on, last=fact.follow_up_on)
        case f.ContactLogged() as fact:
            yield Said(CONTACT, entry.dated, unit=fact.unit_b)
        case f.FollowUpScheduled() as fact:
            yield Said(FOLLOW_UP, fact.on, unit=fact.called_by_unit, ref=entry.event_id)
        case f.FollowUpHeld() as fact:
            yield Said(HELD, fact.on, ref=fact.scheduled)
        case f.InterventionRecorded() as fact:
            yield Said(EFFORT, fact.from_, fact.from_, fact.to, unit=fact.provider_unit, ref=fact.intervention_id)


PROJECTION = Projection("case_signals", ("case_signal",), apply)


class SignalRow(msgspec.Struct, frozen=True):
    case_id: UUID
    version: int
    kind: str
    on_day: date
    from_day: date | None
    to_day: date | None
    degree: int | None
    unit_id: UUID | None
    ref: UUID | None


_MINE = """
SELECT g.case_id, g.version, g.kind, g.on_day, g.from_day, g.to_day, g.degree, g.unit_id, g.ref
FROM view.case_signal g
JOIN view.case_caseworker w ON w.case_id = g.case_id AND w.unit_id = vault.unit() AND w.user_id = %(user)s
JOIN view.case_status s ON s.case_id = g.case_id AND s.closed_on IS NULL
WHERE NOT g.retracted
ORDER BY g.case_id, g.version, g.nth
"""


def mine(connection: Connection, user_id: UUID) -> list[SignalRow]:
    """What the unit may read of it in the officer's own open cases, oldest first."""
    with connection.cursor(row_factory=class_row(SignalRow)) as cursor:
        found: list[Any] = cursor.execute(_MINE, {"user": user_id}, prepare=True).fetchall()
    return found
