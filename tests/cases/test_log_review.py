"""The log reviewer marks what has been reviewed: written once, seen at the own unit, never one's own readings."""

import html
import re
from datetime import timedelta
from typing import Any

from events.signed_note import Checkpoint, CheckpointKey
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
    for rows in (str(foreign), "999999", "9" * 30, "x", *(str(each) for (each,) in theirs)):
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


def test_a_checkpoint_is_listed_and_handed_out_as_it_was_signed(home: County) -> None:
    hand = home.hand("logg.larkan")
    assert "Ingen kontrollpunkt än" in text_of(hand.get("/logg/kontrollpunkter"))
    first = signed(home)
    opened(home)
    home.world.moment += timedelta(days=1)
    latest = signed(home)
    answer = hand.get("/logg/kontrollpunkter")
    page, said = html.unescape(answer.text), text_of(answer)
    assert said.index("Tisdag 24 november 2026") < said.index("Måndag 23 november 2026")
    key = CheckpointKey(home.portal.store_key)
    assert page.count(key.verifier) == 1
    for size in (first, latest):
        assert f'href="/logg/kontrollpunkter/{size}"' in page
        file = hand.get(f"/logg/kontrollpunkter/{size}")
        assert file.headers["content-disposition"] == f'attachment; filename="kontrollpunkt-{size}.txt"'
        assert key.opened(file.text).size == size
    for other in ("0", str(first - 1), str(latest + 1), "-1", "9" * 30, "x"):
        assert hand.get(f"/logg/kontrollpunkter/{other}").status_code == 404
    home.sql("UPDATE log.checkpoint SET note = replace(note, '2026-11-24', '2026-11-25')")
    assert "Underskriften stämmer inte" in text_of(hand.get("/logg/kontrollpunkter"))


def test_more_than_a_month_of_checkpoints_is_on_the_next_page(home: County) -> None:
    key = CheckpointKey(home.portal.store_key)
    for size in range(1, 64):
        home.sql("INSERT INTO log.checkpoint VALUES (%s, %s)", size, key.signed(Checkpoint(size, bytes(32), NOW)))
    hand, shown = home.hand("logg.larkan"), []
    for part in (1, 2, 3):
        page = html.unescape(hand.get(f"/logg/kontrollpunkter?sida={part}").text)
        shown += [int(size) for size in re.findall(r'"/logg/kontrollpunkter/(\d+)"', page)]
        assert ("sida=2" in page) == (part != 2)
    assert shown == list(range(63, 0, -1))


def test_a_night_without_a_signature_is_told_when_there_was_something_to_sign(home: County) -> None:
    def told() -> bool:
        said = text_of(home.hand("logg.larkan").get("/logg/kontrollpunkter"))
        return "I natt skrevs ingen kontrollpunkt" in said

    signed(home)
    home.world.moment += timedelta(days=5)
    assert not told(), "nothing has been recorded since"
    opened(home)
    assert told()
    signed(home)
    opened(home)
    home.world.moment += timedelta(days=1)
    assert not told(), "it is signed tonight"
    home.world.moment += timedelta(days=1)
    assert told()
    signed(home)
    assert not told()
    home.sql("DELETE FROM log.event WHERE position = (SELECT max(position) FROM log.event)")
    home.world.moment += timedelta(days=2)
    assert told()
