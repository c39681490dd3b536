"""What every answer carries on its way out: strict headers, and compression where it cannot give a secret away."""

from typing import Any

from litestar.config.compression import CompressionConfig
from litestar.enums import ScopeType
from litestar.middleware.compression import CompressionMiddleware
from litestar.types import BeforeMessageSendHookHandler, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",  # login starts by a link, never by a form, so no provider need stand here
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
NEVER_STORED = "no-store"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": NEVER_STORED,
}
_AS_SENT = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_WHEN_SECURE = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")  # two years


def strict_headers(*, secure: bool) -> BeforeMessageSendHookHandler:
    """Set on every answer, refusals included, unless the answer says otherwise itself. Personal data must not lie in a
    cache on a shared computer."""
    strict = [*_AS_SENT, _WHEN_SECURE] if secure else _AS_SENT

    async def set_headers(message: Message, scope: Scope) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(each for each in strict if each[0] not in given)]

    return set_headers


class PackedPages(CompressionMiddleware):
    """Compresses only what cannot echo a stranger.

    Compression makes the length tell whether two parts of a body are alike; who can put text into a page that also
    holds a secret (a name, the CSRF token) can guess the secret bit by bit (BREACH). A stranger's text reaches a page
    through the query string or a form, so answers to those are sent as they are; plain GETs without a query are packed.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["method"] == "GET" and not scope["query_string"]:
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def compression() -> Any:
    return CompressionConfig(
        backend="gzip",
        minimum_size=1_000,
        gzip_compress_level=4,
        middleware_class=PackedPages,
        exclude_opt_key="plain",
    )
