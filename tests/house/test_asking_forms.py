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


Sent = dict[tuple[str, str], list[tuple[str, str]]]
"""(kind of reader, address) -> the fields of the form as it stands."""


@pytest.fixture(scope="module")
def forms(cast: Cast) -> Sent:
    found: Sent = {}
    for verb, path in routes_of(cast.county.app):
        if verb != "GET" or path in NOT_PROBED or "{name:path}" in path or "/api/" in path:
            continue
        for kind in KINDS:
            page = cast.hands[kind].get(cast.filled(path))
            if page.status_code == 200 and page.headers["content-type"].startswith("text/html"):
                parser = AskingForms()
                parser.feed(page.text)
                found |= {(kind, action): fields for action, fields in parser.found}
    assert {action for _, action in found} >= {"/arenden", "/avvikelser", "/kontaktvagar", "/logg"}
    return found


def test_a_form_that_asks_answers_as_it_stands(cast: Cast, forms: Sent) -> None:
    asked = [(kind, f"{action}?{urlencode(fields)}") for (kind, action), fields in forms.items()]
    assert [each for each in asked if cast.hands[each[0]].get(each[1]).status_code != 200] == []


@pytest.mark.parametrize("odd", ["9" * 5_000, "00001" + "9" * 5_000, "-1", "\0", "🙂", "x" * 300, "' OR 1=1", "²", "٣"])
def test_whatever_is_asked_for_there_is_an_answer(cast: Cast, forms: Sent, odd: str) -> None:
    for (kind, action), fields in forms.items():
        for name in {name for name, _ in fields} | {"sida", "typ", "period", "q"}:
            query = urlencode([*(field for field in fields if field[0] != name), (name, odd)])
            answer = cast.hands[kind].get(f"{action}?{query}")
            assert answer.status_code in (200, 404, 422), (kind, action, name)
