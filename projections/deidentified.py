"""Questions without personal data, by the units that may see them."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from events.deidentified import DeidentifiedInquiry, evolve
from events.facts import deidentified as f
from projections.view import Connection, Projection, Step

_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(DeidentifiedInquiry)


def apply(connection: Connection, step: Step) -> None:
    if not isinstance(step.entry.fact, f.DeidentifiedFact):
        return
    rows: list[Any] = connection.execute(
        "SELECT inquiry::text FROM view.deidentified_inquiry WHERE inquiry_id = %s", (step.entry.stream_id,)
    ).fetchall()
    inquiry = _DECODER.decode(rows[0][0]) if rows else DeidentifiedInquiry(step.entry.stream_id)
    evolve(inquiry, step.entry)
    assert inquiry.sent is not None
    units = [inquiry.sent.from_unit, inquiry.sent.to_unit, *inquiry.sent.leaders]
    connection.execute(
        "INSERT INTO view.deidentified_inquiry VALUES (%s, %s, %s)"
        " ON CONFLICT (inquiry_id) DO UPDATE SET inquiry = excluded.inquiry",
        (inquiry.inquiry_id, units, _ENCODER.encode(inquiry).decode()),
    )


PROJECTION = Projection("deidentified", ("deidentified_inquiry",), apply)


def of_unit(connection: Connection) -> list[DeidentifiedInquiry]:
    """Those the unit may see, what waits for an answer first, by date, then the latest answered; at most 200."""
    rows: list[Any] = connection.execute(
        "SELECT inquiry::text FROM view.deidentified_inquiry WHERE vault.unit() = ANY (units)"
        " ORDER BY inquiry->'answer' <> 'null'::jsonb, inquiry->>'answered_on' DESC, inquiry->'sent'->>'due_on',"
        " inquiry_id LIMIT 200"
    ).fetchall()
    return [_DECODER.decode(row[0]) for row in rows]


def answered_to(connection: Connection, user_id: UUID, since: date) -> list[DeidentifiedInquiry]:
    """What this officer has asked and somebody has answered since a day, the latest first."""
    rows: list[Any] = connection.execute(
        "SELECT inquiry::text FROM view.deidentified_inquiry WHERE vault.unit() = ANY (units)"
        " AND inquiry->>'sent_by' = %s AND inquiry->>'answered_on' >= %s"
        " ORDER BY inquiry->>'answered_on' DESC, inquiry_id LIMIT 20",
        (str(user_id), since.isoformat()),
    ).fetchall()
    return [_DECODER.decode(row[0]) for row in rows]


def one(connection: Connection, inquiry_id: UUID) -> DeidentifiedInquiry | None:
    rows: list[Any] = connection.execute(
        "SELECT inquiry::text FROM view.deidentified_inquiry WHERE inquiry_id = %s AND vault.unit() = ANY (units)",
        (inquiry_id,),
    ).fetchall()
    return _DECODER.decode(rows[0][0]) if rows else None
