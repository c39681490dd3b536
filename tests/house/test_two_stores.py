"""Two stores made alike that differ in one thing: in one of them, questions about violence have been documented.

Every page, list, search, feed, API answer, print and task is then byte for byte the same for everybody outside the
asking unit; and what the asking unit prints for the person is the same too. Found by going through the app's own route
table and every link on the pages, as every officer there is.
"""

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from events import commands as c
from events.kinds import Outcome, RetractionReason
from portal.desk.choosing import FILTERS, SORTS
from tests.conftest import Servers, fresh_copy
from tests.house.cast import routes_of
from tests.house.county import API, County, Hand, county, drawn_in_order
from tests.house.fillers import Fillers, around_cases, quality_assignment, signed, within_case
from tests.meeting import prepared
from tests.world import SPACE, TODAY

HREF = re.compile(r'(?:href|hx-get|data-href)="([^"]+)"')
SKIPPED = ("/assets/", "/logga-in/start", "/logga-ut", "/metrics", "/logg/kontrollpunkter/")
"""Style sheets; a login provider that is not there; the end of the session; counts of all requests of the process; and
the one exception: a signed checkpoint covers every entry there is."""

ASKING = {"larkan", "psyk"}


@dataclass
class Twins:
    """``plain`` and ``asked`` went through the same; only in ``asked`` the question about violence is documented."""

    plain: County
    asked: County
    cases: list[UUID]
    numbers: list[str]
    fillers: Fillers
    compared: int = 0
    different: list[str] = field(default_factory=list)

    @property
    def officers(self) -> list[str]:
        """One of each role at each unit, and both where a colleague may step in."""
        return sorted({user.subject for user in self.plain.world.directory.users.values()})

    def unit_of(self, subject: str) -> str:
        return self.plain.world.officer(subject).unit.slug

    def hands(self, subject: str | None, substitute_in: UUID | None = None) -> tuple[Hand, Hand]:
        if substitute_in and subject:
            return self.plain.stand_in(subject, substitute_in), self.asked.stand_in(subject, substitute_in)
        return self.plain.hand(subject), self.asked.hand(subject)

    def same(self, hands: tuple[Hand, Hand], path: str, form: dict[str, Any] | None = None) -> Any:
        """Asks both; notes a difference; returns the answer of the plain one."""
        one, other = (_asked(hand, path, form) for hand in hands)
        self.compared += 1
        assert one.status_code < 500, f"{path}: {one.text[:300]}"
        if _whole(one) != _whole(other):
            self.different.append(f"{hands[0].subject} {path}: {one.status_code} {other.status_code}")
        return one


def _asked(hand: Hand, path: str, form: dict[str, Any] | None) -> Any:
    with drawn_in_order():
        if form is None:
            return hand.get(path)
        return hand.post(path, form) if path.startswith("/api/") else hand.form(path, form)


