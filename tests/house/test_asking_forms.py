"""Every form that only asks (a search, a filter, another day) answers as it stands, with all that is empty in it."""

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from tests.house.cast import Cast, assemble_cast, routes_of
from tests.house.county import County
from tests.house.test_routes import NOT_PROBED

KINDS = ("named", "manager", "reviewer", "process", "director")


class AskingForms(HTMLParser):
    """Address and fields of each form of a page that is sent with GET, as a browser would send it untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []
        self._within = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._within = at.get("method", "get") == "get"
            if self._within:
                self.found.append((at.get("action", ""), []))
        elif self._within and tag == "input" and (at.get("type") not in ("checkbox", "radio") or "checked" in at):
            self._send(at.get("name", ""), at.get("value", ""))
        elif self._within and tag == "select":
            self._select = at["name"]
        elif self._within and tag == "option" and self._select:
            fields = dict(self.found[-1][1])
            if self._select not in fields or "selected" in at:
                self.found[-1][1][:] = [field for field in self.found[-1][1] if field[0] != self._select]
                self._send(self._select, at.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._within = False
        elif tag == "select":
            self._select = ""

    def _send(self, name: str, value: str) -> None:
        if name:
            self.found[-1][1].append((name, value))


@pytest.fixture(scope="module")
def cast(shared: County) -> Cast:
    return assemble_cast(shared)


def test_a_form_that_asks_answers_as_it_stands(cast: Cast) -> None:
    met: set[str] = set()
    failed: list[str] = []
    pages = [path for verb, path in routes_of(cast.county.app) if verb == "GET" and path not in NOT_PROBED]
    for path in pages:
        if "{name:path}" in path or "/api/" in path:
            continue
        for kind in KINDS:
            page = cast.hands[kind].get(cast.filled(path))
            if page.status_code != 200 or not page.headers["content-type"].startswith("text/html"):
                continue
            parser = AskingForms()
            parser.feed(page.text)
            for action, fields in parser.found:
                met.add(action)
                asked = f"{action}?{urlencode(fields)}"
                if cast.hands[kind].get(asked).status_code != 200:
                    failed.append(f"{kind} {asked}")
    assert failed == []
    assert met >= {"/arenden", "/avvikelser", "/kontaktvagar", "/logg"}
