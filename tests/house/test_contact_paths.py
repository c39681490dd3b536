"""Kontaktvägar over HTTP: every role sees whom to call, the unit keeps its own, others say whether it worked."""

from html import unescape
from typing import Any

import pytest

from tests.house.cast import READERS
from tests.house.county import API, County, Hand
from tests.house.sound import published, way_in

FORM = {
    "primary.kind": "named",
    "primary.display_name": "Siv Demoström",
    "primary.phone": "070-174 06 12",
    "primary.hours.0.weekday": "1",
    "primary.hours.0.from": "8.00",
    "primary.hours.0.to": "16.00",
    "primary.hours.1.weekday": "2",
    "primary.hours.1.from": "",
    "primary.hours.1.to": "",
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
    assert (answer.status_code, answer.headers["location"].partition("#")[0]) == (303, "/kontaktvagar")
    said = row(page(home.hand("reko.larkan")), home)
    assert "Siv Demoström" in said and "Sårbar" in said and "Ingen ersättare" in said
    form = unescape(chief.get("/kontaktvagar/er-kontaktvag").text)
    assert 'value="Siv Demoström"' in form and 'name="primary.hours.0.from" type="text" value="08:00"' in form


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
        ("?q=larkan", False),
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


def test_a_way_in_is_saved_as_a_card(shared: County) -> None:
    published(shared)
    answer = shared.hand("handlaggare.fk").get(f"/kontaktvagar/{shared.world.unit('soc')}/vcard")
    assert answer.headers["content-type"].startswith("text/vcard")
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
