"""A preparation that is still being written: sealed on the server, for its own writer alone, until it is submitted."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag

from portal.acting import AnyRequest
from portal.forms import Fields
from portal.house import portal_of
from portal.login.session import Session

LEFT_OUT = frozenset({"_csrf_token", "command_id", "seen"})


class Draft(NamedTuple):
    """``saved_at`` is ``None`` when nothing has been saved."""

    fields: Fields
    saved_at: datetime | None = None


NOTHING = Draft({})


async def draft_here(request: AnyRequest) -> Draft:
    """The draft of the form that this address shows, for ``Provide``."""
    return await draft_of(request, form_page(request))


async def draft_of(request: AnyRequest, page: str) -> Draft:
    session, portal = request.auth, portal_of(request)
    if not isinstance(session, Session) or session.assignment_id is None:
        return NOTHING
    found = await portal.web.draft(session.user_id, session.assignment_id, page)
    if found is None:
        return NOTHING
    try:
        clear = portal.store_key.open(found[0], _bound_to(session, page))
    except InvalidTag:
        return NOTHING
    return Draft(msgspec.json.decode(clear, type=Fields), found[1])


async def save(request: AnyRequest, fields: Fields) -> None:
    session, portal, page = request.auth, portal_of(request), form_page(request)
    if not isinstance(session, Session) or session.assignment_id is None:
        return
    kept = {name: values for name, values in fields.items() if name not in LEFT_OUT}
    sealed = portal.store_key.seal(msgspec.json.encode(kept), _bound_to(session, page))
    await portal.web.save_draft(session.user_id, session.assignment_id, page, sealed)


async def drop(request: AnyRequest) -> None:
    session = request.auth
    if isinstance(session, Session) and session.assignment_id is not None:
        await portal_of(request).web.drop_draft(session.user_id, session.assignment_id, form_page(request))


def form_page(request: AnyRequest) -> str:
    """The address of the form, from that of any of its routes."""
    return str(request.scope["path"]).removesuffix("/utkast")


def _bound_to(session: Session, page: str) -> bytes:
    return b"draft" + session.user_id.bytes + str(session.assignment_id).encode() + page.encode()
