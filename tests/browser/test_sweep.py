"""Every page of the portal's own route table, opened in the demo county by somebody it is for, at 320 pixels and wide.

The pages are found as people find them, by following links; a route that nobody's links lead to has its address here,
and a new one that is reached by neither fails. Each page is held to axe, to its width, its headings, its title, to
standing still while it loads, and to its weight.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

from portal.demo.ids import case_id, unit_id
from tests.browser.conftest import NARROW, WIDE, Login, axe_findings, fits
from tests.browser.test_pages import HELD, TO_COME

TABLE = Path(__file__).parents[1] / "house" / "routes.txt"
NO_PAGES = re.compile(
    r"/(api|assets|healthz|readyz|metrics|logga-in/start|logga-in/svar)\b"  # data, and what a browser passes through
    r"|/(vcard|pdf|fil|kalender)$|/dokument/|/\{form:str\}$|/\{number:int\}$"  # files
    r"|/(andringar|lasare|rutin)$"  # what is put into a page that stands there already
)
CHOOSES = ("{doing:str}", "{step:str}", "{whose:str}")
"""Parameters that decide which page it is; each value is a page of its own."""
NOT_IN_THE_DEMO = {
    "/administration/kvalitetsuppdrag/{quality_assignment_id:uuid}/avslut": "nobody in the demo has such an assignment",
    "/kvalitetsuppfoljning": "is for who has such an assignment",
    "/kvalitetsuppfoljning/siffror": "is for who has such an assignment",
    "/kvalitetsuppfoljning/{case_id:uuid}": "is for who has such an assignment",
    "/arenden/{case_id:uuid}/samtycken/frislappande": "nobody in the demo permits that earlier entries are opened",
    "/fragor/avidentifierade/{question_id:uuid}": "nobody in the demo has asked one",
    "/teammoten/{meeting_id:uuid}": "no team meets in the demo",
    "/teammoten/{meeting_id:uuid}/{case_id:uuid}": "no team meets in the demo",
}
NEXT = 30_000
"""Bytes over the wire, of every page but the first (which is weighed in test_pages.py)."""
SHIFT = 0.01
ENTRANCES: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
    (
        "reko.larkan",
        "Lärkan",
        (
            f"/arenden/{case_id('V1')}",
            f"/arenden/{case_id('V1')}/sip/{TO_COME}",
            f"/arenden/{case_id('V1')}/sip/{TO_COME}/forberedelse/var",
            f"/arenden/{case_id('V1')}/sip/{HELD}",
            f"/arenden/{case_id('V11')}",
            "/statistik/I01",
            f"/kontaktvagar/{unit_id('larkan')}",
        ),
    ),
    ("reko.talltitan", None, (f"/arenden/{case_id('V10')}",)),
    ("reko2.larkan", None, (f"/arenden/{case_id('V1')}/ersattare",)),
    ("reko.sidensvansen", None, (f"/arenden/{case_id('V8')}",)),
    ("reko.orren", None, (f"/arenden/{case_id('V9')}",)),
    ("reko.svalan", None, (f"/arenden/{case_id('V13')}",)),
    ("reko.tranan", None, (f"/arenden/{case_id('V12')}",)),
    ("lakare.larkan", None, (f"/arenden/{case_id('V1')}/diagnoser/ny",)),
    ("handlaggare.fk-vastmanland", None, (f"/arenden/{case_id('V10')}",)),
    ("chef.larkan", None, ()),
    ("chef.soc-fagersta", None, ("/rutiner",)),
    ("chef.ame-hallstahammar", None, ("/avvikelser",)),
    ("logg.larkan", None, ()),
    ("process.forsakringsmedicin", None, ()),
    ("chef.forbund-vastmanland", None, ()),
    ("admin.region", None, ("/administration",)),
)
"""Who, and from where; the first that can come to a page opens it."""
FACTS = """() => {
  const heads = [...document.querySelectorAll('h1')].map(each => each.textContent.trim());
  return {heads, title: document.title};
}"""
EMPTIED = """forms => {
  for (const each of forms.flatMap(form => [...form.elements]))
    if (each.type === 'checkbox' || each.type === 'radio') each.checked = false;
    else if (each.type !== 'hidden' && 'value' in each) each.value = '';
}"""
PLANTED = (
    ("document.body.insertAdjacentHTML('beforeend', '<h1>En till</h1>')", "has the headings"),
    ("document.title = ''", "has the title"),
    ("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')", "image-alt"),
    ("document.querySelector('main').style.width = '900px'", "scrolls sideways"),
    (
        "document.querySelector('main').prepend('Ett ord. '.repeat(400))",
        "moves while it loads",
    ),
)
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


class Route(NamedTuple):
    template: str
    pattern: re.Pattern[str]


def routes() -> list[Route]:
    rows = (line.split() for line in TABLE.read_text().splitlines() if line.startswith("GET "))
    return [Route(path, _pattern(path)) for _, path, *_ in rows]


def _pattern(template: str) -> re.Pattern[str]:
    parts = {"uuid": r"[0-9a-f-]{36}", "int": r"\d+", "str": r"[^/]+", "path": r".+"}
    return re.compile(re.sub(r"\{\w+:(\w+)\}", lambda found: parts[found.group(1)], template))


ROUTES = routes()


def page_of(path: str) -> str | None:
    """The template that the path belongs to, ``None`` for what is no page; a fixed path goes before a parameter."""
    found = [route.template for route in ROUTES if route.pattern.fullmatch(path)]
    template = min(found, key=lambda each: each.count("{"), default=None)
    if template is None or NO_PAGES.search(template):
        return None
    last = path.rpartition("/")[2]
    return next((template.replace(each, last) for each in CHOOSES if template.endswith(each)), template)


def links_in(text: str) -> list[str]:
    found = (unescape(link).partition("#")[0] for link in re.findall(r'<a[^>]* href="([^"]*)"', text))
    return [link for link in found if link.startswith("/")]


class Weighed:
    """What the pages of one browser have fetched, and how much of it since it was last asked."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0.0
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.loadingFinished", self._add)

    def _add(self, event: Any) -> None:
        self.bytes += event["encodedDataLength"]

    def taken(self) -> float:
        taken, self.bytes = self.bytes, 0.0
        return taken


