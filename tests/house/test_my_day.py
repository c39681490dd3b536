"""Min dag: news, meetings and warnings."""

from datetime import timedelta

from events import commands as c
from events.facts import Removal
from events.kinds import Channel, ContactPurpose, FollowUpKind, ResponsibilityKind, TransferReason
from tests.house.county import County
from tests.house.desk import contact, text_of
from tests.world import TODAY


def test_what_others_have_written_since_the_last_visit_is_new_once(home: County) -> None:
    case_id = home.case("soc")
    reko = home.hand("reko.larkan")
    reko.get("/")
    home.world.moment += timedelta(hours=3)
    reko.get("/")
    home.do(
        "handlaggare.soc",
        c.LogContact(
            case_id=case_id, with_unit=home.world.unit("larkan"), channel=Channel.PHONE, purpose=ContactPurpose.PLANNING
        ),
    )
    assert "kontakt från soc (demo)" in text_of(reko.get("/"))
    home.world.moment += timedelta(hours=3)
    page = text_of(reko.get("/"))
    assert "Sedan du var här i dag" in page
    assert "kontakt från soc" not in page


def test_a_responsibility_handed_over_and_a_consent_narrowed_are_news_to_those_who_stay(home: County) -> None:
    case_id, soc = home.case("soc", "fk"), home.world.unit("soc")
    handed = c.TransferCaseResponsibility(
        case_id=case_id, kind=ResponsibilityKind.LEAD, to_unit=soc, reason=TransferReason.MOVED
    )
    home.do("reko.larkan", handed)
    home.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(Removal(home.world.unit("fk")),)))
    stays, left = (
        text_of(home.hand(who).get("/")).partition("Nytt i dina ärenden")[2]
        for who in ("handlaggare.soc", "handlaggare.fk")
    )
    assert "ansvaret är överlämnat" in stays and "samtycket är begränsat" in stays
    assert "deltar inte längre" in left and "begränsat" not in left and "överlämnat" not in left


def test_news_hold_nothing_that_the_reader_may_not_read_and_nothing_behind_the_gate(home: County) -> None:
    case_id = home.case("soc", "fk")
    fk = home.hand("handlaggare.fk")
    home.do("reko.larkan", contact(home, case_id, recipients=frozenset({home.world.unit("soc")})))
    assert "kontakt från larkan" not in text_of(fk.get("/"))
    assert "kontakt från larkan" in text_of(home.hand("handlaggare.soc").get("/"))
    home.world.consent(case_id, "larkan", "soc", "fk")
    home.catch_up()
    assert "samtycke" not in text_of(fk.get("/")).partition("Nytt i dina ärenden")[2].partition("Öppna ett")[0]


def test_a_booked_follow_up_is_a_meeting_for_those_who_may_read_of_it(home: County) -> None:
    case_id = home.case("soc", "fk")
    only = frozenset({home.world.unit("soc")})
    booked = c.ScheduleFollowUp(case_id=case_id, on=TODAY + timedelta(days=4), kind=FollowUpKind.PLAN, recipients=only)
    home.do("reko.larkan", booked)
    assert "Fredag 27 november" in text_of(home.hand("reko.larkan").get("/"))
    assert "larkan (demo) kallar" in text_of(home.hand("handlaggare.soc").get("/"))
    assert "27 november" not in text_of(home.hand("handlaggare.fk").get("/"))


def test_a_unit_without_a_way_in_is_warned(home: County) -> None:
    home.case("soc")
    assert "Er enhet har ingen kontaktväg" in text_of(home.hand("handlaggare.soc").get("/arenden"))
