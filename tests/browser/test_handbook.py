"""Each journey of the manual in a browser: every scene is there as told, and axe finds nothing in it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Login, axe_findings, fits
from tests.browser.handbook import HANDBOOK, JOURNEYS, PICTURES, go, place

HEAVIEST = 150_000  # bytes


def test_every_page_of_the_manual_is_a_journey_and_stands_in_its_list() -> None:
    pages = {path.stem for path in HANDBOOK.glob("*.md")} - {"README"}
    listed = (HANDBOOK / "README.md").read_text(encoding="utf-8")
    assert pages == JOURNEYS.keys()
    assert [page for page in sorted(pages) if f"({page}.md)" not in listed] == []


def test_every_picture_is_shown_and_light() -> None:
    taken = {scene.picture for scenes in JOURNEYS.values() for scene in scenes if scene.picture} | {"arende"}
    there = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert taken == there.keys()
    assert {name: size for name, size in there.items() if size > HEAVIEST} == {}
    for journey, scenes in JOURNEYS.items():
        told = (HANDBOOK / f"{journey}.md").read_text(encoding="utf-8")
        assert [s.picture for s in scenes if s.picture and f"(../bilder/{s.picture}.png)" not in told] == []


@pytest.mark.parametrize(
    ("viewport", "javascript"),
    [(WIDE, True), (NARROW, True), (WIDE, False)],
    ids=["wide", "320 px", "without JavaScript"],
)
@pytest.mark.parametrize("journey", JOURNEYS)
def test_the_journey_is_as_the_manual_tells(as_user: Login, journey: str, viewport: Any, javascript: bool) -> None:
    pages: dict[str, Page] = {}
    for scene in JOURNEYS[journey]:
        if scene.subject not in pages:
            pages[scene.subject] = as_user(scene.subject, scene.unit or None, viewport=viewport, javascript=javascript)
        page = pages[scene.subject]
        assert go(page, scene) == 200, scene.path
        expect(page.get_by_text(scene.says).first).to_be_attached()
        assert fits(page), f"{scene.path} scrolls sideways"
        if javascript:
            assert axe_findings(page) == [], scene.path


def test_a_question_is_asked_by_keyboard_alone(as_user: Login) -> None:
    """From the page's beginning: to the form, through its fields, to the answer that it was sent."""
    page = as_user("handlaggare.soc-koping")
    page.goto(place("/V1/fragor/ny"))
    text = "Vilken dag passar för nästa besök?"
    page.locator('select[name="to_unit"]').focus()
    page.keyboard.type("Vårdcentralen L")
    _tab_to(page, 'input[name="type"]')
    page.keyboard.press("Space")
    _tab_to(page, 'textarea[name="text"]')
    page.keyboard.type(text)
    _tab_to(page, "main form button.button--primary")
    page.keyboard.press("Enter")
    expect(page.get_by_text(text).first).to_be_visible()
    assert axe_findings(page) == []


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by keyboard")
