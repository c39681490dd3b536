"""The log reviewer marks what has been reviewed: written once, seen at the own unit, never one's own readings."""

import html
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from events.calendar import STOCKHOLM
from events.signed_note import Checkpoint, CheckpointKey
from portal.statistics import spoken
from tests.cases.reading import case_page, text_of
from tests.house.county import County
from tests.house.fillers import signed
from tests.world import NOW


def opened(home: County) -> str:
    """Two have opened a case, one of them as a substitute; the number of the case."""
    case_id = home.case("soc")
    assert case_page(home, "reko.larkan", case_id).status_code == 200
    assert home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}").status_code == 200
    return home.world.log.load(case_id).number


def boxes(answer: Any) -> list[str]:
    return re.findall(r'name="rows" value="([\d,]+)"', answer.text)


def test_a_row_is_marked_and_then_left_out_of_what_is_left(home: County) -> None:
    opened(home)
    hand = home.hand("logg.larkan")
    first = boxes(hand.get("/logg"))
    assert len(first) >= 2
    assert hand.form("/logg", {"rows": first[0], "finding": "in_order"}).status_code == 303
    page = hand.get("/logg")
    said = text_of(page)
    assert "I sin ordning" in said and "logg.larkan Demosson, 23 november 2026" in said
    assert set(boxes(page)) == set(first)
    left = hand.get("/logg?ogranskade=true")
    assert first[0] not in boxes(left) and first[1] in boxes(left)


def test_a_later_mark_stands_beside_the_earlier_one(home: County) -> None:
    opened(home)
    hand = home.hand("logg.larkan")
    row = boxes(hand.get("/logg"))[0]
    for finding in ("to_follow_up", "in_order"):
        assert hand.form("/logg", {"rows": row, "finding": finding}).status_code == 303
    assert "I sin ordning" in text_of(hand.get("/logg"))
    assert [finding for (finding,) in home.sql("SELECT finding FROM audit.assessment ORDER BY assessment_id")] == [
        "to_follow_up",
        "in_order",
    ]


def test_the_form_of_the_page_shows_what_it_asks_for(home: County) -> None:
    """As a browser sends it: with the fields that nobody has filled in."""
    number = opened(home)
    hand, reko = home.hand("logg.larkan"), home.world.officer("reko.larkan")

    def shown(query: str) -> str:
        answer = hand.get(f"/logg?{query}")
        assert answer.status_code == 200
        return text_of(answer).partition("Åtkomster")[2].partition("Vad har du kommit fram till")[0]

    everything = shown("nummer=&person=")
    assert reko.name in everything and "reko2 Demo-larkan" in everything and number in everything
    assert shown(f"nummer={number.lower()}&person=&ogranskade=true") == everything
    assert "reko2 Demo-larkan" not in shown(f"nummer=&person={reko.user_id}")
    for nobodys in ("K7MF-2Q9D", "x" * 300, "🙂"):
        assert shown(f"nummer={quote(nobodys)}&person=") == ""
    assert shown("nummer=&person=abc") == everything


def test_what_was_asked_for_stays_while_rows_are_marked_and_pages_turned(home: County) -> None:
    opened(home)
    hand = home.hand("logg.larkan")
    here = f"/logg?person={home.world.officer('reko.larkan').user_id}&ogranskade=true"
    page = hand.get(here)
    assert f'action="{here}"' in html.unescape(page.text)
    refused = hand.form(here, {"rows": boxes(page)[0]})
    assert refused.status_code == 422 and boxes(refused) == boxes(page)
    done = hand.form(here, {"rows": boxes(page)[0], "finding": "in_order"})
    assert done.headers["location"] == here and boxes(hand.get(here)) == boxes(page)[1:]
    home.sql("INSERT INTO audit.access (at, user_id, assignment_id, role, unit_id, case_id, what)" + MANY)
    first = html.unescape(hand.get(here).text)
    assert f'href="{here}&sida=2"' in first
    assert f'href="{here}"' in html.unescape(hand.get(f"{here}&sida=2").text)