def faults(page: Page, answer: Response | None, status: int = 200) -> Iterator[str]:
    """What is wrong with the page that stands there."""
    if answer is None or answer.status != status:
        yield f"answers {answer.status if answer else 'nothing'}"
        return
    shifted = page.evaluate(SHIFTS)
    if shifted >= SHIFT:
        yield f"moves while it loads ({shifted:.3f})"
    facts = page.evaluate(FACTS)
    if len(facts["heads"]) != 1 or not facts["heads"][0]:
        yield f"has the headings {facts['heads']}"
    said, _, whose = facts["title"].rpartition(" – ")
    if whose != "Samverkan SGI-0" or len(said) < 4:
        yield f"has the title {facts['title']!r}"
    yield from axe_findings(page)
    if not fits(page):
        yield "scrolls sideways at 320 pixels"
    page.set_viewport_size(WIDE)
    if not fits(page):
        yield "scrolls sideways at 1280 pixels"
    page.set_viewport_size(NARROW)


class Sweep:
    def __init__(self) -> None:
        self.trouble: list[str] = []
        self.titles: dict[str, str] = {}
        self.seen: set[str] = set()

    def by(self, page: Page, entrances: Iterable[str], others: Iterable[str]) -> None:
        """What this reader can reach from the entrances, and the others, as far as nobody has been there before."""
        weighed = Weighed(page)
        waiting, forced = [*entrances], set(entrances)
        for entrance in entrances:
            waiting += links_in(page.request.get(entrance).text())
        waiting += others
        while waiting:
            path = waiting.pop(0)
            where = page_of(urlsplit(path).path)
            if where is None or (where in self.seen and path not in forced):
                continue
            weighed.taken()
            answer = page.goto(path)
            arrived = page_of(urlsplit(page.url).path)
            if answer is None or answer.status in {403, 404} or arrived is None or arrived in self.seen:
                continue  # not for this reader, or sent on to where somebody has been
            self.seen.add(arrived)
            weight = weighed.taken()
            self.trouble += [f"{arrived}: {fault}" for fault in faults(page, answer)]
            if weight > NEXT:
                self.trouble.append(f"{arrived}: weighs {weight:.0f} bytes")
            title = page.title()
            if self.titles.setdefault(title, arrived) != arrived and "{" not in arrived.rpartition("/")[2]:
                self.trouble.append(f"{arrived}: has the same title as {self.titles[title]}, {title}")
            waiting += links_in(answer.text())


