"""Forms that are confirmed, repeated, stale, sent by htmx, or not for this officer."""

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events.kinds import InquiryType
from tests.cases.reading import text_of
from tests.cases.scene import Scene
from tests.house.county import NOWHERE, County


@pytest.mark.parametrize("form", ["kontakter", "fragor"])
def test_a_unit_outside_the_consent_is_refused_by_name_and_no_more(scene: Scene, form: str) -> None:
    field = "with_unit" if form == "kontakter" else "to_unit"
    answer = scene.send(form, scene.valid(form) | {field: scene.unit("af")})
    assert answer.status_code == 422
    assert "Samtycket omfattar inte Planering för af (demo)." in text_of(answer)


def test_emoji_and_other_scripts_are_text_like_any_other(scene: Scene) -> None:
    for text in ("Bra 👍🏽 möte", "مرحبا بكم", "Zażółć gęślą jaźń"):
        answer = scene.send("kontakter", scene.valid("kontakter") | {"text": text})
        assert answer.status_code == 303, text_of(answer)
        page = scene.home.hand("handlaggare.soc").get(f"/arenden/{scene.case_id}")
        assert text in text_of(page)


def test_markup_is_shown_as_it_was_written(scene: Scene) -> None:
    written = '<script>alert(1)</script> & "citat"'
    assert scene.send("kontakter", scene.valid("kontakter") | {"text": written}).status_code == 303
    page = scene.home.hand("handlaggare.soc").get(f"/arenden/{scene.case_id}")
    assert "<script>alert" not in page.text and written in unescape(page.text)


def test_a_warning_is_confirmed_on_the_same_form_with_the_text_kept(scene: Scene) -> None:
    text = "Personen har barn hemma varannan vecka."
    asked = scene.send("kontakter", scene.valid("kontakter") | {"text": text})
    assert asked.status_code == 422
    assert 'name="freetext_warning"' in asked.text and text in unescape(asked.text)
    done = scene.send("kontakter", scene.valid("kontakter") | {"text": text, "freetext_warning": "true"})
    assert done.status_code == 303


def test_a_personnummer_in_a_text_is_refused_and_cannot_be_confirmed(scene: Scene) -> None:
    text = "Gäller 19840314-9808."
    for confirmed in ({}, {"freetext_warning": "true"}):
        answer = scene.send("kontakter", scene.valid("kontakter") | {"text": text} | confirmed)
        assert answer.status_code == 422
        assert "Ta bort personnumret" in text_of(answer)


def test_a_late_date_is_confirmed_by_a_tick(scene: Scene) -> None:
    late = scene.valid("sjukskrivningar") | {
        "issued_on": "2026-10-01",
        "rows.0.from": "2026-10-01",
        "rows.0.to": "2026-10-15",
    }
    asked = scene.send("sjukskrivningar", late)
    assert asked.status_code == 422 and 'name="late_entry"' in asked.text
    assert scene.send("sjukskrivningar", late | {"late_entry": "true"}).status_code == 303


def test_one_more_row_keeps_what_was_written_and_stores_nothing(scene: Scene) -> None:
    before = scene.home.events()
    answer = scene.send("sjukskrivningar", scene.valid("sjukskrivningar") | {"_more": "1", "rows.0.to": "sen"})
    assert answer.status_code == 200 and scene.home.events() == before
    assert 'name="rows.2.from"' in answer.text and 'value="sen"' in answer.text


def test_a_form_sent_twice_is_recorded_once(scene: Scene) -> None:
    sent = scene.valid("kontakter") | {"command_id": "7d9f3c1e-0000-4000-8000-000000000001", "text": "En enda gång."}
    first, second = scene.send("kontakter", sent), scene.send("kontakter", sent)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    page = scene.home.hand("reko.larkan").get(f"/arenden/{scene.case_id}?visa=kontakter")
    assert page.text.count("<p>En enda gång.</p>") == 1


def test_a_stale_form_is_a_conflict_with_the_input_kept(scene: Scene) -> None:
    sent = scene.valid("nedtrappningar") | {"seen": "0" * 32, "condition_text": "Om sömnen håller."}
    answer = scene.send("nedtrappningar", sent)
    assert answer.status_code == 409
    assert "Ärendet har ändrats sedan du öppnade sidan." in text_of(answer)
    assert "Om sömnen håller." in answer.text


