"""Every officer of the demo county asks for every case over HTTP, and gets what the expectation says: no more, no less.

The expectation is that of ``tests/gate``, written from the rules, without the code. Whoever may not read a case gets,
byte for byte, what one gets for a case that does not exist. The officer's list and feed hold nothing beyond it.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from litestar import Litestar
from litestar.testing import TestClient

from events.calendar import day_of
from events.facts import Entry
from orgs.directory import Assignment
from orgs.roles import MANAGERS
from portal.app import assemble
from portal.assets import Assets
from portal.clock import DEMO_DAY, Clock
from portal.demo import everybody, vignettes
from portal.house import CurrentDirectory, Portal
from portal.live.watching import Watchers
from portal.login.session import COOKIE, hash_of
from portal.login.web_store import WebStore
from portal.routes import ROUTES
from portal.settings import read_settings
from projections.progress import Progress
from projections.runner import Projector
from tests.conftest import Store
from tests.gate.expectation import WITH_CASES, Expectation, Reader
from tests.portal import demo_store
from tests.proof import Figures
from tests.proof.stores import bare_store

TITLE = "Varje medarbetare frågar efter varje ärende över HTTP och får precis det som förväntan säger"
API, BASE_URL = "/api/v1", "http://testserver.local"
NOWHERE = UUID(int=0x404)
AT_THE_GATE = WITH_CASES | MANAGERS
"""A manager may name who is to make sure of the consent."""
AGES = timedelta(days=3650)
Case = list[Entry]


@dataclass(frozen=True)
class Standing(Clock):
    """The demo day, however long the proof takes."""

    def moment(self) -> datetime:
        return DEMO_DAY.astimezone(UTC)


@dataclass
class Asker:
    """One assignment at one browser."""

    held: Assignment
    client: TestClient[Litestar]
    expected: list[Expectation]
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def get(self, path: str) -> Any:
        return self.client.get(API + path, headers={"cookie": f"{COOKIE}={self.held.assignment_id}"})

    @cached_property
    def nothing(self) -> bytes:
        answer = self.get(f"/cases/{NOWHERE}")
        assert answer.status_code in (403, 404), answer.text
        return bytes(answer.content)

    def ask(self) -> None:
        for expected in self.expected:
            self._case(expected)
        self._within("cases", "case_id", {str(e.entries[0].stream_id) for e in self.expected if self._knows(e)})
        self._within("events", "id", {str(each.event_id) for e in self.expected for each in self._may(e)})

    def _case(self, expected: Expectation) -> None:
        answer = self.get(f"/cases/{expected.entries[0].stream_id}")
        self.told["frågor"] += 1
        shown = [each["event_id"] for each in answer.json().get("entries", ())]
        self._equal("entries", shown, [str(each.event_id) for each in self._may(expected)], expected)
        self._equal("the gate", "gate" in answer.json(), self._waits(expected), expected)
        if not self._knows(expected):
            self._equal("nothing", answer.content, self.nothing, expected)
            self.told["svar som för ingenting"] += 1
        self.told["uppgifter som visades"] += len(shown)
        self.told["varav andras"] += sum(each.owner_unit != self.held.unit_id for each in self._may(expected))
        self.told["stannade vid grinden"] += self._waits(expected)

    def _within(self, what: str, key: str, known: set[str]) -> None:
        """Every page of a list: nothing that the officer may not know of."""
        following = f"/{what}?"
        while following:
            answer = self.get(following)
            if answer.content == self.nothing or answer.status_code in (403, 404):
                return
            found = {row[key] for row in answer.json().get(what, answer.json().get("cases", ()))}
            if found - known:
                self.wrong.append(f"{self.held}: {what} holds {found - known}")
            self.told[f"rader i {what}"] += len(found)
            token = answer.json().get("next")
            following = f"/{what}?{'after' if what == 'events' else 'next'}={token}" if token and found else ""

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.held.user_id, self.held.unit_id, self.held.role)

    def _may(self, expected: Expectation) -> Case:
        return [] if self._waits(expected) else [e for e in expected.entries if expected.may_read(self.reader, e)]

    def _waits(self, expected: Expectation) -> bool:
        """Somebody at a unit that the consent names, and that has not made sure of it."""
        unit, consent = self.held.unit_id, expected.open_consent
        asked = consent is not None and unit in set(consent.scope) - consent.verified and not expected.has_left(unit)
        return asked and expected.exists(unit) and self.held.role in AT_THE_GATE

    def _knows(self, expected: Expectation) -> bool:
        """Of a locked case those who worked in it learn that it is locked, and nothing else."""
        shut_in = expected.locked and expected.exists(self.held.unit_id) and expected.is_named(self.reader)
        return bool(self._waits(expected) or self._may(expected) or shut_in)

    def _equal(self, what: str, got: Any, wanted: Any, expected: Expectation) -> None:
        if got != wanted:
            self.wrong.append(f"{what} of {expected.entries[0].stream_id} for {self.held}: {got}, expected {wanted}")


def run(long: bool) -> Figures:
    told: Counter[str] = Counter()
    stories = everybody if long else vignettes.stories
    with bare_store() as store, demo_store.county(store, stories=stories) as made, served(store, made) as client:
        cases = cases_of(made)
        roles = {a.user_id: a.role for a in made.directory.assignments.values()}
        held = [a for a in made.directory.assignments.values() if a.active_on(day_of(DEMO_DAY))]
        for each in held:
            asker = Asker(each, client, [Expectation(case, DEMO_DAY, roles) for case in cases])
            log_in(store, each)
            asker.ask()
            assert asker.wrong == [], asker.wrong[:5]
            told.update(asker.told)
        assert told["varav andras"] and told["svar som för ingenting"] and told["stannade vid grinden"]
        assert misjudged(held, client, cases, roles), "an expectation of another day would not be noticed"
    return {"uppdrag": len(held), "ärenden": len(cases), **told, "skillnader": 0}


def cases_of(made: demo_store.County) -> list[Case]:
    with psycopg.connect(made.admin) as admin:
        rows = admin.execute("SELECT DISTINCT stream_id FROM log.event WHERE topic = 'case-drafted'").fetchall()
    found: list[list[Any]] = [list(made.log.events.get(case_id)) for (case_id,) in rows]
    return found


def misjudged(held: list[Assignment], client: TestClient[Litestar], cases: list[Case], roles: Any) -> int:
    """How many differences there are when the expectation is of a day when every consent has run out."""
    wrong = 0
    for each in held[:20]:
        asker = Asker(each, client, [Expectation(case, DEMO_DAY + AGES, roles) for case in cases])
        asker.ask()
        wrong += len(asker.wrong)
    return wrong


def log_in(store: Store, held: Assignment) -> None:
    with psycopg.connect(store.admin, autocommit=True) as admin:
        admin.execute(
            "INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%s, %s, %s)",
            (hash_of(str(held.assignment_id)), held.user_id, held.assignment_id),
        )


@contextmanager
def served(store: Store, made: demo_store.County) -> Iterator[TestClient[Litestar]]:
    with psycopg.connect(store.projector, autocommit=True) as connection:
        Projector(connection).catch_up()
    portal = Portal(
        settings=read_settings({"PORTAL_BASE_URL": BASE_URL, "PORTAL_DATABASE_URL": store.web}),
        clock=Standing(),
        store_key=made.log.store_key,
        log=made.log,
        web=WebStore(store.web),
        directory=CurrentDirectory(made.log.directory),
        providers={},
        assets=Assets(Path("/nowhere")),
        progress=Progress(made.log.pool),
        watchers=Watchers(store.web),
    )
    with TestClient(assemble(portal, ROUTES), base_url=BASE_URL) as client:
        yield client
