"""Protection against forged requests: Litestar's, except where it would trust or fall over what a stranger sends."""

from secrets import compare_digest

from litestar.config.csrf import CSRFConfig
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.csrf import CSRFMiddleware
from litestar.types import Receive, Scope, Send

from portal.house import Portal
from portal.login.bearer import bearer_token


class ForgedRequest(PermissionDeniedException):
    """The token of the form is missing or is not the one of the cookie."""


class Csrf(CSRFMiddleware):
    """A call with a bearer token needs no CSRF token: no browser adds a bearer token by itself, and such a call is
    never authenticated by its cookie. A cookie that is not ours (tampered, or of another store) is replaced."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        connection: ASGIConnection = ASGIConnection(scope)  # type: ignore[type-arg]
        if bearer_token(connection) is not None:
            await self.app(scope, receive, send)
            return
        cookie = connection.cookies.get(self.config.cookie_name)
        if scope["method"] in self.config.safe_methods and cookie is not None and not self._ours(cookie):
            connection.cookies.pop(self.config.cookie_name)
        try:
            await super().__call__(scope, receive, send)
        except PermissionDeniedException as refused:
            if refused.detail == "CSRF token verification failed":
                raise ForgedRequest from refused
            raise

    def _csrf_tokens_match(self, request_csrf_token: object, cookie_csrf_token: str) -> bool:
        """A token is signed in one way only, so that of two that are alike one has to be looked at."""
        return (
            isinstance(request_csrf_token, str)
            and request_csrf_token.isascii()
            and self._ours(cookie_csrf_token)
            and compare_digest(request_csrf_token, cookie_csrf_token)
        )

    def _ours(self, token: str) -> bool:
        return token.isascii() and self._decode_csrf_token(token) is not None


def csrf_config(portal: Portal) -> CSRFConfig:
    """Signed under the store key, so that every process and every later start accepts a page that is still open."""
    return CSRFConfig(secret=portal.store_key.blind("csrf").hex(), cookie_secure=portal.secure)


def forms_are_void(portal: Portal) -> Cookie:
    """Takes the token back, so that a form left open in another tab is not sent in another assignment by mistake."""
    return Cookie(key="csrftoken", value="", max_age=0, path="/", samesite="lax", secure=portal.secure)
