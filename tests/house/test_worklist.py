"""Ärenden: what moves a case, for whom, and that nothing else can be read from the list."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events import commands as c
from events.calendar import start_of
from events.kinds import HowObtained, InquiryType
from orgs.kinds import Party
from tests.house.county import County
from tests.house.desk import contact, leave, number_of, numbers, text_of
from tests.house.sound.planning import plan as sound_plan
from tests.world import TODAY


@pytest.mark.parametrize(
    "query", ["grad=100", "langd=1-29", "skal=no_plan_by_20", "skal=certificate_ends", "ordna=langd", "ordna=intyg", ""]
)
def test_a_certificate_moves_a_case_for_those_who_may_read_it_and_for_nobody_else(home: County, query: str) -> None:
    world = home.world
    first, second = home.case("soc", "fk"), home.case("soc", "fk")
    fk, soc = home.hand("handlaggare.fk"), home.hand("handlaggare.soc")
    before = {hand.subject: (hand.get(f"/arenden?{query}").text, numbers(hand, query)) for hand in (fk, soc)}
    moved = next(each for each in (second, first) if number_of(home, each) != numbers(fk)[0])
    hidden = leave(
        moved, TODAY - timedelta(days=20), TODAY + timedelta(days=3), recipients=frozenset({world.unit("soc")})
    )
    home.do("reko.larkan", hidden)
    assert numbers(fk, query) == before["handlaggare.fk"][1]
    assert _still(fk.get(f"/arenden?{query}").text) == _still(before["handlaggare.fk"][0])
    assert numbers(soc, query) != before["handlaggare.soc"][1], "the same entry moves the case where it may be read"


def _still(page: str) -> str:
    """Without the token of the page's forms, which is drawn anew."""
    return re.sub(r'name="_csrf_token" value="[^"]+"', "", page)


@pytest.mark.parametrize("query", ["vantar=andra", "vantar=social_services", "vantar=ingen", "skal=answer_late"])
def test_a_question_between_two_others_moves_no_case_of_the_third(home: County, query: str) -> None:
    case_id = home.case("soc", "fk")
    home.case("soc", "fk")
    fk, reko = home.hand("handlaggare.fk"), home.hand("reko.larkan")
    asked = c.SendInquiry(case_id=case_id, to_unit=home.world.unit("soc"), type=InquiryType.GENERAL, text="När?")
    home.do("reko.larkan", asked)
    home.world.moment += timedelta(days=15)
    # Without the copy their own unit would be waited for, answer or not.
    home.do("reko.larkan", c.NoteConsentCopy(case_id=case_id, on=TODAY, how=HowObtained.IN_PERSON))
    before, before_of_asker = numbers(fk, query), numbers(reko, query)
    home.do("handlaggare.soc", c.AnswerInquiry(case_id=case_id, inquiry_id=_inquiry(home, case_id), text="I maj."))
    assert numbers(fk, query) == before
    assert numbers(reko, query) != before_of_asker, "for who asked, the answer changes the list"


def test_the_list_finds_the_cases_in_which_one_kind_of_party_is_waited_for(home: County) -> None:
    case_id, other = home.case("soc", "fk"), home.case("soc", "fk")
    for asked, slug in ((case_id, "soc"), (other, "fk")):
        question = c.SendInquiry(case_id=asked, to_unit=home.world.unit(slug), type=InquiryType.GENERAL, text="När?")
        home.do("reko.larkan", question)
    reko = home.hand("reko.larkan")
    assert numbers(reko, f"vantar={Party.SOCIAL_SERVICES}") == [number_of(home, case_id)]
    assert numbers(reko, f"vantar={Party.FK}") == [number_of(home, other)]
    assert numbers(reko, f"vantar={Party.REGION}") == [], "their own unit is no other party"
    assert len(numbers(reko, "vantar=andra")) == 2


def _inquiry(home: County, case_id: UUID) -> UUID:
    return next(iter(home.world.log.load(case_id).inquiries))


def test_a_withdrawal_takes_a_case_out_of_every_selection_before_any_view_has_caught_up(home: County) -> None:
    case_id = home.case("soc", "fk")
    home.do("reko.larkan", leave(case_id, TODAY - timedelta(days=20), TODAY + timedelta(days=3)))
    fk = home.hand("handlaggare.fk")
    assert numbers(fk, "grad=100") == [number_of(home, case_id)]
    home.world.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    for query in ("grad=100", "langd=1-29", "skal=certificate_ends", "part=social_services", "kommun=1983"):
        assert numbers(fk, query) == []
    assert "dag 21" not in text_of(fk.get("/arenden"))


