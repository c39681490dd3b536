"""Chance input over the whole API: never 500, never a traceback, never a word of what was sent in a log."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.decisions import BY_NAME
from portal.logs import configure_logs
from tests.house.county import API, County, Hand
from tests.house.sound import SOUND

CANARIES = ("Kanarie Fågelsson", "19840314-9808", "198403149808", "070-174 06 41", "Kanariefågeln sjunger")
"""Put wherever a text may stand; none of them may come out in a log or in a refusal."""

Json = Any
NASTY = st.sampled_from(
    ("\x00", "\u202e", "\ud800", "", " " * 40, "a" * 1001, "å" * 5000, "${7*7}", "' OR 1=1 --", "../../etc", *CANARIES)
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=60),
    NASTY,
    st.uuids().map(str),
    st.dates().map(str),
)
ANYTHING: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
)
FUZZ = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """What the portal writes to its log, as it writes it in production, down to the least line of ours."""
    out = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure_logs(production=True, level=logging.DEBUG)
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(out)
    structlog.configure(cache_logger_on_first_use=False)
    try:
        yield out
    finally:
        root.handlers[:], level = before
        root.setLevel(level)
        structlog.reset_defaults()


def judged(answer: Any, out: io.StringIO) -> None:
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text and ".py" not in answer.text
    said = out.getvalue()
    assert "Traceback" not in said and "refusal_page_failed" not in said
    for canary in CANARIES:
        assert canary not in said, f"{canary} in the log"


def refused(answer: Any) -> None:
    """A refusal repeats nothing of what was sent."""
    if answer.status_code >= 400:
        for canary in CANARIES:
            assert canary not in answer.text


def sent(hand: Hand, name: str, body: Json) -> Any:
    return hand.post(f"{API}/commands/{name}", json.dumps(body).encode())


def field_of_chance(shared: County, name: str, fuzz: settings) -> None:
    subject, body, _ = SOUND[name](shared)
    hand = shared.hand(subject)

    @fuzz
    @given(st.dictionaries(st.sampled_from(sorted(body)), ANYTHING | NASTY, min_size=1, max_size=3))
    def tried(wrong: dict[str, Json]) -> None:
        with logged() as out:
            answer = sent(hand, name, body | wrong)
            judged(answer, out)
            refused(answer)

    tried()


def command_of_chance(shared: County, name: str, fuzz: settings) -> None:
    hand = shared.hand("reko.larkan")

    @fuzz
    @given(ANYTHING)
    def tried(body: Json) -> None:
        with logged() as out:
            answer = sent(hand, name, body)
            judged(answer, out)
            refused(answer)

    tried()


def address_of_chance(shared: County, query: str, fuzz: settings) -> None:
    hand = shared.hand("reko.larkan")

    @fuzz
    @given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="/?#"), max_size=60))
    def tried(typed: str) -> None:
        with logged() as out:
            judged(hand.get(f"{API}/{query}{quote(typed)}"), out)

    tried()


def body_of_chance(shared: County, path: str, fuzz: settings) -> None:
    hand, case_id = shared.hand("reko2.larkan"), shared.case("soc")
    fields = ("personnummer", "number", "assignment_id", "reason")

    @fuzz
    @given(ANYTHING | st.dictionaries(st.sampled_from(fields), ANYTHING))
    def tried(body: Json) -> None:
        with logged() as out:
            verb = hand.put if path.endswith("assignment") else hand.post
            judged(verb(API + path.format(case_id), json.dumps(body).encode()), out)

    tried()


QUERIES = ("cases?status=", "cases?q=", "cases?next=", "events?after=", "events?limit=", "cases/", "me?x=", "commands/")
BODIES = ("/search", "/me/assignment", "/cases/{}/substitution")


@pytest.mark.parametrize("name", BY_NAME)
def test_a_command_with_chance_in_any_field_never_breaks_the_portal(shared: County, name: str) -> None:
    field_of_chance(shared, name, FUZZ)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_command_of_chance_never_breaks_the_portal(shared: County, name: str) -> None:
    command_of_chance(shared, name, FUZZ)


@pytest.mark.parametrize("query", QUERIES)
def test_an_address_of_chance_never_breaks_the_portal(shared: County, query: str) -> None:
    address_of_chance(shared, query, FUZZ)


@pytest.mark.parametrize("path", BODIES)
def test_the_other_bodies_never_break_the_portal(shared: County, path: str) -> None:
    body_of_chance(shared, path, FUZZ)


def test_a_word_in_a_log_would_be_noticed(shared: County) -> None:
    """The log that is looked at is the one that is written to; keys that may hold anything are not let through."""
    with logged() as out:
        structlog.get_logger("portal").error("unforeseen", error=CANARIES[0])
        with pytest.raises(AssertionError, match="Kanarie"):
            judged(shared.hand("reko.larkan").get(f"{API}/me"), out)
    with logged() as out:
        structlog.get_logger("portal").error("unforeseen", name=CANARIES[0], key="12")
        logging.getLogger("another.library").warning("sent: %s", CANARIES[0])
        judged(shared.hand("reko.larkan").get(f"{API}/me"), out)
        assert "unforeseen" in out.getvalue() and "sent: %s" in out.getvalue()