def test_every_page_of_the_portal_is_sound(as_user: Login) -> None:
    sweep = Sweep()
    plain = [route.template for route in ROUTES if "{" not in route.template]
    for subject, unit, entrances in ENTRANCES:
        sweep.by(as_user(subject, unit, viewport=NARROW), entrances, plain)
    reached = {re.sub(r"/[^/{}]+$", "", where) for where in sweep.seen} | sweep.seen
    wanted = {route.template for route in ROUTES if not NO_PAGES.search(route.template)} - NOT_IN_THE_DEMO.keys()
    missed = [each for each in wanted if each not in reached and not each.endswith(CHOOSES)]
    missed += [each for each in wanted if each.endswith(CHOOSES) and each.rpartition("/")[0] not in reached]
    assert sweep.trouble == [], "\n".join(sweep.trouble)
    assert missed == []


@pytest.mark.parametrize(("fault", "said"), PLANTED, ids=[said for _, said in PLANTED])
def test_a_planted_fault_is_caught(as_user: Login, fault: str, said: str) -> None:
    """The positive control."""
    page = as_user("reko.larkan", "Lärkan", viewport=NARROW)
    answer = page.goto("/hjalp")
    assert list(faults(page, answer)) == []
    page.evaluate(fault)
    assert any(said in each for each in faults(page, answer)), fault


STATES = {
    "a case that is not there": ("reko.larkan", "Lärkan", f"/arenden/{unit_id('larkan')}", 404),
    "a page that is not there": ("reko.larkan", "Lärkan", "/finns-inte", 404),
    "a page for another role": ("reko.larkan", "Lärkan", "/administration/enheter/ny", 404),
    "a case, for who has none": ("process.forsakringsmedicin", None, f"/arenden/{case_id('V1')}", 404),
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_refused_is_as_sound_a_page_as_any(as_user: Login, state: str) -> None:
    subject, unit, path, status = STATES[state]
    page = as_user(subject, unit, viewport=NARROW)
    answer = page.goto(path)
    assert list(faults(page, answer, status)) == []


FORMS = (
    *(
        "kontakter",
        "sjukskrivningar",
        "nedtrappningar",
        "forsorjning",
        "sgi",
        "egen-beskrivning",
        "funktion",
        "insatser",
    ),
    *("samordning", "inskrivning", "uppfoljningar", "planversioner", "fragor", "kontaktpersoner"),
)


def test_every_form_that_is_sent_back_is_as_sound_a_page(as_user: Login) -> None:
    page = as_user("reko.larkan", "Lärkan", viewport=NARROW)
    trouble = []
    places = [f"/arenden/{case_id('V1')}/{form}/ny" for form in FORMS]
    for path in (*places, "/arenden/nytt", f"/arenden/{case_id('V1')}/sip/forslag/nytt", "/avvikelser/ny"):
        page.goto(path)
        page.locator("main form").evaluate_all(EMPTIED)
        with page.expect_response(lambda sent: sent.request.method == "POST") as sent:
            page.locator("main form button.button--primary").first.click()
        expect(page.get_by_role("group", name=re.compile("Du kan inte"))).to_be_focused()
        found = [fault for fault in faults(page, sent.value, 422) if "moves" not in fault]
        trouble += [f"{path}: {fault}" for fault in found]
    assert trouble == []


def test_a_print_button_is_there_only_where_it_works(as_user: Login) -> None:
    for javascript in (True, False):
        page = as_user("reko.larkan", "Lärkan", viewport=NARROW, javascript=javascript)
        page.goto(f"/arenden/{case_id('V1')}/utdrag")
        expect(page.get_by_role("button", name="Skriv ut")).to_be_visible(visible=javascript)
