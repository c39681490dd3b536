"""OpenID Connect: authorization code with PKCE, state and nonce, on Authlib's parts over httpx."""

import time
from typing import Any

from authlib.integrations.base_client import BaseApp, FrameworkIntegration, OAuthError
from authlib.integrations.base_client.async_app import AsyncOAuth2Mixin
from authlib.integrations.base_client.async_openid import AsyncOpenIDMixin
from authlib.integrations.httpx_client import AsyncOAuth2Client
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from portal.login.issuers import Issuer, NotTrusted, require_trusted

SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Only signatures that the provider alone can make: never ``none``, never a shared secret."""
LEEWAY = 60  # seconds between our clock and the provider's
TIMEOUT = 10  # seconds
FRESH_KEYS_EVERY = 30.0  # seconds: a stranger's key id must not make us ask the provider again and again


class Transaction(dict[str, Any]):
    """What one login must remember until it comes back: state, nonce, code verifier."""


class Provider(AsyncOAuth2Mixin, AsyncOpenIDMixin, BaseApp):  # type: ignore[misc]
    """A configured login provider, as its client."""

    client_cls = AsyncOAuth2Client

    def __init__(self, issuer: Issuer) -> None:
        super().__init__(
            FrameworkIntegration("login"),
            name="login",
            client_id=issuer.client_id,
            client_secret=issuer.secret or None,
            server_metadata_url=issuer.issuer + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile",
                "code_challenge_method": "S256",
                "timeout": TIMEOUT,
                "trust_env": False,
            },
        )
        self.issuer = issuer
        self._keys_at = 0.0

    async def load_server_metadata(self) -> dict[str, Any]:
        metadata: dict[str, Any] = await super().load_server_metadata()
        if metadata.get("issuer") != self.issuer.issuer:
            self.server_metadata.clear()
            raise NotTrusted("issuer")
        return metadata

    async def start(self, redirect_uri: str, **hints: str) -> tuple[str, Transaction]:
        """Where to send the browser, and what to remember until it is back."""
        made = await self.create_authorization_url(redirect_uri, **hints)
        remembered = Transaction(redirect_uri=redirect_uri)
        remembered |= {key: made[key] for key in ("state", "nonce", "code_verifier")}
        return made["url"], remembered

    async def finish(self, code: str, remembered: dict[str, Any]) -> str:
        """The subject that logged in. The caller has compared ``state``. Raises ``NotTrusted`` or ``OAuthError``."""
        token = await self.fetch_access_token(
            code=code, redirect_uri=remembered["redirect_uri"], code_verifier=remembered["code_verifier"]
        )
        if "id_token" not in token:
            raise OAuthError("missing_id_token")
        claims = await self.claims_of(token["id_token"])
        if claims.get("nonce") != remembered["nonce"]:
            raise NotTrusted("nonce")
        return require_trusted(claims, self.issuer)

    async def claims_of(self, token: str) -> dict[str, Any]:
        """The claims of a token that this provider signed and that is valid now; the caller checks the rest."""
        await self.load_server_metadata()
        try:
            decoded = await self._verified(token)
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY,
                iss={"essential": True, "value": self.issuer.issuer},
                aud={"essential": True, "value": self.client_id},
                acr={"essential": True, "values": list(self.issuer.acr)},
                exp={"essential": True},
                iat={"essential": True},
            ).validate(decoded.claims)
        except (JoseError, ValueError) as error:
            raise NotTrusted(getattr(error, "claim", None) or "signature") from error
        return dict(decoded.claims)

    async def _verified(self, token: str) -> jwt.Token:
        try:
            return self._decode(token, await self.fetch_jwk_set())
        except (BadSignatureError, InvalidKeyIdError):
            if time.monotonic() - self._keys_at < FRESH_KEYS_EVERY:
                raise
            self._keys_at = time.monotonic()
            try:
                fresh = await self.fetch_jwk_set(force=True)
            except (HTTPError, RuntimeError):
                fresh = None
            if fresh is None:
                raise
            return self._decode(token, fresh)

    def _decode(self, token: str, keys: dict[str, Any]) -> jwt.Token:
        registry = JWSRegistry(algorithms=SIGNATURES, strict_check_header=False)
        return jwt.decode(token, key=KeySet.import_key_set(keys), registry=registry)  # type: ignore[arg-type]
