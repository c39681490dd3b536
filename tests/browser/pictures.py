"""``make pictures``: the pictures of the README and of the manual, taken of the demo as it is now."""

from playwright.sync_api import Browser, sync_playwright

from portal.demo.ids import case_id
from tests.browser.handbook import JOURNEYS, PICTURES, take
from tests.browser.started import started_demo
from tests.conftest import chromium

WIDTH, HEIGHT = 1120, 900


def take_case(browser: Browser, demo: str) -> None:
    """The top of a case in its fourth month, as the coordinator sees it."""
    page = browser.new_page(base_url=demo, viewport={"width": WIDTH, "height": HEIGHT}, locale="sv-SE")
    page.goto("/logga-in/start?som=reko.larkan")
    page.get_by_role("listitem").filter(has_text="Lärkan").get_by_role("button").click()
    page.goto(f"/arenden/{case_id('V1')}")
    page.screenshot(path=PICTURES / "arende.png", animations="disabled")


def take_all() -> None:
    PICTURES.mkdir(exist_ok=True)
    with started_demo() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium())
        take_case(browser, demo)
        for scene in (scene for scenes in JOURNEYS.values() for scene in scenes if scene.picture):
            take(browser, demo, scene)
        browser.close()


if __name__ == "__main__":
    take_all()