def _whole(answer: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
    return answer.status_code, answer.content, sorted(answer.headers.items())


@pytest.fixture(scope="module")
def twins(servers: Servers) -> Iterator[Twins]:
    with ExitStack() as stack:
        stores = [stack.enter_context(fresh_copy(servers("embedded"))) for _ in range(2)]
        plain = stack.enter_context(county(stores[0]))
        asked = stack.enter_context(county(stores[1], key_of=stores[0]))
        histories = [history(plain, documented=False), history(asked, documented=True)]
        assert histories[0] == histories[1]
        cases, numbers, fillers = histories[0]
        yield Twins(plain, asked, cases, numbers, fillers)


def history(home: County, *, documented: bool) -> tuple[list[UUID], list[str], Fillers]:
    """An active case, one withdrawn, one closed, one renewed; each time the question is asked in the middle of it."""
    world = home.world
    around = around_cases(home, quality_assignment(home, "chef.soc", "handlaggare2.soc", TODAY, TODAY + timedelta(90)))
    numbers: list[str] = []
    questions: dict[tuple[UUID, str], UUID] = {}

    def opened(*slugs: str, waiting: tuple[str, ...] = ()) -> UUID:
        case_id = home.case(*slugs, waiting=waiting)
        numbers.append(world.log.load(case_id).number)
        return case_id

    def question(case_id: UUID, by: str) -> None:
        command = c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=TODAY, documented_per_routine=True)
        if documented:
            made = home.do(by, command, command_id=uuid5(SPACE, f"question {case_id} {by} {world.moment}"))
            questions[case_id, by] = made.entries[0].event_id
        else:
            world.moment += timedelta(seconds=1)

    def taken_back(case_id: UUID, by: str) -> None:
        """It was about somebody else, and the unit finds out."""
        question(case_id, by)
        if documented:
            wrong = RetractionReason.WRONG_PERSON
            command = c.RetractEntry(case_id=case_id, event_id=questions[case_id, by], reason=wrong)
            home.do(by, command, command_id=uuid5(SPACE, f"taken back {case_id} {by}"))
        else:
            world.moment += timedelta(seconds=1)

    active = opened("soc", "fk", "psyk", waiting=("af",))
    question(active, "reko.larkan")
    within = within_case(home, active)
    prepared(world, active, UUID(within["sip_id"][0]), "reko.larkan")
    question(active, "reko.psyk")
    taken_back(active, "reko.larkan")
    withdrawn = opened("soc", "fk")
    question(withdrawn, "reko.larkan")
    home.do("handlaggare.soc", c.WithdrawConsent(case_id=withdrawn))
    closed = opened("soc", "fk")
    question(closed, "reko.larkan")
    home.do("reko.larkan", c.CloseCase(case_id=closed, outcome=Outcome.REGAINED_SGI))
    renewed = opened("soc", "fk")
    question(renewed, "reko.larkan")
    world.consent(renewed, "larkan", "soc")
    world.join(renewed, "handlaggare.soc")
    home.catch_up()
    cases = [active, withdrawn, closed, renewed]
    return cases, numbers, around | within | {"case_id": [str(case_id) for case_id in cases]}


def paths(twins: Twins) -> list[str]:
    """Every GET route with every id that belongs there; a route with a parameter that is new here fails."""
    found: list[str] = []
    for verb, path in sorted(routes_of(twins.plain.app)):
        if verb != "GET" or path.startswith(SKIPPED):
            continue
        filled = [path]
        for name in re.findall(r"\{(\w+):", path):
            assert name in twins.fillers, f"{path}: say in fillers.py what {name} may be"
            filled = [re.sub(rf"\{{{name}:\w+\}}", value, each) for each in filled for value in twins.fillers[name]]
        found += filled
    return found + SELECTIONS


SELECTIONS = [
    *(
        f"/arenden?status=alla&{each.name}={value}"
        for each in FILTERS
        for value in each.values
        if each.name != "kommun"
    ),
    *(f"/arenden?status=alla&ordna={sort}" for sort in SORTS),
    *("/arenden?kommun=1983", "/arenden?kommun=1980&status=alla", "/arenden?sida=2"),
]
"""Every filter with every value, and every order: what is hidden may move no case, count or page of any list."""


def walk(twins: Twins, hands: tuple[Hand, Hand], within: re.Pattern[str] | None = None) -> None:
    """Every route, and every link on every page that came of it."""
    waiting = [path for path in paths(twins) if within is None or within.search(path)]
    met = set(waiting)
    while waiting:
        answer = twins.same(hands, waiting.pop())
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for link in (html.unescape(found).partition("#")[0] for found in HREF.findall(answer.text)):
            inside = link.startswith("/") and not link.startswith(SKIPPED) and (within is None or within.search(link))
            if inside and link not in met:
                met.add(link)
                waiting.append(link)


