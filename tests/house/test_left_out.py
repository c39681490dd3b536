"""Two stores alike, where in one of them much more happens after a unit was left out, or never let in: that unit, and
everybody outside, sees not one byte of it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from events import commands as c
from events.decisions import BY_NAME
from events.facts import Removal
from events.kinds import ConsentForm, HowObtained, HowVerified, InquiryType, Outcome
from tests.conftest import Servers, fresh_copy
from tests.house.county import County, county
from tests.house.fillers import Fillers, around_cases, quality_assignment, within_case
from tests.house.sound import SOUND
from tests.house.test_two_stores import Twins, search, walk
from tests.leave import sick_leave
from tests.world import ALL_PURPOSES, INFORMED, NOW, SPACE, TODAY


@pytest.fixture(scope="module")
def lives(servers: Servers) -> Iterator[Twins]:
    with ExitStack() as stack:
        stores = [stack.enter_context(fresh_copy(servers("embedded"))) for _ in range(2)]
        quiet = stack.enter_context(county(stores[0]))
        busy = stack.enter_context(county(stores[1], key_of=stores[0]))
        told = [history(quiet, busy=False), history(busy, busy=True)]
        assert told[0] == told[1]
        cases, fillers = told[0]
        numbers = [quiet.world.log.load(case_id).number for case_id in cases]
        yield Twins(quiet, busy, cases, numbers, fillers)


def history(home: County, *, busy: bool) -> tuple[list[UUID], Fillers]:
    """fk takes part in both cases; it is narrowed out of one, and the other is renewed without it."""
    world = home.world
    around = around_cases(home, quality_assignment(home, "chef.soc", "handlaggare2.soc", TODAY, TODAY + timedelta(90)))
    narrowed, renewed = home.case("soc", "fk"), home.case("soc", "fk")
    within = within_case(home, narrowed, asked_of="fk", team=("soc", "fk"))
    removal = c.NarrowConsent(case_id=narrowed, removed=(Removal(world.unit("fk")),))
    home.do("handlaggare.soc", removal)
    world.consent(renewed, "larkan", "soc")
    home.catch_up()
    if busy:
        _much_happens(home, narrowed)
        _much_happens(home, renewed)
        home.do("reko.psyk", c.WithdrawConsent(case_id=narrowed), command_id=uuid5(SPACE, "withdrawn"))
        close = c.CloseCase(case_id=renewed, outcome=Outcome.REGAINED_SGI, void_inquiries=True)
        home.do("reko.larkan", close, command_id=uuid5(SPACE, "closed"))
    world.moment = NOW + timedelta(hours=2)
    return [narrowed, renewed], around | within | {"case_id": [str(narrowed), str(renewed)]}


def _much_happens(home: County, case_id: UUID) -> None:
    """New terms, another unit, entries of every kind, a question, a contact, caseworkers and contact details."""
    world, n = home.world, 0

    def do(subject: str, command: c.Command) -> None:
        nonlocal n
        n += 1
        home.do(subject, command, command_id=uuid5(SPACE, f"much {case_id} {n}"))

    larkan, soc, psyk = (world.recipient(slug) for slug in ("larkan", "soc", "psyk"))
    terms: dict[str, Any] = {"given_on": TODAY, "valid_to": TODAY + timedelta(days=40), "information_given": INFORMED}
    consent = c.RecordConsent(
        case_id=case_id,
        form=ConsentForm.ORAL,
        how_obtained=HowObtained.PHONE,
        purposes=ALL_PURPOSES,
        recipients=(larkan, soc, psyk),
        **terms,
    )
    do("reko.larkan", consent)
    do("reko.psyk", c.VerifyConsent(case_id=case_id, how=HowVerified.OWN_FORM))
    do("reko.psyk", c.ConfirmParty(case_id=case_id, caseworkers=frozenset({world.officer("reko.psyk").user_id})))
    do("reko.larkan", sick_leave(case_id))
    do("reko.larkan", c.ChangeContactDetails(case_id=case_id, phone="070-174 06 45", municipality_code="1980"))
    do(
        "reko.larkan",
        c.NameContactPerson(case_id=case_id, name="Ny Kontakt", role="rehabkoordinator", phone="0221-174 06 44"),
    )
    do(
        "reko.larkan",
        c.SendInquiry(case_id=case_id, to_unit=world.unit("psyk"), type=InquiryType.GENERAL, text="Hur går det?"),
    )
    named = frozenset({world.officer("handlaggare2.soc").user_id})
    do("handlaggare.soc", c.VerifyConsent(case_id=case_id, how=HowVerified.OWN_FORM))
    do("handlaggare.soc", c.ConfirmParty(case_id=case_id, caseworkers=named))


LEFT_OUT = ["handlaggare.fk", "handlaggare2.fk", "chef.fk", "logg.fk"]
NEVER_IN = ["handlaggare.af", "handlaggare.soc-sala", "process.medicin", "chef.forbund", "admin.region-adm", None]


@pytest.mark.parametrize("subject", [*LEFT_OUT, *NEVER_IN])
def test_whoever_is_left_out_cannot_tell_how_the_case_goes_on(lives: Twins, subject: str | None) -> None:
    hands = lives.hands(subject)
    walk(lives, hands)
    search(lives, hands)
    told, lives.different[:] = list(lives.different), []
    assert told == []


def test_those_who_stay_see_how_it_goes_on(lives: Twins) -> None:
    hands = lives.hands("reko.larkan")
    for path in ("/arenden", f"/arenden/{lives.cases[0]}", f"/arenden/{lives.cases[1]}"):
        lives.same(hands, path)
    told, lives.different[:] = list(lives.different), []
    assert len(told) == 3


OF_A_CASE = [name for name, kind in BY_NAME.items() if "case_id" in kind.__struct_fields__]
MAY_STILL = {"retract-entry", "confirm-party", "note-protected-identity"}
"""What a unit that is left out may do with its own: what it answers to is its own doing."""


@pytest.mark.parametrize("name", [name for name in OF_A_CASE if name not in MAY_STILL])
def test_no_refusal_tells_a_left_out_unit_how_the_case_stands(lives: Twins, name: str) -> None:
    _, body, _ = SOUND[name](lives.plain)
    before = lives.plain.events(), lives.asked.events()
    for case_id in lives.cases:
        answers = [hand.command(name, **(body | {"case_id": str(case_id)})) for hand in lives.hands("handlaggare.fk")]
        assert answers[0].status_code in (404, 422), answers[0].text
        assert answers[0].content == answers[1].content
    assert (lives.plain.events(), lives.asked.events()) == before
