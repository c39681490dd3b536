"""How far the facts are behind the log: said on the page, so that nobody takes the figures for newer than they are."""

from projections.view import Connection


def entries_behind(connection: Connection) -> int:
    row = connection.execute(
        "SELECT (SELECT coalesce(max(position), 0) FROM log.event)"
        " - coalesce((SELECT position FROM view.position WHERE projection = 'statistics'), 0)",
        prepare=True,
    ).fetchone()
    return max(0, int(row[0])) if row else 0
