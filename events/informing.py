"""What a decision outside cases goes by in other streams: the routines there are, the case that is pointed at."""

from collections.abc import Callable
from itertools import groupby
from uuid import UUID

import msgspec

from events import agreement
from events import commands as c
from events.act import Act
from events.agreement import Agreement
from events.case import Case
from events.commands.deviations import ReportDeviation
from events.facts.agreements import AGREEMENT_TOPICS
from events.log_recorder import Pool, entry_of


def informed(act: Act, command: c.Command, pool: Pool, load: Callable[[UUID], Case]) -> Act:
    if not isinstance(command, ReportDeviation):
        return act
    pointed_at = load(command.case_id) if command.case_id else None
    return msgspec.structs.replace(act, agreements=tuple(_agreements(pool)), pointed_at=pointed_at)


def case_asked(command: c.Command) -> UUID | None:
    """The case that the command acts on or points at: who is denied it stands in the access log."""
    if isinstance(command, c.CaseCommand | ReportDeviation):
        return command.case_id
    return None


def _agreements(pool: Pool) -> list[Agreement]:
    with pool.connection() as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE topic = ANY (%s)"
            " ORDER BY stream_id, version",
            (list(AGREEMENT_TOPICS),),
        ).fetchall()
    return [
        agreement.fold(stream_id, (entry_of(*row) for row in told))
        for stream_id, told in groupby(rows, key=lambda row: row[0])
    ]
