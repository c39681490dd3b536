"""Kontaktvägar over HTTP: every role sees whom to call, the unit keeps its own, others say whether it worked."""

from html import unescape
from typing import Any

import pytest

from tests.house.cast import READERS
from tests.house.county import API, NOWHERE, County, Hand
from tests.house.sound.paths import published, way_in

FORM = {
    "primary.kind": "named",
    "primary.display_name": "Siv Demoström",
    "primary.phone": "070-174 06 12",
    "primary.times": "8.00–16.00",
    "backup.kind": "named",
    "backup.display_name": "",
    "escalation.kind": "named",
    "escalation.display_name": "Per Demoqvist",
    "escalation.phone": "070-174 06 15",
    "reply_promise_working_days": "2",
}


def states(hand: Hand, slug: str = "soc") -> list[str]:
    rows = hand.get(f"{API}/contact-paths").json()["contact_paths"]
    return next((row["states"] for row in rows if row["unit"]["slug"] == slug), [])


def page(hand: Hand, query: str = "") -> str:
    answer = hand.get(f"/kontaktvagar{query}")
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def row(text: str, county: County, slug: str = "soc") -> str:
    """The part of the page that is about one unit."""
    return text.partition(f'id="enhet-{county.world.unit(slug)}"')[2].partition("</article>")[0]


@pytest.mark.parametrize("subject", sorted({subject for subject in READERS.values() if subject}))
def test_every_role_sees_whom_to_call(shared: County, subject: str) -> None:
    published(shared)
    hand = shared.hand(subject)
    said = row(page(hand), shared)
    assert "Siv Demoström" in said and "tel:0701740612" in said and "Öppet nu, till 16.00" in said
    assert states(hand) == ["fresh"]


def test_a_unit_without_a_way_in_shows_its_manager(home: County) -> None:
    said = row(page(home.hand("reko.larkan")), home)
    assert "Ingen kontaktväg" in said and "Kontakta enhetschef chef Demo-soc" in said


