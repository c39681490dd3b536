"""The pages of a joint meeting, each reader through the gate."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events.categories import Category
from events.commands.sip import RevokeSipInvitation
from events.facts import Removal
from events.facts.sip import PreparedAnswer
from events.kinds import HowObtained, InquiryType
from events.sip.kinds import Guest
from events.sip.questions import Question
from tests.house.county import County
from tests.meeting import PURPOSE, call, held, plan, prepared, proposed, summoned


def page_of(case_id: UUID, sip_id: UUID, place: str = "") -> str:
    return f"/arenden/{case_id}/sip/{sip_id}{place}"


def called(county: County, *slugs: str, **more: Any) -> tuple[UUID, UUID]:
    case_id = county.case(*slugs)
    sip_id = summoned(county.world, case_id, *slugs, **more)
    county.catch_up()
    return case_id, sip_id


def test_from_a_proposal_to_a_followed_up_plan_by_the_pages_alone(shared: County) -> None:
    world, case_id = shared.world, shared.case("soc", "fk")
    fk, reko, soc = (shared.hand(each) for each in ("handlaggare.fk", "reko.larkan", "handlaggare.soc"))
    fields = {"purpose": PURPOSE, "reason": "stuck", "kind": "sip"}
    assert fk.form(f"/arenden/{case_id}/sip/forslag", fields).status_code == 303
    (sip_id,) = world.log.load(case_id).sips
    assert "Kalla till mötet" in reko.get(page_of(case_id, sip_id)).text
    assert "Kalla till mötet" not in fk.get(page_of(case_id, sip_id)).text
    soon = (world.moment + timedelta(minutes=40)).strftime("%H.%M")
    units = [str(world.unit(slug)) for slug in ("soc", "fk")]
    summons = {"purpose": PURPOSE, "at": str(world.moment.date()), "at_time": soon, "minutes": "30", "way": "room"}
    summons |= {"place": "Rum 3", "kind": "sip", "units": units, "guests": ["person"]}  # type: ignore[dict-item]
    answer = reko.form(page_of(case_id, sip_id, "/kallelse"), summons)
    assert answer.status_code == 303, answer.text
    assert soc.form(page_of(case_id, sip_id, "/svar"), {"answer": "accepted", "who": "Siv"}).status_code == 303
    words = {"answer.offer": "Arbetsträning från januari.", "replaces": str(UUID(int=0))}
    assert soc.form(page_of(case_id, sip_id, "/forberedelse/var"), words).status_code == 303
    shown = reko.get(page_of(case_id, sip_id)).text
    assert "Arbetsträning från januari." in shown and "Kommer: Siv" in shown and "Lämnad" in shown
    ways = [f"/kontaktvagar/{world.unit(slug)}" in unescape(shown) for slug in ("fk", "soc", "larkan")]
    assert ways == [True, False, False], "the way to whom is missing, not to who is ready nor to oneself"
    present = {"held_on": str(world.moment.date()), "present_units": units, "person_present": "true"}
    assert reko.form(page_of(case_id, sip_id, "/hallet"), present).status_code == 303
    today = world.moment.date()
    made = {"needs": "Stöd.", "goals_person": ["Orka mer.", ""], "plan_lead_unit": str(world.unit("larkan"))}
    made |= {"follow_up_on": str(today + timedelta(days=60)), "measures.0.what": "Startar i januari."}
    made |= {"measures.0.from": str(today), "measures.0.to": str(today + timedelta(days=30))}
    missing = reko.form(page_of(case_id, sip_id, "/plan"), made)
    assert missing.status_code == 422 and "Välj vem som ansvarar för åtgärden." in missing.text
    made |= {"measures.0.responsible_unit": str(world.unit("soc"))}
    assert reko.form(page_of(case_id, sip_id, "/plan"), made).status_code == 303
    measure_id = world.log.load(case_id).sips[sip_id].planned.measures[0].measure_id  # type: ignore[union-attr]
    confirmed = {"measure_id": str(measure_id), "stands": "true"}
    assert soc.form(page_of(case_id, sip_id, "/atgard"), confirmed).status_code == 303
    reviewed = {"on": str(today), "measures_status.0.measure_id": str(measure_id), "closed": "true"}
    reviewed |= {"measures_status.0.status": "done"}
    assert reko.form(page_of(case_id, sip_id, "/uppfoljning"), reviewed).status_code == 303
    assert soc.form(page_of(case_id, sip_id, "/kopia"), {"to": "own_record", "on": str(today)}).status_code == 303
    assert "Planen är klar" in fk.get(page_of(case_id, sip_id)).text


def test_the_convener_reminds_those_who_are_missing_with_one_press(shared: County) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    reko, soc, fk = (shared.hand(each) for each in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"))
    button, said = "Påminn de två som saknas", "larkan (demo) påminde"
    waits = "två parter är inte klara inför mötet"
    assert waits in reko.get("/").text and waits.capitalize() in reko.get(f"/arenden/{case_id}").text
    assert button in reko.get(page_of(case_id, sip_id)).text and said not in soc.get("/uppgifter").text
    for other in (soc, fk):
        assert "Påminn" not in other.get(page_of(case_id, sip_id)).text
        assert other.get(page_of(case_id, sip_id, "/paminnelse")).status_code == 303
    form = reko.get(page_of(case_id, sip_id, "/paminnelse")).text
    assert form.count("Har kvar att svara på kallelsen och lämna sin förberedelse.") == 2
    assert reko.form(page_of(case_id, sip_id, "/paminnelse"), {}).status_code == 303
    shared.catch_up()
    shown = reko.get(page_of(case_id, sip_id)).text
    assert shown.count("Påmind 23 november") == 2 and button not in shown
    assert soc.get(page_of(case_id, sip_id)).text.count("Påmind 23 november") == 1, "its own alone"
    assert soc.get("/uppgifter").text.count(said) == 2, "to answer, and to prepare"
    assert said in soc.get("/").text
    again = reko.form(page_of(case_id, sip_id, "/paminnelse"), {})
    assert again.status_code == 422 and "De är redan påminda i dag." in again.text


def test_every_form_opens_for_whom_it_is_there(shared: County) -> None:
    guests = frozenset({Guest.PERSON, Guest.RELATIVE})
    case_id, sip_id = called(shared, "soc", "fk", guests=guests)
    reko, soc = shared.hand("reko.larkan"), shared.hand("handlaggare.soc")
    for place in ("/kallelse", "/tillbakatagen", "/installt", "/forberedelse/var", "/forberedelse/personen"):
        assert reko.get(page_of(case_id, sip_id, place)).status_code == 200, place
    assert soc.get(page_of(case_id, sip_id, "/svar")).status_code == 200
    for place in ("/kallelse", "/tillbakatagen", "/installt", "/hallet", "/plan"):
        assert soc.get(page_of(case_id, sip_id, place)).status_code == 303, place
    assert reko.get(page_of(case_id, sip_id, "/nonsens")).status_code == 404
    proposal = proposed(shared.world, case_id)
    assert soc.get(page_of(case_id, proposal, "/nej")).status_code == 200
    assert soc.get(page_of(case_id, proposal, "/kallelse")).status_code == 200
    assert soc.get(f"/arenden/{case_id}/sip").text.count(PURPOSE) == 2


def test_each_reader_sees_only_the_sections_of_its_scope(shared: County) -> None:
    world, case_id = shared.world, shared.draft()
    kept = world.recipient("soc", without=frozenset({Category.SICK_LEAVE}))
    world.consent(case_id, recipients=(world.recipient("larkan"), kept, world.recipient("fk")))
    for slug in ("soc", "fk"):
        world.join(case_id, f"handlaggare.{slug}")
    sip_id = summoned(world, case_id, "soc", "fk")
    prepared(world, case_id, sip_id, "reko.larkan")
    shared.catch_up()
    secret, common = "Läget hos larkan.", "Vi i larkan kan."
    assert secret in shared.hand("handlaggare.fk").get(page_of(case_id, sip_id)).text
    shown = shared.hand("handlaggare.soc").get(page_of(case_id, sip_id)).text
    assert common in shown and secret not in shown
    room = shared.hand("reko.larkan").get(page_of(case_id, sip_id, "/rum")).text
    assert common in room and secret not in room
    alone = page_of(case_id, sip_id, f"/rum?valt=1&enhet={world.unit('fk')}")
    assert secret in shared.hand("reko.larkan").get(alone).text


def test_with_somebody_from_outside_the_screen_shows_purpose_agenda_and_measures(shared: County) -> None:
    guests = frozenset({Guest.PERSON, Guest.RELATIVE})
    case_id, sip_id = called(shared, "soc", guests=guests)
    world = shared.world
    prepared(world, case_id, sip_id, "reko.larkan")
    words = (PreparedAnswer(Question.MATTERS_MOST, "Att få sova ut."),)
    prepared(world, case_id, sip_id, "reko.larkan", answers=words, for_person=True, not_to_bring_up="Sömnmedicinen.")
    reko = shared.hand("reko.larkan")
    room = reko.get(page_of(case_id, sip_id, "/rum")).text
    assert PURPOSE in room and "Välkommen, vilka vi är, tid" in room
    for hidden in ("Att få sova ut.", "Vi i larkan kan.", "Läget hos larkan.", "Sömnmedicinen."):
        assert hidden not in room
    without = reko.get(page_of(case_id, sip_id, f"/rum?valt=1&enhet={world.unit('soc')}")).text
    assert "Att få sova ut." in without and "Sömnmedicinen." not in without
    allowed = {"may_show_to_outsiders": frozenset({Category.PERSON_VIEW})}
    prepared(world, case_id, sip_id, "reko.larkan", answers=words, for_person=True, **allowed)
    room = reko.get(page_of(case_id, sip_id, "/rum")).text
    assert "Att få sova ut." in room and "Läget hos larkan." not in room
    assert "Att få sova ut." not in shared.hand("handlaggare.soc").get(page_of(case_id, sip_id, "/rum")).text


def test_on_paper_a_meeting_with_somebody_from_outside_is_purpose_agenda_and_measures(shared: County) -> None:
    """What is left out of the paper stands in parts that are not printed."""
    guests = frozenset({Guest.PERSON, Guest.RELATIVE})
    for invited, kept_off in ((guests, True), (frozenset({Guest.PERSON}), False)):
        case_id, sip_id = called(shared, "soc", guests=invited)
        prepared(shared.world, case_id, sip_id, "handlaggare.soc")
        shown = shared.hand("reko.larkan").get(page_of(case_id, sip_id)).text
        assert ('<div class="no-print">' in shown) is kept_off
        assert ("Utskriften visar därför bara syfte, agenda och åtgärder." in shown) is kept_off
        assert "Vi i soc kan." in shown  # on the reader's own screen


def test_what_the_person_wants_left_out_is_read_by_the_convener_alone(shared: County) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    words = (PreparedAnswer(Question.MATTERS_MOST, "Att få sova ut."),)
    prepared(
        shared.world,
        case_id,
        sip_id,
        "reko.larkan",
        answers=words,
        for_person=True,
        not_to_bring_up="Hennes gamla chef.",
    )
    assert "Hennes gamla chef." in shared.hand("reko.larkan").get(page_of(case_id, sip_id)).text
    soc = shared.hand("handlaggare.soc")
    for place in ("", "/rum", "/forberedelse/personen"):
        shown = soc.get(page_of(case_id, sip_id, place)).text
        assert "Hennes gamla chef." not in shown
    assert "Att få sova ut." in soc.get(page_of(case_id, sip_id)).text
    assert "Hennes gamla chef." not in shared.hand("reko.larkan").get(f"/arenden/{case_id}/utdrag").text


def test_the_violence_question_is_in_no_version_of_the_page(shared: County) -> None:
    case_id, sip_id = called(shared, "soc")
    asked = c.DocumentViolenceQuestion(
        case_id=case_id, asked=True, asked_on=shared.world.moment.date(), documented_per_routine=True
    )
    shared.do("reko.larkan", asked)
    for place in ("", "/rum", f"/rum?valt=1&enhet={shared.world.unit('larkan')}", "/forberedelse/var"):
        assert "våld" not in shared.hand("reko.larkan").get(page_of(case_id, sip_id, place)).text.lower()


@pytest.mark.parametrize("place", ["", "/rum", "/forberedelse/var", "/svar"])
def test_a_withdrawal_during_an_open_meeting_leaves_a_neutral_notice(shared: County, place: str) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    prepared(shared.world, case_id, sip_id, "handlaggare.soc")
    hands = [shared.hand(each) for each in ("reko.larkan", "handlaggare.soc")]
    assert all(PURPOSE in hand.get(page_of(case_id, sip_id)).text for hand in hands)
    shared.do("handlaggare.fk", c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE))
    number = shared.world.log.load(case_id).number
    for hand in hands:
        shown = hand.get(page_of(case_id, sip_id, place)).text
        assert f"Samtycket i ärende {number} har upphört. Ärendet vilar." in shown
        for hidden in (PURPOSE, "Rum 3", "Vi i soc kan.", "Testa", "fk (demo)"):
            assert hidden not in shown, hidden


def test_an_open_form_of_a_party_that_lost_its_grant_is_given_back_to_its_writer(shared: County) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    soc, form_page = shared.hand("handlaggare.soc"), page_of(case_id, sip_id, "/forberedelse/var")
    assert soc.get(form_page).status_code == 200
    narrowed = c.NarrowConsent(case_id=case_id, removed=(Removal(shared.world.unit("soc")),))
    shared.do("handlaggare.fk", narrowed)
    before, mine = shared.events(), "Arbetsträning kan börja i mars."
    answer = soc.form(form_page, {"answer.offer": mine, "replaces": str(UUID(int=0))})
    assert answer.status_code == 409 and mine in answer.text
    assert f"Er enhet deltar inte längre i ärende {shared.world.log.load(case_id).number}." in answer.text
    assert PURPOSE not in answer.text and shared.events() == before
    assert mine not in shared.hand("reko.larkan").get(page_of(case_id, sip_id)).text
    draft = soc.form(f"{form_page}/utkast", {"answer.offer": mine})
    assert draft.status_code == 409 and mine in draft.text
    assert shared.sql("SELECT count(*) FROM web.draft")[0][0] == 0


def test_a_draft_is_kept_sealed_for_its_writer_and_goes_when_submitted(shared: County) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    form_page, mine = page_of(case_id, sip_id, "/forberedelse/var"), "Halvfärdig tanke."
    soc = shared.hand("handlaggare.soc")
    saved = soc.form(f"{form_page}/utkast", {"answer.offer": mine})
    assert (saved.status_code, saved.headers["location"]) == (303, f"{form_page}?sparat=1")
    auto = soc.form(
        f"{form_page}/utkast", {"answer.offer": mine}, headers={"hx-request": "true", "hx-target": "utkast"}
    )
    assert auto.text == "Utkastet är sparat. Ingen annan ser det."
    (sealed,) = shared.sql("SELECT sealed FROM web.draft")[0]
    assert mine.encode() not in bytes(sealed)
    assert mine in soc.get(form_page).text
    assert mine not in shared.hand("reko.larkan").get(form_page).text
    assert mine not in shared.hand("handlaggare2.soc").get(form_page).text
    assert soc.form(form_page, {"answer.offer": mine, "replaces": str(UUID(int=0))}).status_code == 303
    assert shared.sql("SELECT count(*) FROM web.draft")[0][0] == 0


def test_a_fault_is_said_at_its_question_and_what_was_written_stays(shared: County) -> None:
    case_id, sip_id = called(shared, "soc")
    soc = shared.hand("handlaggare.soc")
    fields = {"answer.our_questions": "Ett?\nTvå?\nTre?\nFyra?", "answer.offer": "Arbetsträning."}
    answer = soc.form(page_of(case_id, sip_id, "/forberedelse/var"), fields)
    assert answer.status_code == 422
    assert 'href="#answer.our_questions"' in answer.text and "Arbetsträning." in answer.text


def test_the_form_opens_with_what_the_unit_has_recorded(shared: County) -> None:
    case_id, sip_id = called(shared, "soc")
    soc = shared.hand("handlaggare.soc")
    soc.command("record-livelihood", case_id=str(case_id), source="income_support", **{"from": "2026-11-23"})
    opened = soc.get(page_of(case_id, sip_id, "/forberedelse/var")).text
    assert "Försörjningsstöd, från 23 november 2026." in opened and "handlaggare Demo-soc" in opened
    assert (
        "Försörjningsstöd, från"
        not in shared.hand("reko.larkan").get(page_of(case_id, sip_id, "/forberedelse/var")).text
    )


def test_open_questions_stand_on_the_page_of_those_who_may_read_them(shared: County) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    question = c.SendInquiry(
        case_id=case_id, to_unit=shared.world.unit("soc"), type=InquiryType.PLANNING, text="Kan ni öka till tjugo?"
    )
    shared.do("reko.larkan", question)
    assert "Kan ni öka till tjugo?" in shared.hand("handlaggare.soc").get(page_of(case_id, sip_id)).text
    assert "Kan ni öka till tjugo?" not in shared.hand("handlaggare.fk").get(page_of(case_id, sip_id)).text


def test_a_meeting_that_is_not_there_and_one_that_is_hidden_are_the_same(shared: County) -> None:
    case_id = shared.case("soc", "fk")
    sip_id = proposed(shared.world, case_id, recipients=frozenset({shared.world.unit("soc")}))
    shared.world.do("reko.larkan", call(shared.world, case_id, sip_id, "soc"))
    fk = shared.hand("handlaggare.fk")
    hidden, nowhere = fk.get(page_of(case_id, sip_id)), fk.get(page_of(case_id, UUID(int=9)))
    assert hidden.status_code == nowhere.status_code == 404 and hidden.content == nowhere.content
    assert PURPOSE not in fk.get(f"/arenden/{case_id}/sip").text


def test_the_plan_is_there_for_all_that_were_called(shared: County) -> None:
    case_id = shared.case("soc", "fk")
    moment = shared.world.moment
    sip_id = held(shared.world, case_id, "soc", "fk")
    shared.do("reko.larkan", plan(shared.world, case_id, sip_id, "soc", "fk"))
    for subject in ("reko.larkan", "handlaggare.soc", "handlaggare.fk"):
        shown = shared.hand(subject).get(page_of(case_id, sip_id)).text
        assert "Jag vill orka gå ut." in shown and "Inte bekräftad" in shown
    shared.world.moment = moment


def hidden_field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def test_who_writes_beside_a_colleague_reads_theirs_and_can_still_submit(shared: County) -> None:
    case_id, sip_id = called(shared, "soc", "fk")
    form_page, soc = page_of(case_id, sip_id, "/forberedelse/var"), shared.hand("handlaggare.soc")
    opened = hidden_field(soc.get(form_page).text, "replaces")
    mine = {"answer.offer": "Mina ord.", "replaces": opened}
    soc.form(f"{form_page}/utkast", mine)
    assert soc.form(form_page, {"answer.offer": "Kollegans ord.", "replaces": opened}).status_code == 303
    stale = soc.form(form_page, mine)
    assert stale.status_code == 409 and "Mina ord." in stale.text and "Kollegans ord." in stale.text
    assert "Kollegans ord." in shared.hand("reko.larkan").get(page_of(case_id, sip_id)).text
    again = soc.form(form_page, mine | {"replaces": hidden_field(stale.text, "replaces")})
    assert again.status_code == 303
    assert "Mina ord." in shared.hand("reko.larkan").get(page_of(case_id, sip_id)).text


def test_a_unit_whose_invitation_was_taken_back_hears_nothing_more_of_the_meeting(shared: County) -> None:
    world, (case_id, sip_id) = shared.world, called(shared, "soc", "fk")
    fk, soc = shared.hand("handlaggare.fk"), shared.hand("handlaggare.soc")
    before = page_of(case_id, sip_id)
    assert "Rum 3" in fk.get(before).text
    world.do("reko.larkan", RevokeSipInvitation(case_id=case_id, sip_id=sip_id, unit_id=world.unit("fk")))
    world.do("reko.larkan", call(world, case_id, sip_id, "soc", place="Rum 9", agenda="Det som bara vi talar om"))
    shared.catch_up()
    for place in ("", "/rum"):
        assert "Det som bara vi talar om" in soc.get(page_of(case_id, sip_id, place)).text
    for address in (before, page_of(case_id, sip_id, "/rum"), f"/arenden/{case_id}", f"/arenden/{case_id}/sip", "/"):
        shown = fk.get(address).text
        assert "Rum 9" not in shown and "Det som bara vi talar om" not in shown, address
    world.do("reko.larkan", call(world, case_id, sip_id, "soc", "fk", place="Rum 9"))
    assert "Rum 9" in fk.get(before).text, "asked again, it is told again"


def test_a_screen_left_on_shows_nothing_more_to_who_is_called_later(shared: County) -> None:
    world, (case_id, sip_id) = shared.world, called(shared, "soc")
    reko = shared.hand("reko.larkan")
    prepared(world, case_id, sip_id, "handlaggare.soc")
    shared.catch_up()
    left_on = page_of(case_id, sip_id, f"/rum?valt=1&enhet={world.unit('soc')}")
    assert "Vi i soc kan." in reko.get(left_on).text
    guests = frozenset({Guest.PERSON, Guest.RELATIVE})
    world.do("reko.larkan", call(world, case_id, sip_id, "soc", guests=guests))
    shown = reko.get(left_on).text
    assert "Vi i soc kan." not in shown and "någon utomstående" in shown
    assert "Vi i soc kan." in reko.get(left_on.replace("valt=1", "valt=2")).text, "chosen anew"
