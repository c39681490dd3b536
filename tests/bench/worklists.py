"""The list of cases, and what is due, in a small unit and in a large one, for few and for all of its cases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import psycopg

from events import commands as c
from events.facts import DegreeRow
from events.kinds import FirstOrContinued
from events.migrations import migrate
from events.personnummer import demo_number
from events.vault import load_store_key
from portal.login.session import hash_of
from portal.operation.database import connected
from portal.operation.opening import prepare
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import OWNER, PROJECTOR, WEB
from portal.settings import read_settings
from projections.runner import Projector
from tests.bench import Rate
from tests.bench.load import Load, press
from tests.bench.web import Served, contact, get, served
from tests.world import TODAY, World, make_world

FEW, MANY = 20, 2_000
SMALL_UNIT, LARGE_UNIT, ALL_OF_LARGE = "reko.psyk", "reko2.larkan", "reko.larkan"
"""Named in few cases of a unit with few; in few of a unit with many; in the many."""
InTurn = Callable[[Callable[[], Rate], Callable[[], Rate]], tuple[Rate, Rate]]


class Compared(NamedTuple):
    name: str
    rate: Rate
    reference: Rate


def measure(pg: EmbeddedPostgres, home: Path, in_turn: InTurn, seconds: float) -> list[Compared]:
    """Each against the same page in the small unit, one client."""
    with _filled(pg, home) as environment, served(("-m", "portal", "serve"), environment, 1, "/readyz") as portal:
        found = []
        for page, path in (("ärendelista", "/arenden"), ("uppgifter", "/uppgifter"), ("min dag", "/")):
            reference = partial(_asked, portal, SMALL_UNIT, path, seconds)
            for own, subject in ((FEW, LARGE_UNIT), (MANY, ALL_OF_LARGE)):
                few, rate = in_turn(reference, partial(_asked, portal, subject, path, seconds))
                found.append(Compared(f"{page}, {own} egna av enhetens {MANY + FEW}", rate, few))
        return found


def _asked(portal: Served, subject: str, path: str, seconds: float) -> Rate:
    return press(Load([[get(path, f"session={subject}")]], portal.ports, seconds))


@contextmanager
def _filled(pg: EmbeddedPostgres, home: Path) -> Iterator[dict[str, str]]:
    migrate(pg.dsn(OWNER))
    environment = {"PORTAL_HOME": str(home), "PORTAL_DATABASE_URL": pg.dsn(WEB), "PORTAL_MODE": "demo"}
    settings = connected(read_settings(environment), pg)
    prepare(settings)
    world = make_world(pg.dsn(WEB), load_store_key(pg.dsn(WEB), settings.master_key()))
    try:
        number = 0
        for subject, count in ((SMALL_UNIT, FEW), (LARGE_UNIT, FEW), (ALL_OF_LARGE, MANY)):
            for _ in range(count):
                number += 1
                _case(world, subject, number)
            _log_in(pg, world, subject)
        with psycopg.connect(pg.dsn(PROJECTOR), autocommit=True) as connection:
            Projector(connection).catch_up()
        with psycopg.connect(pg.dsn(OWNER), autocommit=True) as connection:
            connection.execute("ANALYZE")
        prepare(replace(settings, now=world.moment))
    finally:
        world.log.close()
    yield environment


def _case(world: World, subject: str, number: int) -> None:
    """With a certificate and a contact; spells of every length up to 200 days."""
    case_id = world.draft(subject, number=demo_number(date(1960, 1, 1) + timedelta(days=number), 980).digits)
    world.consent(case_id, world.officer(subject).unit.slug, "soc", by=subject)
    certificate = c.RecordSickLeave(
        case_id=case_id,
        issued_on=TODAY,
        first_or_continued=FirstOrContinued.CONTINUED,
        transcribed=True,
        physician_name="Olof Demodal",
        rows=(DegreeRow(TODAY - timedelta(days=number % 200), TODAY + timedelta(days=20), 50),),
    )
    world.do(subject, certificate)
    world.do(subject, contact(case_id, world.unit("soc")))


def _log_in(pg: EmbeddedPostgres, world: World, subject: str) -> None:
    officer = world.officer(subject)
    with psycopg.connect(pg.dsn(OWNER)) as connection:
        connection.execute(
            "INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%s, %s, %s)",
            (hash_of(subject), officer.user_id, officer.assignment_id),
        )
