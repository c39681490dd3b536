"""The session: who sits at the keyboard, and in which of their assignments.

``request.auth`` is the ``Session`` (or ``Expired``, or ``None``), ``request.user`` the ``Officer`` (``None`` while no
assignment is chosen), ``request.state.directory`` the organisations as of this request. Sessions live on the system
clock; assignments on the domain clock.
"""

import hashlib
import secrets
from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from orgs.directory import Assignment, Directory
from orgs.officers import Officer
from portal.house import Portal, portal_of
from portal.login.bearer import bearer_token, user_of_token

COOKIE = "session"
UNATTENDED = "x-unattended"
"""Header of a request that the page makes by itself."""


class Session(msgspec.Struct, frozen=True):
    user_id: UUID
    assignment_id: UUID | None
    substitutions: dict[UUID, str]
    """Cases this person has opened as a substitute, with the reason; ends with logout and with a switch."""
    id_hash: bytes = b""
    """Of the session id or the bearer token."""
    via: Literal["cookie", "token"] = "cookie"
    issuer: str = ""
    """Of the bearer token; empty for a cookie."""


class Expired(msgspec.Struct, frozen=True):
    """Idle for 20 minutes or 12 hours old: good for nothing but keeping what its owner was typing."""

    user_id: UUID
    assignment_id: UUID | None


class LoginNeeded(Exception):
    def __init__(self, *, expired: bool = False, kept: bool = False) -> None:
        super().__init__("inloggning behövs")
        self.expired, self.kept = expired, kept


class AssignmentNeeded(Exception):
    """Logged in, but acting in no assignment that is valid today."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__("uppdrag behöver väljas")
        self.ended = ended


class SessionMiddleware(AbstractAuthenticationMiddleware):
    """One question to the database per request with a cookie, none without."""

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        portal = portal_of(connection)
        if (token := bearer_token(connection)) is not None:
            return await self._with_token(connection, portal, token)
        session_id = connection.cookies.get(COOKIE)
        if not session_id:
            return AuthenticationResult(user=None, auth=None)
        handler = connection.scope.get("route_handler")
        # What a page asks for by itself must not keep a deserted screen logged in; it says so itself, which can only
        # shorten a session.
        by_itself = handler is not None and handler.opt.get("unattended", False)
        unattended = by_itself or UNATTENDED in connection.headers
        id_hash = hash_of(session_id)
        row = await portal.web.session(id_hash, attended=not unattended)
        if row is None:
            return AuthenticationResult(user=None, auth=None)
        if not row.live:
            return AuthenticationResult(user=None, auth=Expired(row.user_id, row.assignment_id))
        session = Session(row.user_id, row.assignment_id, row.substitutions, id_hash)
        directory = connection.state.directory = await portal.directory.at(row.head)
        return AuthenticationResult(user=officer_of(session, directory, portal.clock.today()), auth=session)

    async def _with_token(
        self, connection: ASGIConnection[Any, Any, Any, Any], portal: Portal, token: str
    ) -> AuthenticationResult:
        directory = connection.state.directory = await portal.directory.at(await portal.web.head())
        user = await user_of_token(portal, token, directory)
        if user is None:
            return AuthenticationResult(user=None, auth=None)
        chosen, substitutions = await portal.web.of_token(user.user_id, user.issuer, hash_of(token))
        held = directory.assignments_of(user.user_id, portal.clock.today())
        if chosen is None and len(held) == 1:
            chosen = held[0].assignment_id
        session = Session(user.user_id, chosen, substitutions, hash_of(token), via="token", issuer=user.issuer)
        return AuthenticationResult(user=officer_of(session, directory, portal.clock.today()), auth=session)


def officer_of(session: Session, directory: Directory, today: date) -> Officer | None:
    """The officer, if the chosen assignment is this user's and valid today; else ``None``, from this request on."""
    assignment = directory.assignments.get(session.assignment_id) if session.assignment_id else None
    if assignment is None or assignment.user_id != session.user_id or not assignment.active_on(today):
        return None
    user, unit = directory.user(session.user_id), directory.unit(assignment.unit_id)
    if user is None or unit is None or not unit.active:
        return None
    quality = directory.quality_assignment_of(user.user_id, unit.unit_id, today)
    return Officer(user.user_id, user.name, assignment.assignment_id, assignment.role, unit, quality)


async def begin(
    portal: Portal, user_id: UUID, held: list[Assignment], previous_id: str | None
) -> tuple[str, UUID | None]:
    """A session for who just logged in, under an id made here; whatever id the browser brought is forgotten.

    With exactly one assignment it is chosen at once. Returns the cookie value and the assignment.
    """
    session_id = secrets.token_urlsafe(32)
    chosen = held[0].assignment_id if len(held) == 1 else None
    forget = hash_of(previous_id) if previous_id else b""
    await portal.web.begin_session(hash_of(session_id), user_id, chosen, forget, portal.clock.moment())
    return session_id, chosen


async def switch(portal: Portal, session: Session, assignment: Assignment) -> str | None:
    """Act in another assignment: logged, substitutions gone, and a new session id (the new cookie value)."""
    moment = portal.clock.moment()
    if session.via == "token":
        await portal.web.choose_for_token(session, assignment.assignment_id, moment)
        return None
    session_id = secrets.token_urlsafe(32)
    await portal.web.switch_session(session, hash_of(session_id), assignment.assignment_id, moment)
    return session_id


def session_cookie(portal: Portal, session_id: str | None) -> Cookie:
    """The cookie that carries the session; ``None`` takes it back. Dies with the browser."""
    return Cookie(
        key=COOKIE,
        value=session_id or "",
        max_age=None if session_id else 0,
        path="/",
        httponly=True,
        samesite="lax",
        secure=portal.secure,
    )


def hash_of(session_id: str) -> bytes:
    return hashlib.sha256(session_id.encode("utf-8", "surrogateescape")).digest()
