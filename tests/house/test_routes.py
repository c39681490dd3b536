"""Over the app's own route table: who gets content by which route, and who the same answer as for nothing at all.

The expectation is ``routes.txt``: one row a route, one column a kind of reader (``tests/house/cast.py``).

    C  content             G  sent to the gate page: the unit has not made sure of the consent
    S  the way in for a colleague (the number of the case, a reason to choose)
    R  sent on to another page of the same case
    -  nothing: byte for byte the answer for a case, or a page, that does not exist
    L  asked to log in     .  a form that this reader may send: its own tests see to it
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar, get

from events.agreements import DRAFTERS
from events.deviation_readers import READERS as READERS_OF_DEVIATIONS
from events.paths import KEEPERS
from orgs.roles import ADMINISTRATORS, CARE_CASE_ROLES, CASE_ROLES, MANAGERS, Role
from portal.app import SHELL
from portal.association.api import CHOOSERS
from portal.deviations.listing import SEES_SOMETHING
from portal.guards import needs, public
from portal.routes import ROUTES
from tests.house.cast import MAY_WRITE, READERS, Cast, assemble_cast, routes_of
from tests.house.county import NOWHERE, County, Hand, drawn_in_order

TABLE = Path(__file__).with_name("routes.txt")
APP = Litestar([*SHELL, *ROUTES], openapi_config=None, dependencies={"kept": lambda: {}})
SHORT = {
    needs(CASE_ROLES).permission: "case",
    needs(CARE_CASE_ROLES).permission: "care",
    needs({Role.PHYSICIAN}).permission: "physicians",
    needs(MANAGERS).permission: "managers",
    needs(CASE_ROLES | MANAGERS).permission: "case+managers",
    needs({Role.LOG_REVIEWER}).permission: "reviewers",
    needs(KEEPERS).permission: "keepers",
    needs(CASE_ROLES | KEEPERS).permission: "case+keepers",
    needs(ADMINISTRATORS).permission: "administrators",
    needs(ADMINISTRATORS | MANAGERS).permission: "admin+managers",
    needs(DRAFTERS).permission: "drafters",
    needs(READERS_OF_DEVIATIONS).permission: "deviation-readers",
    needs(SEES_SOMETHING).permission: "readers+director",
    needs(CHOOSERS).permission: "case+director",
}
NOT_PROBED = {
    "/logga-in/start": "needs a login provider",
    "/metrics": "counts all requests of the process",
    "/logga-ut": "would end the sessions that the other rows need",
}

NOT_SHOWN = {
    "/arenden/{case_id:uuid}/diagnoser/ny": "no physician is named in the case",
    "/arenden/{case_id:uuid}/dodsfall": "the case is not closed",
    "/arenden/{case_id:uuid}/oppnande": "the case is not closed",
    "/arenden/{case_id:uuid}/uppfoljningar/hallna/ny": "no follow-up is booked",
    "/arenden/{case_id:uuid}/sip/{sip_id:uuid}/dokument/plan": "the meeting has not been held",
    "/assets/{name:path}": "asked for a file that is not there",
    "/kvalitetsuppfoljning": "nobody's assignment has begun",
    "/kvalitetsuppfoljning/{case_id:uuid}": "nobody's assignment has begun",
    "/kvalitetsuppfoljning/siffror": "nobody's assignment has begun",
    "/statistik/{indicator:str}/{form:str}": "no edition has been published",
    "/statistik/rapporter/{report:str}/{form:str}": "no edition has been published",
    **NOT_PROBED,
}


def expected() -> dict[tuple[str, str], tuple[str, str]]:
    """(verb, path) -> permission, letters."""
    rows = (line.split() for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#"))
    return {(verb, path): (permission, letters) for verb, path, permission, letters in rows}


def permissions(app: Litestar) -> dict[tuple[str, str], str | None]:
    return {route: SHORT.get(said or "", said) for route, said in routes_of(app).items()}


def unexpected(app: Litestar) -> list[str]:
    """What a new or changed route lacks, said so that it can be mended."""
    stated, rows = permissions(app), expected()
    missing = [f"{verb} {path}: no permission beside it" for (verb, path), said in stated.items() if said is None]
    missing += [f"{verb} {path}: no row in {TABLE.name}" for verb, path in stated.keys() - rows.keys()]
    missing += [f"{verb} {path}: a row but no route" for verb, path in rows.keys() - stated.keys()]
    differing = [route for route in stated.keys() & rows.keys() if stated[route] != rows[route][0]]
    return missing + [f"{' '.join(route)}: {stated[route]}, in the table {rows[route][0]}" for route in differing]


def test_every_route_states_one_permission_and_has_its_row() -> None:
    assert unexpected(APP) == []


def test_every_page_is_shown_to_somebody() -> None:
    """A page of ids that are of nothing is the same for all, and tells nothing of who may read it."""
    pages = {path: letters for (verb, path), (_, letters) in expected().items() if verb == "GET"}
    assert {path for path, letters in pages.items() if "C" not in letters} == NOT_SHOWN.keys() & pages.keys()


def test_a_new_route_without_a_row_or_a_permission_fails() -> None:
    @get("/nytt", guards=[public])
    async def new() -> str:
        return ""

    @get("/oskyddat")
    async def forgotten() -> str:
        return ""

    app = Litestar([*SHELL, *ROUTES, new, forgotten], openapi_config=None, dependencies={"kept": lambda: {}})
    assert unexpected(app) == [
        "GET /oskyddat: no permission beside it",
        *sorted(("GET /nytt: no row in routes.txt", "GET /oskyddat: no row in routes.txt"), key=unexpected(app).index),
    ]


@pytest.fixture(scope="module")
def cast(shared: County) -> Cast:
    return assemble_cast(shared)


@pytest.mark.parametrize(("verb", "path"), sorted(routes_of(APP)))
def test_each_kind_of_reader_gets_what_the_table_says(cast: Cast, verb: str, path: str) -> None:
    if path in NOT_PROBED:
        return
    before = cast.county.events()
    seen = "".join(probe(cast, kind, verb, path) for kind in READERS)
    assert seen == expected()[verb, path][1], f"{verb} {path}: columns {', '.join(READERS)}"
    assert cast.county.events() == before


def probe(cast: Cast, kind: str, verb: str, path: str) -> str:
    """The letter of what this reader gets."""
    if verb != "GET" and kind in MAY_WRITE:
        return "."
    there = cast.filled(path) if "{name:path}" not in path else "/assets/saknas"
    hand = cast.hands[kind]
    answer = ask(cast.county, hand, verb, there)
    assert answer.status_code < 500, answer.text
    place = answer.headers.get("location", "")
    if answer.status_code == 401 or place.startswith("/logga-in"):
        return "L"
    nowhere = there.replace(str(cast.case_id), str(NOWHERE))
    if nowhere == there:
        return "-" if answer.status_code == 404 else "C"
    if bare(answer, cast) == bare(ask(cast.county, hand, verb, nowhere), cast):
        return "-"
    if place:
        return "G" if place.endswith("/kontroll") else "S" if place.endswith("/ersattare") else "R"
    return "C"


def ask(county: County, hand: Hand, verb: str, path: str) -> Any:
    """At one and the same moment, with the same ids drawn."""
    moment = county.world.moment
    try:
        with drawn_in_order():
            if verb == "GET":
                return hand.get(path)
            return hand.request(verb, path, **body_of(hand, path))
    finally:
        county.world.moment = moment


def body_of(hand: Hand, path: str) -> dict[str, Any]:
    if not path.startswith("/api/"):
        return {"data": {"_csrf_token": hand.cookies["csrftoken"]}}
    return {"content": b"{}", "headers": {"content-type": "application/json", "x-csrftoken": hand.cookies["csrftoken"]}}


def bare(answer: Any, cast: Cast) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    """Status, body and headers, with the id that was asked for taken as one."""
    there, nowhere = str(cast.case_id), str(NOWHERE)
    headers = tuple(sorted((name, value.replace(there, nowhere)) for name, value in answer.headers.items()))
    return answer.status_code, answer.content.replace(there.encode(), nowhere.encode()), headers


def forms() -> Iterator[tuple[str, str]]:
    for verb, path in sorted(routes_of(APP)):
        if verb != "GET" and path != "/logga-ut":
            yield verb, path


@pytest.mark.parametrize(("verb", "path"), forms())
def test_nothing_is_taken_without_the_token_of_a_page(cast: Cast, verb: str, path: str) -> None:
    before = cast.county.events()
    for kind in ("named", "anonymous"):
        for content_type in ("application/x-www-form-urlencoded", "application/json", "text/plain"):
            answer = cast.hands[kind].request(
                verb, cast.filled(path), content=b"{}", headers={"content-type": content_type}
            )
            assert answer.status_code == 403, answer.text
    assert cast.county.events() == before
