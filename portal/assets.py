"""Style sheets, scripts, fonts and pictures, served under the hash of their content and kept by browsers for good.

Read and compressed once at the start; ``asset("base.css")`` in a template gives the address. ``url(...)`` in a style
sheet is rewritten to the hashed address of what it names.
"""

import gzip
import hashlib
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("assets")
PREFIX = "/assets"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
PACKED = {".css", ".js", ".svg"}
_URL = re.compile(rb"""url\(\s*["']?(?!data:|[a-z]+:|/|#)([^"')]+?)["']?\s*\)""")
"""Relative addresses in a style sheet; data:, other hosts and fragments stay as they are."""


@dataclass(frozen=True)
class Asset:
    address: str
    kind: str
    body: bytes
    packed: bytes | None


class Assets:
    def __init__(self, folder: Path = FOLDER) -> None:
        self._by_name: dict[str, Asset] = {}
        files = [path for path in folder.rglob("*") if path.suffix in KINDS] if folder.is_dir() else []
        # Style sheets last: they name the others.
        for path in sorted(files, key=lambda path: (path.suffix == ".css", str(path))):
            self._add(path.relative_to(folder).as_posix(), path.read_bytes(), path.suffix)
        self._by_address = {asset.address: asset for asset in self._by_name.values()}

    def address(self, name: str) -> str:
        """Where browsers find the file; a name we do not have gives an address that answers 404."""
        found = self._by_name.get(name)
        return found.address if found else f"{PREFIX}/saknas/{name}"

    def at(self, address: str) -> Asset | None:
        return self._by_address.get(address)

    def _add(self, name: str, body: bytes, suffix: str) -> None:
        if suffix == ".css":
            body = _URL.sub(lambda match: self._rewritten(name, match), body)
        packed = gzip.compress(body, 9, mtime=0) if suffix in PACKED else None
        address = f"{PREFIX}/{hashlib.sha256(body).hexdigest()[:16]}/{name}"
        self._by_name[name] = Asset(address, KINDS[suffix], body, packed)

    def _rewritten(self, name: str, match: re.Match[bytes]) -> bytes:
        path, mark, fragment = match.group(1).decode().partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path.partition("?")[0]))
        found = self._by_name.get(target)
        return f'url("{found.address}{mark}{fragment}")'.encode() if found else match.group(0)
