"""Sealed values: text and structures that only a released entry key opens (architecture.md 5).

A value is clear on its way from a command to the log, and sealed on its way back. Folding and deciding never open one;
rendering does, with the reader's key ring. A bug in a page then shows nothing, not a diagnosis.
"""

import hashlib
import hmac
import threading
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar, cast, get_args
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

T = TypeVar("T")
Keys = Mapping[tuple[UUID, int], bytes]
"""(stream id, version) -> entry key."""


class NotReleased(LookupError):
    """The reader holds no key for this value; the caller should have asked the gate first."""


class Sealed(Generic[T]):
    """A value of type ``T``: clear (from a command) or boxed (from the log). Never prints, never compares its box."""

    __slots__ = ("_clear", "at", "box", "kind")

    def __init__(self, clear: T | None = None) -> None:
        self._clear = clear
        self.at: tuple[UUID, int, int] | None = None
        self.box, self.kind = b"", Any

    @classmethod
    def boxed(cls, box: bytes, at: tuple[UUID, int, int], kind: Any) -> "Sealed[T]":
        sealed: Sealed[T] = cls()
        sealed.box, sealed.at, sealed.kind = box, at, kind
        return sealed

    def open(self, ring: Keys) -> T:
        """The clear value; raises ``NotReleased`` when the ring lacks the entry's key."""
        if self.at is None:
            return cast(T, self._clear)
        stream_id, version, ordinal = self.at
        key = ring.get((stream_id, version))
        if key is None:
            raise NotReleased(f"ingen nyckel för {stream_id} {version}")
        clear = AESGCM(key).decrypt(_nonce(ordinal), self.box, _bound_to(stream_id, version, ordinal))
        return cast(T, msgspec.msgpack.decode(clear, type=self.kind))

    def __repr__(self) -> str:
        return "<Sealed>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sealed):
            return NotImplemented
        return (self._clear, self.at) == (other._clear, other.at)

    __hash__ = None  # type: ignore[assignment]


class Sealer:
    """Seals the values of one entry with one fresh key; a key seals each ordinal once, so a counter is a safe nonce."""

    def __init__(self, stream_id: UUID, version: int) -> None:
        self.stream_id, self.version = stream_id, version
        self.key = AESGCM.generate_key(bit_length=256)
        self._cipher = AESGCM(self.key)
        self._ordinal = 0

    def __call__(self, value: Any) -> bytes:
        if not isinstance(value, Sealed) or value.at is not None:
            raise TypeError(f"{type(value).__name__} hör inte hemma i en händelse")
        ordinal, self._ordinal = self._ordinal, self._ordinal + 1
        clear = msgspec.msgpack.encode(value._clear)
        return self._cipher.encrypt(_nonce(ordinal), clear, _bound_to(self.stream_id, self.version, ordinal))


class Unsealer(threading.local):
    """Decoding hook: turns boxes back into still-sealed values, in the order in which they were sealed.

    One per process with a place per thread, because building a decoder costs far more than decoding an entry.
    """

    stream_id: UUID
    version: int
    ordinal: int

    def start(self, stream_id: UUID, version: int) -> None:
        self.stream_id, self.version, self.ordinal = stream_id, version, 0

    def __call__(self, kind: Any, box: Any) -> Any:
        ordinal, self.ordinal = self.ordinal, self.ordinal + 1
        return Sealed.boxed(box, (self.stream_id, self.version, ordinal), (get_args(kind) or (Any,))[0])


def _nonce(ordinal: int) -> bytes:
    return ordinal.to_bytes(12, "big")


def _bound_to(stream_id: UUID, version: int, ordinal: int) -> bytes:
    return stream_id.bytes + version.to_bytes(8, "big") + bytes([ordinal])


class StoreKey:
    """The store's key, held in the process: wraps entry keys, seals loose boxes, and keys the blind index.

    The store key itself lies in the database wrapped by the master key, which never does; rotation of the master key
    re-wraps this one key only.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._blind = self.derived(b"blind index")
        self._box = AESGCM(self.derived(b"boxes"))
        self._token = AESSIV(hmac.digest(key, b"tokens", hashlib.sha512))

    @classmethod
    def fresh_wrapped(cls, master: bytes) -> bytes:
        return aes_key_wrap(master, AESGCM.generate_key(bit_length=256))

    @classmethod
    def unwrapped(cls, wrapped: bytes, master: bytes) -> "StoreKey":
        """Raises ``cryptography.hazmat.primitives.keywrap.InvalidUnwrap`` when the master key is not this store's."""
        return cls(aes_key_unwrap(master, wrapped))

    def wrapped_by(self, master: bytes) -> bytes:
        """This key as another master key keeps it: all that rotation changes."""
        return aes_key_wrap(master, self._key)

    def derived(self, purpose: bytes) -> bytes:
        """A key of its own for one purpose, 32 bytes."""
        return hmac.digest(self._key, purpose, hashlib.sha256)

    def wrap(self, key: bytes) -> bytes:
        return aes_key_wrap(self._key, key)

    def unwrap(self, wrapped: bytes) -> bytes:
        return aes_key_unwrap(self._key, wrapped)

    def blind(self, number: str) -> bytes:
        """Keyed blind index of a personnummer: equality can be tested, the number not be found by trying."""
        return hmac.digest(self._blind, number.encode(), hashlib.sha256)

    def seal(self, clear: bytes, bound_to: bytes) -> bytes:
        """A box for a value outside the log (identity row, kept input), bound to its place; random nonce first."""
        nonce = AESGCM.generate_key(bit_length=128)[:12]
        return nonce + self._box.encrypt(nonce, clear, bound_to)

    def open(self, box: bytes, bound_to: bytes) -> bytes:
        return self._box.decrypt(box[:12], box[12:], bound_to)

    def token(self, clear: bytes, bound_to: bytes) -> bytes:
        """As ``seal``, but the same each time: for what a caller hands back to us, such as the cursor of a list."""
        return self._token.encrypt(clear, [bound_to])

    def token_opened(self, token: bytes, bound_to: bytes) -> bytes:
        """Raises ``cryptography.exceptions.InvalidTag`` or ``ValueError`` for what this store did not give."""
        return self._token.decrypt(token, [bound_to])


class KeyRing(Keys):
    """The entry keys released to one reader, wrapped; one is unwrapped when something is opened with it.

    That takes longer than opening, and of a long case most entries are only counted.
    """

    def __init__(self, store_key: StoreKey, wrapped: Keys) -> None:
        self._store_key, self._wrapped = store_key, wrapped
        self._keys: dict[tuple[UUID, int], bytes] = {}

    def __getitem__(self, at: tuple[UUID, int]) -> bytes:
        if at not in self._keys:
            self._keys[at] = self._store_key.unwrap(self._wrapped[at])
        return self._keys[at]

    def __contains__(self, at: object) -> bool:
        return at in self._wrapped

    def __iter__(self) -> Iterator[tuple[UUID, int]]:
        return iter(self._wrapped)

    def __len__(self) -> int:
        return len(self._wrapped)
