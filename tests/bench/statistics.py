"""The annual edition of 100,000 cases over three years, against one plain GROUP BY over the same facts per figure.

Run as a process of its own (``python -m tests.bench.statistics``), so that its memory is its own; prints one line of
JSON. Choosing the cells is timed apart: that takes as long as the county has numbers of 1 to 4, whatever it is large.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from events.code_lists import COUNTIES
from events.migrations import migrate
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import DATABASE, OWNER, PROJECTOR
from projections.statistics import editions, making
from projections.statistics.catalogue import CATALOGUE
from projections.statistics.cohorts import COHORTS
from projections.statistics.editions import Edition, EditionKind
from projections.statistics.periods import Period, PeriodKind
from projections.statistics.suppression import protect
from projections.view import Connection

COUNTY, YEAR = "19", Period(2026, PeriodKind.YEAR, 1)
FEW, MANY = 1_000, 100_000
TURNS = 3
SHOWN = "I05"
_LASTING = {"active": 180, "income_support": 400, "degree": 90, "spell": 150, "effort": 60, "party": 180}
_HAPPENING = ("plan", "consent", "closing", "inquiry", "follow_up", "sip_held")
Found = dict[str, Any]


def measure() -> Found:
    """In a process of its own."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.statistics"], capture_output=True, check=True, text=True)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def fill(connection: Connection, cases: int) -> None:
    """Cases opened evenly over three years, over the county's municipalities, ten care units and all ages."""
    places = [place.code for place in COUNTIES[COUNTY].municipalities]
    connection.execute(
        "INSERT INTO view.stat_case SELECT gen_random_uuid(), CASE WHEN i % 5 < 3 THEN 'woman' ELSE 'man' END,"
        " 1960 + i % 48, date '2024-01-01' + i % 1095, date '2024-01-01' + i % 1095, i % 3 = 0, i % 12, i % 2 = 0"
        f" FROM generate_series(1, {cases}) i".encode()
    )
    connection.execute(
        "INSERT INTO view.stat_place SELECT case_id, '0001-01-01', '9999-12-31', (%s::text[])[1 + birth_year %% %s],"
        " ('00000000-0000-0000-0000-0000000000' || lpad((birth_year %% 10 + 10)::text, 2, '0'))::uuid"
        " FROM view.stat_case",
        (places, len(places)),
    )
    for what, days in _LASTING.items():
        connection.execute(
            "INSERT INTO view.stat_span SELECT case_id, %s, opened_on, opened_on + %s::int,"
            " CASE WHEN first_certificate_full THEN 100 ELSE 50 END, gen_random_uuid() FROM view.stat_case",
            (what, days),
        )
    for what in _HAPPENING:
        connection.execute(
            "INSERT INTO view.stat_happening SELECT case_id, %s, opened_on + 20, 'written', '', opened_on + 40,"
            " opened_on + 30, 10, true, NULL, 1 FROM view.stat_case",
            (what,),
        )


def plain(connection: Connection) -> None:
    """One GROUP BY over gender and municipality for each figure, over the very rows that it counts."""
    given = {"first": YEAR.first, "last": YEAR.last}
    for cohort in COHORTS:
        rows = cohort.rows.replace("{facts}", "view")
        statement = (
            f"SELECT s.gender, p.municipality, count(*) FROM ({rows}) c JOIN view.stat_case s USING (case_id)"
            " JOIN view.stat_place p USING (case_id) GROUP BY 1, 2"
        )
        for _ in cohort.measures:
            connection.execute(statement.encode(), given).fetchall()


def median_of(act: Callable[[], object]) -> float:
    times = []
    for _ in range(TURNS):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return sorted(times)[TURNS // 2]


def of_county(pg: EmbeddedPostgres, cases: int) -> Found:
    with psycopg.connect(pg.dsn(PROJECTOR), autocommit=True) as connection:
        fill(connection, cases)
        with psycopg.connect(pg.admin_dsn.replace("/postgres?", f"/{DATABASE}?"), autocommit=True) as admin:
            admin.execute("ANALYZE")
        count = partial(making.tables, connection, COUNTY, YEAR, 0)
        count()
        times = [(median_of(partial(plain, connection)), median_of(count))]
        truth = count()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        started = time.process_time()
        published = protect(CATALOGUE, truth)
        protecting = time.process_time() - started
        made_at = datetime(2027, 2, 14, tzinfo=UTC)
        edition = Edition(COUNTY, YEAR.code, 1, EditionKind.FROZEN, made_at, 0, editions.hash_of(published))
        editions.publish(connection, edition, published, truth)
        shown = median_of(partial(editions.of_indicator, connection, edition, SHOWN))
    ((reference, made),) = times
    return {
        "cases": cases,
        "seconds": round(made, 2),
        "reference_seconds": round(reference, 2),
        "times_reference": round(made / reference, 2),
        "memory_mb": memory,
        "choosing_cells_seconds": round(protecting, 1),
        "showing_ms": round(1000 * shown, 2),
    }


def main() -> None:
    found = []
    for cases in (FEW, MANY):
        home = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
        try:
            with EmbeddedPostgres(home, durable=False) as pg:
                migrate(pg.dsn(OWNER))
                found.append(of_county(pg, cases))
        finally:
            shutil.rmtree(home)
    print(json.dumps({str(each["cases"]): each for each in found}))


if __name__ == "__main__":
    main()
