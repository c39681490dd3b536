"""Avvikelser over HTTP: written in a minute, answered by the right manager, read by those it concerns alone."""

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events import commands as c
from events.commands import deviations as d
from events.deviation import Deviation
from portal.deviations.counts import of_tables
from portal.deviations.words import clock_said
from projections.statistics.tables import Cell, PublishedTable, Shown
from tests.house.cast import READERS
from tests.house.county import API, NOWHERE, County, Hand
from tests.house.sound.agreements import in_force_today
from tests.house.sound.deviations import deviation_report, reported
from tests.world import TODAY

CANARY = "Kanariefågeln svarade inte på åtta dagar."
READ_IT = {"named", "substitute", "colleague", "other-role", "party", "manager", "process"}
"""Between the health centre and income support: staff and managers of both, and the process leader."""


def page(hand: Hand, path: str = "/avvikelser") -> str:
    answer = hand.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def listed(hand: Hand) -> list[Any]:
    rows: list[Any] = hand.get(f"{API}/deviations").json()["deviations"]
    return rows


def places(deviation_id: UUID) -> list[str]:
    """Every page, call and file that a deviation could show in."""
    here = f"/avvikelser/{deviation_id}"
    many = ["/avvikelser", "/avvikelser?visa=alla", "/avvikelser/fil", "/avvikelser/monster", f"{API}/deviations"]
    return [
        here,
        *many,
        f"{here}/svar",
        f"{here}/eskalering",
        "/",
        "/uppgifter",
        f"{API}/tasks",
        "/rutiner",
        "/incidenter",
    ]


@pytest.fixture(scope="module")
def told(shared: County) -> UUID:
    return reported(shared, description=CANARY)


@pytest.mark.parametrize(("kind", "subject"), READERS.items())
def test_its_text_is_for_those_it_concerns_on_every_page_call_and_file(
    shared: County, told: UUID, kind: str, subject: str | None
) -> None:
    hand = shared.hand(subject)
    said = {place: hand.get(place).text for place in places(told)}
    shown = {place for place, text in said.items() if "Kanariefågeln" in text}
    expected = {f"/avvikelser/{told}", "/avvikelser/fil", f"{API}/deviations"} if kind in READ_IT else set()
    assert shown == expected
    if kind not in READ_IT:
        assert not any(str(told) in text for place, text in said.items() if str(told) not in place)


def test_the_manager_it_is_about_sees_it_and_the_association_not_even_that_it_is_there(
    shared: County, told: UUID
) -> None:
    assert CANARY in page(shared.hand("chef.soc"), f"/avvikelser/{told}")
    director = shared.hand("chef.forbund")
    there, nowhere = director.get(f"/avvikelser/{told}"), director.get(f"/avvikelser/{UUID(int=7)}")
    assert there.status_code == 404 and there.text == nowhere.text
    for name in ("acknowledge-deviation", "close-deviation"):
        answers = [director.command(name, deviation_id=str(each)) for each in (told, UUID(int=7))]
        assert [answer.status_code for answer in answers] == [404, 404] and answers[0].text == answers[1].text


def test_the_association_is_told_no_number_that_no_edition_has(shared: County, told: UUID) -> None:
    director = shared.hand("chef.forbund")
    assert "Inget halvår att visa än" in page(director)
    assert director.get(f"{API}/deviations").json() == {"deviations": [], "next": None, "counts": []}
    file = director.get("/avvikelser/fil").content.decode("utf-8-sig")
    assert file == "Period;Slag;Vad;Antal\r\n"


def test_its_counts_are_the_cells_of_the_edition_and_what_is_hidden_there_is_hidden_here() -> None:
    cells = (
        Cell(("late_reply",), numerator=6, value=6),
        Cell(("other",), Shown.FEW),
        Cell(("no_early_contact",), Shown.HIDDEN),
    )
    published = (
        PublishedTable("I18.reported", "2026H1", ("kind",), cells),
        PublishedTable("I18.remarks", "2026H1", ("kind",), (), withheld=True),
        PublishedTable("I18.reported", "2026H1", (), (Cell((), numerator=12, value=12),)),
    )
    said = [(row.type, row.value, row.display) for row in of_tables("2026H1", published)]
    assert said == [("late_reply", 6, "6"), ("other", None, "färre än 5"), ("no_early_contact", None, "visas inte")]