def test_htmx_is_sent_the_form_alone_and_led_on_when_it_is_done(scene: Scene) -> None:
    hand, path = scene.home.hand("reko.larkan"), f"/arenden/{scene.case_id}/kontakter"
    refused = hand.form(path, {}, headers={"hx-request": "true"})
    assert refused.status_code == 422 and "<html" not in refused.text and 'id="formular"' in refused.text
    done = hand.form(path, scene.valid("kontakter"), headers={"hx-request": "true"})
    assert done.status_code == 200
    assert done.headers["hx-redirect"].startswith(f"/arenden/{scene.case_id}#h-")


def test_a_form_without_its_token_is_refused(scene: Scene) -> None:
    before = scene.home.events()
    answer = scene.send("kontakter", scene.valid("kontakter") | {"_csrf_token": "fel"})
    assert answer.status_code == 403 and scene.home.events() == before


def test_the_physicians_question_is_not_answered_by_the_coordinator(scene: Scene) -> None:
    world = scene.home.world
    question = c.SendInquiry(
        case_id=scene.case_id, to_unit=world.unit("larkan"), type=InquiryType.MEDICAL, text="Hur länge?"
    )
    asked: UUID = world.do("handlaggare.soc", question).entries[0].fact.inquiry_id  # type: ignore[union-attr]
    answer = scene.send(f"fragor/{asked}/svar", {"text": "Länge."})
    assert answer.status_code == 422
    assert "Den här frågan kan bara besvaras av läkare." in text_of(answer)


def test_a_question_between_others_is_as_unknown_as_none(scene: Scene) -> None:
    none = scene.home.hand("handlaggare.fk").get(f"/arenden/{scene.case_id}/fragor/{NOWHERE}/svar")
    other = scene.home.hand("handlaggare.fk").get(f"/arenden/{scene.case_id}/fragor/{scene.inquiry}/svar")
    assert (other.status_code, text_of(other)) == (none.status_code, text_of(none)) == (404, text_of(none))


def test_the_metrics_count_forms_but_not_the_question_about_violence(scene: Scene) -> None:
    hand = scene.home.hand("reko.larkan")
    for form in ("valdsfraga", "sgi/ny"):
        assert hand.get(f"/arenden/{scene.case_id}/{form}").status_code == 200
    assert scene.send("valdsfraga", {"asked": ""}).status_code == 422
    counted = hand.get("/metrics").text
    assert "/arenden/{case_id}/sgi/ny" in counted
    assert "valdsfraga" not in counted


@pytest.mark.parametrize(
    ("form", "change"), [("kontaktuppgifter", {"reach_safely": "Ring bara dagtid"}), ("handlaggare", {})]
)
def test_an_old_page_does_not_put_back_what_has_been_changed_since(
    home: County, form: str, change: dict[str, str]
) -> None:
    case_id, hand = home.case("soc"), home.hand("reko.larkan")
    both = [str(home.world.officer(who).user_id) for who in ("reko.larkan", "reko2.larkan")]
    fields: dict[str, Any] = {"phone": "070-174 06 41", "reach_safely": "", "caseworkers": both[:1]}
    where = f"/arenden/{case_id}/{form}"
    seen = unescape(hand.get(where).text).partition('name="seen" value="')[2].partition('"')[0]
    saved = hand.form(where, fields | {"seen": seen, "caseworkers": both} | change)
    assert saved.status_code == 303, saved.text
    late = hand.form(where, fields | {"seen": seen, "phone": "070-174 06 42"})
    assert late.status_code == 409
    assert "Ärendet har ändrats" in text_of(late)
    reading = home.world.read("reko.larkan", case_id)
    assert reading.contact is not None
    assert (reading.contact.reach_safely or "") == change.get("reach_safely", "")
    if form == "handlaggare":
        assert len(reading.case.caseworkers[home.world.unit("larkan")]) == 2


def test_only_what_was_changed_in_the_contact_details_is_told(scene: Scene) -> None:
    page = scene.home.hand("reko.larkan").get(f"/arenden/{scene.case_id}/kontaktuppgifter")
    shown = dict(re.findall(r'name="(_was\.\w+)" value="([^"]*)"', unescape(page.text)))
    assert shown["_was.name"] == "Amina Testsson"
    as_it_was = {name.removeprefix("_was."): value for name, value in shown.items()}
    same = scene.send("kontaktuppgifter", shown | as_it_was)
    assert same.status_code == 422 and "Du har inte ändrat något." in text_of(same)
    assert 'value="Amina Testsson"' in same.text.partition("Namn")[2], "the form is drawn with what stands"
    assert scene.send("kontaktuppgifter", shown | as_it_was | {"phone": "070-174 06 42"}).status_code == 303
    assert "Det gäller telefon." in text_of(scene.home.hand("handlaggare.soc").get(f"/arenden/{scene.case_id}"))
