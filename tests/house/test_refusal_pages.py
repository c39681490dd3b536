"""A refusal is a whole page of the portal, in the frame of who it is said to, also when it is somebody logged in."""

from html import unescape
from typing import Any

import pytest
from litestar import get, post

from events.refusals import Refused
from portal.forms import TAKES, Form
from portal.guards import any_officer
from portal.routes import ROUTES
from tests.conftest import Store
from tests.house.county import NOWHERE, County, Hand, county
from tests.house.test_fuzz import logged


def whole(answer: Any, hand: Hand) -> None:
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>" in answer.text and "</footer>" in answer.text
    if hand.subject and answer.status_code not in (403, 413):  # these come before anybody asks who it is
        name = hand.county.world.officer(hand.subject).name
        assert name in answer.text, "the officer's own frame stands around it"


@pytest.mark.parametrize("subject", ["reko.larkan", "chef.larkan", "admin.region-adm", "logg.larkan"])
def test_what_does_not_exist_is_said_in_a_whole_page(shared: County, subject: str) -> None:
    with logged() as out:
        hand = shared.hand(subject)
        for path in (f"/arenden/{NOWHERE}", f"/bemanning/{NOWHERE}", "/logg?sida=0"):
            answer = hand.get(path)
            assert answer.status_code in (404, 422)
            whole(answer, hand)
        forged = hand.form("/uppdrag", {"_csrf_token": "x"})
        assert forged.status_code == 403 and "Ladda om den" in forged.text
        whole(forged, hand)
        too_large = hand.form("/arenden/nytt", {"name": "a" * 1_100_000})
        assert too_large.status_code in (404, 413)
        whole(too_large, hand)
    assert "refusal_page_failed" not in out.getvalue()


def test_a_breakdown_is_said_in_a_whole_page_too(store: Store) -> None:
    @get("/trasig", guards=[any_officer])
    async def broken() -> str:
        raise RuntimeError("Kanarie Fågelsson")

    with county(store, routes=[*ROUTES, broken]) as home, logged() as out:
        hand = home.hand("reko.larkan")
        home.client.raise_server_exceptions = False  # type: ignore[attr-defined]
        answer = hand.get("/trasig")
        assert answer.status_code == 500
        whole(answer, hand)
        assert "Kanarie" not in answer.text + out.getvalue() and "unforeseen" in out.getvalue()
        assert "refusal_page_failed" not in out.getvalue()


@pytest.mark.parametrize(("key", "status"), [("stale_form", 409), ("already_noted", 422)])
def test_what_has_no_form_of_its_own_leads_to_the_case_with_what_was_written(
    store: Store, key: str, status: int
) -> None:
    @post("/arenden/{case_id:uuid}/prov/svar", guards=[any_officer], dependencies=TAKES)
    async def refuses(form: Form) -> None:
        raise Refused(key)

    case = f"/arenden/{NOWHERE}"
    with county(store, routes=[*ROUTES, refuses]) as home, logged() as out:
        hand = home.hand("reko.larkan")
        answer = hand.form(f"{case}/prov/svar", {"text": "Vi ses i maj."})
        assert answer.status_code == status and "refusal_page_failed" not in out.getvalue()
        whole(answer, hand)
        assert f'href="{case}"' in unescape(answer.text)
        assert "Inget har sparats" in answer.text and "Vi ses i maj." in answer.text