def test_the_path_is_published_in_a_form_and_read_back_in_it(home: County) -> None:
    chief = home.hand("chef.soc")
    answer = chief.form("/kontaktvagar/er-kontaktvag", FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/kontaktvagar/{home.world.unit('soc')}")
    said = row(page(home.hand("reko.larkan")), home)
    assert "Siv Demoström" in said and "Sårbar" in said and "Ingen ersättare" in said
    form = unescape(chief.get("/kontaktvagar/er-kontaktvag").text)
    assert 'value="Siv Demoström"' in form and 'name="primary.times" type="text" value="8.00–16.00"' in form


def test_a_form_without_a_number_says_so_and_keeps_what_was_typed(home: County) -> None:
    chief = home.hand("chef.soc")
    answer = chief.form("/kontaktvagar/er-kontaktvag", FORM | {"primary.phone": ""})
    assert answer.status_code == 422
    assert "Skriv ett telefonnummer eller en säker adress." in answer.text and "Siv Demoström" in answer.text
    assert states(chief) == []


def test_one_click_says_that_it_did_not_work_and_another_that_it_did(home: County) -> None:
    published(home)
    caller, at = home.hand("reko.larkan"), f"/kontaktvagar/{home.world.unit('soc')}"
    assert caller.form(f"{at}/fungerade-inte").status_code == 303
    assert caller.form(f"{at}/fungerade-inte").status_code == 303
    assert states(caller) == ["ageing"] and "Någon kom inte fram" in page(caller)
    assert caller.form(f"{at}/fungerade").status_code == 303
    assert states(caller) == ["fresh"]


def test_whoever_did_not_get_through_is_led_to_a_deviation_about_that_unit(home: County) -> None:
    published(home)
    unit_id = home.world.unit("soc")
    link = f"/avvikelser/ny?om={unit_id}&typ=no_answer_on_contact_path"
    assert link not in page(home.hand("reko.larkan"))
    home.hand("reko.larkan").form(f"/kontaktvagar/{unit_id}/fungerade-inte")
    assert link in page(home.hand("reko.larkan"))
    assert link not in page(home.hand("reko2.larkan")) and link not in page(home.hand("chef.soc"))
    said = home.hand("reko.larkan").get(link).text
    assert f'value="{unit_id}" selected' in said and 'value="no_answer_on_contact_path" selected' in said


def test_the_unit_confirms_its_own_path_and_nobody_else_can(home: County) -> None:
    published(home)
    at = f"/kontaktvagar/{home.world.unit('soc')}"
    home.hand("reko.larkan").form(f"{at}/fungerade-inte")
    assert "Bekräfta er kontaktväg" not in page(home.hand("reko.larkan"))
    chief = home.hand("chef.soc")
    assert "Bekräfta er kontaktväg" in page(chief)
    assert chief.form("/kontaktvagar/bekraftelse", {"confirmed_on": "2026-11-23"}).status_code == 303
    assert states(chief) == ["fresh"]


def test_while_the_contact_is_away_the_backup_stands_first(home: County) -> None:
    path = published(home)
    assert path.published is not None
    chief = home.hand("chef.soc")
    fields = {"contact_id": str(path.published.primary_id), "from": "2026-11-23", "to": "2026-11-27"}
    assert chief.form("/kontaktvagar/franvaro", fields).status_code == 303
    said = row(page(home.hand("reko.larkan")), home)
    assert "Ersätter Siv Demoström t.o.m. 27 november" in said and "tel:0701740613" in said


def test_with_nobody_there_the_manager_stands_in_red(home: County) -> None:
    body = way_in()
    del body["backup"]
    home.hand("chef.soc").command("publish-contact-path", **body)
    path_id = home.hand("chef.soc").get(f"{API}/contact-paths").json()["contact_paths"][0]["path"]["primary_id"]
    home.hand("chef.soc").command(
        "register-contact-absence", **{"contact_id": path_id, "from": "2026-11-16", "to": "2026-12-04"}
    )
    said = row(page(home.hand("reko.larkan")), home)
    assert "Ingen väg in just nu" in said and "Kontakta enhetschef Per Demoqvist" in said
    assert states(home.hand("reko.larkan")) == ["uncovered", "vulnerable"]


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?q=demostrom", True),
        ("?q=DEMOSTRÖM+siv", True),
        ("?q=soc+demostrom", True),
        ("?q=larkan", False),
        ("?q=s%25v", False),
        ("?q=si_", False),
        ("?q=%5C", False),
        ("?slag=social_services_unit", True),
        ("?slag=fk_office", False),
        ("?kommun=1983", False),
        ("?lage=fresh", True),
        ("?lage=stale", False),
        ("?lage=nonsens&slag=x", False),
    ],
)
def test_units_are_found_by_name_kind_municipality_and_standing(shared: County, query: str, there: bool) -> None:
    published(shared)
    assert (f"enhet-{shared.world.unit('soc')}" in page(shared.hand("reko.larkan"), query)) is there


def test_a_contact_is_found_by_today_s_name_and_by_none_when_the_way_in_is_withdrawn(home: County) -> None:
    def is_found(name: str) -> bool:
        return f"enhet-{home.world.unit('soc')}" in page(home.hand("reko.larkan"), f"?q={name}")

    published(home)
    assert (is_found("demostrom"), is_found("nydemo")) == (True, False)
    body = way_in()
    body["primary"] |= {"display_name": "Nils Nydemo"}
    assert home.hand("chef.soc").command("publish-contact-path", **body).status_code == 200
    assert (is_found("demostrom"), is_found("nydemo")) == (False, True)
    assert home.hand("chef.soc").command("withdraw-contact-path", reason="Vi flyttar.").status_code == 200
    assert (is_found("demostrom"), is_found("nydemo"), is_found("soc")) == (False, False, True)


