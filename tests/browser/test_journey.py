"""The main journey as four users in a browser: the consent opens exactly what the person wants, and closes at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.demo.ids import unit_id
from tests.browser.conftest import NARROW, WIDE, Login, axe_findings, fits


def number(day: str) -> str:
    from datetime import date

    from events.personnummer import demo_number

    return demo_number(date.fromisoformat(day), 984).written


@pytest.mark.parametrize(
    ("born", "viewport", "javascript"),
    [("1970-01-01", WIDE, True), ("1970-01-02", NARROW, True), ("1970-01-03", WIDE, False)],
    ids=["wide", "320 px", "without JavaScript"],
)
def test_the_whole_journey(as_user: Login, born: str, viewport: Any, javascript: bool) -> None:
    def log_in(subject: str, unit: str | None = None) -> Page:
        return as_user(subject, unit, viewport=viewport, javascript=javascript)

    name = f"Prov Testresa {born}"
    reko = log_in("reko.larkan", "Lärkan")
    case = draft(reko, name, number(born))
    soc, fk = log_in("handlaggare.soc-koping"), log_in("handlaggare.fk-vastmanland")
    ame = log_in("handlaggare.ame-koping")
    for outsider in (soc, fk, ame):
        missing(outsider, case)
    consent(reko, case)
    sick_leave(reko, case)
    for party in (soc, fk):
        gate(party, case, name)
        expect(party.get_by_role("heading", name="Sjukskrivning 100 procent")).to_be_visible()
    missing(ame, case)  # the person said no to the fourth, who is told what a stranger is told
    ask(soc, case, "När kan hon börja arbetsträna?")
    reko.goto(case)
    expect(reko.get_by_text("När kan hon börja arbetsträna?").first).to_be_visible()
    fk.goto(case)
    expect(fk.get_by_text("När kan hon börja arbetsträna?")).to_have_count(0)
    answer(reko, case, "Läkaren bedömer i januari.")
    soc.goto(case)
    expect(soc.get_by_text("Läkaren bedömer i januari.").first).to_be_visible()
    withdraw(fk, case)
    missing(ame, case)
    for party in (soc, reko):
        party.goto(case)
        expect(party.get_by_text(re.compile("Samtycket upphörde")).first).to_be_visible()
    expect(soc.get_by_text("Sjukskrivning 100 procent")).to_have_count(0)
    expect(soc.get_by_text("När kan hon börja arbetsträna?").first).to_be_visible()
    for page in (reko, soc):
        assert fits(page)
        if javascript:
            assert axe_findings(page) == []


def draft(page: Page, name: str, personnummer: str) -> str:
    page.goto("/arenden/nytt")
    page.get_by_label(re.compile("^Personnummer")).fill(personnummer)
    page.get_by_label(re.compile("^Namn")).fill(name)
    page.get_by_label("Kommun").select_option(label="Köping")
    page.get_by_label("Sjukskriven och saknar SGI").check(force=True)
    page.get_by_label("Jag har kontrollerat").check(force=True)
    page.get_by_role("button", name="Öppna ärendet").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    return re.sub(r"https?://[^/]+|[?#].*", "", page.url)


def missing(page: Page, case: str) -> None:
    answer = page.goto(case)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("Vi hittar inget ärende som din enhet har tillgång till.")).to_be_visible()


def consent(page: Page, case: str) -> None:
    page.goto(f"{case}/samtycken")
    page.get_by_label("Jag har berättat").check(force=True)
    for purpose in ("rehab_planning", "inform_fk"):
        page.locator(f'[name="purposes"][value="{purpose}"]').check(force=True)
    page.get_by_role("button", name="Förhandsgranska").click()
    for slug in ("soc-koping", "fk-vastmanland"):
        page.locator(f'input[type=checkbox][value="{unit_id(slug)}"]').check(force=True)
    for slug in ("ame-koping", "af-koping"):
        expect(page.locator(f'input[type=checkbox][value="{unit_id(slug)}"]')).not_to_be_checked()
    page.get_by_label("Muntligt").check(force=True)
    page.get_by_label("Hur fick du det?").select_option("in_person")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_text("Så här ser ärendet ut för").first).to_be_visible()
    page.get_by_role("button", name="Spara samtycket").click()
    expect(page.get_by_text(re.compile("Samtycket är sparat")).first).to_be_visible()
    page.goto(case)
    expect(page.get_by_text(re.compile("Samtycket gäller till och med")).first).to_be_visible()


def sick_leave(page: Page, case: str) -> None:
    page.goto(f"{case}/sjukskrivningar/ny")
    page.locator('[name="issued_on"]').fill("2026-11-20")
    page.locator('[name="physician_name"]').fill("Olof Demodal")
    page.locator('[name="first_or_continued"][value="first"]').check(force=True)
    page.locator('[name="rows.0.from"]').fill("2026-11-20")
    page.locator('[name="rows.0.to"]').fill("2026-12-20")
    page.locator('select[name="rows.0.degree"]').select_option("100")
    page.locator('[name="transcribed"][type=checkbox]').check(force=True)
    page.get_by_role("button", name=re.compile("Dela|Spara")).click()
    expect(page.get_by_text("Sjukskrivning 100 procent").first).to_be_visible()


def gate(page: Page, case: str, name: str) -> None:
    page.goto(case)
    expect(page.get_by_text(name).first).to_be_visible()
    expect(page.get_by_text("Sjukskrivning 100 procent")).to_have_count(0)
    page.get_by_label("Jag har pratat med personen").check(force=True)
    page.get_by_role("button", name="Bekräfta och öppna ärendet").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def ask(page: Page, case: str, text: str) -> None:
    page.goto(f"{case}/fragor/ny")
    page.locator('select[name="to_unit"]').select_option(label="Vårdcentralen Lärkan (demo)")
    page.get_by_label("Fråga om planering").check(force=True)
    page.locator('textarea[name="text"]').fill(text)
    page.get_by_role("button", name=re.compile("Skicka|Ställ")).click()
    expect(page.get_by_text(text).first).to_be_visible()


def answer(page: Page, case: str, text: str) -> None:
    page.goto(case)
    page.get_by_role("link", name=re.compile("^Svara")).first.click()
    page.locator('textarea[name="text"]').fill(text)
    page.get_by_role("button", name=re.compile("Skicka|Svara|Dela")).click()
    expect(page.get_by_text(text).first).to_be_visible()


def withdraw(page: Page, case: str) -> None:
    page.goto(f"{case}/samtycken/aterkallelse")
    expect(page.get_by_text("Fråga inte varför").first).to_be_visible()
    page.locator('[name="how_told"][value="phone"]').check(force=True)
    page.get_by_role("button", name="Avsluta samtycket nu").click()
    expect(page.get_by_text(re.compile("Samtycket upphörde")).first).to_be_visible()
