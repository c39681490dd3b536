"""Every list of the API gives a hundred a page and loses none between the pages (contract.md 6)."""

from typing import Any
from uuid import uuid5

import pytest
from litestar import Litestar

from events import commands as c
from events.commands.deidentified import SendDeidentifiedInquiry
from events.commands.paths import PublishContactPath
from orgs.kinds import UnitType
from portal.api.paging import PAGE, paged
from portal.routes import ROUTES
from tests.events.test_agreements import draft
from tests.events.test_paths import SIV
from tests.house.cast import routes_of
from tests.house.county import API, County, Hand
from tests.world import SPACE

NO_LISTS = {f"{API}/me", f"{API}/openapi.json"}


def pages(hand: Hand, name: str, path: str) -> list[list[Any]]:
    found: list[list[Any]] = []
    cursor = ""
    while True:
        answer = hand.get(f"{API}/{path}" + (f"?next={cursor}" if cursor else "")).json()
        found.append(answer[name])
        if answer["next"] is None:
            return found
        cursor = answer["next"]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 201])
def test_pages_join_to_the_whole(count: int) -> None:
    whole, begin = list(range(count)), "0"
    found: list[int] = []
    while begin is not None:
        shown, following = paged(whole, int(begin))
        assert len(shown) <= PAGE
        found += shown
        begin = following["next"]
    assert found == whole


def test_units_and_routines_and_questions_beyond_a_hundred_are_on_the_next_page(home: County) -> None:
    world = home.world
    org_id = world.directory.by_slug["larkan"].org_id
    for n in range(101):
        kind = UnitType.PRIMARY_CARE_UNIT
        world.system(c.RegisterUnit(org_id=org_id, slug=f"u{n}", name=f"u{n} (demo)", unit_type=kind))
        parties = world.unit(f"u{n}"), world.unit("soc")
        world.do("chef.soc", draft(world, "larkan", "soc", parties=parties))
    world.do("chef.soc", PublishContactPath(primary=SIV))
    for n in range(101):
        asked = SendDeidentifiedInquiry(to_unit=world.unit("soc"), text=f"Hur långa är köerna, och hur blir de? {n}")
        world.do("reko.larkan", asked, command_id=uuid5(SPACE, f"question {n}"))
    home.catch_up()
    hand = home.hand("reko.larkan")
    for name, path, key, least in (
        ("units", "units", "id", 108),
        ("agreements", "agreements", "agreement_id", 101),
        ("deidentified_inquiries", "deidentified-inquiries", "deidentified_inquiry_id", 101),
    ):
        found = pages(hand, name, path)
        ids = [row[key] for page in found for row in page]
        assert [len(page) for page in found[:-1]] == [100] * (len(found) - 1), name
        assert len(ids) == len(set(ids)) >= least, name


def test_tasks_beyond_a_hundred_are_on_the_next_page(home: County) -> None:
    for _ in range(101):
        home.draft()
    home.catch_up()
    first, second = pages(home.hand("reko.larkan"), "tasks", "tasks")[:2]
    cases = [task["case_id"] for task in [*first, *second] if task["case_id"]]
    assert len(first) == 100 and len(cases) == len(set(cases)) == 101


def test_every_list_says_whether_there_is_more(home: County) -> None:
    home.case("soc")
    app = Litestar([*ROUTES], openapi_config=None, dependencies={"kept": lambda: {}})
    found = {}
    for verb, path in routes_of(app):
        if verb == "GET" and path.startswith(f"{API}/") and "{" not in path and path not in NO_LISTS:
            answers = (home.hand(subject).get(path) for subject in ("reko.larkan", "chef.larkan"))
            found[path] = next(answer.json() for answer in answers if answer.status_code == 200)
    assert len(found) > 8
    assert [path for path, answer in found.items() if "next" not in answer] == []
