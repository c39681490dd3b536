"""Random histories: the keys that the database releases, the gate in the code and the expectation say the same."""

import time
from collections import Counter

import psycopg

from events.verifying import verify
from tests.gate.comparison import Comparison
from tests.gate.test_histories import History
from tests.proof import Figures, size
from tests.proof.stores import place

TITLE = "Slumpade händelseförlopp: databasen, koden och en oberoende förväntan släpper fram samma uppgifter"
SEEDS_OF_THIS_PROOF = 1_000_000


def run(long: bool) -> Figures:
    told = size("HISTORIES", short=20, usual=2000, long=long)
    commands: Counter[str] = Counter()
    began = time.monotonic()
    with place() as here, psycopg.connect(here.web, autocommit=True) as web:
        asked = Comparison(here.world, web)
        for seed in range(SEEDS_OF_THIS_PROOF, SEEDS_OF_THIS_PROOF + told):
            history = History(here.world, seed)
            for step in range(history.draw.randint(15, 40)):
                history.step()
                if step % 10 == 9:
                    asked.case(history.case_id, here.world.moment, f"seed {seed}", only_units=True)
            for moment in history.moments():
                asked.case(history.case_id, moment, f"seed {seed}")
            assert asked.wrong == [], [*history.told, *asked.wrong[:5]]
            commands.update(history.done)
        foreign = sum(not own for _, _, own in asked.readable)
        assert foreign, "the positive control: something is read by others than its owner"
        verified = verify(here.keeper)
        assert verified.faults == [], verified.faults
    return {
        "förlopp": told,
        "genomförda handlingar": sum(commands.values()),
        "jämförda svar": asked.compared,
        "skillnader": 0,
        "händelser som stämmer med nycklar och rättigheter": verified.entries,
        "förlopp i sekunden": round(told / (time.monotonic() - began), 1),
    }
