"""The tree gives the roots of RFC 9162, whatever its size."""

import hashlib

import pytest

from events.merkle import Tree

# The entries and roots that logs of certificates have been tested with since RFC 6962.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def root(leaves: list[bytes]) -> bytes:
    tree = Tree()
    for each in leaves:
        tree.add(each)
    assert tree.size == len(leaves)
    return tree.root()


def defined(leaves: list[bytes]) -> bytes:
    """As RFC 9162 2.1.1 says it: split at the largest power of two that is smaller than the count."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + defined(leaves[:split]) + defined(leaves[split:])).digest()


@pytest.mark.parametrize("count", range(9))
def test_known_roots(count: int) -> None:
    assert root([leaf(bytes.fromhex(entry)) for entry in ENTRIES[:count]]).hex() == ROOTS[count]


def test_the_root_of_any_size_is_the_one_defined() -> None:
    leaves = [leaf(str(n).encode()) for n in range(300)]
    for count in range(301):
        assert root(leaves[:count]) == defined(leaves[:count])


def test_a_leaf_changed_moved_left_out_or_added_gives_another_root() -> None:
    leaves = [leaf(str(n).encode()) for n in range(11)]
    others = [
        [*leaves[:4], leaf(b"another"), *leaves[5:]],
        [*leaves[:4], leaves[5], leaves[4], *leaves[6:]],
        leaves[:-1],
        leaves[1:],
        [*leaves, leaves[-1]],
    ]
    assert len({root(each) for each in [leaves, *others]}) == 6
