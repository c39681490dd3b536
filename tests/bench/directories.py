"""Searching the directory of ways in among fifty units, as in the demo county, and among five thousand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import psycopg

from events import commands as c
from events.act import Act
from events.code_lists import MUNICIPALITIES
from events.commands.paths import PublishContactPath
from events.facts import UnitRegistered
from events.facts.paths import Contact, ContactKind
from events.migrations import migrate
from events.vault import load_store_key
from orgs.kinds import UnitType
from orgs.officers import Officer
from orgs.roles import Role
from portal.login.session import hash_of
from portal.operation.database import connected
from portal.operation.opening import prepare
from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import OWNER, PROJECTOR, WEB
from portal.settings import read_settings
from projections.runner import Projector
from tests.bench import Rate
from tests.bench.load import Load, press
from tests.bench.web import Served, get, served
from tests.world import World, make_world

FEW, MANY = 50, 5_000
SESSION, ASKED = "directory", quote("koping lärkan")
Place = tuple[EmbeddedPostgres, Path]
InTurn = Callable[[Callable[[], Rate], Callable[[], Rate]], tuple[Rate, Rate]]


def measure(few: Place, many: Place, in_turn: InTurn, seconds: float) -> list[tuple[str, Rate, Rate]]:
    """The search among the many against the same search among the few, one client; both find one page of the same."""
    with _portal(few, FEW) as small, _portal(many, MANY) as large:
        reference, rate = in_turn(partial(_asked, small, seconds), partial(_asked, large, seconds))
    return [(f"sökning bland kontaktvägar, {MANY} enheter", rate, reference)]


def _asked(portal: Served, seconds: float) -> Rate:
    return press(Load([[get(f"/kontaktvagar?q={ASKED}", f"session={SESSION}")]], portal.ports, seconds))


@contextmanager
def _portal(place: Place, count: int) -> Iterator[Served]:
    pg, home = place
    migrate(pg.dsn(OWNER))
    environment = {"PORTAL_HOME": str(home), "PORTAL_DATABASE_URL": pg.dsn(WEB), "PORTAL_MODE": "demo"}
    settings = connected(read_settings(environment), pg)
    prepare(settings)
    world = make_world(pg.dsn(WEB), load_store_key(pg.dsn(WEB), settings.master_key()))
    try:
        _fill(world, count)
        officer = world.officer("reko.larkan")
        with psycopg.connect(pg.dsn(OWNER)) as connection:
            connection.execute(
                "INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%s, %s, %s)",
                (hash_of(SESSION), officer.user_id, officer.assignment_id),
            )
        with psycopg.connect(pg.dsn(PROJECTOR), autocommit=True) as connection:
            Projector(connection).catch_up()
        with psycopg.connect(pg.dsn(OWNER), autocommit=True) as connection:
            connection.execute("ANALYZE")
        prepare(replace(settings, now=world.moment))
    finally:
        world.log.close()
    with served(("-m", "portal", "serve"), environment, 1, "/readyz") as running:
        yield running


def _fill(world: World, count: int) -> None:
    """Units over all municipalities, each with a way in; one health centre in Köping is what the search finds."""
    region = next(o.org_id for o in world.directory.organisations.values() if o.name.startswith("region"))
    places = cycle(sorted(MUNICIPALITIES.values(), key=lambda one: one.code))
    units = []
    for number, place in zip(range(count), places, strict=False):
        wanted = number == 7
        name = "Vårdcentralen Lärkan Köping" if wanted else f"Vårdcentralen {number:04} {place.name}"
        served_codes = ("1983",) if wanted else (place.code,)
        command = c.RegisterUnit(
            org_id=region,
            slug=f"unit-{number}",
            name=name,
            unit_type=UnitType.PRIMARY_CARE_UNIT,
            serves_municipalities=served_codes,
        )
        receipt = world.log.execute(command, Act(None, world.moment, world.directory, world._id()))
        fact = receipt.entries[0].fact
        assert isinstance(fact, UnitRegistered)
        units.append(fact.unit_id)
    world.directory = world.log.directory(world.directory)
    for number, unit_id in enumerate(units):
        _publish(world, unit_id, number)


def _publish(world: World, unit_id: UUID, number: int) -> None:
    somebody = world.officer("chef.larkan")
    chief = Officer(
        somebody.user_id, somebody.name, somebody.assignment_id, Role.CARE_UNIT_MANAGER, world.directory.units[unit_id]
    )
    contact = Contact(kind=ContactKind.NAMED, display_name=f"Rebecka Demo-{number}", phone="070-174 06 05")
    command = PublishContactPath(primary=contact, reko_count=0)
    world.log.execute(command, Act(chief, world.moment, world.directory, world._id()))