MANY = """
SELECT a.at + n * interval '1 day', a.user_id, a.assignment_id, a.role, a.unit_id, a.case_id, a.what
FROM generate_series(1, 120) n, (SELECT * FROM audit.access WHERE role = 'rehab_coordinator' AND substitute IS NULL
    ORDER BY id LIMIT 1) a
"""


def test_what_is_missing_is_said_at_its_place(home: County) -> None:
    opened(home)
    hand = home.hand("logg.larkan")
    nothing = hand.form("/logg", {})
    assert nothing.status_code == 422 and "Kryssa för minst en rad." in text_of(nothing)
    assert 'id="finding-fel"' in nothing.text
    kept = boxes(hand.get("/logg"))[0]
    assert f'value="{kept}" checked' in hand.form("/logg", {"rows": kept}).text


def test_nobody_marks_what_another_unit_or_they_themselves_have_read(home: County) -> None:
    opened(home)
    theirs = home.sql("SELECT id FROM audit.access WHERE unit_id <> %s LIMIT 1", home.world.unit("larkan"))
    case_id = home.case("soc")
    assert case_page(home, "handlaggare.soc", case_id).status_code == 200
    (foreign,) = home.sql("SELECT id FROM audit.access WHERE unit_id = %s LIMIT 1", home.world.unit("soc"))[0]
    hand = home.hand("logg.larkan")
    for rows in (str(foreign), "999999", "9" * 30, "9" * 5_000, "٣", "x", *(str(each) for (each,) in theirs)):
        assert hand.form("/logg", {"rows": rows, "finding": "in_order"}).status_code == 422
    me = home.world.officer("logg.larkan")
    home.sql("UPDATE audit.access SET user_id = %s WHERE unit_id = %s", me.user_id, me.unit_id)
    own = hand.get("/logg")
    assert boxes(own) == [] and "Din egen" in text_of(own)
    mine = home.sql("SELECT id FROM audit.access WHERE unit_id = %s LIMIT 1", me.unit_id)[0][0]
    assert hand.form("/logg", {"rows": str(mine), "finding": "in_order"}).status_code == 422
    assert home.sql("SELECT count(*) FROM audit.assessment") == [(0,)]


def test_marks_are_never_changed(home: County) -> None:
    rights = home.sql(
        "SELECT privilege_type FROM information_schema.role_table_grants"
        " WHERE table_schema = 'audit' AND grantee = 'portal_web'"
    )
    assert {privilege for (privilege,) in rights} == {"SELECT", "INSERT"}


def test_that_the_question_about_violence_was_opened_or_written_looks_like_any_other_form(home: County) -> None:
    asked, other = home.case("soc"), home.case("soc")
    hand = home.hand("reko.larkan")
    day = "2026-11-20"
    for case_id, place, opens, fields in (
        (asked, "valdsfraga", "", {"asked": "true", "asked_on": day, "documented_per_routine": "true"}),
        (other, "egen-beskrivning", "/ny", {"goals": "Att arbeta.", "confirmed_by_person": "true"}),
    ):
        assert hand.get(f"/arenden/{case_id}/{place}{opens}").status_code == 200
        assert hand.form(f"/arenden/{case_id}/{place}", fields).status_code == 303
    rows = {case_id: home.sql(ROWS_OF, case_id) for case_id in (asked, other)}
    assert rows[asked] == rows[other] and rows[asked]
    said = text_of(home.hand("logg.larkan").get("/logg"))
    assert home.world.log.load(asked).number in said and "våld" not in said.lower()


ROWS_OF = "SELECT unit_id, user_id, role, what, substitute FROM audit.access WHERE case_id = %s ORDER BY ctid"


def test_the_pages_of_one_case_are_one_line_to_the_reviewer(home: County) -> None:
    case_id = home.case("soc")
    home.sql("DELETE FROM audit.access")
    hand = home.hand("reko.larkan")
    for page in ("", "/plan", "/samtycke", "/plan"):
        assert hand.get(f"/arenden/{case_id}{page}").status_code == 200
    shown = home.hand("logg.larkan").get("/logg")
    assert len(boxes(shown)) == 1 and "4 gånger sedan" in text_of(shown)


