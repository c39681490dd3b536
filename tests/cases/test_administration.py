"""Administration, per role: units and assignments, quality assignments and absence, decisions to purge; no cases."""

from datetime import timedelta
from html import unescape
from typing import Any

from portal.login.issuers import Issuer
from portal.login.oidc import Provider
from tests.cases.reading import text_of
from tests.house.county import County
from tests.world import ISSUER, TODAY

HERE = "/administration"
NEW: dict[str, str] = {
    "name": "Nova Demoring",
    "subject": "nova.larkan",
    "role": "rehab_coordinator",
    "licensed_or_care_staff": "true",
    "valid_from": TODAY.isoformat(),
    "valid_to": (TODAY + timedelta(days=365)).isoformat(),
}


def unit_place(home: County, slug: str = "larkan") -> str:
    return f"{HERE}/enheter/{home.world.unit(slug)}"


def give(home: County, **changed: str) -> Any:
    issuer = next(iter(home.world.directory.users.values())).issuer
    return home.hand("admin.region-adm").form(f"{unit_place(home)}/uppdrag", NEW | {"issuer": issuer} | changed)


def test_a_login_service_is_named_as_its_users_are_registered(home: County) -> None:
    """Under its address, which may be another, nobody who was registered so would ever get in."""
    place = f"{unit_place(home)}/uppdrag/nytt"
    known = Issuer("http://127.0.0.1:8001", "portal", ("1",), name="Demoinloggning", known_as=ISSUER)
    other = Issuer("https://annan.example", "portal", ("1",), name="Kommunens inloggning")
    home.portal.providers[known.issuer] = Provider(known)
    only = unescape(home.hand("admin.region-adm").get(place).text)
    assert f'type="hidden" name="issuer" value="{ISSUER}"' in only and "127.0.0.1" not in only
    home.portal.providers[other.issuer] = Provider(other)
    chosen = home.hand("admin.region-adm").get(place)
    assert "Kommunens inloggning Demoinloggning" in text_of(chosen) and "127.0.0.1" not in chosen.text


def test_an_administrator_sees_the_own_organisations_units_and_who_works_there(home: County) -> None:
    admin = home.hand("admin.region-adm")
    said = text_of(admin.get(HERE))
    assert "larkan (demo)" in said and "psyk (demo)" in said
    assert "soc (demo)" not in said and "fk (demo)" not in said
    page = text_of(admin.get(unit_place(home)))
    assert "reko2 Demo-larkan" in page and "31 december 2027" in page
    assert admin.get(unit_place(home, "soc")).status_code == 404


def test_an_assignment_is_given_with_an_end_and_ended(home: County) -> None:
    assert give(home).status_code == 303
    admin = home.hand("admin.region-adm")
    assert "Nova Demoring" in text_of(admin.get(unit_place(home)))
    (held,) = [a for a in home.world.log.directory().assignments.values() if home_name(home, a.user_id) == NEW["name"]]
    place = f"{HERE}/uppdrag/{held.assignment_id}/avslut"
    assert "Nova Demoring, rehabkoordinator" in text_of(admin.get(place))
    late = admin.form(place, {"ended_on": (TODAY + timedelta(days=900)).isoformat()})
    assert late.status_code == 422 and 'id="ended_on-fel"' in late.text
    later = TODAY + timedelta(days=20)
    assert admin.form(place, {"ended_on": later.isoformat()}).status_code == 303
    said = admin.get(unit_place(home))
    assert place in unescape(said.text) and "12 december 2026 Går ut snart" in text_of(said), (
        "it may still be ended at once"
    )
    assert admin.form(place, {"ended_on": TODAY.isoformat()}).status_code == 303
    assert home.world.log.directory().assignments[held.assignment_id].ended_on == TODAY
    said = admin.get(unit_place(home))
    assert place not in unescape(said.text) and NEW["name"] in text_of(said).partition("Har slutat")[2]
    assert NEW["name"] not in text_of(said).partition("Har slutat")[0]


def test_one_that_has_run_out_is_not_offered_to_be_ended(home: County) -> None:
    assert give(home).status_code == 303
    (held,) = [a for a in home.world.log.directory().assignments.values() if home_name(home, a.user_id) == NEW["name"]]
    place = f"{HERE}/uppdrag/{held.assignment_id}/avslut"
    assert place in unescape(home.hand("admin.region-adm").get(unit_place(home)).text)
    home.world.moment += timedelta(days=(held.valid_to - TODAY).days + 1)
    said = home.hand("admin.region-adm").get(unit_place(home))
    assert place not in unescape(said.text) and NEW["name"] in text_of(said).partition("Har slutat")[2]


def home_name(home: County, user_id: Any) -> str:
    return home.world.log.directory().users[user_id].name


def test_the_rules_of_an_assignment_are_said_at_the_field(home: County) -> None:
    wrong = {
        "valid_to": ({"valid_to": (TODAY + timedelta(days=800)).isoformat()}, "högst 24 månader"),
        "role": ({"role": "social_worker"}, "Den rollen finns inte på en sådan enhet."),
        "licensed_or_care_staff": ({"licensed_or_care_staff": ""}, "legitimerad eller annan vårdpersonal"),
        "subject": ({"subject": "admin.region-adm"}, "Du kan inte ge dig själv ett uppdrag."),
        "name": ({"name": ""}, "Fyll i det här fältet."),
    }
    before = home.events()
    for field, (changed, sentence) in wrong.items():
        answer = give(home, **changed)
        assert answer.status_code == 422 and f'id="{field}-fel"' in answer.text, field
        assert sentence in text_of(answer), field
    assert home.events() == before


