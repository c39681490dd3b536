"""A copy, and the file that says what must stay purged, are known to be our own by a code under the store's key.

Whoever can write to the folder of copies could else have rights, policies and triggers of their choice loaded, as the
owner of all tables, or a case purged that nobody has decided about.
"""

import hashlib
import hmac
from pathlib import Path

from events.sealing import StoreKey
from portal.settings import SettingsRefused

PURPOSE = "backup"


def beside(copy: Path) -> Path:
    """Where the code of a copy stands."""
    return copy.with_name(f"{copy.name}.mac")


def code_of(file: Path, key: StoreKey) -> str:
    with file.open("rb") as content:
        return _code(hashlib.file_digest(content, "sha256").digest(), key)


def code_for(content: bytes, key: StoreKey) -> str:
    return _code(hashlib.sha256(content).digest(), key)


def refuse_altered(copy: Path, key: StoreKey) -> None:
    """Raises ``SettingsRefused`` for a copy that is not, byte by byte, the one that the portal made of this store."""
    try:
        said = beside(copy).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsRefused(
            f"Filen {beside(copy).name} saknas bredvid kopian. Den visar att kopian är portalens egen."
        ) from None
    if not hmac.compare_digest(said, code_of(copy, key)):
        raise SettingsRefused(f"Filen {copy} är ändrad sedan portalen skrev den, eller hör till ett annat datalager.")


def _code(digest: bytes, key: StoreKey) -> str:
    return hmac.digest(key.blind(PURPOSE), digest, "sha256").hex()
