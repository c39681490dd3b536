"""A user acts through exactly one assignment, never through the sum of them (domain.md 2.2)."""

from uuid import UUID

import pytest

from events import commands as c
from orgs.roles import Role
from portal.login.session import COOKIE, hash_of
from tests.house.county import API, County, Hand
from tests.world import ISSUER, TODAY

TWO = "reko.tva"
"""Coordinator at two units, as V1's is."""


@pytest.fixture
def assignments(home: County) -> dict[str, UUID]:
    made = {}
    for slug in ("larkan", "psyk"):
        employed = home.world.system(
            c.AssignRole(
                issuer=ISSUER,
                subject=TWO,
                name="Rebecka Demolund",
                role=Role.REHAB_COORDINATOR,
                unit_id=home.world.unit(slug),
                valid_from=TODAY,
                valid_to=TODAY.replace(year=2027),
                licensed_or_care_staff=True,
            )
        )
        made[slug] = employed.entries[0].fact.assignment_id  # type: ignore[union-attr]
    return made


@pytest.fixture
def cases(home: County, assignments: dict[str, UUID]) -> dict[str, UUID]:
    """One of each unit's, both with the same person at work in it."""
    user = home.world.directory.user_of(ISSUER, TWO)
    assert user is not None
    made = {}
    for slug in ("larkan", "psyk"):
        made[slug] = home.draft(f"reko.{slug}")
        home.world.consent(made[slug], slug, "soc", by=f"reko.{slug}")
        named = frozenset({user.user_id, home.world.officer(f"reko.{slug}").user_id})
        home.do(f"reko.{slug}", c.ConfirmParty(case_id=made[slug], caseworkers=named))
    home.catch_up()
    return made


@pytest.fixture
def hand(home: County, assignments: dict[str, UUID]) -> Hand:
    """Logged in, in the assignment at Lärkan."""
    user = home.world.directory.user_of(ISSUER, TWO)
    assert user is not None
    home.sql(
        "INSERT INTO web.session (id_hash, user_id, assignment_id) VALUES (%s, %s, %s)",
        hash_of("session-of-two"),
        user.user_id,
        assignments["larkan"],
    )
    return Hand(home, TWO, {"csrftoken": home.hand(None).cookies["csrftoken"], COOKIE: "session-of-two"})


def seen(hand: Hand, cases: dict[str, UUID]) -> set[str]:
    """Of which units' cases there is anything: on the page, over the API, in the list, in the feed, for a command."""
    listed = {each["case_id"] for each in hand.get(f"{API}/cases").json()["cases"]}
    fed = hand.get(f"{API}/events").text
    found = set()
    for slug, case_id in cases.items():
        ways = {
            hand.get(f"/arenden/{case_id}").status_code == 200,
            hand.get(f"{API}/cases/{case_id}").status_code == 200,
            hand.command("note-consent-copy", case_id=str(case_id), on=str(TODAY), how="letter").status_code == 200,
            str(case_id) in listed,
            str(case_id) in fed,
        }
        assert len(ways) == 1, (slug, ways)
        found |= {slug} if ways == {True} else set()
    return found


def test_only_the_chosen_units_case_is_there_and_switching_is_logged_with_a_new_session(
    home: County, assignments: dict[str, UUID], cases: dict[str, UUID], hand: Hand
) -> None:
    assert seen(hand, cases) == {"larkan"}
    before = dict(hand.cookies)
    answer = hand.put(f"{API}/me/assignment", {"assignment_id": str(assignments["psyk"])})
    assert answer.status_code == 200 and answer.json()["active"]["unit"]["slug"] == "psyk"
    assert hand.cookies[COOKIE] != before[COOKIE]
    assert seen(hand, cases) == {"psyk"}
    assert Hand(home, TWO, before).get(f"{API}/me").status_code == 401, "the session from before the switch is dead"
    logged = home.sql("SELECT from_assignment, to_assignment FROM audit.assignment_switch")
    assert logged == [(assignments["larkan"], assignments["psyk"])]
