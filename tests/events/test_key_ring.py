"""The keys released to one reader: what the ring holds, what it opens, and what that takes."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from events.facts import ContactLogged
from events.reading import Reading
from events.sealing import KeyRing, NotReleased, StoreKey
from tests.events.test_held import contact
from tests.world import World


def texts(reading: Reading) -> list[str | None]:
    return [reading.open(entry.fact.text) for entry in reading.entries if isinstance(entry.fact, ContactLogged)]


def test_a_key_is_unwrapped_once_and_only_when_something_is_opened_with_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = world.active("soc")
    for text in ("Ett", "Två"):
        world.do("reko.larkan", contact(world, case_id, text=text))
    unwrapped: list[bytes] = []
    unwrap = StoreKey.unwrap

    def noted(key: StoreKey, wrapped: bytes) -> bytes:
        unwrapped.append(wrapped)
        return unwrap(key, wrapped)

    monkeypatch.setattr(StoreKey, "unwrap", noted)
    reading = world.read("reko.larkan", case_id)
    assert len(reading.ring) >= len(reading.entries) > 2
    assert not unwrapped
    assert [*texts(reading), *texts(reading)] == ["Ett", "Två"] * 2
    assert len(unwrapped) == 2


def test_a_ring_opens_nothing_that_is_not_on_it(world: World) -> None:
    case_id = world.active("soc")
    world.do("reko.larkan", contact(world, case_id, text="Ett"))
    reading = world.read("reko.larkan", case_id)
    (fact,) = [entry.fact for entry in reading.entries if isinstance(entry.fact, ContactLogged)]
    assert fact.text is not None
    assert fact.text.open(reading.ring) == "Ett"
    at = (case_id, max(version for _, version in reading.ring))
    for other in ({}, {(uuid4(), at[1]): b"x" * 40}, {(case_id, at[1] + 1): b"x" * 40}):
        ring = KeyRing(world.log.store_key, other)
        assert at not in ring
        with pytest.raises(NotReleased):
            fact.text.open(ring)
    with pytest.raises(InvalidUnwrap):
        fact.text.open(KeyRing(world.log.store_key, {at: b"x" * 40}))
