"""Uppgifter over HTTP: each officer sees what waits for them, a colleague of one who is away a number, nobody more."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from events import commands as c
from events.commands.paths import PublishContactPath, RegisterContactAbsence
from events.contact_path import path_id_of
from events.facts.paths import Contact, ContactKind
from events.kinds import InquiryType
from projections import contact_paths
from projections.view import seen_by
from tests.house.cast import READERS
from tests.house.county import API, County, Hand
from tests.house.sound import in_force_today, published, sick_leave
from tests.world import TODAY

DAY = timedelta(days=1)


def page(hand: Hand, view: str = "") -> str:
    answer = hand.get("/uppgifter" + (f"?visa={view}" if view else ""))
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def kinds(hand: Hand) -> list[str]:
    return [task["kind"] for task in hand.get(f"{API}/tasks").json()["tasks"]]


def ask(home: County, case_id: Any) -> None:
    unit = home.world.unit("larkan")
    question = c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.PLANNING, text="När börjar hon?")
    home.do("handlaggare.soc", question)


@pytest.mark.parametrize("subject", sorted({subject for subject in READERS.values() if subject}))
def test_every_role_has_a_page_of_tasks(shared: County, subject: str) -> None:
    hand = shared.hand(subject)
    assert "Uppgifter" in page(hand)
    assert hand.get(f"{API}/tasks").json()["next"] is None


def test_the_page_says_what_is_due_why_and_what_to_do_about_it(home: County) -> None:
    case_id = home.case("soc")
    ask(home, case_id)
    said = page(home.hand("reko.larkan"))
    assert "Testsson: svara på" in said and "frågade 23 november" in said and f"/arenden/{case_id}#fraga-" in said
    assert "Testsson: svar från larkan" in page(home.hand("handlaggare.soc"), "andra")
    for other in ("reko2.larkan", "handlaggare.soc-sala", "chef.larkan", "process.medicin"):
        assert "Testsson" not in page(home.hand(other))
        assert "Testsson" not in str(home.hand(other).get(f"{API}/tasks").json())


def test_a_withdrawal_takes_every_task_of_the_case_from_the_others_before_any_projection_has_run(home: County) -> None:
    case_id = home.case("soc")
    ask(home, case_id)
    fk = home.case("soc")
    assert "answer_inquiry" in kinds(home.hand("reko.larkan"))
    home.world.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    left = home.hand("reko.larkan").get(f"{API}/tasks").json()["tasks"]
    assert "answer_inquiry" not in {task["kind"] for task in left if task["case_id"] == str(case_id)}
    assert str(fk) in {task["case_id"] for task in left}


def test_late_tasks_stand_first_and_apart(home: County) -> None:
    case_id = home.case("soc")
    ask(home, case_id)
    home.world.moment += timedelta(days=20)
    hand = home.hand("reko.larkan")
    assert "Försenad" in page(hand, "forsenade") and "en är försenad" in page(hand).lower()
    assert "ge en kopia" not in page(hand, "forsenade") and "ge en kopia" in page(hand)


def test_when_the_one_who_is_named_is_away_the_colleagues_see_the_number_alone(home: County) -> None:
    case_id = home.case("soc")
    ask(home, case_id)
    number = home.world.log.load(case_id).number
    colleague = home.hand("reko2.larkan")
    assert number not in page(colleague, "enhetens")
    path = published(home, "larkan")
    assert path.published
    name = home.world.officer("reko.larkan").name
    home.do("chef.larkan", _named(path, name))
    home.do("reko.larkan", RegisterContactAbsence(contact_id=_contact(home), from_=TODAY, to=TODAY + 5 * DAY))
    said = page(colleague, "enhetens")
    assert number in said and "handläggaren är borta" in said and f"/arenden/{case_id}/ersattare" in said
    assert "Testsson" not in said and "svara" not in said
    assert "colleague_away" in kinds(colleague)
    for other in ("lakare.larkan", "handlaggare2.soc", "handlaggare.soc-sala"):
        assert number not in page(home.hand(other), "enhetens")
    home.world.moment += timedelta(days=6)
    assert number not in page(colleague, "enhetens")


def _named(path: Any, name: str) -> Any:
    return PublishContactPath(primary=Contact(kind=ContactKind.NAMED, display_name=name, phone="070-174 06 05"))


def _contact(home: County) -> Any:
    unit = home.world.unit("larkan")
    with seen_by(home.world.log.pool, unit, home.world.moment) as connection:
        path = contact_paths.of_units(connection, [unit])[unit]
    assert path.published and path.path_id == path_id_of(unit)
    return path.published.primary_id


def test_a_manager_has_the_unit_s_tasks_and_no_person(home: County) -> None:
    home.case("soc", waiting=("fk",))
    chief = home.hand("chef.fk")
    assert set(kinds(chief)) == {"verify_consent", "publish_contact_path"}
    assert "Testsson: kontrollera samtycket" in page(chief)


def test_a_routine_asks_its_managers_to_tell_their_staff_and_the_municipality_to_call(home: County) -> None:
    in_force_today(home)
    assert "inform_staff" in kinds(home.hand("chef.larkan"))
    assert "call_routine_follow_up" not in kinds(home.hand("chef.soc"))
    home.world.moment += timedelta(days=160)
    assert "call_routine_follow_up" in kinds(home.hand("chef.soc"))
    assert "call_routine_follow_up" not in kinds(home.hand("chef.larkan"))
    home.world.moment += timedelta(days=30)
    assert "routine_follow_up_overdue" in kinds(home.hand("process.medicin"))
    assert "routine_follow_up_overdue" not in kinds(home.hand("chef.forbund"))


def test_two_open_cases_about_one_person_are_told_to_the_unit_that_is_in_both(home: County) -> None:
    number = home.number()
    first = home.world.draft("reko.larkan", number=number)
    home.world.consent(first, "larkan", "soc")
    home.world.join(first, "handlaggare.soc")
    second = home.world.draft("handlaggare.fk", number=number)
    home.world.consent(second, "fk", "soc", by="handlaggare.fk")
    home.catch_up()
    assert "possible_duplicate" not in kinds(home.hand("reko.larkan"))
    home.world.join(second, "handlaggare.soc")
    home.catch_up()
    assert kinds(home.hand("handlaggare.soc")).count("possible_duplicate") == 2
    for other in ("reko.larkan", "handlaggare.fk"):
        assert "possible_duplicate" not in kinds(home.hand(other))


def test_a_plan_is_asked_for_with_its_reason(home: County) -> None:
    case_id = home.case("soc")
    home.do("reko.larkan", sick_leave(case_id))
    assert "make_plan" not in kinds(home.hand("reko.larkan"))
    home.world.moment += timedelta(days=22)
    assert "Sjukskriven sedan 23 november utan plan" in page(home.hand("reko.larkan"))
    assert "make_plan" not in kinds(home.hand("handlaggare.soc"))
