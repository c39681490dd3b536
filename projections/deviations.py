"""Deviations and remarks as they stand in the log; who sees which row is the policy's to say (domain.md 2.3, 5.6)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from events.deviation import UNANSWERED, Deviation, DeviationStatus, evolve
from events.facts import deviations as f
from projections.view import Connection, Projection, Step

_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(Deviation)
_KEEP = """
INSERT INTO view.deviation VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (deviation_id) DO UPDATE SET stage = excluded.stage, due_on = excluded.due_on,
    deviation = excluded.deviation
"""


def apply(connection: Connection, step: Step) -> None:
    entry = step.entry
    if not isinstance(entry.fact, f.DeviationFact):
        return
    if isinstance(entry.fact, f.DeviationReported) and entry.fact.case_id:
        pointed = (entry.stream_id, entry.fact.case_id)
        connection.execute("INSERT INTO view.deviation_case VALUES (%s, %s)", pointed)
        entry = msgspec.structs.replace(entry, fact=msgspec.structs.replace(entry.fact, case_id=None))
    deviation = one(connection, entry.stream_id) or Deviation(entry.stream_id)
    evolve(deviation, entry)
    _keep(connection, deviation)


def _keep(connection: Connection, deviation: Deviation) -> None:
    told = deviation.told
    due = deviation.closes_on or deviation.escalates_on
    values = (
        deviation.deviation_id,
        told.county_code,
        told.about_unit,
        told.by_unit,
        told.concerns_fk,
        told.kind.value,
        told.type.value,
        told.clause.value if told.clause else None,
        told.agreement_id,
        told.happened_on,
        deviation.reported_on,
        deviation.stage.value,
        due,
        _ENCODER.encode(deviation).decode(),
    )
    connection.execute(_KEEP, values)


PROJECTION = Projection("deviations", ("deviation", "deviation_case"), apply)


def one(connection: Connection, deviation_id: UUID) -> Deviation | None:
    rows: list[Any] = connection.execute(
        "SELECT deviation::text FROM view.deviation WHERE deviation_id = %s", (deviation_id,)
    ).fetchall()
    return _DECODER.decode(rows[0][0]) if rows else None


_LISTED = """
SELECT d.deviation::text FROM view.deviation d
WHERE (%(stages)s::text[] IS NULL OR d.stage = ANY (%(stages)s))
  AND (%(type)s::text IS NULL OR d.type = %(type)s) AND (%(kind)s::text IS NULL OR d.kind = %(kind)s)
  AND (%(unit)s::uuid IS NULL OR %(unit)s IN (d.about_unit, d.by_unit))
  AND (%(turn)s::uuid IS NULL OR (d.stage = ANY (%(unanswered)s) AND d.about_unit = %(turn)s)
       OR (d.stage = 'answered' AND d.by_unit = %(turn)s))
  AND (NOT %(escalated)s OR (d.stage = ANY (%(unanswered)s) AND d.deviation ->> 'escalated_to' IS NOT NULL))
  AND (%(after)s::uuid IS NULL OR (d.reported_on, d.deviation_id) <
       (SELECT b.reported_on, b.deviation_id FROM view.deviation b WHERE b.deviation_id = %(after)s))
ORDER BY d.reported_on DESC, d.deviation_id DESC LIMIT %(limit)s
"""


class Wanted(msgspec.Struct, frozen=True):
    """What a list is narrowed to; ``None`` is no limit."""

    stages: Sequence[DeviationStatus] | None = None
    type: f.DeviationType | None = None
    kind: f.DeviationKind | None = None
    unit: UUID | None = None
    turn: UUID | None = None
    """The unit that has something to do."""
    escalated: bool = False


ALL = Wanted()


def listed(
    connection: Connection, wanted: Wanted = ALL, *, after: UUID | None = None, limit: int | None = 100
) -> list[Deviation]:
    """Those this reader may read, the latest reported first."""
    values = {
        "stages": [stage.value for stage in wanted.stages] if wanted.stages is not None else None,
        "type": wanted.type,
        "kind": wanted.kind,
        "unit": wanted.unit,
        "turn": wanted.turn,
        "escalated": wanted.escalated,
        "unanswered": [stage.value for stage in UNANSWERED],
        "after": after,
        "limit": limit,
    }
    rows: list[Any] = connection.execute(_LISTED, values).fetchall()
    return [_DECODER.decode(row[0]) for row in rows]


_CASES = """
SELECT d.deviation_id, d.case_id, s.number FROM view.deviation_case d
JOIN view.case_status s ON s.case_id = d.case_id AND NOT s.locked
JOIN view.case_caseworker w ON w.case_id = d.case_id AND w.unit_id = vault.unit() AND w.user_id = %s
WHERE d.deviation_id = ANY (%s)
"""


class CaseNamed(msgspec.Struct, frozen=True):
    case_id: UUID
    number: str


def cases(connection: Connection, user_id: UUID, deviations: Sequence[UUID]) -> dict[UUID, CaseNamed]:
    """The case of each, for an officer who is named in it at a unit that may know of it; the others are absent."""
    rows: list[Any] = connection.execute(_CASES, (user_id, list(deviations))).fetchall()
    return {deviation_id: CaseNamed(case_id, number) for deviation_id, case_id, number in rows}
