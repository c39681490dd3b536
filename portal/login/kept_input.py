"""What was being typed when the session ran out: sealed on the server for an hour, and given back to its owner only.

A form that arrives after its session has expired is kept under the user whose session it was. When the same user has
logged in, in the same assignment, they are sent to the page of that form with the fields filled in; nothing is sent by
itself. A route that takes a form names the page that shows it, ``opt={"form_page": "/arenden/{case_id}/samtycken"}``;
otherwise it is the page that the browser says it came from, or the path itself.
"""

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import msgspec
from cryptography.exceptions import InvalidTag
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.enums import RequestEncodingType
from litestar.handlers import BaseRouteHandler

from portal.house import portal_of
from portal.login import session as sessions
from portal.login.transaction import inward

PARAMETER = "behallet"
LARGEST, MOST_FIELDS = 200_000, 2_000  # bytes; of them, fields
CSRF_FIELD = "_csrf_token"
Fields = dict[str, list[str]]


async def keep_if_form(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> bool:
    """Keep the form that this request carries for the owner of its expired session. Says whether it was kept."""
    owner = connection.auth
    if not isinstance(owner, sessions.Expired) or not isinstance(connection, Request) or connection.method != "POST":
        return False
    if connection.content_type[0] != RequestEncodingType.URL_ENCODED:
        return False
    body = await connection.body()
    if len(body) > LARGEST or body.count(b"&") >= MOST_FIELDS:
        return False
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    fields.pop(CSRF_FIELD, None)
    if not fields:
        return False
    portal, kept_id = portal_of(connection), uuid4()
    sealed = portal.store_key.seal(msgspec.json.encode(fields), _bound_to(kept_id, owner.user_id))
    page = _form_page(connection, handler)
    await portal.web.keep(kept_id, owner.user_id, owner.assignment_id, page, sealed)
    return True


async def way_back(connection: ASGIConnection[Any, Any, Any, Any], user_id: UUID, assignment_id: UUID) -> str | None:
    """The form page to return to after a login, when something was kept for this user in this assignment."""
    offered = await portal_of(connection).web.offer(user_id, assignment_id)
    if offered is None:
        return None
    kept_id, page = offered
    return f"{page}?{PARAMETER}={kept_id}"


async def restored(request: ASGIConnection[Any, Any, Any, Any]) -> Fields:
    """The kept fields that this form page was opened with (name -> values); empty when there are none for this user."""
    wanted = request.query_params.get(PARAMETER)
    session = request.auth
    if wanted is None or not isinstance(session, sessions.Session):
        return {}
    try:
        kept_id = UUID(wanted)
    except ValueError:
        return {}
    portal = portal_of(request)
    sealed = await portal.web.restore(kept_id, session.user_id, session.assignment_id)
    if sealed is None:
        return {}
    try:
        clear = portal.store_key.open(sealed, _bound_to(kept_id, session.user_id))
    except InvalidTag:
        return {}
    request.state.restored = True  # the page says so
    return msgspec.json.decode(clear, type=Fields)


def _form_page(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> str:
    if page := handler.opt.get("form_page"):
        return str(page).format(**connection.scope.get("path_params", {}))
    address: str = connection.headers.get("hx-current-url") or connection.headers.get("referer") or ""
    came_from = urlsplit(address)
    if f"{came_from.scheme}://{came_from.netloc}" == portal_of(connection).settings.base_url:
        return inward(came_from.path)
    return str(connection.scope["path"])


def _bound_to(kept_id: UUID, user_id: UUID) -> bytes:
    return b"kept input" + kept_id.bytes + user_id.bytes
