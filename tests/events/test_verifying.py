"""A store that agrees with its log is left in peace; whatever does not agree is told."""

import psycopg
import pytest

from events import commands as c
from events.kinds import RetractionReason
from events.verifying import verify
from tests.conftest import Store
from tests.gate.states import STATES
from tests.leave import sick_leave
from tests.world import NOW, World


def test_every_state_of_a_case_agrees_with_its_log(any_world: World, any_store: Store) -> None:
    for make in STATES.values():
        any_world.moment = NOW
        make(any_world)
    found = verify(any_store.keeper)
    assert found.faults == []
    assert found.cases >= len(STATES)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM vault.key WHERE version = 3", "saknar nyckel"),
        ("UPDATE log.event SET state = state || '\\x00'::bytea WHERE version = 2", "är inte den som skrevs"),
        ("UPDATE log.event SET leaf = sha256('x') WHERE version = 2", "är inte den som skrevs"),
        ("UPDATE log.event SET version = 99 WHERE version = 4", "luckor"),
        ("UPDATE log.event SET position = position + 1000 WHERE version = 2", "i ordning"),
        ("DELETE FROM vault.grant WHERE category = 'planning'", "inte de som loggen ger"),
        ("UPDATE vault.grant SET valid_to = valid_to + interval '1 day'", "inte de som loggen ger"),
        (
            "INSERT INTO vault.release SELECT case_id, unit_id, unit_id, 'planning', 3 FROM vault.grant LIMIT 1",
            "öppnade",
        ),
        ("UPDATE vault.key SET category = 'planning' WHERE version = 6", "annan kategori"),
        ("DELETE FROM vault.identity WHERE part = 'contact'", "i valvet"),
        ("DELETE FROM log.event WHERE stream_id IN (SELECT case_id FROM vault.key)", "finns inte i loggen"),
    ],
)
def test_harm_is_told(world: World, store: Store, harm: str, told: str) -> None:
    case_id = world.active("soc")
    leave = sick_leave(case_id)
    world.do("reko.larkan", leave)
    assert verify(store.keeper).faults == []
    with psycopg.connect(store.admin) as admin:
        assert admin.execute(harm.encode()).rowcount
    assert any(told in fault for fault in verify(store.keeper).faults), verify(store.keeper).faults


def test_a_key_that_should_be_destroyed_is_told(world: World, store: Store) -> None:
    case_id = world.active("soc")
    leave = c.RecordPersonView(case_id=case_id, goals="Arbeta igen", confirmed_by_person=True)
    shared = world.do("reko.larkan", leave).entries[0]
    with psycopg.connect(store.admin) as admin:
        admin.execute("CREATE TABLE kept AS SELECT * FROM vault.key WHERE version = %s", (shared.version,))
    world.do(
        "reko.larkan",
        c.RetractEntry(case_id=case_id, event_id=shared.event_id, reason=RetractionReason.TOO_MUCH_INFORMATION),
    )
    assert verify(store.keeper).faults == []
    with psycopg.connect(store.admin) as admin:
        admin.execute("INSERT INTO vault.key SELECT * FROM kept")
    assert any("skulle vara förstörd" in fault for fault in verify(store.keeper).faults)


def test_a_stream_that_can_no_longer_be_read_is_told_and_the_others_are_looked_through(
    world: World, store: Store
) -> None:
    case_id = world.active("soc")
    shared = world.do("reko.larkan", sick_leave(case_id)).entries[0]
    wrong = c.RetractEntry(case_id=case_id, event_id=shared.event_id, reason=RetractionReason.WRONG_PERSON)
    world.do("reko.larkan", wrong)
    whole = verify(store.keeper)
    with psycopg.connect(store.admin) as admin:
        admin.execute("DELETE FROM log.event WHERE event_id = %s", (shared.event_id,))
    found = verify(store.keeper)
    assert any(f"Strömmen {case_id} går inte att läsa (KeyError: " in fault for fault in found.faults)
    assert (found.entries, found.cases) == (whole.entries - 1, whole.cases - 1)
