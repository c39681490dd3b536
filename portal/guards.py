"""Who may take a route. The permission stands beside the path, and can be read from the route table.

A guard answers only for the role; whether this officer may see this case is the gate's to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler

from orgs.roles import Role
from portal.login.kept_input import keep_if_form
from portal.login.session import AssignmentNeeded, Expired, LoginNeeded, Session
from portal.own_words import remember_typed


@dataclass(frozen=True)
class Guard:
    """``permission`` is what a test of the route table reads: ``public``, ``logged_in``, ``officer`` or the roles."""

    permission: str
    roles: frozenset[Role] | None = None

    async def __call__(self, connection: ASGIConnection, handler: BaseRouteHandler) -> None:  # type: ignore[type-arg]
        if self.permission == "public":
            return
        if not isinstance(connection.auth, Session):
            kept = await keep_if_form(connection, handler)
            raise LoginNeeded(expired=isinstance(connection.auth, Expired), kept=kept)
        if self.permission == "logged_in":
            return
        if connection.user is None:
            ended = connection.auth.assignment_id is not None
            if ended:
                await remember_typed(connection)
            raise AssignmentNeeded(ended=ended)
        if self.roles is not None and connection.user.role not in self.roles:
            raise NotFoundException  # the same answer as for a page that does not exist


public = Guard("public")
anyone_logged_in = Guard("logged_in")
"""A session or token, even before an assignment is chosen. ``request.user`` may be ``None``."""
any_officer = Guard("officer")
"""Anyone acting in an assignment. ``request.user`` is an ``Officer``."""


def needs(roles: Iterable[Role]) -> Guard:
    """Officers in one of ``roles``; for everybody else the route does not exist."""
    chosen = frozenset(roles)
    return Guard(" ".join(sorted(chosen)), chosen)
