"""A bearer token instead of a cookie, for callers of the API."""

import base64
import binascii
from typing import Any

import msgspec
from httpx2 import HTTPError
from litestar.connection import ASGIConnection

from orgs.directory import Directory, User
from portal.house import Portal
from portal.login.issuers import NotTrusted, require_trusted

LONGEST_TOKEN = 8_000  # characters
API = "/api/"


def bearer_token(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """The token of a call to the API that has one. Pages take the cookie only."""
    kind, _, token = connection.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not connection.scope["path"].startswith(API):
        return None
    return token.strip()


async def user_of_token(portal: Portal, token: str, directory: Directory) -> User | None:
    """The user a token speaks for; ``None`` when it is not a valid token of a configured provider for us."""
    provider = portal.providers.get(_claimed_issuer(token))
    if provider is None:
        return None
    try:
        claims = await provider.claims_of(token)
        subject = require_trusted(claims, provider.issuer)
    except (NotTrusted, HTTPError):
        return None
    return directory.user_of(provider.issuer.registry, subject)


def _claimed_issuer(token: str) -> str:
    """Who the token says it is from, to know whose keys to check it with; believed only after that."""
    if len(token) > LONGEST_TOKEN or token.count(".") != 2:
        return ""
    body = token.split(".")[1]
    try:
        claims = msgspec.json.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (msgspec.DecodeError, binascii.Error, ValueError):
        return ""
    issuer = claims.get("iss") if isinstance(claims, dict) else None
    return issuer if isinstance(issuer, str) else ""