def test_it_is_written_received_answered_and_closed_in_forms(home: County) -> None:
    in_force_today(home)
    reporter, chief = home.hand("reko.larkan"), home.hand("chef.soc")
    fields = {name: str(value) for name, value in deviation_report(home, clause="contact_paths").items()}
    place = reporter.form("/avvikelser/ny", fields).headers["location"]
    said = page(reporter, place)
    assert "Svaret kom för sent" in said and "Rapporterad" in said and "Vägen in till varandra" in said
    assert "Rutin för Köping, primärvård" in said and "Ta emot" not in said and "Ta tillbaka" in said
    assert "Ska tas emot senast mån 30 nov" in page(chief, place)
    assert chief.form(f"{place}/mottagen").status_code == 303
    assert "Mottagen" in page(reporter, place) and "Ta emot" not in page(chief, place)
    answer = {"feedback_text": "Tack för att ni skrev.", "measure": "Två svarar i stället för en."}
    assert chief.form(f"{place}/svar", answer).status_code == 303
    assert "Avsluta" in page(reporter, place) and "Tack för att ni skrev." in page(reporter, place)
    assert "Avsluta" not in page(chief, place).replace("Avslutas av sig själv", "").replace("Avslutade", "")
    assert reporter.form(f"{place}/avslut").status_code == 303
    again = {"reason": "Det hände igen."}
    assert reporter.form(f"{place}/oppning", again).status_code == 303
    assert "Öppnad igen" in page(chief, place) and "Det hände igen." in page(chief, place)


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(shared: County) -> None:
    soc = str(shared.world.unit("soc"))
    wrong = {
        "about_unit": soc,
        "type": "late_reply",
        "happened_on": "2026-11-23",
        "description": "Hon är 19840314-9808",
    }
    answer = shared.hand("reko.larkan").form("/avvikelser/ny", wrong)
    said = unescape(answer.text)
    assert answer.status_code == 422 and "Ta bort personnumret" in said and 'id="description-fel"' in said
    assert "Hon är 19840314-9808" in said and f'value="{soc}" selected' in said


def test_the_sentence_about_the_routine_stands_there_before_anything_is_saved(home: County) -> None:
    hand, soc = home.hand("reko.larkan"), str(home.world.unit("soc"))
    asked = f"/avvikelser/ny/rutin?about_unit={soc}&happened_on=2026-11-23"
    assert "Det du skriver sparas som en synpunkt." in page(hand, asked)
    assert "Ingen undertecknad rutin, sparas som synpunkt" in page(hand, "/avvikelser/ny")
    in_force_today(home)
    assert "Rutin för Köping, primärvård gäller" in page(hand, asked) and "Vilken del av rutinen?" in page(hand, asked)
    assert "Det du skriver sparas som en synpunkt." in page(hand, asked.replace("2026-11-23", "2026-01-07"))
    assert "Ni har en undertecknad rutin med" in page(hand, "/avvikelser/ny")
    for nonsense in ("?about_unit=x&happened_on=i+går", ""):
        assert hand.get(f"/avvikelser/ny/rutin{nonsense}").status_code == 200
    assert f'value="{soc}" selected' in page(hand, f"/avvikelser/ny?om={soc}&typ=late_reply")


def test_a_report_over_the_api_answers_what_it_became(home: County) -> None:
    hand = home.hand("reko.larkan")
    remark = hand.command("report-deviation", **deviation_report(home)).json()
    assert remark["kind"] == "remark" and UUID(remark["deviation_id"])
    in_force_today(home)
    assert hand.command("report-deviation", **deviation_report(home)).json()["kind"] == "deviation"


def test_which_case_it_is_about_is_for_those_inside_that_case(home: County) -> None:
    case_id = home.case("soc")
    number = home.world.log.load(case_id).number
    deviation_id = reported(home, case_id=case_id)
    here = f"/avvikelser/{deviation_id}"
    for inside in ("reko.larkan", "handlaggare.soc"):
        assert number in page(home.hand(inside), here)
        assert [row["case_id"] for row in listed(home.hand(inside))] == [str(case_id)]
    for outside in ("reko2.larkan", "chef.larkan", "chef.soc", "handlaggare2.soc", "process.medicin"):
        hand = home.hand(outside)
        assert [row["case_id"] for row in listed(hand)] == [None]
        for place in places(deviation_id):
            text = hand.get(place).text
            assert str(case_id) not in text or place in {"/", "/uppgifter", f"{API}/tasks"}
        assert number not in page(hand, here)


def test_who_is_no_longer_named_in_the_case_no_longer_sees_which_it_was(home: County) -> None:
    case_id = home.case("soc")
    deviation_id = reported(home, case_id=case_id)
    before, after = home.hand("handlaggare.soc"), home.hand("handlaggare2.soc")
    assert str(case_id) in page(before, f"/avvikelser/{deviation_id}")
    named = frozenset({home.world.officer("handlaggare2.soc").user_id})
    home.do("handlaggare.soc", c.ConfirmParty(case_id=case_id, caseworkers=named))
    assert str(case_id) not in page(before, f"/avvikelser/{deviation_id}")
    assert [row["case_id"] for row in listed(before)] == [None]
    assert str(case_id) in page(after, f"/avvikelser/{deviation_id}")


def test_the_list_narrows_and_pages_without_losing_any(home: County) -> None:
    made = {str(reported(home)) for _ in range(103)}
    hand = home.hand("reko.larkan")
    first = hand.get(f"{API}/deviations").json()
    rest = hand.get(f"{API}/deviations?after={first['next']}").json()
    assert {row["deviation_id"] for row in [*first["deviations"], *rest["deviations"]]} == made
    assert len(first["deviations"]) == 100 and rest["next"] is None
    assert "Inga sådana avvikelser" in page(hand, "/avvikelser?visa=klara")
    assert "Inga sådana avvikelser" in page(hand, "/avvikelser?visa=oppna&typ=other")
    assert "103" in page(hand, "/avvikelser/monster")
    assert page(hand, "/avvikelser").count("/avvikelser/") > 50
    assert hand.get("/avvikelser?visa=nonsens&typ=nonsens&efter=nonsens").status_code == 200


