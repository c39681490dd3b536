"""Each journey of the manual is done: by keyboard alone, with JavaScript and without, axe silent after each step."""

import re
from typing import Any

import pytest
from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader

from portal.demo.ids import unit_id
from portal.demo.routines import Told
from tests.browser.conftest import Login, axe_findings, fits
from tests.browser.doings import AME, DOINGS, SOC, Doing
from tests.browser.handbook import JOURNEYS, LARKAN, REKO, published
from tests.browser.keyboard import Keyboard
from tests.browser.made import consented, drafted, joined, number

PARTIES = ("soc-koping", "ame-koping", "fk-vastmanland")

COLLEAGUES = {True: ("Nils Demolind", "reko2.larkan"), False: ("Olof Demodal", "lakare.larkan")}
"""At Lärkan: one can be given an assignment in each walk."""

SAVED_WITHIN = 60_000  # milliseconds; a report is set in type when it is asked for


def text_of(file: Download) -> str:
    """The words of a saved table or of a saved paper, on one line."""
    if file.suggested_filename.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(file.path()).pages).split())
    return file.path().read_text(encoding="utf-8-sig")


class Walk:
    """The users of one walk through a journey, and the cases that it needs."""

    def __init__(self, as_user: Login, javascript: bool) -> None:
        self._as_user, self._javascript = as_user, javascript
        self._pages: dict[str, Page] = {}
        colleague, subject = COLLEAGUES[javascript]
        town = "fagersta" if javascript else "sala"
        self.words = {
            "walk": "1" if javascript else "2",
            "colleague": colleague,
            "theirs": subject,
            "town": town,
            "routine": f"/rutiner/{Told(town).agreement_id}",
            "party": str(unit_id(f"ame-{town}")),
        }

    def page(self, subject: str) -> Page:
        if subject not in self._pages:
            unit = LARKAN if subject == REKO else None
            self._pages[subject] = self._as_user(subject, unit, javascript=self._javascript)
        return self._pages[subject]

    def prepare(self, doings: tuple[Doing, ...]) -> None:
        """Only what the journey speaks of is made."""
        spoken = str(doings)
        if "{free}" in spoken:
            self.words["free"] = number()
        if "{draft}" in spoken:
            self.words["draft"] = f"/arenden/{drafted(self.page(REKO), 'Prov Testutkast')}"
        if "{case}" in spoken or "{number}" in spoken:
            reko = self.page(REKO)
            case_id = drafted(reko, "Prov Testhandbok")
            consented(reko, case_id, *PARTIES)
            for party in (SOC, AME):
                if party in spoken or "ansvar" in spoken:
                    joined(self.page(party), case_id)
            self.words["case"] = f"/arenden/{case_id}"
            self.words["number"] = str(reko.request.get(f"/api/v1/cases/{case_id}").json()["number"])

    def said(self, text: str) -> str:
        for name, word in self.words.items():
            text = text.replace(f"{{{name}}}", word)
        return text

    def do(self, doing: Doing) -> None:
        page = self.page(self.said(doing.subject))
        keyboard = Keyboard(page)
        if doing.path:
            answer = page.goto(self.said(doing.path))
            assert answer is not None and answer.status == doing.status, doing.path
        for name, value in doing.fields:
            keyboard.fill(name, self.said(value))
        if doing.saves:
            published(page)
            shown = [text.split()[0] for text in page.locator(".figures strong").all_inner_texts()[:2]]
            with page.expect_download(timeout=SAVED_WITHIN) as file:
                keyboard.press(doing.press)
            written = text_of(file.value)
            assert [words for words in (*doing.saves, *shown) if words not in written] == []
        elif doing.press:
            keyboard.press(doing.press)
        self._seen(page, self.said(doing.says))

    def _seen(self, page: Page, says: str) -> None:
        if says.startswith("?"):
            expect(page).to_have_url(re.compile(re.escape(says)))
        else:
            expect(page.get_by_text(says).filter(visible=True).first).to_be_visible()
        page.wait_for_load_state()
        assert page.get_by_role("group", name="Du kan inte").count() == 0, page.url
        assert fits(page), page.url
        if self._javascript:
            assert axe_findings(page) == [], page.url


def test_every_journey_of_the_manual_is_done() -> None:
    assert DOINGS.keys() == JOURNEYS.keys()


@pytest.mark.parametrize("javascript", [True, False], ids=["keyboard", "keyboard without JavaScript"])
@pytest.mark.parametrize("journey", DOINGS)
def test_the_journey_is_done_by_keyboard_alone(as_user: Login, journey: Any, javascript: bool) -> None:
    walk = Walk(as_user, javascript)
    walk.prepare(DOINGS[journey])
    for doing in DOINGS[journey]:
        walk.do(doing)
