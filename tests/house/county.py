"""The real app over the world of ``tests/world.py``: real log, real PostgreSQL, one hand at the keyboard per officer.

Everything that is drawn by chance (session ids, CSRF tokens, ids of forms) is derived instead, and the clock stands
where the world's clock stands, so that two counties made alike answer alike, byte for byte.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid5

import msgspec
import psycopg
from litestar import Litestar
from litestar.middleware.csrf import generate_csrf_hash
from litestar.testing import TestClient

from events import commands as c
from events.decisions import name_of
from events.log import Receipt
from events.vault import load_store_key, make_store_key
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from portal.app import assemble
from portal.assets import Assets
from portal.clock import Clock
from portal.csrf import csrf_config
from portal.house import CurrentDirectory, Portal
from portal.live.watching import Watchers
from portal.login.session import COOKIE, hash_of
from portal.login.web_store import WebStore
from portal.routes import ROUTES
from portal.settings import read_settings
from projections.progress import Progress
from projections.runner import Projector
from tests.conftest import Store
from tests.world import ISSUER, SPACE, World, make_world

MASTER = bytes(range(32))
BASE_URL = "http://testserver.local"
API = "/api/v1"
NOWHERE = UUID(int=0x404)
"""The id of no case at all."""

OFFICES = {
    "medicin": ("region", UnitType.INSURANCE_MEDICINE_OFFICE, "process", Role.PROCESS_LEADER),
    "forbund": ("forbund", UnitType.ASSOCIATION_OFFICE, "chef", Role.ASSOCIATION_DIRECTOR),
    "region-adm": ("region", UnitType.ADMINISTRATION, "admin", Role.ORG_ADMIN),
    "drift": ("region", UnitType.ADMINISTRATION, "system", Role.SYSTEM_ADMIN),
}
"""Units that are never party to a case, and who works there: slug -> organisation, kind, prefix, role."""


@dataclass(frozen=True)
class Standing(Clock):
    """A clock that shows the world's moment, however long the test takes."""

    world: World | None = None

    def moment(self) -> datetime:
        assert self.world is not None
        return self.world.moment.astimezone(UTC)


class Prompt(Progress):
    """The projector of the test does its work when it is waited for, unless it is stopped."""

    projector: Projector | None = None

    def reached(self, stream_id: UUID) -> bool:
        if self.projector is not None:
            self.projector.catch_up()
        return super().reached(stream_id)


@dataclass
class Hand:
    """Who sits at the keyboard: the cookies of one browser. ``subject`` is ``None`` for somebody not logged in."""

    county: "County"
    subject: str | None
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> Any:
        return self.request("GET", path, **more)

    def form(self, path: str, fields: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """A form with the token of its page."""
        return self.request("POST", path, data={"_csrf_token": self.cookies["csrftoken"], **(fields or {})}, **more)

    def put(self, path: str, body: Any) -> Any:
        return self._json("PUT", path, body)

    def post(self, path: str, body: Any, **more: Any) -> Any:
        return self._json("POST", path, body, **more)

    def command(self, name: str, /, **fields: Any) -> Any:
        return self.post(f"{API}/commands/{name}", fields)

    def send(self, command: c.Command) -> Any:
        """A command Struct, as JSON, to the call of its own name."""
        return self.post(f"{API}/commands/{name_of(type(command))}", _sent(command))

    def _json(self, verb: str, path: str, body: Any, **more: Any) -> Any:
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        headers = {"content-type": "application/json", "x-csrftoken": self.cookies["csrftoken"]}
        return self.request(verb, path, content=content, headers=headers | more.pop("headers", {}), **more)

    def request(self, verb: str, path: str, **more: Any) -> Any:
        """One request, not followed; the answer's cookies are kept as a browser would keep them."""
        client = self.county.client
        client.cookies.clear()
        carried = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"cookie": carried, **more.pop("headers", {})}
        answer = client.request(verb, path, headers=headers, follow_redirects=False, **more)
        self.cookies.update(dict(client.cookies))
        self.county.after(verb)
        return answer


def _sent(command: c.Command) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(command)
    return {name: value for name, value in fields.items() if value is not None}