def test_a_way_in_is_saved_as_a_card(shared: County) -> None:
    published(shared)
    answer = shared.hand("handlaggare.fk").get(f"/kontaktvagar/{shared.world.unit('soc')}/vcard")
    assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
    card = answer.text.replace("\r\n ", "")
    assert "FN:soc (demo)\r\n" in card and "TEL;VALUE=uri;TYPE=work:tel:0701740612" in card
    assert "Inte för: ansökningar" in card
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))


def test_the_way_in_stands_beside_the_party_in_the_case(home: County) -> None:
    case_id = home.case("soc")
    hand = home.hand("reko.larkan")
    assert "Ring soc (demo)" not in hand.get(f"/arenden/{case_id}").text
    published(home)
    said = unescape(hand.get(f"/arenden/{case_id}").text)
    assert "Ring soc (demo), öppet till 16.00" in said and "Siv Demoström svarar" in said


def test_nothing_about_a_path_depends_on_cases(home: County) -> None:
    """Positive control of the other tests: the list is one and the same for two readers with different cases."""
    published(home)
    home.case("soc")

    def listed(subject: str) -> Any:
        return home.hand(subject).get(f"{API}/contact-paths").json()

    assert listed("reko.larkan") == listed("handlaggare.soc-sala") != {"contact_paths": [], "next": None}


def test_the_form_holds_for_whom_what_the_municipality_offers_and_the_team(home: County) -> None:
    more = {"for_whom": ["region", "person"], "municipal_offers_text": "arbetsträning\n\nspråkstöd"}
    assert home.hand("chef.soc").form("/kontaktvagar/er-kontaktvag", FORM | more).status_code == 303
    assert "arbetsträning och språkstöd" in row(page(home.hand("reko.larkan")), home)
    form = unescape(home.hand("chef.soc").get("/kontaktvagar/er-kontaktvag").text)
    assert "arbetsträning\nspråkstöd" in form and "team_status" not in form
    care = {"team_status": "active", "reko_count": "2", "reko_hours_per_week": "50", "for_whom": ["municipality"]}
    assert home.hand("chef.larkan").form("/kontaktvagar/er-kontaktvag", FORM | care).status_code == 303
    rows = home.hand("reko.larkan").get(f"{API}/contact-paths").json()["contact_paths"]
    of_larkan = next(each["path"] for each in rows if each["unit"]["slug"] == "larkan")
    assert (of_larkan["team_status"], of_larkan["reko_count"], of_larkan["for_whom"]) == ("active", 2, ["municipality"])


def test_units_without_a_way_in_are_found_together(home: County) -> None:
    published(home)
    said = page(home.hand("process.medicin"), "?lage=missing")
    assert "larkan (demo)" in said and f'id="enhet-{home.world.unit("soc")}"' not in said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8.00–16.00", [("08:00", "16:00")]),
        ("08:00-16:00", [("08:00", "16:00")]),
        ("8-12 och 13-16.30", [("08:00", "12:00"), ("13:00", "16:30")]),
        ("8 till 12, 13–16", [("08:00", "12:00"), ("13:00", "16:00")]),
    ],
)
def test_opening_hours_are_written_as_people_write_them(home: County, typed: str, kept: list[tuple[str, str]]) -> None:
    chief = home.hand("chef.soc")
    assert chief.form("/kontaktvagar/er-kontaktvag", FORM | {"primary.times": typed}).status_code == 303
    (row_of_soc,) = chief.get(f"{API}/contact-paths").json()["contact_paths"]
    hours = row_of_soc["path"]["primary"]["hours"]
    assert [(each["from"], each["to"]) for each in hours if each["weekday"] == 3] == kept
    assert {each["weekday"] for each in hours} == {1, 2, 3, 4, 5}


