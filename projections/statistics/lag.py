"""How far the facts are behind the log: said on the page, so that nobody takes the figures for newer than they are."""

from datetime import date

from events.calendar import day_of
from events.log_recorder import entry_of
from projections.view import Connection


def counted_before(connection: Connection) -> date | None:
    """All that was written before this day is counted; ``None`` when everything is.

    A day and no number of entries: how much is written in the county from one minute to the next is nobody's to see.
    """
    rows = connection.execute(
        "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE position >"
        " coalesce((SELECT position FROM view.position WHERE projection = 'statistics'), 0) ORDER BY position LIMIT 1",
        prepare=True,
    ).fetchall()
    return day_of(entry_of(*rows[0]).recorded_at) if rows else None