@dataclass
class County:
    world: World
    store: Store
    portal: Portal
    app: Litestar
    client: "TestClient[Litestar]"
    projector: Projector
    people: int = 0

    def hand(self, subject: str | None, via: str = "") -> Hand:
        """Somebody with a session, in their one assignment; ``None`` for a browser that nobody has logged in with."""
        cookies = {"csrftoken": self._token(f"{subject}{via}")}
        if subject is not None:
            officer = self.world.officer(subject)
            session_id = f"session-of-{subject}{via}"
            self.sql(
                "INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%s, %s, %s)"
                " ON CONFLICT (id_hash) DO UPDATE SET substitutions = '{}', seen_at = now()",
                hash_of(session_id),
                officer.user_id,
                officer.assignment_id,
            )
            cookies[COOKIE] = session_id
        return Hand(self, subject, cookies)

    # What the world does, with other people each time ------------------------------------------------------------

    def number(self) -> str:
        """A demo number that nobody here has had before."""
        self.people += 1
        born = date(1970, 1, 1) + timedelta(days=self.people)
        return demo_number(f"{born:%Y%m%d}980")

    @cached_property
    def foreign_case(self) -> UUID:
        """A case of another unit's, that none of the others have part in."""
        case_id = self.draft("handlaggare.soc-sala")
        self.catch_up()
        return case_id

    def draft(self, by: str = "reko.larkan") -> UUID:
        return self.world.draft(by, number=self.number())

    def case(self, *slugs: str, waiting: tuple[str, ...] = ()) -> UUID:
        """An active case of reko.larkan's that ``slugs`` have joined; ``waiting`` have not made sure of the consent."""
        case_id = self.draft()
        self.world.consent(case_id, "larkan", *slugs, *waiting)
        for slug in slugs:
            self.world.join(case_id, f"reko.{slug}" if slug == "psyk" else f"handlaggare.{slug}")
        self.catch_up()
        return case_id

    def do(self, subject: str, command: c.Command, **more: Any) -> Receipt:
        made = self.world.do(subject, command, **more)
        self.catch_up()
        return made

    def consent_of(self, case_id: UUID) -> UUID:
        consent = self.world.log.load(case_id).consent
        assert consent is not None
        return consent.fact.consent_id

    def stand_in(self, subject: str, case_id: UUID, reason: str = "absence") -> Hand:
        """A colleague who has chosen a reason for this case, in a browser of their own."""
        hand = self.hand(subject, via=f"-in-{case_id}")
        answer = hand.post(f"{API}/cases/{case_id}/substitution", {"reason": reason})
        assert answer.status_code == 200, answer.text
        return hand

    def after(self, verb: str) -> None:
        """A second has passed; what was written has reached the views."""
        self.world.moment += timedelta(seconds=1)
        if verb != "GET":
            self.catch_up()

    def catch_up(self) -> None:
        self.projector.catch_up()

    def events(self) -> int:
        return int(self.sql("SELECT count(*) FROM log.event")[0][0])

    def sql(self, statement: str, *values: Any) -> list[Any]:
        with psycopg.connect(self.store.admin, autocommit=True) as connection:
            cursor = connection.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def _token(self, whose: str) -> str:
        secret = csrf_config(self.portal).secret
        drawn = uuid5(SPACE, whose).hex * 2
        return drawn + generate_csrf_hash(drawn, secret)


def demo_number(eleven: str) -> str:
    """With the check digit of the demo: the right one and five, modulo ten."""
    doubled = (int(digit) * (2 - n % 2) for n, digit in enumerate(eleven[2:]))
    right = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{eleven[:8]}-{eleven[8:]}{(right + 5) % 10}"


@contextmanager
def county(store: Store, routes: Any = ROUTES, key_of: Store | None = None) -> Iterator[County]:
    """``key_of``: another store whose key this one shall have, so that both sign and seal alike."""
    if key_of is None:
        make_store_key(store.owner, MASTER)
    else:
        _same_key(key_of, store)
    key = load_store_key(store.web, MASTER)
    world = make_world(store.web, key)
    _furnish(world)
    progress = Prompt(world.log.pool)
    portal = Portal(
        settings=read_settings({"PORTAL_BASE_URL": BASE_URL, "PORTAL_DATABASE_URL": store.web}),
        clock=Standing(world=world),
        store_key=key,
        log=world.log,
        web=WebStore(store.web),
        directory=CurrentDirectory(world.log.directory),
        providers={},
        assets=Assets(Path("/nowhere")),
        progress=progress,
        watchers=Watchers(store.web),
    )
    app = assemble(portal, routes)
    with (
        psycopg.connect(store.projector, autocommit=True) as connection,
        TestClient(app, base_url=BASE_URL) as client,
    ):
        progress.projector = Projector(connection)
        yield County(world, store, portal, app, client, progress.projector)


def _same_key(one: Store, other: Store) -> None:
    with psycopg.connect(one.admin) as source, psycopg.connect(other.admin) as target:
        row = source.execute("SELECT id, wrapped FROM vault.store_key").fetchone()
        target.execute("INSERT INTO vault.store_key VALUES (%s, %s)", row)


def _furnish(world: World) -> None:
    """Offices that are never party, and the log reviewers."""
    world.system(
        c.RegisterOrganisation(
            name="forbund (demo)",
            org_type=OrgType.COORDINATION_ASSOCIATION,
            org_number="5560-forbund",
            county_code="19",
        )
    )
    orgs = {o.name.split()[0]: o.org_id for o in world.directory.organisations.values()}
    for slug, (org, unit_type, prefix, role) in OFFICES.items():
        world.system(c.RegisterUnit(org_id=orgs[org], slug=slug, name=f"{slug} (demo)", unit_type=unit_type))
        _employ(world, f"{prefix}.{slug}", role, slug)
    _employ(world, "samverkan.fk", Role.LIAISON_OFFICER, "fk")
    for slug in ("larkan", "fk"):
        _employ(world, f"logg.{slug}", Role.LOG_REVIEWER, slug)


def _employ(world: World, subject: str, role: Role, slug: str) -> None:
    world.system(
        c.AssignRole(
            issuer=ISSUER,
            subject=subject,
            name=f"{subject} Demosson",
            role=role,
            unit_id=world.unit(slug),
            valid_from=date(2026, 1, 1),
            valid_to=date(2027, 12, 31),
        )
    )


@contextmanager
def drawn_in_order() -> Iterator[None]:
    """Ids that pages draw (one per form shown) come in a fixed order instead of by chance, in every module of ours."""
    count = 0

    def draw() -> UUID:
        nonlocal count
        count += 1
        return uuid5(SPACE, f"drawn {count}")

    ours: list[tuple[ModuleType, Any]] = [
        (module, module.__dict__["uuid4"])
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in {"portal", "events"} and "uuid4" in module.__dict__
    ]
    for module, _ in ours:
        module.__dict__["uuid4"] = draw
    try:
        yield
    finally:
        for module, chance in ours:
            module.__dict__["uuid4"] = chance
