"""Mail: off until asked for, the same sentence whatever has happened, never about what one may not see or has done."""

import socket
import time
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from events import commands as c
from events.act import Act
from events.commands.deidentified import AnswerDeidentifiedInquiry
from events.commands.paths import PublishContactPath, RegisterContactAbsence
from events.consents import expire_consent
from events.facts.paths import Contact, ContactKind, ContactPathPublished
from events.kinds import InquiryType
from portal.mail import sending
from portal.mail.message import SUBJECT, TEXT, allowed
from tests.house.sound.deidentified import asked
from tests.mail.conftest import MailHouse, Post, post_office, without_server
from tests.world import TODAY

DAY = timedelta(days=1)


def ask(house: MailHouse, case_id: object, to: str = "larkan", by: str = "handlaggare.soc") -> None:
    unit = house.county.world.unit(to)
    question = c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.PLANNING, text="När börjar hon?")  # type: ignore[arg-type]
    house.county.do(by, question)


def test_nobody_gets_mail_who_has_not_asked_for_it(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    house.tick()
    ask(house, case_id)
    assert house.tick() == 0 and house.post.taken == []


def test_a_new_task_gives_one_mail_that_says_nothing_of_it(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    assert house.choose("reko.larkan").status_code == 303
    assert house.tick() == 0  # what was there already is no news
    ask(house, case_id)
    assert house.tick() == 1
    assert house.tick() == 0
    (mail,) = house.post.mails()
    assert (mail["To"], mail["Subject"], mail.get_content().replace("\r\n", "\n")) == (
        "reko.larkan@region.example",
        SUBJECT,
        TEXT,
    )
    whole = house.post.taken[0][1].decode()
    for word in ("Testsson", "Lärkan", "larkan (demo)", "fråga", "ärende", str(case_id), "http", "vårdcentral"):
        assert word not in whole.replace("reko.larkan@region.example", "")


def test_the_bytes_are_the_same_whatever_has_happened(house: MailHouse) -> None:
    one, other = house.county.case("soc"), house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    ask(house, one)
    house.tick()
    house.county.do("handlaggare.soc", c.WithdrawConsent(case_id=other))
    house.tick()
    first, second = (
        [line for line in content.splitlines() if not line.startswith((b"Date:", b"Message-ID:"))]
        for _, content in house.post.taken
    )
    assert first == second


def test_one_s_own_act_is_no_news_but_what_time_makes_of_it_is(house: MailHouse) -> None:
    house.choose("reko.larkan")
    house.tick()
    case_id = house.county.draft()
    house.county.world.consent(case_id, "larkan", "soc", valid_to=TODAY + 40 * DAY)
    assert house.tick() == 0
    house.county.world.moment += 11 * DAY
    assert house.tick() == 1  # thirty days are left
    house.county.world.moment += 22 * DAY
    assert house.tick() == 1  # seven days are left
    assert house.tick() == 0


def test_a_manager_is_told_when_nobody_is_left_in_a_case(house: MailHouse) -> None:
    house.county.case("soc")
    house.choose("chef.larkan")
    house.tick()
    leaving = house.county.world.officer("reko.larkan").assignment_id
    house.county.do("admin.region-adm", c.EndRole(assignment_id=leaving))
    assert house.tick() == 1 and house.tick() == 0


def test_a_colleague_is_told_when_a_case_waits_and_whoever_has_it_is_away(house: MailHouse) -> None:
    home = house.county
    ask(house, home.case("soc"))
    for subject in ("reko2.larkan", "lakare.larkan", "chef.larkan", "handlaggare2.soc"):
        house.choose(subject)
    regular = Contact(
        kind=ContactKind.NAMED, display_name=home.world.officer("reko.larkan").name, phone="070-174 06 05"
    )
    backup = Contact(kind=ContactKind.FUNCTION, display_name="Samordning", phone="070-174 06 06", staff_count=2)
    named = PublishContactPath(primary=regular, backup=backup)  # there is a way in all along
    path = home.do("chef.larkan", named).entries[0].fact
    assert isinstance(path, ContactPathPublished)
    house.tick()
    away = RegisterContactAbsence(contact_id=path.primary_id, from_=TODAY + DAY, to=TODAY + 5 * DAY)
    home.do("reko.larkan", away)
    assert house.tick() == 0  # not yet
    home.world.moment += DAY
    assert house.tick() == 1
    assert [to for to, _ in house.post.taken] == ["reko2.larkan@region.example"]
    assert house.tick() == 0


def test_who_asked_is_told_that_a_question_about_nobody_is_answered(house: MailHouse) -> None:
    home = house.county
    inquiry_id = asked(home)
    for subject in ("handlaggare.soc", "handlaggare2.soc"):
        house.choose(subject)
    house.tick()
    home.do("reko.larkan", AnswerDeidentifiedInquiry(deidentified_inquiry_id=inquiry_id, text="Ja, ring oss först."))
    assert house.tick() == 1 and house.tick() == 0
    assert [to for to, _ in house.post.taken] == ["handlaggare.soc@region.example"]


def test_what_the_officer_may_not_see_sends_nothing(house: MailHouse) -> None:
    case_id = house.county.case("soc", "fk")
    for subject in ("reko.larkan", "reko2.larkan", "handlaggare.fk", "handlaggare.soc-sala", "chef.larkan"):
        house.choose(subject)
    house.tick()
    question = c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=TODAY, documented_per_routine=True)
    house.county.do("reko.larkan", question)
    assert house.tick() == 0
    ask(house, case_id)
    assert house.tick() == 1
    assert [to for to, _ in house.post.taken] == ["reko.larkan@region.example"]  # the control


def test_an_ended_consent_sends_a_notice_to_the_other_parties_alone(house: MailHouse) -> None:
    case_id = house.county.case("soc", "fk")
    for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"):
        house.choose(subject)
    house.tick()
    house.county.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    house.tick()
    assert {to.partition("@")[0] for to, _ in house.post.taken} == {"reko.larkan", "handlaggare.fk"}


def test_once_a_day_is_once_a_day_after_seven(house: MailHouse) -> None:
    one, other = house.county.case("soc"), house.county.case("soc")
    house.choose("reko.larkan", "daily")
    house.tick()
    ask(house, one)
    assert house.tick() == 1
    ask(house, other)
    assert house.tick() == 0
    house.county.world.moment += DAY - timedelta(hours=4)  # five in the morning
    assert house.tick() == 0
    house.county.world.moment += timedelta(hours=3)
    assert house.tick() == 1
    assert house.tick() == 0


def test_a_keeper_away_for_a_week_sends_one_mail_and_not_seven(house: MailHouse) -> None:
    cases = [house.county.case("soc") for _ in range(3)]
    house.choose("reko.larkan")
    house.tick()
    for case_id in cases:
        ask(house, case_id)
        house.county.world.moment += 2 * DAY
    assert house.tick() == 1


def test_a_server_that_is_down_is_tried_again_later_and_stops_nothing(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    ask(house, case_id)
    assert without_server(house).tick() == 0
    ((tries, later),) = house.sql("SELECT tries, not_before > now() FROM web.outbox")
    assert (tries, later) == (1, True)
    assert house.tick() == 0  # not yet
    house.sql("UPDATE web.outbox SET not_before = now()")
    assert house.tick() == 1 and house.sql("SELECT * FROM web.outbox") == []


def test_a_server_that_stays_down_is_given_up_in_the_end(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    ask(house, case_id)
    for _ in range(13):
        without_server(house).tick()
        house.sql("UPDATE web.outbox SET not_before = now()")
    assert house.sql("SELECT * FROM web.outbox") == []


def test_one_refused_address_does_not_stop_the_others_and_its_owner_is_told(house: MailHouse) -> None:
    case_id = house.county.case("soc", "fk")
    for subject in ("reko.larkan", "handlaggare.fk"):
        house.choose(subject)
    house.tick()
    house.post.refuses = {"reko.larkan@region.example"}
    ask(house, case_id)
    ask(house, case_id, to="fk")
    assert house.tick() == 1
    assert [to for to, _ in house.post.taken] == ["handlaggare.fk@region.example"]
    assert house.sql("SELECT * FROM web.outbox") == []
    assert "Adressen tar inte emot" in unescape(house.county.hand("reko.larkan").get("/uppgifter/epost").text)
    house.post.refuses = set()
    house.choose("reko.larkan")
    ask(house, case_id)
    assert house.tick() == 1


def test_an_address_that_is_busy_waits(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    house.post.later = {"reko.larkan@region.example"}
    ask(house, case_id)
    assert house.tick() == 0
    assert house.sql("SELECT tries FROM web.outbox") == [(1,)]


def test_a_slow_server_is_not_waited_for(house: MailHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the connection and says nothing."""
    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    ask(house, case_id)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(sending, "PATIENCE", 0.3)
        port = silent.getsockname()[1]
        began = time.monotonic()
        slow = replace(house, settings=replace(house.settings, smtp_url=f"smtp://127.0.0.1:{port}"))
        assert slow.tick() == 0
        assert time.monotonic() - began < 5
    assert house.sql("SELECT tries FROM web.outbox") == [(1,)]


def test_without_a_mail_server_nothing_is_put_in_the_outbox(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    silent = replace(house, settings=replace(house.settings, smtp_url=None))
    silent.tick()
    ask(house, case_id)
    assert silent.tick() == 0
    assert house.sql("SELECT * FROM web.outbox") == house.sql("SELECT * FROM web.mail_told") == []


def test_an_ended_assignment_gets_no_more_mail(house: MailHouse) -> None:
    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    ask(house, case_id)
    assignment = house.county.world.officer("reko.larkan").assignment_id
    house.county.world.system(c.EndRole(assignment_id=assignment))
    assert house.tick() == 0 and house.post.taken == []
    assert house.sql("SELECT * FROM web.mail_choice") == []


def test_only_addresses_that_the_organisation_allows_are_taken(house: MailHouse) -> None:
    for address in ("reko@gmail.com", "inte en adress", "", "reko@region.example, annan@region.example"):
        answer = house.county.hand("reko.larkan").form("/uppgifter/epost", {"how": "at_once", "address": address})
        assert answer.status_code == 422, address
        assert "Din organisation tillåter bara sina egna adresser" in unescape(answer.text)
    assert house.choose("reko.larkan", how="ibland").status_code == 422
    assert house.sql("SELECT * FROM web.mail_choice") == []
    assert house.choose("reko.larkan").status_code == 303
    assert len(house.sql("SELECT * FROM web.mail_choice")) == 1
    assert house.choose("reko.larkan", how="never").status_code == 303
    assert house.sql("SELECT * FROM web.mail_choice") == []


def test_a_named_domain_is_the_rule_of_its_own_organisation_only() -> None:
    domains = {"2321000172": ("region.example",)}
    assert allowed("a@region.example", "232100-0172", domains, demo=False)
    for address, number in (("a@region.example", "212000-2080"), ("a@x.region.example", "232100-0172")):
        assert not allowed(address, number, domains, demo=False)
    assert not allowed("a@region.example", "232100-0172", {}, demo=False)


def test_a_server_that_asks_for_a_password_gets_it(house: MailHouse) -> None:
    def knows(*asked: object) -> AuthResult:
        given = asked[-1]
        assert isinstance(given, LoginPassword)
        return AuthResult(success=(given.login, given.password) == (b"portalen", b"hem/ligt"))

    case_id = house.county.case("soc")
    house.choose("reko.larkan")
    house.tick()
    ask(house, case_id)
    post = Post()
    with post_office(post, authenticator=knows, auth_required=True, auth_require_tls=False) as port:
        url = f"smtp://portalen:hem%2Fligt@127.0.0.1:{port}"
        assert replace(house, settings=replace(house.settings, smtp_url=url)).tick() == 1
    assert len(post.taken) == 1


def test_an_expired_consent_gives_its_notice_after_the_keeper_has_recorded_it(house: MailHouse) -> None:
    case_id = house.county.case("soc", "fk")
    world = house.county.world
    house.choose("handlaggare.fk")
    house.tick()
    world.moment += 400 * DAY
    world.log.bring_about(case_id, expire_consent, Act(None, world.moment, world.directory, world._id()))
    house.county.catch_up()
    assert house.tick() == 1
