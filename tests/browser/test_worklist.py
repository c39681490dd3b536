"""Ärenden and Min dag at the keyboard: filters with and without scripts, a saved view, nothing that jumps."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Login, axe_findings, fits

SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


def shows_what_its_chip_counts(page: Page) -> bool:
    said = page.locator(".chips a[aria-current]").inner_text()
    return said == f"Väntar på er ({page.locator('ol.worklist > li').count()})"


def test_filters_work_without_scripts(as_user: Login) -> None:
    page = as_user("reko.talltitan", javascript=False)
    page.goto("/arenden")
    page.get_by_label("Väntar på").select_option("oss")
    page.get_by_role("button", name="Visa").click()
    expect(page).to_have_url(re.compile("vantar=oss"))
    assert shows_what_its_chip_counts(page)
    expect(page.get_by_label("Väntar på")).to_have_value("oss")


def test_a_chosen_filter_changes_list_address_and_chips_and_keeps_the_focus(as_user: Login) -> None:
    page = as_user("reko.talltitan")
    page.goto("/arenden")
    field = page.get_by_label("Väntar på")
    field.focus()
    field.select_option("oss")
    expect(page).to_have_url(re.compile("vantar=oss"))
    expect(page.locator(".chips a[aria-current]")).to_contain_text("Väntar på er")
    expect(page.get_by_role("heading", name="Ditt urval")).to_be_visible()
    expect(field).to_be_focused()
    assert shows_what_its_chip_counts(page)
    assert axe_findings(page) == []


def test_a_selection_is_saved_by_keyboard_and_a_fault_keeps_what_was_typed(as_user: Login) -> None:
    page = as_user("reko.talltitan", viewport=NARROW)
    page.goto("/arenden/urval/nytt?skal=no_plan_by_30")
    page.get_by_label("Vad ska urvalet heta?").focus()
    page.keyboard.type("Ring 070-174 06 41")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name=re.compile("Du kan inte"))).to_be_focused()
    expect(page.get_by_label("Vad ska urvalet heta?")).to_have_value("Ring 070-174 06 41")
    assert fits(page)
    assert axe_findings(page) == []
    page.get_by_label("Vad ska urvalet heta?").fill("Saknar plan länge")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/arenden\?skal=no_plan_by_30"))
    expect(page.get_by_role("link", name=re.compile("Saknar plan länge"))).to_be_visible()


def test_nothing_jumps_while_the_pages_load(as_user: Login) -> None:
    page = as_user("reko.talltitan")
    for path in ("/", "/arenden", "/arenden?vantar=oss"):
        page.goto(path, wait_until="networkidle")
        assert page.evaluate(SHIFTS) < 0.02, path