def test_roles_that_must_be_apart_are_kept_apart(home: County) -> None:
    answer = give(home, subject="chef.forbund")
    assert answer.status_code == 422 and "kan inte innehas av samma person" in text_of(answer)


def test_a_unit_with_open_cases_is_not_closed(home: County) -> None:
    home.case("soc")
    admin = home.hand("admin.region-adm")
    fields = {"name": "Vårdcentralen Lärkan (demo)", "active": "false", "serves_municipalities": ["", "1983"]}
    answer = admin.form(f"{unit_place(home)}/andring", fields)
    assert answer.status_code == 422 and "Enheten har öppna ärenden." in text_of(answer)
    assert admin.form(f"{unit_place(home)}/andring", fields | {"active": "true"}).status_code == 303
    changed = home.world.log.directory().units[home.world.unit("larkan")]
    assert (changed.name, changed.serves_municipalities) == (fields["name"], ("1983",))


def test_a_unit_is_added_and_without_cases_closed(home: County) -> None:
    admin = home.hand("admin.region-adm")
    assert "Lägg till en enhet" in text_of(admin.get(f"{HERE}/enheter/ny"))
    org_id = home.world.directory.by_slug["larkan"].org_id
    fields = {"org_id": str(org_id), "name": "Gläntan (demo)", "slug": "glantan", "unit_type": "primary_care_unit"}
    taken = admin.form(f"{HERE}/enheter", fields | {"slug": "larkan"})
    assert taken.status_code == 422 and "Det finns redan en enhet med det kortnamnet." in text_of(taken)
    assert admin.form(f"{HERE}/enheter", fields).status_code == 303
    home.world.directory = home.world.log.directory()
    assert admin.form(f"{unit_place(home, 'glantan')}/andring", {"active": "false"}).status_code == 303
    assert "Stängd" in text_of(admin.get(HERE))


def test_the_system_administrator_appoints_administrators_and_sees_no_others_staff(home: County) -> None:
    system = home.hand("system.drift")
    assert "region-adm (demo)" in text_of(system.get(HERE))
    assert system.get(unit_place(home, "region-adm")).status_code == 200
    assert system.get(unit_place(home)).status_code == 404
    assert system.get(unit_place(home, "soc")).status_code == 200  # an organisation without an administrator


def test_the_manager_gives_a_quality_assignment_and_ends_it(home: County) -> None:
    chief, place = home.hand("chef.larkan"), f"{HERE}/kvalitetsuppdrag"
    assert "reko2 Demo-larkan, rehabkoordinator" in text_of(chief.get(f"{place}/nytt"))
    fields = {
        "assignee": str(home.world.officer("reko2.larkan").user_id),
        "purpose": "Följa upp planerna",
        "registry_number": "RV 2026/118",
        "valid_from": TODAY.isoformat(),
        "valid_to": (TODAY + timedelta(days=180)).isoformat(),
    }
    for field, value in {"registry_number": "", "valid_to": "2028-01-01", "purpose": ""}.items():
        answer = chief.form(place, fields | {field: value})
        assert answer.status_code == 422 and f'id="{field}-fel"' in answer.text
    assert chief.form(place, fields).status_code == 303
    said = text_of(chief.get(HERE))
    assert "RV 2026/118" in said and "Följa upp planerna" in said
    assert "Kvalitetsuppföljning" in text_of(home.hand("reko2.larkan").get("/"))
    (held,) = home.world.log.directory().quality_assignments
    ending = f"{place}/{held}/avslut"
    for other in ("chef.soc", "chef.psyk"):
        assert home.hand(other).get(ending).status_code == 404
    assert chief.get(ending).status_code == 200
    assert chief.form(ending, {"ended_on": TODAY.isoformat()}).status_code == 303
    assert "Tidigare uppdrag" in text_of(chief.get(HERE))
    assert "Kvalitetsuppföljning" not in text_of(home.hand("reko2.larkan").get("/"))


def test_an_administrator_writes_in_a_decision_to_purge_by_number(home: County) -> None:
    ours, theirs = home.case("soc"), home.foreign_case
    admin, place = home.hand("admin.region-adm"), f"{HERE}/gallring"
    number = home.world.log.load(ours).number
    fields = {"number": number.lower(), "decision_ref": "RV 2026/118", "sure": "true"}
    assert "Bekräfta att ärendet ska gallras." in text_of(admin.form(place, fields | {"sure": ""}))
    foreign = admin.form(place, fields | {"number": home.world.log.load(theirs).number})
    nothing = admin.form(place, fields | {"number": "2222-2222"})
    no_case = "Vi hittar inget ärende som er organisation har öppnat."
    assert no_case in text_of(foreign) and no_case in text_of(nothing)
    assert (foreign.status_code, nothing.status_code) == (422, 422)
    blank = admin.form(place, fields | {"decision_ref": ""})
    assert blank.status_code == 422 and 'id="decision_ref-fel"' in blank.text
    assert admin.form(place, fields).status_code == 303
    assert home.hand("reko.larkan").get(f"/arenden/{ours}").status_code == 404
