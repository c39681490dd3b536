"""Logging in through a login provider, and out.

What one login must remember until it comes back (state, nonce, code verifier, where to go) travels in a sealed cookie
for ten minutes: nothing is written to the store for somebody who has not logged in.
"""

import hmac
import time
from typing import Any, Literal
from urllib.parse import urlencode

from authlib.integrations.base_client import OAuthError
from httpx2 import HTTPError
from litestar import Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from orgs.directory import User
from portal.csrf import forms_are_void
from portal.guards import anyone_logged_in, public
from portal.house import Portal, portal_of
from portal.login import kept_input
from portal.login.issuers import NotTrusted
from portal.login.oidc import Provider
from portal.login.session import COOKIE, Session, begin, session_cookie
from portal.login.transaction import COOKIE as TRANSACTION
from portal.login.transaction import Transaction, inward, sealed, transaction_cookie, unsealed
from portal.pages import page

CALLBACK = "/logga-in/svar"
SEE_OTHER: Literal[303] = 303
AnyRequest = Request[Any, Any, Any]

NOT_FINISHED = "Inloggningen blev inte klar. Börja om från början."
NOT_ACCEPTED = (
    "Inloggningen gick inte att lita på, så vi har inte släppt in dig. Försök igen eller prata med er support."
)
NO_ANSWER = "Inloggningstjänsten svarar inte just nu. Vänta en stund och försök igen."
UNKNOWN = "Vi känner inte igen dig. Be din organisations administratör att lägga upp dig, och försök sedan igen."


@get("/logga-in", guards=[public], opt={"exclude_from_auth": True})
async def login_page(
    request: AnyRequest,
    vidare: FromQuery[str] = "/",
    utgangen: FromQuery[bool] = False,
    behallet: FromQuery[bool] = False,
) -> Template:
    """Where somebody stands who was logged out, or has several providers to choose from."""
    choices = _choices(portal_of(request), inward(vidare))
    return page(request, "login.html", **choices, title="Logga in", ended=utgangen, kept=behallet)


@get("/logga-in/start", guards=[public], opt={"exclude_from_auth": True})
async def start(
    request: AnyRequest, vidare: FromQuery[str] = "/", som: FromQuery[str] = "", hos: FromQuery[str] = ""
) -> Response[Any]:
    """Off to the provider. ``som`` is a hint about who it will be (one click in the demo), ``hos`` which provider."""
    portal = portal_of(request)
    provider = portal.providers.get(hos) if hos else next(iter(portal.providers.values()))
    if provider is None or (not hos and len(portal.providers) > 1):
        return Redirect("/logga-in?" + urlencode({"vidare": inward(vidare)}), status_code=SEE_OTHER)
    hints = {"login_hint": som} if som else {}
    try:
        address, remembered = await provider.start(portal.settings.base_url + CALLBACK, **hints)
    except (HTTPError, NotTrusted, ValueError):
        return page(request, "login.html", 503, **_choices(portal, inward(vidare)), title="Logga in", trouble=NO_ANSWER)
    transaction = Transaction(provider.issuer.issuer, remembered, inward(vidare), time.time())
    cookie = transaction_cookie(sealed(portal.store_key, transaction), secure=portal.secure)
    return Redirect(address, status_code=SEE_OTHER, cookies=[cookie])


@get(CALLBACK, guards=[public], opt={"exclude_from_auth": True})
async def answer(request: AnyRequest) -> Response[Any]:
    """Back from the provider: check every word, find the user, begin a session under a new id."""
    portal = portal_of(request)
    transaction = unsealed(portal.store_key, request.cookies.get(TRANSACTION, ""), time.time())
    provider = portal.providers.get(transaction.issuer) if transaction else None
    code, state = request.query_params.get("code"), request.query_params.get("state", "")
    if transaction is None or provider is None or not code or not _same(state, transaction.remembered["state"]):
        return _not_in(request, NOT_FINISHED, 400)
    if request.query_params.get("iss", transaction.issuer) != transaction.issuer:
        return _not_in(request, NOT_ACCEPTED, 403)
    user, trouble = await _user(portal, provider, code, transaction)
    if user is None:
        return _not_in(request, trouble, 503 if trouble == NO_ANSWER else 403)
    return await _in(request, user, transaction.onward)


@post("/logga-ut", guards=[anyone_logged_in])
async def log_out(request: AnyRequest) -> Redirect:
    portal, session = portal_of(request), request.auth
    if isinstance(session, Session) and session.via == "cookie":
        await portal.web.end_session(session.id_hash)
    return Redirect("/logga-in", status_code=SEE_OTHER, cookies=[session_cookie(portal, None), forms_are_void(portal)])


async def _user(portal: Portal, provider: Provider, code: str, transaction: Transaction) -> tuple[User | None, str]:
    try:
        subject = await provider.finish(code, transaction.remembered)
    except (NotTrusted, OAuthError):
        return None, NOT_ACCEPTED
    except (HTTPError, ValueError):
        return None, NO_ANSWER
    directory = await portal.directory.at(await portal.web.head())
    return directory.user_of(provider.issuer.registry, subject), UNKNOWN


async def _in(request: AnyRequest, user: User, onward: str) -> Redirect:
    portal = portal_of(request)
    directory = await portal.directory.at(await portal.web.head())
    held = directory.assignments_of(user.user_id, portal.clock.today())
    session_id, chosen = await begin(portal, user.user_id, held, request.cookies.get(COOKIE))
    if chosen is None:
        onward = "/uppdrag"
    elif back := await kept_input.way_back(request, user.user_id, chosen):
        onward = back
    cookies = [session_cookie(portal, session_id), transaction_cookie("", secure=portal.secure)]
    return Redirect(onward, status_code=SEE_OTHER, cookies=cookies)


def _not_in(request: AnyRequest, trouble: str, status: int) -> Template:
    portal = portal_of(request)
    answer = page(request, "login.html", status, **_choices(portal, "/"), title="Logga in", trouble=trouble)
    answer.cookies.append(transaction_cookie("", secure=portal.secure))
    return answer


def _choices(portal: Portal, onward: str) -> dict[str, Any]:
    return {
        "login_href": _start(vidare=onward),
        "providers": [
            {"label": each.issuer.name or name, "href": _start(vidare=onward, hos=name)}
            for name, each in portal.providers.items()
        ],
        "identities": portal.identities,
    }


def _start(**query: str) -> str:
    return "/logga-in/start?" + urlencode(query)


def _same(given: str, made: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), made.encode())
