"""The journeys of the Swedish manual: who is where, and what is seen. Tests walk them, pictures are of them.

A journey has the name of its page in docs/handbok; a scene is one state of one page of the portal. A new page of the
manual gets its journey here: ``make pictures`` then takes its pictures, and the tests hold every state to axe.
"""

import re
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Locator, Page

from portal.demo.ids import case_id, unit_id
from portal.demo.routines import Told

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbok"
PICTURES = HANDBOOK.parent / "bilder"
COUNTED_WITHIN = 300  # seconds


class Scene(NamedTuple):
    """``says``: words that must stand on the page. ``picture``: its file, without ending; none takes no picture."""

    subject: str
    path: str
    says: str
    picture: str = ""
    unit: str = ""
    empty: bool = False
    """The form is sent with nothing in it first: the state where it says what is missing."""
    counted: bool = False
    """Of published figures: they come while the demo is in use, and are waited for."""


REKO, LARKAN = "reko.larkan", "Lärkan"
ROUTINE = f"/rutiner/{Told('fagersta').agreement_id}"
JOURNEYS: dict[str, tuple[Scene, ...]] = {
    "min-dag": (
        Scene(REKO, "/", "Väntar på mig", "min-dag", LARKAN),
        Scene(REKO, "/arenden", "Så ordnas listan", "arendelista", LARKAN),
    ),
    "oppna-arende": (
        Scene(REKO, "/arenden/nytt", "Öppna ett ärende", "oppna-arende", LARKAN),
        Scene(REKO, "/arenden/nytt", "Du kan inte", "oppna-arende-fel", LARKAN, empty=True),
        Scene("reko.sidensvansen", "/V8", "Utkast"),
    ),
    "samtycke": (
        Scene("reko.sidensvansen", "/V8/samtycken", "Får vi prata med varandra om dig?", "samtycke"),
        Scene("reko.sidensvansen", "/V8/samtycken/avslag", "Hugo"),
    ),
    "kontrollera": (
        Scene("handlaggare.fk-vastmanland", "/V10", "Bekräfta att din enhet", "kontrollera"),
        Scene("handlaggare.fk-vastmanland", "/V10", "Ärendet är inte öppnat", empty=True),
    ),
    "dela": (
        Scene(REKO, "/V1/egen-beskrivning/ny", "Kan läsas av", "dela", LARKAN),
        Scene(REKO, "/V1/kontakter/ny", "Kan läsas av", unit=LARKAN),
        Scene(REKO, "/V1/egen-beskrivning/ny", "Du kan inte", "dela-fel", LARKAN, empty=True),
        Scene(REKO, "/V1/sjukskrivningar/ny", "Kan läsas av", unit=LARKAN),
    ),
    "fragor": (
        Scene(REKO, "/fragor", "Frågor och svar", "fragor", LARKAN),
        Scene(REKO, "/V1/fragor/ny", "Du kan inte", unit=LARKAN, empty=True),
    ),
    "andra-sig": (
        Scene(REKO, "/V1/samtycken/aterkallelse", "Fråga inte varför", "andra-sig", LARKAN),
        Scene(REKO, "/V1/samtycken/begransning", "Amina", unit=LARKAN),
        Scene("handlaggare.soc-fagersta", "/V4", "Samtycket upphörde"),
    ),
    "ersattare": (Scene("reko2.larkan", "/V1/ersattare", "kollega", "ersattare"),),
    "utdrag": (Scene(REKO, "/V1/utdrag", "Vilka har läst om mig", "utdrag", LARKAN),),
    "plan": (
        Scene(REKO, "/V1/plan", "Nedtrappning", "plan", LARKAN),
        Scene(REKO, "/V1/planversioner/ny", "Kan läsas av", unit=LARKAN),
    ),
    "kontaktvagar": (
        Scene(REKO, "/kontaktvagar", "din kommun", "kontaktvagar", LARKAN),
        Scene("chef.larkan", "/kontaktvagar/er-kontaktvag", "Lärkan"),
    ),
    "rutiner": (
        Scene("process.forsakringsmedicin", "/rutiner", "9 av 10 kommuner", "rutiner"),
        Scene("chef.soc-fagersta", ROUTINE, "Fagersta"),
    ),
    "lamna-over": (Scene(REKO, "/V1/ansvar/ny", "ansvar", "lamna-over", LARKAN),),
    "uppgifter": (Scene(REKO, "/uppgifter", "Uppgifter", "uppgifter", LARKAN),),
    "gallring": (
        Scene("admin.region", "/administration/gallring", "Bara efter beslut", "gallring"),
        Scene("admin.region", "/administration/gallring", "Bekräfta att ärendet ska gallras", empty=True),
        Scene("chef.larkan", "/incidenter", "Incidenter"),
    ),
    "avvikelser": (
        Scene("reko.ugglan", "/avvikelser", "Avvikelser", "avvikelser"),
        Scene("reko.ugglan", "/avvikelser/ny", "Du kan inte", empty=True),
    ),
    "sip": (
        Scene(REKO, "/V1/sip", "SIP", "sip", LARKAN),
        Scene("reko.orren", "/V9/sip", "SIP"),
    ),
    "administration": (
        Scene("admin.region", "/administration", "Administration", "administration"),
        Scene("admin.region", f"/administration/enheter/{unit_id('larkan')}/uppdrag/nytt", "Du kan inte", empty=True),
    ),
    "statistik": (
        Scene("chef.forbund-vastmanland", "/statistik", "Statistik"),
        Scene("chef.forbund-vastmanland", "/statistik/I05?period=2026H1", "Så räknar vi", "statistik", counted=True),
        Scene("chef.forbund-vastmanland", "/statistik/I12", "Index är skillnaden"),
        Scene("chef.soc-koping", "/statistik/underlag", "Läs in en fil"),
        Scene("chef.soc-koping", "/statistik/underlag/ny", "Rapportera underlag", empty=True),
    ),
    "statistik-rapport": (
        Scene("chef.forbund-vastmanland", "/statistik/rapporter", "Är en rapport äkta?"),
        Scene("chef.forbund-vastmanland", "/statistik/F01", "Deltagare i finansierade insatser"),
    ),
    "folja-upp": (
        Scene("chef.larkan", "/administration/kvalitetsuppdrag/nytt", "Diarienummer", "folja-upp"),
        Scene("chef.larkan", "/administration/kvalitetsuppdrag/nytt", "Du kan inte", empty=True),
    ),
    "granska-loggen": (
        Scene("logg.larkan", "/logg", "Bara det som inte är granskat"),
        Scene("logg.larkan", "/logg/kontrollpunkter", "portalens öppna nyckel", "granska-loggen"),
    ),
    "processkarta": (
        Scene(REKO, "/processkarta", "Vem gör vad", "processkarta", LARKAN),
        Scene(REKO, "/V1#fas", "här är ni nu", unit=LARKAN),
    ),
}


