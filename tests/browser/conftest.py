"""The product itself, started as a user starts it, and browsers for its users."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.started import started_demo

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=720)
Login = Callable[..., Page]


@pytest.fixture(scope="session")
def demo() -> Iterator[str]:
    """The address of a demo of its own; everything stops and goes when the session ends."""
    with started_demo() as address:
        yield address


@pytest.fixture
def as_user(browser: Browser, demo: str) -> Iterator[Login]:
    """``as_user("reko.larkan", "Lärkan", width=320, javascript=False)``: a browser of one's own, logged in."""
    opened: list[BrowserContext] = []

    def log_in(
        subject: str, unit: str | None = None, *, viewport: ViewportSize | None = None, javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=demo, viewport=viewport or WIDE, java_script_enabled=javascript, locale="sv-SE"
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        page = context.new_page()
        page.goto(f"/logga-in/start?som={subject}")
        if unit:
            page.get_by_role("listitem").filter(has_text=unit).get_by_role("button").click()
        return page

    yield log_in
    for context in opened:
        context.close()


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, WCAG 2.2 A and AA and best practice."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['help']} ({v['nodes'][0]['target']})" for v in found["violations"]]


def fits(page: Page) -> bool:
    """Whether nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
