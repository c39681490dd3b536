"""The one message (domain.md 10): the same bytes whatever has happened, and to whom it may be sent."""

import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

SUBJECT = "Samverkansportalen"
TEXT = "Du har en ny händelse i samverkansportalen. Logga in för att läsa.\n"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
LONGEST = 254
DEMO_DOMAINS = ("example", "test")
"""Nobody can receive mail there (RFC 2606)."""


def message(sender: str, to: str) -> EmailMessage:
    """No link, no name, no unit: an envelope may be read by somebody else."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, SUBJECT
    mail["Date"], mail["Message-ID"] = formatdate(localtime=False), make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(TEXT)
    return mail


def allowed(address: str, org_number: str, domains: Mapping[str, tuple[str, ...]], *, demo: bool) -> bool:
    """Whether the organisation lets its staff be written to there. In the demo: where nobody can receive anything."""
    found = _ADDRESS.fullmatch(address)
    if found is None or len(address) > LONGEST:
        return False
    domain = found.group(1).lower()
    if demo and not domains:
        return domain.rpartition(".")[2] in DEMO_DOMAINS
    return domain in domains.get(digits(org_number), ())


def digits(org_number: str) -> str:
    return "".join(sign for sign in org_number if sign.isdigit()) or org_number
