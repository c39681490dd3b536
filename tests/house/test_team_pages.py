"""The agenda of a team meeting: a batch of cases in, one agenda per reader out, what it came to back into the cases."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from events import commands as c
from events.kinds import HowObtained
from tests.house.county import NOWHERE, County
from tests.meeting import team_item


def batch(county: County, *slugs: str, **questions: str) -> dict[str, Any]:
    """``questions`` by the id of the case."""
    fields: dict[str, Any] = {
        "at": str(county.world.moment.date() + timedelta(days=1)),
        "at_time": "09.30",
        "units": [str(county.world.unit(slug)) for slug in slugs],
        "purpose": "Gå igenom läget i alla ärenden.",
        "cases": list(questions),
    }
    return fields | {f"question.{case_id}": question for case_id, question in questions.items()}


def test_a_batch_of_cases_becomes_an_agenda_for_each_reader(shared: County) -> None:
    one, other = shared.case("soc", "fk"), shared.case("soc", "fk")
    reko = shared.hand("reko.larkan")
    form = reko.get("/teammoten/nytt")
    assert str(one) in form.text and str(other) in form.text
    sent = batch(shared, "soc", **{str(one): "Vem ringer arbetsplatsen?", str(other): "När tas nästa steg?"})
    made = reko.form("/teammoten/nytt", sent)
    assert made.status_code == 303, made.text
    agenda = made.headers["location"]
    for subject in ("reko.larkan", "handlaggare.soc"):
        shown = shared.hand(subject).get(agenda)
        assert "Vem ringer arbetsplatsen?" in shown.text and "När tas nästa steg?" in shown.text
    fk = shared.hand("handlaggare.fk")
    hidden = fk.get(agenda)
    assert hidden.status_code == 404 and hidden.content == fk.get(f"/teammoten/{NOWHERE}").content
    assert agenda.rpartition("/")[2] in shared.hand("handlaggare.soc").get("/teammoten").text
    shared.do("handlaggare.soc", c.WithdrawConsent(case_id=one, how_told=HowObtained.PHONE))
    shown = shared.hand("handlaggare.soc").get(agenda)
    assert "Vem ringer arbetsplatsen?" not in shown.text and "När tas nästa steg?" in shown.text


def test_without_a_question_or_a_consent_that_covers_all_nothing_is_taken_up(shared: County) -> None:
    covered, uncovered = shared.case("soc", "fk"), shared.case("soc")
    reko, before = shared.hand("reko.larkan"), shared.events()
    silent = reko.form("/teammoten/nytt", batch(shared, "soc", **{str(covered): "Vad nu?", str(uncovered): ""}))
    assert silent.status_code == 422 and f'href="#question.{uncovered}"' in silent.text
    wide = reko.form("/teammoten/nytt", batch(shared, "fk", **{str(covered): "Vad nu?", str(uncovered): "Och här?"}))
    assert wide.status_code == 422 and "Samtycket omfattar inte Planering för fk (demo)." in wide.text
    assert "Och här?" in wide.text and f'href="#question.{uncovered}"' in wide.text
    nobody = reko.form("/teammoten/nytt", batch(shared, **{str(covered): "Vad nu?"}))
    assert nobody.status_code == 422
    assert reko.form("/teammoten/nytt", batch(shared, "soc")).status_code == 422
    foreign = reko.form("/teammoten/nytt", batch(shared, "soc", **{str(NOWHERE): "Vad nu?"}))
    nowhere = reko.form("/teammoten/nytt", batch(shared, "soc", **{str(shared.foreign_case): "Vad nu?"}))
    assert foreign.status_code == nowhere.status_code == 404
    denied = shared.sql("SELECT case_id FROM audit.access WHERE what = 'denied' AND case_id = %s", shared.foreign_case)
    assert len(denied) == 1, "an attempt is in the log as anywhere else"
    assert shared.events() == before + 1  # the foreign case itself


def test_what_the_meeting_came_to_goes_back_into_each_case(shared: County) -> None:
    case_id = shared.case("soc")
    meeting_id = team_item(shared.world, case_id, "soc")
    shared.catch_up()
    soc, place = shared.hand("handlaggare.soc"), f"/teammoten/{meeting_id}/{case_id}"
    assert "Skriv vad ni kom fram till" not in soc.get(f"/teammoten/{meeting_id}").text
    early = soc.form(place, {"conclusion": "Kommunen ringer."})
    assert early.status_code == 422 and "Mötet har inte varit än." in early.text
    shared.world.moment += timedelta(minutes=30)
    assert "Skriv vad ni kom fram till" in soc.get(f"/teammoten/{meeting_id}").text
    assert soc.get(place).status_code == 200
    assert soc.form(place, {"conclusion": "Kommunen ringer."}).status_code == 303
    shown = shared.hand("reko.larkan")
    assert "Kommunen ringer." in shown.get(f"/teammoten/{meeting_id}").text
    assert "Kommunen ringer." in shown.get(f"/arenden/{case_id}").text
    assert soc.get(f"/teammoten/{meeting_id}/{UUID(int=5)}").status_code == 404


def test_a_form_that_is_sent_twice_makes_one_meeting_and_each_case_stands_on_it_once(shared: County) -> None:
    case_id, reko = shared.case("soc"), shared.hand("reko.larkan")
    sent = batch(shared, "soc", **{str(case_id): "Vem ringer?"}) | {"command_id": str(UUID(int=77))}
    sent["cases"] = [str(case_id), str(case_id)]
    before = shared.events()
    first, second = (reko.form("/teammoten/nytt", sent) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert shared.events() == before + 1


def test_an_address_that_is_no_case_is_a_fault_in_the_form(shared: County) -> None:
    case_id = shared.case("soc")
    sent = batch(shared, "soc", **{str(case_id): "Vem ringer?"}) | {"cases": ["x"]}
    answer = shared.hand("reko.larkan").form("/teammoten/nytt", sent)
    assert answer.status_code == 422 and "Välj minst ett ärende." in answer.text
