"""Every page in the states of the demo county, wide and at 320 pixels: axe finds nothing, nothing scrolls sideways."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.demo.deviations import deviation_of
from portal.demo.ids import case_id, sip_id, unit_id
from portal.demo.routines import Told
from tests.browser.conftest import NARROW, WIDE, Login, axe_findings, fits

FORMS = (
    "kontakter/ny",
    "sjukskrivningar/ny",
    "nedtrappningar/ny",
    "forsorjning/ny",
    "sgi/ny",
    "egen-beskrivning/ny",
    "fragor/ny",
    "kontaktpersoner/ny",
    "kontaktuppgifter",
    "handlaggare",
    "avslut",
    "samtycken",
    "samtycken/begransning",
    "samtycken/aterkallelse",
    "samtycke",
    "utdrag",
    "plan",
    "insatser/ny",
    "samordning/ny",
    "uppfoljningar/ny",
    "uppfoljningar/hallna/ny",
    "statistik/ny",
    "inskrivning/ny",
    "planer/ny",
    "planversioner/ny",
    "sip",
    "sip/forslag/nytt",
    "funktion/ny",
)
TO_COME, HELD = sip_id("V1", "2026-11-16 10:00"), sip_id("V1", "2026-08-27 10:00")
ROUTINE = f"/rutiner/{Told('fagersta').agreement_id}"
ANSWERING = f"/avvikelser/{deviation_of('V6')}"
VISITS: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "an active case with all its forms": (
        "reko.larkan",
        "Lärkan",
        ("/", "/arenden", "/arenden/nytt", "/fragor", "/uppdrag", "/V1", *(f"/V1/{form}" for form in FORMS)),
    ),
    "a draft": ("reko.sidensvansen", None, ("/V8", "/V8/samtycken", "/V8/samtycken/avslag", "/V8/skyddad-identitet")),
    "a draft about a minor": ("reko.svalan", None, ("/V13", "/V13/samtycken", "/V13/samtycken/vardnadshavare")),
    "a partial consent": ("handlaggare.soc-arboga", None, ("/", "/V3", "/V3/samtycke")),
    "the gate": ("handlaggare.fk-vastmanland", None, ("/", "/V10", "/V10/samtycken/aterkallelse")),
    "withdrawn": ("reko.jarpen", None, ("/", "/V4", "/V4/samtycken", "/V4/utdrag")),
    "expired": ("reko.tarnan", None, ("/", "/V5", "/V5/samtycken")),
    "the violence question": ("reko.orren", None, ("/V9", "/V9/valdsfraga", "/rutin-for-fragan-om-vald")),
    "closed": ("reko.tranan", None, ("/arenden?status=closed", "/V12")),
    "selections of cases": (
        "reko.talltitan",
        None,
        (
            *("/", "/arenden?vantar=oss", "/arenden?grad=25&langd=366-", "/arenden?grad=1"),
            *("/arenden/urval", "/arenden/urval/nytt?part=fk"),
        ),
    ),
    "a manager": ("chef.larkan", None, ("/", "/bemanning")),
    "a log reviewer": ("logg.larkan", None, ("/", "/logg", "/logg/kontrollpunkter")),
    "ways in and routines": (
        "chef.soc-fagersta",
        None,
        (
            *(f"/kontaktvagar{rest}" for rest in ("", "/er-kontaktvag", "/franvaro", "/tillbakadragande")),
            *(f"/kontaktvagar/{unit_id(slug)}" for slug in ("soc-fagersta", "jarpen", "sidensvansen")),
            *("/kontaktvagar?lage=uncovered", "/kontaktvagar?q=finns+inte", "/rutiner", "/rutiner?dag=2026-05-01"),
            *("/rutiner/ny", ROUTINE, f"{ROUTINE}/kallelse", f"{ROUTINE}/uppfoljning", f"{ROUTINE}/andring"),
        ),
    ),
    "joint meetings": (
        "reko.larkan",
        "Lärkan",
        (
            *(f"/V1/sip/{TO_COME}{rest}" for rest in ("", "/rum", "/kallelse", "/tillbakatagen", "/installt")),
            *(f"/V1/sip/{TO_COME}/forberedelse/{whose}" for whose in ("var", "personen")),
            *(f"/V1/sip/{HELD}{rest}" for rest in ("", "/rum", "/atgard", "/uppfoljning", "/kopia")),
            *("/teammoten", "/teammoten/nytt"),
        ),
    ),
    "deviations": (
        "chef.ame-hallstahammar",
        None,
        (
            *("/avvikelser", "/avvikelser?visa=alla", "/avvikelser/monster", "/avvikelser/ny", ANSWERING),
            *(f"{ANSWERING}/{step}" for step in ("svar", "utredning", "eskalering")),
        ),
    ),
    "deviations that are suggested": ("handlaggare.soc-vasteras", None, ("/avvikelser",)),
    "deviations as counts": ("chef.forbund-vastmanland", None, ("/avvikelser",)),
    "the liaison officer": (
        "samverkan.fk-vastmanland",
        None,
        ("/kontaktvagar", "/kontaktvagar/er-kontaktvag", "/uppgifter"),
    ),
    "no cases at all": ("process.forsakringsmedicin", None, ("/", "/om", "/skydd", "/tillganglighet", "/hjalp")),
}


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "320 px"])
@pytest.mark.parametrize("state", VISITS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(as_user: Login, state: str, viewport: Any) -> None:
    subject, unit, paths = VISITS[state]
    page = as_user(subject, unit, viewport=viewport)
    trouble: list[str] = []
    for path in paths:
        answer = page.goto(place(path))
        assert answer is not None
        if answer.status != 200:
            trouble.append(f"{path}: {answer.status}")
            continue
        trouble += [f"{path}: {finding}" for finding in axe_findings(page)]
        if not fits(page):
            trouble.append(f"{path}: scrolls sideways")
    assert trouble == []


def place(path: str) -> str:
    first, _, rest = path.lstrip("/").partition("/")
    if first[:1] == "V" and first[1:].isdigit():
        return f"/arenden/{case_id(first)}" + (f"/{rest}" if rest else "")
    return path


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "320 px"])
@pytest.mark.parametrize("javascript", [True, False], ids=["JavaScript", "without JavaScript"])
def test_an_empty_form_says_what_to_do_and_keeps_the_focus_on_it(
    as_user: Login, viewport: Any, javascript: bool
) -> None:
    page = as_user("reko.larkan", "Lärkan", viewport=viewport, javascript=javascript)
    for path, verb in (("/arenden/nytt", "Öppna ärendet"), (place("/V1/egen-beskrivning/ny"), None)):
        page.goto(path)
        (page.get_by_role("button", name=verb) if verb else submit(page)).click()
        expect(page.get_by_role("group", name=re.compile("Du kan inte"))).to_be_focused()
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        assert fits(page)
        if javascript:
            assert axe_findings(page) == []


def submit(page: Page) -> Any:
    return page.locator("main form button.button--primary").first


def test_a_form_can_be_filled_by_keyboard_alone(as_user: Login) -> None:
    page = as_user("reko.larkan", "Lärkan")
    page.goto("/arenden/nytt")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator('[name="person.personnummer"]')).to_be_focused()


def test_the_first_page_weighs_little_and_the_next_ones_less(as_user: Login) -> None:
    page = as_user("reko.larkan", "Lärkan")
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.clearBrowserCache")
    weights: list[float] = []
    client.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(place("/V1"), wait_until="networkidle")
    first = sum(weights)
    weights.clear()
    page.goto("/arenden", wait_until="networkidle")
    assert 20_000 < first <= 250_000
    assert sum(weights) <= 30_000
