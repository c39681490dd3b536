"""The Merkle tree over the leaves of the log (RFC 9162, 2.1.1), grown one leaf at a time."""

import hashlib
from functools import reduce


class Tree:
    """Keeps one hash per complete subtree: twenty for a million leaves."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[bytes] = []
        """Their roots, the widest first: one for each 1 of ``size`` in binary."""

    def add(self, leaf: bytes) -> None:
        """``leaf`` is hashed already, with the prefix of a leaf."""
        node, size = leaf, self.size
        while size % 2:
            node, size = _parent(self._subtrees.pop(), node), size // 2
        self._subtrees.append(node)
        self.size += 1

    def root(self) -> bytes:
        """32 bytes that no other leaves give, nor the same in another order."""
        if not self._subtrees:
            return hashlib.sha256().digest()
        return reduce(lambda right, left: _parent(left, right), reversed(self._subtrees))


def _parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
