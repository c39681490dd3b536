"""Paper and calendar of a joint meeting: per reader, through the gate, made at that moment."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from events import commands as c
from events.categories import Category
from events.commands import sip as s
from events.facts.sip import PreparedAnswer
from events.kinds import HowObtained
from events.sip.kinds import CancelReason, Guest
from events.sip.questions import Question
from tests.house.county import County, Hand
from tests.house.sound.sip import held
from tests.meeting import PURPOSE, call, plan, prepared, proposed, sip_of, summoned

READERS = ("reko.larkan", "handlaggare.soc", "handlaggare.fk")
PERSON = (PreparedAnswer(Question.MATTERS_MOST, "Att orka."),)
NEED, GOAL = "Stöd i att komma i gång.", "Jag vill orka gå ut."


@pytest.fixture
def called(home: County) -> tuple[UUID, UUID]:
    case_id = home.case("soc", "fk")
    told = frozenset({home.world.unit("soc")})
    sip_id = proposed(home.world, case_id, recipients=told)
    home.do("reko.larkan", call(home.world, case_id, sip_id, "soc"))
    return case_id, sip_id


def address(case_id: UUID, sip_id: UUID, what: str) -> str:
    return f"/arenden/{case_id}/sip/{sip_id}/{what}"


def pdf(answer: Any) -> PdfReader:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def text(answer: Any) -> str:
    """What stands on the paper, without line breaks."""
    return " ".join(" ".join(page.extract_text() for page in pdf(answer).pages).split())


def entry(hand: Hand, case_id: UUID, sip_id: UUID) -> Any:
    answer = hand.get(address(case_id, sip_id, "dokument/kalender"))
    assert answer.status_code == 200, answer.text
    return Calendar.from_ical(answer.content).events[0]


def test_the_summons_says_why_when_where_and_who_in_easy_words(home: County, called: tuple[UUID, UUID]) -> None:
    said = text(home.hand("reko.larkan").get(address(*called, "dokument/kallelse")))
    for each in (
        *("Hej Amina!", PURPOSE, "onsdag 2 december 2026 kl. 13.00", "Rum 3, Ringvägen 4", "Du bestämmer"),
        *("Vad är viktigast för dig?", "1. Välkommen", "12. Sammanfattning", "socialtjänstlagen (2025:400)"),
    ):
        assert each in said, each


def test_the_papers_are_tagged_titled_and_in_swedish(home: County, called: tuple[UUID, UUID]) -> None:
    reader = pdf(home.hand("reko.larkan").get(address(*called, "dokument/kallelse")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "sv" and "/StructTreeRoot" in root
    assert reader.metadata and str(reader.metadata.title).startswith("Kallelse till möte")


def test_the_plan_says_who_does_what_and_how_it_stands(home: County) -> None:
    case_id, sip_id = held(home)
    home.do("reko.larkan", plan(home.world, case_id, sip_id, "soc", "fk"))
    measures = sip_of(home.world, case_id, sip_id).planned.measures  # type: ignore[union-attr]
    stands = s.ConfirmSipMeasure(case_id=case_id, sip_id=sip_id, measure_id=measures[0].measure_id, stands=True)
    home.do("handlaggare.soc", stands)
    said = text(home.hand("handlaggare.soc").get(address(case_id, sip_id, "dokument/plan")))
    for each in (NEED, GOAL, "Arbetsträning halvtid.", "Startar arbetsträning.", "Bekräftad", "Inte bekräftad"):
        assert each in said, each
    assert "för " + home.world.officer("handlaggare.soc").unit.name in said


def test_a_unit_that_was_not_told_of_the_meeting_gets_the_same_answer_as_for_none(
    home: County, called: tuple[UUID, UUID]
) -> None:
    case_id, sip_id = called
    outside, invited = home.hand("handlaggare.fk"), home.hand("handlaggare.soc")
    for what in ("dokument/kallelse", "dokument/plan", "dokument/kalender"):
        refused = outside.get(address(case_id, sip_id, what))
        nothing = outside.get(address(case_id, UUID(int=9), what))
        assert refused.status_code == nothing.status_code == 404 and refused.text == nothing.text
    assert PURPOSE in text(invited.get(address(case_id, sip_id, "dokument/kallelse")))


def test_a_paper_is_gone_in_the_moment_the_consent_is(home: County, called: tuple[UUID, UUID]) -> None:
    case_id, sip_id = called
    hand = home.hand("handlaggare.soc")
    assert PURPOSE in text(hand.get(address(case_id, sip_id, "dokument/kallelse")))
    told = c.WithdrawConsent(case_id=case_id, consent_id=home.consent_of(case_id), how_told=HowObtained.PHONE)
    home.do("reko.larkan", told)
    assert hand.get(address(case_id, sip_id, "dokument/kallelse")).status_code == 404


def test_the_calendar_follows_a_change_and_a_cancellation(home: County, called: tuple[UUID, UUID]) -> None:
    case_id, sip_id = called
    hand = home.hand("handlaggare.soc")
    first = entry(hand, case_id, sip_id)
    home.do("reko.larkan", call(home.world, case_id, sip_id, "soc", minutes=90))
    moved = entry(hand, case_id, sip_id)
    home.do("reko.larkan", s.CancelSip(case_id=case_id, sip_id=sip_id, reason=CancelReason.ILLNESS))
    ended = entry(hand, case_id, sip_id)
    assert first["UID"] == moved["UID"] == ended["UID"]
    assert first["SEQUENCE"] < moved["SEQUENCE"] < ended["SEQUENCE"]
    assert [str(each["STATUS"]) for each in (first, moved, ended)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_the_joint_page_on_paper_holds_for_each_reader_what_the_gate_allows(home: County) -> None:
    """Each party has prepared with words of its own, one of them in a category that not all of them hold."""
    case_id = home.draft()
    narrower = home.world.recipient("fk", without=frozenset({Category.LIVELIHOOD}))
    home.world.consent(case_id, recipients=(*map(home.world.recipient, ("larkan", "soc")), narrower))
    for slug in ("soc", "fk"):
        home.world.join(case_id, f"handlaggare.{slug}")
    sip_id = summoned(home.world, case_id, "soc", "fk")
    for who in READERS:
        prepared(home.world, case_id, sip_id, who)
    fields: dict[str, Any] = {"for_person": True, "answers": PERSON, "not_to_bring_up": "Min förra arbetsplats."}
    home.do("reko.larkan", s.SubmitSipPreparation(case_id=case_id, sip_id=sip_id, **fields))
    said = {who: text(home.hand(who).get(address(case_id, sip_id, "dokument/underlag"))) for who in READERS}
    for who in READERS:
        assert "Läget hos larkan." in said[who] and "Läget hos fk." in said[who] and "Att orka." in said[who]
        assert "Min förra arbetsplats." not in said[who]  # a paper lies on tables
    assert [who for who in READERS if "Läget hos soc." in said[who]] == ["reko.larkan", "handlaggare.soc"]
    page = f"/arenden/{case_id}/sip/{sip_id}"
    told = [who for who in READERS if "Min förra arbetsplats." in home.hand(who).get(page).text]
    assert told == ["reko.larkan"]


def test_with_somebody_from_outside_the_joint_paper_is_purpose_agenda_and_measures(home: County) -> None:
    case_id = home.case("soc", "fk")
    sip_id = summoned(home.world, case_id, "soc", "fk", guests=frozenset({Guest.PERSON, Guest.RELATIVE}))
    prepared(home.world, case_id, sip_id, "reko.larkan")
    home.catch_up()
    said = text(home.hand("reko.larkan").get(address(case_id, sip_id, "dokument/underlag")))
    assert "vem som gör vad" in said and "Sammanfattning läses upp" in said
    assert "Läget hos larkan." not in said and "Är vi redo?" not in said


def test_a_calendar_file_holds_nothing_of_whom_or_what(home: County, called: tuple[UUID, UUID]) -> None:
    raw = home.hand("reko.larkan").get(address(*called, "dokument/kalender")).content
    number = home.world.log.load(called[0]).number
    for each in ("Amina", PURPOSE, "Ringvägen", "larkan", number, str(called[0]), str(called[1]), "SIP"):
        assert each.encode() not in raw, each
    assert b"20261202T120000Z" in raw  # the control


def test_a_meeting_that_fell_with_the_consent_can_be_taken_out_of_the_calendar(
    home: County, called: tuple[UUID, UUID]
) -> None:
    case_id, sip_id = called
    hand = home.hand("handlaggare.soc")
    before = entry(hand, case_id, sip_id)
    told = c.WithdrawConsent(case_id=case_id, consent_id=home.consent_of(case_id), how_told=HowObtained.PHONE)
    home.do("reko.larkan", told)
    after = entry(hand, case_id, sip_id)
    assert after["UID"] == before["UID"] and str(after["STATUS"]) == "CANCELLED" and "DTSTART" not in after
