"""The login providers whose word we take, and what in a token counts as their word.

A provider is trusted for named organisations only; the identity must have been proved at level of assurance 3 or 4.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

ACCEPTED_ACR = ("http://id.elegnamnden.se/loa/1.0/loa3", "http://id.elegnamnden.se/loa/1.0/loa4")
KNOWN_TO_ALL = "demo"
"""What the demo's own provider takes for a secret; in production it is none."""
ORGANISATION_CLAIM = "https://id.oidc.se/claim/orgNumber"


class Issuer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the file that ``PORTAL_OIDC_ISSUERS`` names."""

    issuer: str
    client_id: str
    organisation_numbers: tuple[str, ...]
    name: str = ""
    client_secret: str = ""
    client_secret_file: str = ""
    acr: tuple[str, ...] = ACCEPTED_ACR
    known_as: str = ""
    """The issuer that users are registered under, where it is not the address (the demo's port may change)."""

    @property
    def registry(self) -> str:
        return self.known_as or self.issuer

    @property
    def secret(self) -> str:
        return Path(self.client_secret_file).read_text().strip() if self.client_secret_file else self.client_secret


class IssuersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    issuers: tuple[Issuer, ...]


class NotTrusted(Exception):
    """A token that is not what a configured provider says about this login; carries the name of the failing claim."""


def read_issuers(path: Path, *, production: bool) -> tuple[Issuer, ...]:
    """The configured providers; raises ``ValueError`` with one sentence for the operator."""
    try:
        issuers = msgspec.json.decode(path.read_bytes(), type=IssuersFile).issuers
    except OSError as error:
        raise ValueError(f"Filen med inloggningstjänster kan inte läsas: {path} ({error.strerror}).") from error
    except (msgspec.DecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"Filen med inloggningstjänster är fel skriven: {path} ({error}).") from error
    for issuer in issuers:
        if not set(issuer.acr) <= set(ACCEPTED_ACR) or not issuer.acr:
            raise ValueError(f"Inloggningstjänsten {issuer.issuer} har en tillitsnivå som inte godtas: {issuer.acr}.")
        if production and not issuer.issuer.startswith("https://"):
            raise ValueError(f"Inloggningstjänsten {issuer.issuer} måste ha en adress som börjar med https.")
        try:
            demo = issuer.secret == KNOWN_TO_ALL
        except OSError as error:
            where = f"{issuer.client_secret_file} ({error.strerror})"
            raise ValueError(f"Hemligheten för {issuer.issuer} kan inte läsas: {where}.") from error
        if production and demo:
            raise ValueError(f"Inloggningstjänsten {issuer.issuer} har demons hemlighet. Ange en egen.")
    if not issuers or len({issuer.issuer for issuer in issuers}) != len(issuers):
        raise ValueError(f"Filen {path} ska nämna minst en inloggningstjänst, och varje tjänst en gång.")
    return issuers


def require_trusted(claims: dict[str, Any], issuer: Issuer) -> str:
    """The subject of a token whose signature and times are already checked; raises ``NotTrusted``.

    Exact, where OpenID Connect is lenient: we are the only audience, no other party was the token issued to, the level
    of assurance is one of the accepted, and the organisation is one that this provider answers for.
    """
    audience = claims.get("aud")
    exact = {
        "iss": claims.get("iss") == issuer.issuer,
        "aud": audience in (issuer.client_id, [issuer.client_id]),
        "azp": claims.get("azp", issuer.client_id) == issuer.client_id,
        "acr": claims.get("acr") in issuer.acr,
        ORGANISATION_CLAIM: claims.get(ORGANISATION_CLAIM) in issuer.organisation_numbers,
        "sub": isinstance(claims.get("sub"), str) and claims["sub"] != "",
    }
    for claim, fulfilled in exact.items():
        if not fulfilled:
            raise NotTrusted(claim)
    return str(claims["sub"])
