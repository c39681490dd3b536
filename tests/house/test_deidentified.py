"""Avidentifierade frågor over HTTP: asked on the way in, answered on their own page, read by three kinds of unit."""

from datetime import timedelta
from html import unescape

from tests.house.county import API, County, Hand
from tests.house.sound.deidentified import TEXT, asked
from tests.house.sound.paths import published

HERE = "/fragor/avidentifierade"


def page(hand: Hand, path: str = HERE) -> str:
    answer = hand.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_a_question_is_asked_from_the_directory_and_answered(home: County) -> None:
    published(home)
    soc, reko = home.world.unit("soc"), home.hand("reko.larkan")
    assert f"/kontaktvagar/{soc}/fraga" in page(reko, "/kontaktvagar")
    form = page(reko, f"/kontaktvagar/{soc}/fraga")
    assert "Kan läsas av" in form and "processledare" in form
    assert reko.form(f"/kontaktvagar/{soc}/fraga", {"text": TEXT}).status_code == 303
    assert "Ni väntar på svar (1)" in page(reko)
    asked_of = home.hand("handlaggare2.soc")
    assert "Er enhet ska svara (1)" in page(asked_of)
    task = next(t for t in asked_of.get(f"{API}/tasks").json()["tasks"] if t["kind"] == "answer_deidentified_inquiry")
    assert task["href"].startswith(HERE) and task["case_id"] is None
    assert asked_of.form(task["href"], {"text": "Ja, ring oss först."}).status_code == 303
    assert "Ja, ring oss först." in page(reko, task["href"])
    assert "answer_deidentified_inquiry" not in str(asked_of.get(f"{API}/tasks").json())
    assert "Svar på din avidentifierade fråga" in page(reko, "/")
    assert "Svar på din" not in page(home.hand("lakare.larkan"), "/") + page(asked_of, "/")


def test_the_latest_answers_stand_first(home: County) -> None:
    published(home)
    first, second = asked(home), asked(home)
    leader = home.hand("process.medicin")
    assert leader.form(f"{HERE}/{second}", {"text": "Det först skrivna svaret."}).status_code == 303
    home.world.moment += timedelta(days=1)
    assert leader.form(f"{HERE}/{first}", {"text": "Det senaste svaret."}).status_code == 303
    said = page(home.hand("handlaggare.soc"))
    assert said.index(str(first)) < said.index(str(second))


def test_what_points_to_somebody_comes_back_with_its_sentence_and_the_text_kept(home: County) -> None:
    published(home)
    typed = "Kan Amina komma i morgon? Och undrar Amina mer?"
    answer = home.hand("reko.larkan").form(f"/kontaktvagar/{home.world.unit('soc')}/fraga", {"text": typed})
    assert answer.status_code == 422
    assert "ser ut att nämna någon" in unescape(answer.text) and typed in unescape(answer.text)
    assert home.sql("SELECT count(*) FROM view.deidentified_inquiry") == [(0,)]


def test_the_process_leader_reads_and_answers_and_nobody_else_sees_it(home: County) -> None:
    inquiry_id = asked(home)
    leader = home.hand("process.medicin")
    assert "Frågor i länet (1)" in page(leader) and TEXT in page(leader, f"{HERE}/{inquiry_id}")
    for subject in ("handlaggare.fk", "handlaggare.soc-sala", "chef.fk"):
        other = home.hand(subject)
        assert other.get(f"{HERE}/{inquiry_id}").status_code == 404
        assert TEXT not in page(other) and TEXT not in str(other.get(f"{API}/deidentified-inquiries").json())
    assert home.hand("chef.forbund").get(HERE).status_code == 404
    assert leader.form(f"{HERE}/{inquiry_id}", {"text": "Så gör vi i hela länet."}).status_code == 303


def test_an_own_draft_shows_the_ways_in_of_its_municipality(home: County) -> None:
    case_id = home.draft()
    home.catch_up()
    said = page(home.hand("reko.larkan"), f"/arenden/{case_id}")
    assert "/kontaktvagar?kommun=1983" in said and "utan att nämna personen" in said
