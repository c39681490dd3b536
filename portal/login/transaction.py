"""One login on its way to the provider and back: sealed in a cookie that only this store can open."""

import base64
import binascii
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from cryptography.exceptions import InvalidTag
from litestar.datastructures import Cookie

from events.sealing import StoreKey

COOKIE = "inloggning"
SECONDS = 600
_PLACE = b"login transaction"


class Transaction(msgspec.Struct, frozen=True):
    issuer: str
    remembered: dict[str, Any]
    onward: str
    begun: float
    """System time, seconds since 1970."""


def sealed(key: StoreKey, transaction: Transaction) -> str:
    return base64.urlsafe_b64encode(key.seal(msgspec.msgpack.encode(transaction), _PLACE)).decode()


def unsealed(key: StoreKey, cookie: str, now: float) -> Transaction | None:
    """The transaction; ``None`` when there is none, it is not ours, or it is older than ten minutes."""
    try:
        clear = key.open(base64.urlsafe_b64decode(cookie.encode()), _PLACE)
        transaction = msgspec.msgpack.decode(clear, type=Transaction)
    except (binascii.Error, ValueError, InvalidTag, msgspec.DecodeError):
        return None
    return transaction if 0 <= now - transaction.begun <= SECONDS else None


def transaction_cookie(value: str, *, secure: bool) -> Cookie:
    """Sent to the login pages only; an empty value takes it back."""
    return Cookie(
        key=COOKIE,
        value=value,
        path="/logga-in",
        max_age=SECONDS if value else 0,
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def inward(path: str) -> str:
    """A path of ours to go on to, quoted; the start page for anything that could lead elsewhere."""
    parts = urlsplit(path) if path.isprintable() and "\\" not in path else urlsplit("")
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//"):
        return "/"
    return quote(parts.path + (f"?{parts.query}" if parts.query else ""), safe="/?=%&")
