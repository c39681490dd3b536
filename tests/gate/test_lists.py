"""Lists, counts and feeds ask the same doors as a page: every projected row of every state against the expectation."""

import psycopg

from events.reading import SETTINGS, settings
from projections.runner import Projector
from tests.conftest import Store
from tests.events.conftest import world_on
from tests.gate.comparison import NOBODY, Comparison, moments_of
from tests.gate.expectation import Expectation
from tests.gate.states import STATES
from tests.world import NOW

ENTRIES = "SELECT version FROM view.case_entry WHERE case_id = %s"
CASES = "SELECT count(*) FROM view.case_status WHERE case_id = %s"


def test_a_list_holds_what_the_gate_lets_through_and_no_case_that_one_may_not_know(store: Store) -> None:
    world = world_on(store)
    made = []
    for make in STATES.values():
        world.moment = NOW
        case_id = make(world)
        made += [(case_id, moment) for moment in moments_of(world, case_id)]
    rows = 0
    with (
        psycopg.connect(store.projector, autocommit=True) as projector,
        psycopg.connect(store.web, autocommit=True) as web,
    ):
        Projector(projector).catch_up()
        roles = Comparison(world, web).roles
        for case_id, moment in made:
            expected = Expectation(list(world.log.events.get(case_id)), moment, roles)  # type: ignore[arg-type]
            for unit in (*world.directory.units, NOBODY):
                with web.transaction():
                    web.execute(SETTINGS, settings(unit, moment))
                    listed = {version for (version,) in web.execute(ENTRIES, (case_id,)).fetchall()}
                    (known,) = web.execute(CASES, (case_id,)).fetchone() or (0,)
                may = {entry.version for entry in expected.entries if expected.unit_may_read(unit, entry)}
                assert listed == may, (expected.entries[-1].topic, moment, world.directory.units.get(unit))
                assert bool(known) == expected.exists(unit)
                rows += len(listed)
    world.log.close()
    assert rows > 1000