def test_a_day_that_differs_is_kept_and_the_days_are_read_as_one_line_where_they_are_alike(home: County) -> None:
    chief = home.hand("chef.soc")
    differs = {"primary.times": "", **{f"primary.times.{day}": "8–16" for day in (1, 2, 3)}, "primary.times.5": "9–12"}
    assert chief.form("/kontaktvagar/er-kontaktvag", FORM | differs).status_code == 303
    said = unescape(home.hand("reko.larkan").get(f"/kontaktvagar/{home.world.unit('soc')}").text)
    assert "Måndag–onsdag 8.00–16.00" in said and "Fredag 9.00–12.00" in said and "Torsdag" not in said
    form = unescape(chief.get("/kontaktvagar/er-kontaktvag").text)
    assert 'name="primary.times.5" type="text" value="9.00–12.00"' in form
    assert 'name="primary.times" type="text" value=""' in form


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"primary.times": "förmiddagar"}, "primary.times"),
        ({"primary.times": "16–8"}, "primary.times"),
        ({"primary.times": "8–25"}, "primary.times"),
        ({"primary.times": "8-12 och"}, "primary.times"),
        ({"primary.times.3": "8–"}, "primary.times.3"),
        ({"escalation.times": "alltid"}, "escalation.times"),
    ],
)
def test_hours_that_cannot_be_read_are_said_at_their_line(home: County, fields: dict[str, str], at: str) -> None:
    answer = home.hand("chef.soc").form("/kontaktvagar/er-kontaktvag", FORM | fields)
    assert answer.status_code == 422
    said = unescape(answer.text)
    assert f'id="{at}-fel"' in said and "Skriv tiderna som timmar och minuter" in said
    assert next(iter(fields.values())) in said and states(home.hand("chef.soc")) == []


def test_the_rest_of_the_county_is_folded_until_it_is_asked_for(home: County) -> None:
    published(home)
    sala = f'id="enhet-{home.world.unit("soc-sala")}"'

    def group(query: str = "") -> str:
        before, there, _ = page(home.hand("reko.larkan"), query).partition(sala)
        assert there
        return before.rpartition('<details class="folding"')[2].partition(">")[0].strip()

    assert (group(), group("?q=sala")) == ("", "open")


def test_a_path_has_a_page_of_its_own_and_what_is_no_unit_has_none(home: County) -> None:
    published(home)
    hand = home.hand("handlaggare.fk")
    said = unescape(hand.get(f"/kontaktvagar/{home.world.unit('soc')}").text)
    assert "Siv Demoström" in said and "Måndag–fredag 8.00–16.00" in said and "Inte för:" in said
    assert hand.get(f"/kontaktvagar/{NOWHERE}").status_code == 404
    assert hand.get(f"/kontaktvagar/{home.world.unit('forbund')}").status_code == 404


def test_who_got_through_is_thanked(home: County) -> None:
    published(home)
    caller = home.hand("reko.larkan")
    answer = caller.form(f"/kontaktvagar/{home.world.unit('soc')}/fungerade")
    assert "Tack, det är noterat" in unescape(caller.get(answer.headers["location"]).text)


def test_who_acted_is_told_when_the_list_has_not_caught_up_and_is_not_kept_waiting(
    home: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(home)
    chief, real = home.hand("chef.soc"), home.projector.catch_up
    monkeypatch.setattr(home.projector, "catch_up", lambda: 0)
    answer = chief.form("/kontaktvagar/bekraftelse", {"confirmed_on": "2026-11-23"})
    assert answer.status_code == 303 and answer.headers["location"].endswith("?inom-kort=1")
    assert "Sidan uppdateras inom kort" in chief.get(answer.headers["location"]).text
    failed = home.hand("reko.larkan").form(f"/kontaktvagar/{home.world.unit('soc')}/fungerade-inte")
    assert failed.headers["location"].endswith("?inom-kort=1#vad-hande")
    real()
    assert "Sidan uppdateras inom kort" not in chief.get(answer.headers["location"]).text


def test_who_acted_is_led_to_a_page_that_has_it(home: County) -> None:
    published(home)
    answer = home.hand("reko.larkan").form(f"/kontaktvagar/{home.world.unit('soc')}/fungerade-inte")
    assert "inom-kort" not in answer.headers["location"]
