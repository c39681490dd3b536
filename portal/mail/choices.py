"""What each officer has chosen: no mail, at once, or once a day; kept for the assignment, over the web's login role."""

from uuid import UUID

import msgspec

from events.log_recorder import Pool
from orgs.officers import Officer


class Choice(msgspec.Struct, frozen=True):
    address: str
    how: str
    refused: bool = False


def choice_of(pool: Pool, assignment_id: UUID) -> Choice | None:
    with pool.connection() as connection:
        rows = connection.execute(
            "SELECT address, how, refused FROM web.mail_choice WHERE assignment_id = %s", (assignment_id,)
        ).fetchall()
    return Choice(*rows[0]) if rows else None


def choose(pool: Pool, officer: Officer, choice: Choice | None) -> None:
    """``None``: no mail from now on, also of what waits to be sent."""
    with pool.connection() as connection:
        if choice is None:
            connection.execute("DELETE FROM web.mail_choice WHERE assignment_id = %s", (officer.assignment_id,))
            return
        connection.execute(
            "INSERT INTO web.mail_choice (assignment_id, user_id, address, how) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (assignment_id) DO UPDATE SET address = excluded.address, how = excluded.how,"
            " refused = false",
            (officer.assignment_id, officer.user_id, choice.address, choice.how),
        )
