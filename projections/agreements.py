"""The signed routines, as they stand in the log; what is in force on a day is computed when they are read."""

from typing import Any
from uuid import UUID

import msgspec

from events.agreement import Agreement, evolve
from events.facts import agreements as f
from projections.view import Connection, Projection, Step

_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(Agreement)


def apply(connection: Connection, step: Step) -> None:
    if not isinstance(step.entry.fact, f.AgreementFact):
        return
    agreement = one(connection, step.entry.stream_id) or Agreement(step.entry.stream_id)
    evolve(agreement, step.entry)
    connection.execute(
        "INSERT INTO view.agreement VALUES (%s, %s, %s)"
        " ON CONFLICT (agreement_id) DO UPDATE SET agreement = excluded.agreement",
        (agreement.agreement_id, agreement.municipality_code, _ENCODER.encode(agreement).decode()),
    )


PROJECTION = Projection("agreements", ("agreement",), apply)


def one(connection: Connection, agreement_id: UUID) -> Agreement | None:
    rows: list[Any] = connection.execute(
        "SELECT agreement::text FROM view.agreement WHERE agreement_id = %s", (agreement_id,)
    ).fetchall()
    return _DECODER.decode(rows[0][0]) if rows else None


def every(connection: Connection) -> list[Agreement]:
    """All routines, by municipality."""
    rows: list[Any] = connection.execute(
        "SELECT agreement::text FROM view.agreement ORDER BY municipality_code, agreement_id", prepare=True
    ).fetchall()
    return [_DECODER.decode(row[0]) for row in rows]
