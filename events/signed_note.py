"""The text of a checkpoint and its signature: so many entries from the first, their root, and when it was signed.

The form is the C2SP tlog-checkpoint in a signed note, so that tools of others can check it. The key is the store's own,
and so is the name: it follows from the key, needs no setting, and stays when the portal moves to another address.
"""

import hashlib
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from events.sealing import StoreKey

_ED25519 = b"\1"
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Checkpoint(NamedTuple):
    size: int
    """Entries from the first."""
    root: bytes
    issued_at: datetime
    """To the second."""


class NotOurs(Exception):
    """The text is no checkpoint, or not as this store signed it."""


class CheckpointKey:
    """Signs for this store, and knows what this store has signed."""

    def __init__(self, store_key: StoreKey) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(store_key.derived(b"checkpoints"))
        self._public = self._key.public_key().public_bytes_raw()
        self.name = f"samverkansportalen/{hashlib.sha256(self._public).hexdigest()[:16]}"
        self._id = hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self._public).digest()[:4]

    @property
    def verifier(self) -> str:
        """The public key, as tools for signed notes want it."""
        return f"{self.name}+{self._id.hex()}+{_base64(_ED25519 + self._public)}"

    def signed(self, checkpoint: Checkpoint) -> str:
        text = self._text(checkpoint)
        return f"{text}\n{self._line_begins}{_base64(self._id + self._key.sign(text.encode()))}\n"

    def opened(self, note: str) -> Checkpoint:
        """What the note says, when it is letter for letter what was signed.

        Others may have signed below; a file that has been through Windows is the same note.
        """
        text, _, below = note.removeprefix("\ufeff").replace("\r\n", "\n").partition("\n\n")
        try:
            *signatures, end = below.split("\n")
            [ours] = [line.removeprefix(self._line_begins) for line in signatures if line.startswith(self._line_begins)]
            _, size, root, when = text.split("\n")
            issued_at = datetime.strptime(when, _TIME).replace(tzinfo=UTC)
            checkpoint, signature = Checkpoint(int(size), b64decode(root), issued_at), b64decode(ours)
            same = self._text(checkpoint) == f"{text}\n" and _base64(signature) == ours and signature[:4] == self._id
            if not same or end or not all(line.startswith("— ") for line in signatures):
                raise ValueError
            self._key.public_key().verify(signature[4:], f"{text}\n".encode())
        except (ValueError, InvalidSignature):
            raise NotOurs("Det är ingen kontrollpunkt som det här datalagret har skrivit under.") from None
        return checkpoint

    def _text(self, checkpoint: Checkpoint) -> str:
        when = checkpoint.issued_at.astimezone(UTC).strftime(_TIME)
        return f"{self.name}\n{checkpoint.size}\n{_base64(checkpoint.root)}\n{when}\n"

    @property
    def _line_begins(self) -> str:
        return f"— {self.name} "


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()