def test_in_a_file_nothing_is_a_formula(home: County) -> None:
    reported(home, description='=HYPERLINK("x")')
    file = home.hand("reko.larkan").get("/avvikelser/fil")
    assert file.headers["content-type"].startswith("text/csv")
    assert "'=HYPERLINK" in file.content.decode("utf-8-sig")


def tasks(hand: Hand) -> dict[str, Any]:
    return {row["kind"]: row for row in hand.get(f"{API}/tasks").json()["tasks"]}


def test_each_step_is_a_task_of_the_one_whose_turn_it_is(home: County) -> None:
    deviation_id = reported(home)
    chief, reporter, leader = (home.hand(who) for who in ("chef.soc", "reko.larkan", "process.medicin"))
    assert tasks(chief)["acknowledge_deviation"]["due_on"] == "2026-11-30"
    assert "acknowledge_deviation" not in tasks(home.hand("chef.larkan")) | tasks(home.hand("handlaggare.soc"))
    home.do("chef.soc", d.AcknowledgeDeviation(deviation_id=deviation_id))
    assert tasks(chief)["answer_deviation"]["due_on"] == "2026-12-23"
    assert "escalated_deviation" not in tasks(leader)
    home.do("chef.larkan", d.EscalateDeviation(deviation_id=deviation_id))
    assert "lyft till dig" in tasks(leader)["escalated_deviation"]["why"]
    home.do("chef.soc", d.AnswerDeviation(deviation_id=deviation_id, measure="Två svarar.", feedback_text="Tack."))
    assert tasks(reporter)["close_deviation"]["due_on"] == (TODAY + timedelta(days=30)).isoformat()
    assert "answer_deviation" not in tasks(chief) and "escalated_deviation" not in tasks(leader)
    home.do("reko.larkan", d.CloseDeviation(deviation_id=deviation_id))
    assert "close_deviation" not in tasks(reporter)


def test_a_colleague_of_the_manager_is_told_whom_it_waits_for(home: County) -> None:
    deviation_id = reported(home)
    here = f"/avvikelser/{deviation_id}"

    def turn(subject: str) -> str:
        said = (page(home.hand(subject), here), page(home.hand(subject)))
        words = (
            "Er tur",
            "Väntar på er enhetschef",
            "Väntar på er verksamhetschef",
            "Väntar på soc",
            "Väntar på larkan",
        )
        (found,) = {word for word in words if all(word in text for text in said)}
        return found

    assert (turn("chef.soc"), turn("handlaggare.soc")) == ("Er tur", "Väntar på er enhetschef")
    assert turn("reko.larkan") == turn("chef.larkan") == turn("process.medicin") == "Väntar på soc"
    home.do("chef.soc", d.AnswerDeviation(deviation_id=deviation_id, measure="Två svarar.", feedback_text="Tack."))
    assert (turn("reko.larkan"), turn("chef.larkan"), turn("chef.soc")) == ("Er tur", "Er tur", "Väntar på larkan")


def test_what_was_shared_without_consent_is_an_incident_where_it_was_shared(home: County) -> None:
    body = deviation_report(home, type="shared_without_consent", description=CANARY)
    home.do("reko.larkan", msgspec.convert(body, d.ReportDeviation))
    said = page(home.hand("chef.soc"), "/incidenter")
    assert "26 november 2026" in said and CANARY not in said
    assert "Inga incidenter" in page(home.hand("chef.larkan"), "/incidenter")


def test_nobody_is_offered_what_they_may_not_do(shared: County, told: UUID) -> None:
    here = f"/avvikelser/{told}"
    expected = {
        "reko.larkan": {"atertagande"},
        "chef.larkan": {"atertagande", "eskalering"},
        "handlaggare.soc": set(),
        "chef.soc": {"mottagen", "svar", "utredning", "eskalering"},
        "process.medicin": {"eskalering"},
    }
    steps = ("mottagen", "svar", "utredning", "avslut", "oppning", "eskalering", "atertagande", "nonsens")
    for subject, offered in expected.items():
        hand, said = shared.hand(subject), page(shared.hand(subject), here)
        assert {step for step in steps if f"{here}/{step}" in said} == offered, subject
        assert {step for step in steps if hand.get(f"{here}/{step}").status_code == 200} == offered, subject


def test_a_day_of_another_year_is_told_with_its_year() -> None:
    waiting = Deviation(NOWHERE, since=TODAY)
    assert clock_said(waiting, TODAY)["text"] == "Ska tas emot senast mån 30 nov"
    assert clock_said(waiting, TODAY + timedelta(days=60)) == {
        "text": "Ska tas emot senast mån 30 nov 2026",
        "late": True,
    }
