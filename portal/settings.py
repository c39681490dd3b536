"""The settings of one process, read once from the environment.

Every setting has a demo default; production refuses each default that would be unsafe with one Swedish sentence. A
secret may come as a file: `PORTAL_DATABASE_URL_FILE` names a file that holds what `PORTAL_DATABASE_URL` would say.
"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from portal.clock import DEMO_DAY

Part = Literal["web", "projector", "keeper", "owner"]
URL_OF: dict[Part, str] = {
    "web": "PORTAL_DATABASE_URL",
    "projector": "PORTAL_PROJECTOR_URL",
    "keeper": "PORTAL_KEEPER_URL",
    "owner": "PORTAL_OWNER_URL",
}


class SettingsRefused(Exception):
    """One Swedish sentence for the person who starts the portal."""


@dataclass(frozen=True, slots=True)
class Settings:
    production: bool
    home: Path
    """Data of the embedded store, and generated secrets."""
    port: int
    base_url: str
    """Without a slash at the end."""
    urls: Mapping[Part, str]
    """Connection strings of the login roles; empty = embedded."""
    master_key_file: Path
    issuers_file: Path | None
    """None only in demo mode: the demo provider on port + 1."""
    now: datetime | None
    """What the domain clock shall show at start; always None in production."""
    smtp_url: str | None = None
    """The mail server, smtp://user:password@host:port or smtps://…; None: no mail is sent."""
    mail_from: str = ""
    mail_domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where each organisation lets its staff be written to, by its number in digits alone."""

    @property
    def demo(self) -> bool:
        return not self.production

    @property
    def embedded(self) -> bool:
        return not self.urls

    @property
    def demo_issuer(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    def url(self, part: Part) -> str:
        """The connection string of one login role; SettingsRefused when it is not given."""
        if part not in self.urls:
            raise SettingsRefused(f"{URL_OF[part]} saknas. Ange adressen till databasen för den rollen.")
        return self.urls[part]

    def master_key(self) -> bytes:
        """32 bytes, in PORTAL_MASTER_KEY_FILE as 64 hexadecimal digits. The demo makes its own at first use."""
        if self.demo and not self.master_key_file.exists():
            self.master_key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self.master_key_file.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32))
            with contextlib.suppress(FileExistsError):
                os.link(fresh, self.master_key_file)  # whoever comes first decides, the others use the same
            fresh.unlink()
        return read_master_key(self.master_key_file)


def read_master_key(path: Path) -> bytes:
    """32 bytes, from a file with 64 hexadecimal digits."""
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != 32:
        raise SettingsRefused(f"Huvudnyckeln i {path} ska vara 64 hexadecimala tecken.")
    return key


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from the environment, checked for sense but not yet for safety (see `refuse_unsafe`)."""
    mode = environment.get("PORTAL_MODE") or "demo"
    if mode not in ("demo", "production"):
        raise SettingsRefused(f"PORTAL_MODE ska vara demo eller production, inte {mode}.")
    port = _port(environment.get("PORT") or "8000")
    home = Path(environment.get("PORTAL_HOME") or ".portal").absolute()
    urls: dict[Part, str] = {part: url for part, name in URL_OF.items() if (url := _secret(environment, name))}
    master_key, issuers = environment.get("PORTAL_MASTER_KEY_FILE"), environment.get("PORTAL_OIDC_ISSUERS")
    base_url = (environment.get("PORTAL_BASE_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    if urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).hostname:
        raise SettingsRefused("PORTAL_BASE_URL ska vara en hel adress, till exempel https://portalen.example.se.")
    now = environment.get("PORTAL_NOW")
    smtp_url = _secret(environment, "PORTAL_SMTP_URL") or None
    if smtp_url and (urlsplit(smtp_url).scheme not in ("smtp", "smtps") or not urlsplit(smtp_url).hostname):
        raise SettingsRefused("PORTAL_SMTP_URL ska vara en adress som smtps://namn:lösenord@epost.example.se:465.")
    return Settings(
        production=mode == "production",
        home=home,
        port=port,
        base_url=base_url,
        urls=urls,
        master_key_file=Path(master_key).absolute() if master_key else home / "secrets" / "master_key",
        issuers_file=Path(issuers).absolute() if issuers else None,
        now=_moment(now) if now else None if mode == "production" else DEMO_DAY,
        smtp_url=smtp_url,
        mail_from=environment.get("PORTAL_MAIL_FROM") or f"samverkansportalen@{urlsplit(base_url).hostname}",
        mail_domains=_domains(environment.get("PORTAL_MAIL_DOMAINS") or ""),
    )


def refuse_unsafe(settings: Settings, part: Part) -> None:
    """Raise SettingsRefused when production would run this part with a demo default. The web needs most."""
    if not settings.production:
        return
    if settings.now is not None:
        raise SettingsRefused("PORTAL_NOW får inte vara satt i produktion, där gäller den verkliga tiden.")
    if settings.embedded:
        raise SettingsRefused(
            f"{URL_OF[part]} saknas. Produktion kräver en databasserver, med en inloggning för varje roll."
        )
    settings.url(part)
    if part not in ("web", "owner"):
        return
    if settings.master_key_file.is_relative_to(settings.home) or not settings.master_key_file.is_file():
        raise SettingsRefused("PORTAL_MASTER_KEY_FILE saknas. Produktion kräver en fil med en egen huvudnyckel.")
    if part == "owner":
        return
    if settings.issuers_file is None or not settings.issuers_file.is_file():
        raise SettingsRefused(
            "PORTAL_OIDC_ISSUERS saknas. Produktion kräver en fil med egna inloggningstjänster, inte demoinloggning."
        )
    if not settings.base_url.startswith("https://"):
        raise SettingsRefused("PORTAL_BASE_URL ska börja med https:// i produktion.")


def refuse_demo_data(settings: Settings, found: bool) -> None:
    """Raise SettingsRefused when production meets a store that holds the demo county."""
    if settings.production and found:
        raise SettingsRefused("Datalagret innehåller demouppgifter. Produktion kräver ett eget, tomt datalager.")


def _secret(environment: Mapping[str, str], name: str) -> str:
    path = environment.get(f"{name}_FILE")
    if not path:
        return environment.get(name, "").strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as trouble:
        raise SettingsRefused(f"{name}_FILE kan inte läsas: {path} ({trouble.strerror}).") from None


def _domains(text: str) -> dict[str, tuple[str, ...]]:
    """``2321000172=region.example,vard.example 2120002080=koping.example``: organisation number, its mail domains."""
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split():
        number, _, domains = part.partition("=")
        if not number.replace("-", "").isdigit() or not domains:
            raise SettingsRefused(
                "PORTAL_MAIL_DOMAINS ska vara som 2321000172=region.example,vard.example, med mellanslag mellan."
            )
        found[number.replace("-", "")] = tuple(domain.lower() for domain in domains.split(",") if domain)
    return found


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65535):
        raise SettingsRefused(f"PORT ska vara ett tal mellan 1 och 65534, inte {text}.")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsRefused(f"PORTAL_NOW ska vara en tid som 2026-11-23T09:00:00+01:00, inte {text}.") from None
    if moment.tzinfo is None:
        raise SettingsRefused(f"PORTAL_NOW behöver en tidszon, som i 2026-11-23T09:00:00+01:00, inte {text}.")
    return moment