def search(twins: Twins, hands: tuple[Hand, Hand]) -> None:
    for number in (*twins.numbers, "K7MF-2Q9D"):
        twins.same(hands, "/arenden/sok", {"sok": number})
        twins.same(hands, f"{API}/search", {"number": number})
    for n in range(1, twins.plain.people + 1):
        twins.plain.people = n - 1
        personnummer = twins.plain.number()
        twins.same(hands, "/arenden/sok", {"sok": personnummer})
        twins.same(hands, f"{API}/search", {"personnummer": personnummer})


def test_outside_the_asking_unit_nobody_can_tell_the_two_stores_apart(twins: Twins) -> None:
    outside = [subject for subject in twins.officers if twins.unit_of(subject) not in ASKING]
    assert len(outside) > 12
    for subject in (*outside, None):
        hands = twins.hands(subject)
        walk(twins, hands)
        search(twins, hands)
    assert twins.different == []
    assert twins.compared > 2_000


def test_a_colleague_of_another_party_who_steps_in_sees_no_difference(twins: Twins) -> None:
    for case_id in twins.cases[:2]:
        hands = twins.hands("handlaggare2.soc", substitute_in=case_id)
        walk(twins, hands, within=re.compile(str(case_id)))
    assert twins.different == []


OUTWARD = re.compile(
    r"/utdrag$|/kopia$|/samtycke$|samtyckesinformation|^/$|^/arenden(\?|$)|^/fragor$|/api/v1/(cases|events|tasks|me|units)(\?|$)"
)
"""What the asking unit itself prints for the person, lists and waits for: the record shows on the case page alone."""


@pytest.mark.parametrize("subject", ["reko.larkan", "reko.psyk"])
def test_what_the_asking_unit_prints_and_lists_is_the_same_too(twins: Twins, subject: str) -> None:
    hands = twins.hands(subject)
    walk(twins, hands, within=OUTWARD)
    assert twins.different == []


@pytest.mark.parametrize("subject", ["reko2.larkan", "lakare.larkan", "chef.larkan", "logg.larkan", "lakare.psyk"])
def test_those_at_the_asking_unit_who_are_not_named_see_no_difference(twins: Twins, subject: str) -> None:
    hands = twins.hands(subject)
    walk(twins, hands)
    search(twins, hands)
    assert twins.different == []


def test_a_substitute_at_the_asking_unit_sees_no_difference(twins: Twins) -> None:
    hands = twins.hands("reko2.larkan", substitute_in=twins.cases[0])
    walk(twins, hands, within=re.compile(str(twins.cases[0])))
    assert twins.different == []


def test_the_two_stores_do_differ_for_who_asked(twins: Twins) -> None:
    """So that the rest is no comparison of two equal stores."""
    for path in (f"/arenden/{twins.cases[0]}", f"{API}/cases/{twins.cases[0]}"):
        for subject in ("reko.larkan", "reko.psyk"):
            plain, asked = (hand.get(path) for hand in twins.hands(subject))
            assert plain.status_code == asked.status_code == 200
            assert plain.content != asked.content, path
    assert b"violence-question-documented" in asked.content and b"violence" not in plain.content
    assert twins.asked.events() == twins.plain.events() + 7


def test_a_checkpoint_differs_and_says_nothing_of_what(twins: Twins) -> None:
    notes = []
    for home in (twins.plain, twins.asked):
        hand = home.hand("logg.larkan")
        notes.append(hand.get(f"/logg/kontrollpunkter/{signed(home)}").text.split("\n"))
    (name, size, root, when, *rest), (_, larger, other, *_) = notes
    assert int(larger) == int(size) + 7 and other != root
    assert notes[1] == [name, larger, other, when, "", notes[1][5], ""] and len(rest) == 3


def test_a_difference_would_be_noticed(twins: Twins) -> None:
    hands = twins.hands("reko.larkan")
    twins.same(hands, f"/arenden/{twins.cases[0]}")
    assert len(twins.different) == 1
    twins.different.clear()
