"""Four users prepare one meeting at once; each sees only its scope, and a withdrawal closes it for the others."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.demo.ids import case_id, sip_id
from tests.browser.conftest import NARROW, WIDE, Login, axe_findings, fits

CASE = f"/arenden/{case_id('V1')}"
MEETING = f"{CASE}/sip/{sip_id('V1', '2026-11-16 10:00')}"
OWN = {
    "reko.larkan": ("Sjukskrivning nu och intyg till och med", "50 procent, prov från regionen"),
    "handlaggare.soc-koping": ("Försörjning, och till när", "Försörjningsstöd, prov från kommunen"),
    "handlaggare.ame-koping": ("Vilken anpassning är möjlig?", "Korta pass, prov från enheten"),
    "handlaggare.fk-vastmanland": ("Vad kan personen ansöka om?", "Samordning, prov från kassan"),
}
HIDDEN = {"handlaggare.ame-koping": ("prov från kommunen", "prov från kassan")}
"""The labour market unit holds neither livelihood nor social insurance in this case."""


@pytest.mark.parametrize("javascript", [True, False], ids=["wide", "320 px without JavaScript"])
def test_four_prepare_one_meeting_at_once_and_each_sees_only_its_scope(as_user: Login, javascript: bool) -> None:
    viewport: Any = WIDE if javascript else NARROW
    pages = {
        subject: as_user(subject, "Lärkan" if "larkan" in subject else None, viewport=viewport, javascript=javascript)
        for subject in OWN
    }
    for page in pages.values():
        page.goto(f"{MEETING}/forberedelse/var")
    for subject, (question, answer) in OWN.items():
        pages[subject].get_by_label(re.compile(f"^{re.escape(question)}")).fill(answer)
    if javascript:
        for page in pages.values():
            expect(page.locator("#utkast")).to_have_text("Utkastet är sparat. Ingen annan ser det.")
            assert axe_findings(page) == []
    else:
        keep_a_draft(pages["handlaggare.ame-koping"], OWN["handlaggare.ame-koping"][1])
    for page in pages.values():
        page.get_by_role("button", name="Lämna förberedelsen").click()
        expect(page.get_by_role("heading", name=re.compile("Är vi redo"))).to_be_visible()
    for subject, page in pages.items():
        page.goto(MEETING)
        for _, answer in OWN.values():
            hidden = any(part in answer for part in HIDDEN.get(subject, ()))
            expect(page.get_by_text(answer, exact=True)).to_have_count(0 if hidden else 1)
        expect(page.get_by_text("Min förra arbetsplats")).to_have_count(1 if subject == "reko.larkan" else 0)
        assert fits(page)


def keep_a_draft(page: Page, answer: str) -> None:
    """Without JavaScript a button keeps it, and it is there the next time."""
    page.get_by_role("button", name="Spara utkast").click()
    page.goto(MEETING)
    page.goto(f"{MEETING}/forberedelse/var")
    expect(page.get_by_text(answer)).to_be_visible()


def test_the_shared_screen_shows_what_all_in_the_room_may_see(as_user: Login) -> None:
    page = as_user("reko.larkan", "Lärkan")
    page.goto(f"{MEETING}/rum")
    expect(page.get_by_text("Visar bara syfte, agenda och åtgärder.")).to_be_visible()
    expect(page.get_by_text("Min förra arbetsplats")).to_have_count(0)
    expect(page.get_by_text("Dagar utan paus. Långa resor.")).to_have_count(0)
    page.get_by_label("Närstående, ombud eller någon annan utomstående").uncheck(force=True)
    page.get_by_role("button", name="Visa för dem").click()
    expect(page.get_by_text("Dagar utan paus. Långa resor.")).to_be_visible()
    expect(page.get_by_text("Min förra arbetsplats")).to_have_count(0)
    assert axe_findings(page) == []
