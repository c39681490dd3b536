"""A store with the demo county in it, for tests that read it as the officers who are told of."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from events.calendar import day_of
from events.log import Log
from events.personnummer import Mode
from events.reading import Reading
from events.sealing import Sealed
from events.vault import load_store_key, make_store_key
from orgs.directory import Directory
from orgs.officers import Officer
from portal.clock import DEMO_DAY
from portal.demo import everybody, load_into, vignettes
from portal.demo.ids import ISSUER, case_id
from portal.demo.story import Story
from tests.conftest import Servers, Store, fresh_copy

MASTER = bytes(range(32))


@dataclass
class County:
    log: Log
    directory: Directory
    admin: str
    moment: datetime = DEMO_DAY

    def officer(self, subject: str, slug: str = "") -> Officer:
        user = self.directory.user_of(ISSUER, subject)
        assert user is not None, subject
        unit = self.directory.by_slug[slug or subject.split(".", 1)[1]]
        held = self.directory.assignments_of(user.user_id, day_of(self.moment))
        (one,) = (a for a in held if a.unit_id == unit.unit_id)
        return Officer(user.user_id, user.name, one.assignment_id, one.role, unit)

    def read(self, subject: str, story: str, substitute: str | None = None) -> Reading:
        return self.log.read(case_id(story), self.officer(subject), self.moment, substitute=substitute)

    def topics(self, subject: str, story: str) -> set[str]:
        return {entry.topic for entry in self.read(subject, story).entries}

    def words(self, subject: str, story: str) -> str:
        """All free text that the officer can read in the case."""
        reading = self.read(subject, story)
        facts = [entry.fact for entry in reading.entries if entry.version not in reading.case.retracted]
        values = (getattr(fact, name) for fact in facts for name in fact.__struct_fields__)
        return "\n".join(str(reading.open(value)) for value in values if isinstance(value, Sealed))

    def ids(self) -> list[tuple[UUID, UUID]]:
        with psycopg.connect(self.admin) as connection:
            return connection.execute("SELECT stream_id, event_id FROM log.event ORDER BY position").fetchall()


@contextmanager
def county(
    store: Store, until: datetime = DEMO_DAY, stories: Callable[[], Iterable[Story]] = vignettes.stories
) -> Iterator[County]:
    """The told cases loaded into the empty store. Who reads the whole county asks for ``loaded``."""
    make_store_key(store.owner, MASTER)
    key = load_store_key(store.web, MASTER)
    log, keeper = Log(store.web, key, Mode.DEMO, pool_size=2), Log(store.keeper, key, Mode.DEMO, pool_size=2)
    try:
        load_into(log, keeper, until, stories=stories)
        yield County(log, log.directory(), store.admin, until)
    finally:
        log.close()
        keeper.close()


@contextmanager
def opened(store: Store) -> Iterator[County]:
    """A store that holds the county of the demo day already."""
    log = Log(store.web, load_store_key(store.web, MASTER), Mode.DEMO, pool_size=2)
    try:
        yield County(log, log.directory(), store.admin)
    finally:
        log.close()


@pytest.fixture(scope="session")
def county_template(servers: Servers) -> Iterator[str]:
    """The name of a database with the whole county in it, loaded once for all tests of a session."""
    with fresh_copy(servers("embedded")) as store:
        with county(store, stories=everybody):
            pass
        yield str(conninfo_to_dict(store.admin)["dbname"])


@pytest.fixture(scope="module")
def loaded(servers: Servers, county_template: str) -> Iterator[County]:
    """The county of the demo day, in a store of the module's own."""
    with fresh_copy(servers("embedded"), template=county_template) as store, opened(store) as made:
        yield made