def test_colleagues_cases_are_a_count_and_never_a_list(home: County) -> None:
    case_id = home.case("soc")
    page = text_of(home.hand("reko2.larkan").get("/arenden"))
    assert "Hos kollegor: 1 ärende" in page
    assert number_of(home, case_id) not in page
    assert number_of(home, case_id) in text_of(home.hand("reko.larkan").get("/arenden"))


def test_more_of_colleagues_cases_than_are_counted_are_said_to_be_more(
    home: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("projections.worklist", "portal.desk.worklist"):
        monkeypatch.setattr(f"{module}.COUNTED", 1)
    home.case("soc")
    assert "Hos kollegor: 1 ärende" in text_of(home.hand("reko2.larkan").get("/arenden"))
    home.case("soc")
    assert "Hos kollegor: fler än 1 ärenden" in text_of(home.hand("reko2.larkan").get("/arenden"))


def test_somebody_without_cases_is_taught_how_to_open_one(home: County) -> None:
    page = text_of(home.hand("reko.larkan").get("/arenden"))
    assert "Inga ärenden än" in page
    assert "fråga personen om ni får prata med varandra" in page


def test_a_selection_that_finds_nothing_says_how_to_get_back(home: County) -> None:
    home.case("soc")
    assert "Inget ärende stämmer med urvalet" in text_of(home.hand("reko.larkan").get("/arenden?grad=25"))


@pytest.mark.parametrize(
    "query",
    [
        "kommun=9999",
        "grad=tusen",
        "status=gallrad",
        "skal=poang",
        "ordna=slump",
        "part=%00",
        "langd=1-29%27--",
        "grad=%ff",
    ],
)
def test_a_filter_that_is_not_there_any_more_is_told_and_set_aside(home: County, query: str) -> None:
    case_id = home.case("soc")
    answer = home.hand("reko.larkan").get(f"/arenden?{query}")
    assert "Ett filter finns inte längre" in text_of(answer)
    assert number_of(home, case_id) in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "9999999", "x", "١", "1e3"])
def test_a_page_that_is_not_there_is_no_fault(home: County, page: str) -> None:
    home.case("soc")
    assert home.hand("reko.larkan").get("/arenden", params={"sida": page}).status_code == 200


def test_of_eighty_cases_the_three_that_need_her_today_come_first_and_say_why(home: County) -> None:
    """A year of work in a small world: seventy-seven cases in which something goes on, and three that have slipped."""
    world = home.world
    world.moment = start_of(TODAY - timedelta(days=60)) + timedelta(hours=9)
    cases = [home.case("soc") for _ in range(80)]
    for n, case_id in enumerate(cases):
        world.do("reko.larkan", leave(case_id, TODAY - timedelta(days=88 - n % 25), TODAY + timedelta(days=40), 50))
        world.do("reko.larkan", contact(home, case_id))
    late, waiting, unplanned = cases[17], cases[42], cases[68]
    asked = c.SendInquiry(case_id=late, to_unit=world.unit("larkan"), type=InquiryType.GENERAL, text="Hur går det?")
    world.moment = start_of(TODAY - timedelta(days=15)) + timedelta(hours=9)
    world.do("handlaggare.soc", asked)
    world.do(
        "reko.larkan",
        c.SendInquiry(case_id=waiting, to_unit=world.unit("soc"), type=InquiryType.GENERAL, text="Finns plats?"),
    )
    for case_id in set(cases) - {unplanned}:
        world.do("reko.larkan", plan(case_id, TODAY - timedelta(days=15)))
    world.moment = start_of(TODAY) + timedelta(hours=9)
    home.catch_up()
    first = numbers(home.hand("reko.larkan"))
    assert len(first) == 80
    assert first[:3] == [number_of(home, each) for each in (late, waiting, unplanned)]
    page = text_of(home.hand("reko.larkan").get("/arenden"))
    assert "Tre behöver dig nu." in page
    rows = page.partition("80 ärenden ")[2].partition("Så ordnas listan")[0].split("Varför nu:")[1:]
    said = [row.split(" Med ")[0].strip() for row in rows]
    assert [sentence in row for sentence, row in zip(WHY, said, strict=False)] == [True, True, True]
    assert all(sentence not in row for sentence in WHY for row in said[3:])


WHY = ("Ert svar till soc (demo) är", "Svar från soc (demo) är", "Ingen plan dag")


def plan(case_id: UUID, made: date) -> c.EstablishRehabPlan:
    why = "Läkaren bedömer i januari."
    fields = sound_plan(case_id, step_down_reason_none=why, follow_up_on=TODAY + timedelta(days=30))
    return msgspec.convert(fields | {"established_on": made, "activities": []} | _activities(), c.EstablishRehabPlan)


def _activities() -> dict[str, Any]:
    until = TODAY + timedelta(days=30)
    return {"activities": [{"kind": "Arbetsträning", "who": "Kommunen", "from": TODAY, "to": until}]}
