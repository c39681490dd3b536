"""What the log itself shows may be a deviation: said to the party concerned, never written without them."""

from datetime import date, datetime, timedelta
from html import unescape
from uuid import UUID

from events import commands as c
from events.calendar import STOCKHOLM
from events.categories import Category
from events.commands import sip as s
from events.facts import Removal
from events.kinds import Channel, ContactPurpose, InquiryType
from tests.house.county import API, County, Hand
from tests.house.sound.agreements import in_force_today
from tests.leave import sick_leave
from tests.meeting import summoned
from tests.world import NOW, TODAY


def page(hand: Hand, path: str = "/avvikelser") -> str:
    answer = hand.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def suggested(home: County, subject: str) -> list[str]:
    """What stands under "Kan vara en avvikelse", one sentence each."""
    said = page(home.hand(subject))
    if "Kan vara en avvikelse" not in said:
        return []
    part = said.split("Kan vara en avvikelse")[1].split("</section>")[0]
    return [each.split("</b>")[0] for each in part.split("<b>")[1:]]


def later(home: County, days: int) -> None:
    home.world.moment = NOW + timedelta(days=days)


def asked(home: County, to: str = "soc") -> UUID:
    case_id = home.case("soc", "fk")
    question = c.SendInquiry(
        case_id=case_id,
        to_unit=home.world.unit(to),
        type=InquiryType.GENERAL,
        text="När börjar det?",
        due_on=TODAY + timedelta(days=7),
    )
    home.do("reko.larkan", question)
    return case_id


def test_an_answer_that_is_late_is_suggested_to_who_asked_and_to_nobody_else(home: County) -> None:
    asked(home)
    assert suggested(home, "reko.larkan") == []
    later(home, 8)
    assert suggested(home, "reko.larkan") == ["Svaret kom för sent: soc (demo)"]
    for other in ("handlaggare.soc", "handlaggare.fk", "reko2.larkan", "chef.larkan", "chef.soc", "process.medicin"):
        assert suggested(home, other) == []
    rows = {row["kind"] for row in home.hand("reko.larkan").get(f"{API}/tasks").json()["tasks"]}
    assert "suggested_deviations" in rows and "kan vara en avvikelse" in page(home.hand("reko.larkan"), "/")
    assert not _reported(home)


def test_it_opens_a_filled_in_form_and_is_gone_when_it_has_been_sent(home: County) -> None:
    case_id = asked(home)
    later(home, 8)
    hand, soc = home.hand("reko.larkan"), str(home.world.unit("soc"))
    said = page(hand)
    place = said.split('href="/avvikelser/ny?')[1].split('"')[0]
    form = page(hand, f"/avvikelser/ny?{place}")
    assert f'value="{soc}" selected' in form and 'value="late_reply" selected' in form and 'value="2026-12-01"' in form
    assert f'value="{case_id}" selected' in form
    fields = {"about_unit": soc, "type": "late_reply", "happened_on": "2026-12-01", "case_id": str(case_id)}
    assert hand.form("/avvikelser/ny", fields | {"description": "Svaret dröjde."}).status_code == 303
    assert suggested(home, "reko.larkan") == []


def test_what_a_unit_lets_be_is_not_suggested_to_it_again(home: County) -> None:
    asked(home)
    later(home, 8)
    hand = home.hand("reko.larkan")
    place = "/avvikelser/forslag/" + page(hand).split('action="/avvikelser/forslag/')[1].split('"')[0]
    before = home.events()
    for stranger in ("handlaggare.fk", "reko2.larkan", "chef.larkan"):
        assert home.hand(stranger).form(place).status_code == 404
    assert suggested(home, "reko.larkan") != []
    assert hand.form(place).status_code == 303
    assert suggested(home, "reko.larkan") == [] and home.events() == before
    assert hand.form(place).status_code == 404


def test_a_unit_that_has_been_left_out_is_suggested_nothing_of_the_case(home: County) -> None:
    case_id = asked(home, to="fk")
    later(home, 8)
    assert suggested(home, "reko.larkan") != []
    home.do("handlaggare.soc", c.NarrowConsent(case_id=case_id, removed=(Removal(home.world.unit("larkan")),)))
    assert suggested(home, "reko.larkan") == []


def certified(home: County, case_id: UUID, first: date, degree: int = 100) -> None:
    home.do(
        "reko.larkan",
        sick_leave(case_id, first, TODAY + timedelta(days=60), degree, confirmed=frozenset(c.Confirmation)),
    )


NO_CONTACT, NO_PLAN = "Ingen tidig kontakt: larkan (demo)", "Planen saknas: larkan (demo)"


def test_full_time_without_contact_and_a_plan_that_is_missing_are_said_to_the_other_parties(home: County) -> None:
    case_id = home.case("soc", "fk")
    certified(home, case_id, TODAY - timedelta(days=14))
    assert suggested(home, "handlaggare.soc") == []
    later(home, 1)
    assert suggested(home, "handlaggare.soc") == [NO_CONTACT]
    later(home, 17)
    assert set(suggested(home, "handlaggare.soc")) == {NO_CONTACT, NO_PLAN}
    assert suggested(home, "reko.larkan") == [], "nobody is asked to report themselves"
    contact = c.LogContact(
        case_id=case_id, with_unit=home.world.unit("larkan"), channel=Channel.PHONE, purpose=ContactPurpose.PLANNING
    )
    home.do("handlaggare.soc", contact)
    assert suggested(home, "handlaggare.soc") == [NO_PLAN]


def test_a_unit_that_may_not_see_plans_is_not_told_that_there_is_none(home: County) -> None:
    world, case_id = home.world, home.draft()
    without = world.recipient("fk", without=frozenset({Category.REHAB_PLAN}))
    world.consent(case_id, recipients=(world.recipient("larkan"), world.recipient("soc"), without))
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        world.join(case_id, subject)
    certified(home, case_id, TODAY - timedelta(days=20), degree=50)
    later(home, 11)
    assert suggested(home, "handlaggare.soc") == [NO_PLAN]
    assert suggested(home, "handlaggare.fk") == []


def test_a_party_that_did_not_come_to_the_meeting_is_suggested_to_those_who_did(home: County) -> None:
    case_id = home.case("soc", "fk")
    soon = home.world.moment + timedelta(minutes=30)
    sip_id = summoned(home.world, case_id, "soc", "fk", at=soon)
    units = frozenset({home.world.unit("soc")})
    home.do("reko.larkan", s.HoldSip(case_id=case_id, sip_id=sip_id, present_units=units, person_present=True))
    assert suggested(home, "handlaggare.soc") == ["En part kom inte till SIP-mötet: fk (demo)"]
    assert suggested(home, "handlaggare.fk") == []


def test_a_routine_whose_follow_up_nobody_called_is_suggested_to_the_other_managers(home: County) -> None:
    in_force_today(home)  # since 16 November: the follow-up is due 16 May
    home.world.moment = datetime(2027, 6, 15, 9, 0, tzinfo=STOCKHOLM)
    assert suggested(home, "chef.larkan") == []
    home.world.moment = datetime(2027, 6, 16, 9, 0, tzinfo=STOCKHOLM)
    assert suggested(home, "chef.larkan") == ["Ingen kallade till uppföljning av rutinen: soc (demo)"]
    for other in ("chef.soc", "chef.fk", "reko.larkan"):
        assert suggested(home, other) == []


def _reported(home: County) -> int:
    return int(home.sql("SELECT count(*) FROM log.event WHERE topic = 'deviation-reported'")[0][0])