def checkpoints_page(home: County, query: str = "") -> tuple[str, str]:
    """As it is sent, and its words."""
    answer = home.hand("logg.larkan").get(f"/logg/kontrollpunkter{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text), text_of(answer)


def test_a_checkpoint_is_listed_and_handed_out_as_it_was_signed(home: County) -> None:
    hand, key = home.hand("logg.larkan"), CheckpointKey(home.portal.store_key)
    assert "Ingen kontrollpunkt än" in checkpoints_page(home)[1]
    numbers = [signed(home)]
    opened(home)
    home.world.moment += timedelta(days=1)
    numbers.append(signed(home))
    page, said = checkpoints_page(home)
    assert said.index("Tisdag 24 november 2026") < said.index("Måndag 23 november 2026")
    assert page.count(key.verifier) == 1
    for number, day in zip(numbers, ("2026-11-23", "2026-11-24"), strict=True):
        assert f'href="/logg/kontrollpunkter/{number}"' in page
        file = hand.get(f"/logg/kontrollpunkter/{number}")
        assert file.headers["content-disposition"] == f'attachment; filename="kontrollpunkt-{day}.txt"'
        assert file.headers["content-type"] == "text/plain; charset=utf-8"
        assert f"{spoken.figures(key.opened(file.text).size)}" in said
    for other in ("0", str(numbers[-1] + 1), "-1", "9" * 30, "x"):
        assert hand.get(f"/logg/kontrollpunkter/{other}").status_code == 404


def test_a_note_that_was_changed_is_told_and_not_handed_out(home: County) -> None:
    number = signed(home)
    home.sql("UPDATE log.checkpoint SET note = replace(note, '2026-11-23', '2026-11-25')")
    page, said = checkpoints_page(home)
    assert "Underskriften stämmer inte" in said and "I natt skrevs ingen kontrollpunkt" in said
    assert f"/logg/kontrollpunkter/{number}" not in page
    assert home.hand("logg.larkan").get(f"/logg/kontrollpunkter/{number}").status_code == 404


def test_more_than_a_month_of_checkpoints_is_on_the_next_page(home: County) -> None:
    key = CheckpointKey(home.portal.store_key)
    for size in range(1, 64):
        home.sql("INSERT INTO log.checkpoint (note) VALUES (%s)", key.signed(Checkpoint(size, bytes(32), NOW)))
    shown: list[int] = []
    for part in (1, 2, 3):
        page, _ = checkpoints_page(home, f"?sida={part}")
        shown += [int(number) for number in re.findall(r'"/logg/kontrollpunkter/(\d+)"', page)]
        assert ("sida=2" in page) == (part != 2)
    assert shown == sorted(shown, reverse=True) and len(set(shown)) == 63
    assert "Inga fler kontrollpunkter" in checkpoints_page(home, "?sida=4")[1]


@pytest.mark.parametrize(
    ("signed_at", "now", "told"),
    [
        ("2026-11-23T00:05", "2026-11-23T23:59", False),
        ("2026-11-23T00:05", "2026-11-24T00:30", False),
        ("2026-11-23T00:05", "2026-11-24T08:30", True),
        ("2026-11-23T00:05", "2026-12-20T08:30", True),
        ("2026-12-20T00:05", "2026-11-24T08:30", True),
    ],
)
def test_a_night_without_a_signature_is_told(home: County, signed_at: str, now: str, told: bool) -> None:
    home.world.moment = datetime.fromisoformat(signed_at).replace(tzinfo=STOCKHOLM)
    signed(home)
    home.world.moment = datetime.fromisoformat(now).replace(tzinfo=STOCKHOLM)
    assert ("I natt skrevs ingen kontrollpunkt" in checkpoints_page(home)[1]) == told
