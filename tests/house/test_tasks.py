"""Uppgifter over HTTP: each officer sees what waits for them, a colleague of one who is away a number, nobody more."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from events import commands as c
from events.commands.agreements import CallAgreementFollowUp, HoldAgreementFollowUp
from events.commands.paths import ConfirmContactPath, PublishContactPath, RegisterContactAbsence
from events.contact_path import path_id_of
from events.facts.paths import Contact, ContactKind
from events.kinds import InquiryType
from projections import contact_paths
from projections.view import seen_by
from tests.house.cast import READERS
from tests.house.county import API, County, Hand
from tests.house.sound.agreements import drafted, in_force_today
from tests.house.sound.paths import published
from tests.leave import sick_leave
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
    start = unescape(colleague.get("/").text)
    assert "Ett ärende väntar medan den som handlägger är borta." in start and "/uppgifter?visa=enhetens" in start
    assert "medan den som handlägger" not in unescape(home.hand("lakare.larkan").get("/").text)
    for other in ("lakare.larkan", "handlaggare2.soc", "handlaggare.soc-sala"):
        assert number not in page(home.hand(other), "enhetens")
    home.world.moment += timedelta(days=6)
    assert number not in page(colleague, "enhetens")


def test_a_case_whose_officer_has_left_is_the_managers_to_staff(home: County) -> None:
    case_id = home.case("soc")
    number, chief = home.world.log.load(case_id).number, home.hand("chef.larkan")
    assert "nobody_at_work" not in kinds(chief)
    home.do("admin.region-adm", c.EndRole(assignment_id=home.world.officer("reko.larkan").assignment_id))
    said = page(home.hand("chef.larkan"))
    assert f"Ärende {number}: bestäm vem som handlägger" in said and f"/bemanning/{case_id}" in said
    assert "Testsson" not in said
    assert "nobody_at_work" not in kinds(home.hand("chef.soc")) + kinds(home.hand("reko2.larkan"))
    colleague = home.world.officer("reko2.larkan").user_id
    home.do("chef.larkan", c.ConfirmParty(case_id=case_id, caseworkers=frozenset({colleague})))
    assert "nobody_at_work" not in kinds(home.hand("chef.larkan"))


def test_while_the_only_one_of_a_role_is_away_the_manager_sees_to_the_case(home: County) -> None:
    home.case("psyk", "soc")
    home.do("chef.psyk", _named(None, home.world.officer("reko.psyk").name))
    assert "nobody_at_work" not in kinds(home.hand("chef.psyk"))
    away = RegisterContactAbsence(contact_id=_contact(home, "psyk"), from_=TODAY, to=TODAY + 5 * DAY)
    home.do("reko.psyk", away)
    assert "nobody_at_work" in kinds(home.hand("chef.psyk"))
    assert "ingen kan gå in" in page(home.hand("chef.psyk"))
    home.world.moment += timedelta(days=6)
    assert "nobody_at_work" not in kinds(home.hand("chef.psyk"))


def test_when_all_who_are_named_are_away_a_colleague_of_either_role_sees_it(home: County) -> None:
    case_id = home.case("soc")
    ask(home, case_id)
    both = frozenset(home.world.officer(each).user_id for each in ("reko.larkan", "lakare.larkan"))
    home.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=both))
    home.do("admin.region-adm", c.EndRole(assignment_id=home.world.officer("reko.larkan").assignment_id))
    assert "colleague_away" not in kinds(home.hand("reko2.larkan"))  # the physician is there
    home.do("admin.region-adm", c.EndRole(assignment_id=home.world.officer("lakare.larkan").assignment_id))
    assert "colleague_away" in kinds(home.hand("reko2.larkan"))


def _named(path: Any, name: str) -> Any:
    return PublishContactPath(primary=Contact(kind=ContactKind.NAMED, display_name=name, phone="070-174 06 05"))


def _contact(home: County, slug: str = "larkan") -> Any:
    unit = home.world.unit(slug)
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


def test_the_process_leader_reminds_of_a_follow_up_that_nobody_has_called(home: County) -> None:
    agreement_id = in_force_today(home)
    home.world.moment += timedelta(days=190)
    leader, chief = home.hand("process.medicin"), home.hand("chef.soc")
    reminding = f"/rutiner/{agreement_id}/paminnelse"
    for shown in ("/rutiner", "/uppgifter", f"/rutiner/{agreement_id}"):
        assert reminding in unescape(leader.get(shown).text), shown
    assert "kalla till uppföljning" in leader.get(reminding).text and "Påmind" not in page(chief)
    assert leader.form(reminding, {}).status_code == 303
    assert "Påmind" in page(chief)
    for shown in ("/rutiner", "/uppgifter"):
        assert reminding not in unescape(leader.get(shown).text), "once a day"


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


def test_the_own_way_in_is_a_task_for_who_keeps_it_until_it_is_there_covered_and_confirmed(home: County) -> None:
    chief, keepers = home.hand("chef.soc"), {"publish_contact_path", "cover_contact_path", "confirm_contact_path"}
    assert keepers & set(kinds(chief)) == {"publish_contact_path"}
    path = published(home)
    assert path.published and not keepers & set(kinds(chief))
    for contact_id in (path.published.primary_id, path.published.backup_id):
        assert contact_id is not None
        home.do("chef.soc", RegisterContactAbsence(contact_id=contact_id, from_=TODAY, to=TODAY + DAY))
    assert keepers & set(kinds(chief)) == {"cover_contact_path"}
    home.world.moment += 2 * DAY
    assert not keepers & set(kinds(chief))
    home.world.moment += 90 * DAY
    assert keepers & set(kinds(chief)) == {"confirm_contact_path"}
    for other in ("handlaggare.soc", "chef.larkan", "process.medicin", "chef.forbund"):
        assert not {"cover_contact_path", "confirm_contact_path"} & set(kinds(home.hand(other)))
    assert chief.form("/kontaktvagar/bekraftelse", {"confirmed_on": "2027-02-23"}).status_code == 303
    assert not keepers & set(kinds(chief))


def test_the_manager_is_told_that_no_coordinator_is_left_to_call(home: County) -> None:
    home.do("chef.larkan", _named(None, home.world.officer("reko.larkan").name))
    for subject in ("reko.larkan", "reko2.larkan"):
        home.do("admin.region-adm", c.EndRole(assignment_id=home.world.officer(subject).assignment_id))
    said = page(home.hand("chef.larkan"))
    assert "Enheten har ingen rehabkoordinator just nu." in said and "Den ordinarie är borta" not in said


def test_a_coordinator_keeps_the_way_in_too(home: County) -> None:
    assert "publish_contact_path" in kinds(home.hand("reko.larkan"))
    assert "publish_contact_path" not in kinds(home.hand("lakare.larkan"))
    published(home, "larkan")
    assert "publish_contact_path" not in kinds(home.hand("reko.larkan"))


def test_ways_in_that_fail_are_tasks_of_the_process_leader_until_they_are_mended(home: County) -> None:
    path, leader = published(home), home.hand("process.medicin")
    failing = {"stale_contact_path", "uncovered_contact_path"}
    assert path.published and not failing & set(kinds(leader))
    for contact_id in (path.published.primary_id, path.published.backup_id):
        assert contact_id is not None
        home.do("chef.soc", RegisterContactAbsence(contact_id=contact_id, from_=TODAY, to=TODAY + DAY))
    assert failing & set(kinds(leader)) == {"uncovered_contact_path"}
    said = page(leader)
    assert "soc (demo): ingen väg in just nu" in said and f"/kontaktvagar/{home.world.unit('soc')}" in said
    home.world.moment += 2 * DAY
    assert not failing & set(kinds(leader))
    home.world.moment += 181 * DAY
    assert failing & set(kinds(leader)) == {"stale_contact_path"}
    assert "soc (demo): kontaktvägen är inaktuell" in page(leader) and "Försenad" in page(leader)
    for other in ("chef.soc", "chef.larkan", "reko.larkan", "chef.forbund", "admin.region-adm"):
        assert not failing & set(kinds(home.hand(other)))
    home.do("chef.soc", ConfirmContactPath(confirmed_on=home.world.moment.date()))
    assert not failing & set(kinds(leader))


def test_a_routine_waits_for_each_signature_and_a_called_follow_up_for_its_record(home: County) -> None:
    agreement_id = drafted(home)
    for chief in ("chef.larkan", "chef.soc"):
        assert "sign_agreement" in kinds(home.hand(chief))
        assert (
            home.hand(chief)
            .command("sign-agreement", agreement_id=str(agreement_id), signed_on="2026-11-16")
            .status_code
            == 200
        )
        assert "sign_agreement" not in kinds(home.hand(chief))
    for other in ("chef.fk", "reko.larkan", "handlaggare.soc", "process.medicin"):
        assert "sign_agreement" not in kinds(home.hand(other))
    home.world.moment += 170 * DAY
    called = home.world.moment.date() + DAY
    assert "call_routine_follow_up" in kinds(home.hand("chef.soc"))
    home.do("chef.soc", CallAgreementFollowUp(agreement_id=agreement_id, at=called))
    assert not {"call_routine_follow_up", "hold_routine_follow_up"} & set(kinds(home.hand("chef.soc")))
    home.world.moment += 2 * DAY
    assert "hold_routine_follow_up" in kinds(home.hand("chef.soc"))
    assert "hold_routine_follow_up" not in kinds(home.hand("chef.larkan"))
    held = HoldAgreementFollowUp(agreement_id=agreement_id, on=called, present=frozenset({home.world.unit("soc")}))
    home.do("chef.soc", held)
    assert "hold_routine_follow_up" not in kinds(home.hand("chef.soc"))
