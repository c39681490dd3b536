"""What was asked for does not come: everybody sees that it did not, and what was typed stays on the page."""

import pytest
from playwright.sync_api import Route, expect

from portal.demo.ids import case_id
from tests.browser.conftest import NARROW, Login, axe_findings, fits

WRITTEN = "Kan vi ses i maj?"


@pytest.mark.parametrize(
    ("status", "says"),
    [(503, "inget är sparat"), (403, "Det gick inte att spara"), (None, "Ingen kontakt med portalen")],
    ids=["down", "refused", "no connection"],
)
def test_a_form_that_was_not_taken_says_so_and_keeps_what_was_typed(
    as_user: Login, status: int | None, says: str
) -> None:
    def answers(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=status, body="") if status else route.abort()
        else:
            route.continue_()

    page = as_user("reko.larkan", "Lärkan", viewport=NARROW)
    page.goto(f"/arenden/{case_id('V1')}/fragor/ny")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator("#text").fill(WRITTEN)
    page.route("**/fragor", answers)
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_role("alert")).to_contain_text(says)
    expect(page.locator("#text")).to_have_value(WRITTEN)
    assert fits(page) and axe_findings(page) == []
    page.unroute("**/fragor")
    page.get_by_role("button", name="Skicka frågan").click()
    expect(page.get_by_text("Du kan inte skicka frågan än")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