def log_in(page: Page, scene: Scene) -> None:
    page.goto(f"/logga-in/start?som={scene.subject}")
    if scene.unit:
        page.get_by_role("listitem").filter(has_text=scene.unit).get_by_role("button").click()


def go(page: Page, scene: Scene) -> int:
    """Brings the logged-in user to the scene; gives the status of the page."""
    answer = page.goto(place(scene.path))
    assert answer is not None
    if scene.counted:
        published(page)
    if scene.empty:
        submit(page).click()
        page.locator("[aria-invalid=true]").first.wait_for()
    return answer.status


def published(page: Page) -> None:
    """Comes back until the figures of the page are there; a county is counted in a minute or two."""
    for _ in range(COUNTED_WITHIN // 2):
        if page.get_by_text(re.compile("Inga siffror än|Ingen period är publicerad än")).count() == 0:
            return
        page.wait_for_timeout(2_000)
        page.reload()
    raise AssertionError(f"{page.url} has no figures after {COUNTED_WITHIN} seconds")


def place(path: str) -> str:
    """``/V1/plan`` is the plan of that told case."""
    first, _, rest = path.lstrip("/").partition("/")
    name, mark, anchor = first.partition("#")
    if re.fullmatch(r"V\d+", name):
        return f"/arenden/{case_id(name)}" + (f"/{rest}" if rest else "") + mark + anchor
    return path


def submit(page: Page) -> Locator:
    return page.locator("main form button.button--primary").first


def take(browser: Browser, demo: str, scene: Scene) -> None:
    page = browser.new_page(base_url=demo, viewport={"width": 1000, "height": 900}, locale="sv-SE")
    log_in(page, scene)
    assert go(page, scene) in {200, 422}
    page.screenshot(path=PICTURES / f"{scene.picture}.png", animations="disabled")
    page.close()
