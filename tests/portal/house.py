"""A small house for tests of the web shell: four people, the real demo provider, a real store, the real app."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid5

import httpx2
import psycopg
from litestar import Litestar, Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import Response
from litestar.testing import TestClient

from events.refusals import Refused
from events.sealing import StoreKey
from orgs.directory import Assignment, Directory, Organisation, Unit, User
from orgs.kinds import OrgType, UnitType
from orgs.roles import CASE_ROLES, Role
from portal.app import assemble
from portal.assets import Assets
from portal.clock import DEMO_DAY, Clock, offset_for
from portal.guards import any_officer, needs
from portal.house import CurrentDirectory, Portal, portal_of
from portal.live.watching import Watchers
from portal.login.demo_provider import application, demo_issuer, demo_provider
from portal.login.demo_user import DemoUser, demo_user
from portal.login.kept_input import Fields
from portal.login.oidc import Provider
from portal.login.web_store import WebStore
from portal.pages import TEMPLATES
from portal.settings import read_settings

NAMES = UUID("6f2b8a52-0000-4000-8000-000000000001")
REGION, LARKAN, SVALAN = (uuid5(NAMES, name) for name in ("region", "larkan", "svalan"))
REGION_NUMBER = "232100-0172"
BASE_URL = "http://testserver.local"
Client = TestClient[Litestar]


def user_id(subject: str) -> UUID:
    return uuid5(NAMES, subject)


def assignment_id(subject: str, slug: str) -> UUID:
    return uuid5(NAMES, subject + "@" + slug)


def people() -> tuple[DemoUser, ...]:
    """Four with assignments, one without, one whom nobody knows, and two with tokens that should not be taken."""

    def one(subject: str, number: str = REGION_NUMBER, **claims: str) -> DemoUser:
        user = demo_user(subject, f"Demo {subject}", "Rehabkoordinator", "Vårdcentralen Lärkan", number)
        return user._replace(claims={**user.claims, **claims})

    return (
        one("reko.larkan"),
        one("reko2.larkan"),
        one("lakare.larkan"),
        one("chef.larkan"),
        one("utan.uppdrag"),
        one("okand.person"),
        one("svag.larkan", acr="http://id.elegnamnden.se/loa/1.0/loa2"),
        one("frammande.larkan", azp="nagon-annan"),
    )


def directory(issuer: str, until: Mapping[UUID, date] | None = None, position: int = 1) -> Directory:
    """``until`` ends assignments early."""
    region = Organisation(REGION, "Region Västmanland", OrgType.REGION, REGION_NUMBER, "19")
    units = {
        unit_id: Unit(unit_id, slug, name, UnitType.PRIMARY_CARE_UNIT, REGION, OrgType.REGION, REGION)
        for unit_id, slug, name in (
            (LARKAN, "larkan", "Vårdcentralen Lärkan (demo)"),
            (SVALAN, "svalan", "Vårdcentralen Svalan (demo)"),
        )
    }
    held = [
        ("reko.larkan", LARKAN, Role.REHAB_COORDINATOR),
        ("reko.larkan", SVALAN, Role.REHAB_COORDINATOR),
        ("reko2.larkan", LARKAN, Role.REHAB_COORDINATOR),
        ("lakare.larkan", LARKAN, Role.PHYSICIAN),
        ("chef.larkan", LARKAN, Role.CARE_UNIT_MANAGER),
        ("svag.larkan", LARKAN, Role.PHYSICIAN),
        ("frammande.larkan", LARKAN, Role.PHYSICIAN),
    ]
    subjects = {subject for subject, _, _ in held} | {"utan.uppdrag"}
    users = {user_id(subject): User(user_id(subject), issuer, subject, f"Demo {subject}") for subject in subjects}
    assignments = {}
    for subject, unit_id, role in held:
        key = assignment_id(subject, units[unit_id].slug)
        ended = (until or {}).get(key)
        assignments[key] = Assignment(
            key, user_id(subject), role, unit_id, date(2026, 1, 1), date(2027, 6, 30), ended_on=ended
        )
    return Directory({REGION: region}, units, users, assignments, position)


@get("/", guards=[any_officer], opt={"menu": (10, "Min dag")})
async def start_page(request: Request[Any, Any, Any]) -> str:
    officer = request.user
    return f"{officer.name} på {officer.unit.slug}, vikarierar i {len(request.auth.substitutions)}"


@get("/arenden", guards=[needs(CASE_ROLES)], opt={"menu": (20, "Ärenden")})
async def cases() -> str:
    return "ärenden"


@get("/anteckning", guards=[needs(CASE_ROLES)])
async def note_form(kept: NamedDependency[Fields]) -> dict[str, Any]:
    return {"fields": kept}


@post("/anteckningar", guards=[needs(CASE_ROLES)], opt={"form_page": "/anteckning"})
async def note(request: Request[Any, Any, Any]) -> Response[str]:
    text = str((await request.form()).get("text"))
    if text == "refuse":
        raise Refused("consent_missing", "text")
    if text == "break":
        raise RuntimeError(f"här stod {text} om Testa Testsson")
    return Response("sparat: " + text, media_type="text/plain; charset=utf-8")


@post("/api/v1/commands/note", guards=[needs(CASE_ROLES)])
async def note_by_api(data: JSONBody[dict[str, str]]) -> dict[str, str]:
    if data.get("text") == "refuse":
        raise Refused("consent_missing", "text")
    return {"saved": data.get("text", "")}


@get("/api/v1/stand-in", guards=[needs(CASE_ROLES)])
async def standing_in(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    return {"substitutions": [str(case_id) for case_id in request.auth.substitutions]}


@post("/api/v1/stand-in/{case_id:uuid}", guards=[needs(CASE_ROLES)])
async def stand_in(request: Request[Any, Any, Any], case_id: FromPath[UUID]) -> dict[str, list[str]]:
    await portal_of(request).web.substitute(request.auth, case_id, "absence")
    return {"substitutions": [str(case_id)]}


ROUTES = [start_page, cases, note_form, note, note_by_api, standing_in, stand_in]


@dataclass
class House:
    app: Litestar
    portal: Portal
    issuer: str
    admin: str
    directories: list[Directory] = field(default_factory=list)

    @contextmanager
    def browser(self) -> Iterator[Client]:
        """The app and one browser; a second browser in the same test shares the app through ``other_browser``."""
        with TestClient(self.app, base_url=self.portal.settings.base_url) as client:
            yield client

    def sql(self, statement: str, *values: Any) -> list[Any]:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            cursor = connection.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def replace_directory(self, until: Mapping[UUID, date]) -> None:
        """An organisation event has come: assignments end."""
        self.directories.append(directory(self.issuer, until, position=2))
        self.sql("UPDATE head SET position = 2")


@contextmanager
def house(store: Any, base_url: str = BASE_URL) -> Iterator[House]:
    with psycopg.connect(store.admin, autocommit=True) as connection:
        connection.execute("CREATE TABLE head AS SELECT 1::bigint AS position")
        connection.execute("GRANT SELECT ON head TO portal_web")
    with demo_provider(0, application(people(), str(TEMPLATES))) as address:
        known = [directory(address)]
        settings = read_settings({"PORTAL_BASE_URL": base_url, "PORTAL_DATABASE_URL": store.web})
        portal = Portal(
            settings=settings,
            clock=Clock(offset_for(DEMO_DAY, None)),
            store_key=StoreKey(os.urandom(32)),
            log=SimpleNamespace(close=lambda: None),  # type: ignore[arg-type]
            web=WebStore(store.web, head="(SELECT position FROM head)"),
            directory=CurrentDirectory(lambda before: known[-1]),
            providers={address: Provider(demo_issuer(address, people()))},
            assets=Assets(Path("/nowhere")),
            progress=SimpleNamespace(),  # type: ignore[arg-type]
            watchers=Watchers(store.web),
        )
        yield House(assemble(portal, ROUTES), portal, address, store.admin, known)


def log_in(client: Client, subject: str, onward: str = "/") -> Any:
    """The whole way by the provider; the answer is that of the callback (a redirect when it went well)."""
    left = client.get("/logga-in/start", params={"som": subject, "vidare": onward}, follow_redirects=False)
    assert left.status_code == 303, left.text
    return client.get(back_from_provider(left.headers["location"]), follow_redirects=False)


def back_from_provider(address: str) -> str:
    """What the provider sends the browser back to, as a path of ours."""
    answer = httpx2.get(address, trust_env=False)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def choose(client: Client, subject: str, slug: str) -> Any:
    return send(client, "/uppdrag", {"assignment_id": str(assignment_id(subject, slug))})


def send(client: Client, path: str, form: Mapping[str, str], **more: Any) -> Any:
    """A form with the token of the page it stood on."""
    return client.post(path, data={"_csrf_token": token(client), **form}, follow_redirects=False, **more)


def token(client: Client) -> str:
    if "csrftoken" not in client.cookies:
        client.get("/logga-in")
    return str(client.cookies["csrftoken"])
