"""Every form of the portal, sent with chance in its fields by somebody who may send it: a page, never a breakdown."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from events.decisions import BY_NAME
from portal.fault_list import short
from tests.house.cast import READERS, Cast, assemble_cast
from tests.house.county import County
from tests.house.test_fuzz import FUZZ, NASTY, judged, logged
from tests.house.test_routes import NOT_PROBED, forms

NAMES = sorted(
    {member.encode_name for kind in BY_NAME.values() for member in fields(kind)}
    | {"person.personnummer", "person.name", "rows.0.from", "rows.0.degree", "steps.0.from", "removed.0.unit_id", "sok"}
    | {"recipients.0.unit_id", "recipients.0.categories", "information_given.what", "remove", "include", "behallet"}
)
VALUES = (
    NASTY | st.text(max_size=30) | st.dates().map(str) | st.uuids().map(str) | st.sampled_from(("true", "100", "x:y"))
)
PAGES = [path for _, path in forms() if not path.startswith("/api/") and path not in NOT_PROBED]


@pytest.fixture(scope="module")
def cast(shared: County) -> Cast:
    return assemble_cast(shared)


@pytest.mark.parametrize("path", PAGES)
def test_a_form_with_chance_in_it_never_breaks_the_portal(cast: Cast, path: str) -> None:
    here = cast.filled(path)
    senders = [cast.hands[kind] for kind in ("named", "party", "unverified", "manager", "outsider")]

    @FUZZ
    @given(st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=3), max_size=6))
    def tried(form: dict[str, list[str]]) -> None:
        sendable = {name: [value.replace("\ud800", "?") for value in values] for name, values in form.items()}
        for sender in senders:
            with logged() as out:
                judged(sender.form(here, sendable), out)

    tried()


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_form_says_what_is_missing_or_takes_what_needs_no_more(cast: Cast, path: str) -> None:
    for kind in ("named", "party", "unverified"):
        answer = cast.hands[kind].form(cast.filled(path))
        assert answer.status_code in (200, 303, 404, 409, 422), answer.text
        assert answer.status_code == 303 or answer.headers["content-type"].startswith("text/html")


LINK = re.compile(r'<li><a href="#([^"]+)">([^<]+)</a></li>')
LIST = re.compile(r'<ul class="error-links">.*?</ul>', re.DOTALL)


@pytest.mark.parametrize("path", PAGES)
def test_the_list_of_faults_leads_to_each_field_and_calls_it_what_stands_beside_it(cast: Cast, path: str) -> None:
    for kind in READERS:
        answer = cast.hands[kind].form(cast.filled(path))
        drawn = answer.text
        assert answer.status_code < 500, drawn
        faults = LINK.findall("".join(LIST.findall(drawn)) if 'id="fel"' in drawn else "")
        for field, text in faults:
            at = re.search(rf'(?:for|id)="{re.escape(field)}"[^>]*>(?:\s*<legend[^>]*>)?([^<]*)', drawn)
            assert at, f"nothing is called {field}"
            said = re.search(rf'id="{re.escape(field)}-fel">.*?<span>(.*?)</span>', drawn)
            assert said, f"nothing is said at {field}"
            if short(said[1]):
                name = unescape(at[1]).strip().casefold()
                assert re.sub(r"^rad \d+, ", "", text.casefold()).startswith(name), f"{text!r} is about {name!r}"
