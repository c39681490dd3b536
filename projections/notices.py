"""Neutral notices: to a unit that is no longer in a case, and to parties of a case that has come to rest."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from events import facts as f
from events.calendar import day_of
from events.case import Case
from events.kinds import Outcome
from projections.view import Connection, Projection, Step


def apply(connection: Connection, step: Step) -> None:
    case = step.case
    if case is not None and case.gone:
        connection.execute("DELETE FROM view.notice WHERE case_id = %s", (case.case_id,))
        return
    if case is None or case.consent is None:
        return
    match step.entry.fact:
        case f.ConsentNarrowed(removed=removed):
            for removal in removed:
                if removal.unit_id not in case.consent.units:
                    _tell(connection, step, case, removal.unit_id, "removed")
        case f.ConsentRecorded() if len(case.consents) > 1:
            for unit_id in _units_before(case) - case.consent.units:
                _tell(connection, step, case, unit_id, "removed")
        case f.ConsentWithdrawn() | f.ConsentExpired():
            _tell_others(connection, step, case, "closed" if case.closed else "ended")
        case f.CaseClosed(outcome=Outcome.DECEASED) if _ended_by(case, step):
            _tell_others(connection, step, case, "closed")


def _ended_by(case: Case, step: Step) -> bool:
    """Whether the closing is what ended the consent: to the others it is as if it had been withdrawn."""
    assert case.consent is not None
    day, fact = day_of(step.entry.recorded_at), case.consent.fact
    before = (e for e in case.facts(f.ConsentWithdrawn, f.ConsentExpired) if e.version > case.consent.version)
    return fact.valid_from <= day <= fact.valid_to and not any(before)


def _tell_others(connection: Connection, step: Step, case: Case, kind: str) -> None:
    own = step.entry.actor.unit_id if step.entry.actor else None
    for unit_id in case.parties_at(step.entry.recorded_at) - {own}:
        _tell(connection, step, case, unit_id, kind)


def _units_before(case: Case) -> set[UUID]:
    """Units of the consent before this one, without those that had been taken out of it and told so then."""
    old = case.consents[-2]
    gone = {
        removal.unit_id
        for entry in case.facts(f.ConsentNarrowed)
        if isinstance(entry.fact, f.ConsentNarrowed) and entry.fact.consent_id == old.consent_id
        for removal in entry.fact.removed
        if not removal.categories
    }
    return {recipient.unit_id for recipient in old.scope} - gone


def _tell(connection: Connection, step: Step, case: Case, unit_id: UUID, kind: str) -> None:
    connection.execute(
        "INSERT INTO view.notice VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (unit_id, case.case_id, step.entry.version, case.number, kind, step.entry.recorded_at),
    )


PROJECTION = Projection("notices", ("notice",), apply)


class Notice(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str
    kind: str
    at: datetime


def latest(connection: Connection, user_id: UUID, since: datetime) -> list[Notice]:
    """The unit's notices since a moment, in cases where this officer was named; newest first."""
    with connection.cursor(row_factory=class_row(Notice)) as cursor:
        found: list[Any] = cursor.execute(
            "SELECT n.case_id, n.number, n.kind, n.at FROM view.notice n"
            " JOIN view.case_caseworker w ON w.case_id = n.case_id AND w.unit_id = n.unit_id AND w.user_id = %s"
            " WHERE n.unit_id = vault.unit() AND n.at > %s ORDER BY n.at DESC LIMIT 20",
            (user_id, since),
        ).fetchall()
    return found
