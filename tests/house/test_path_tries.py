"""How well a way in works: told by those who call, shown to the unit and to the process leader, and to nobody else."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from events import commands as c
from events.kinds import Channel, ContactPurpose
from tests.house.county import API, County, Hand
from tests.house.sound.paths import published
from tests.world import TODAY


def tried(home: County, caller: str, *, worked: bool) -> None:
    at = f"/kontaktvagar/{home.world.unit('soc')}"
    assert home.hand(caller).form(f"{at}/{'fungerade' if worked else 'fungerade-inte'}").status_code == 303


def performance(hand: Hand) -> Any:
    return hand.get(f"{API}/contact-paths").json()["contact_paths"][0]["performance"]


CALLERS = ("reko.larkan", "handlaggare.fk", "handlaggare.af", "handlaggare.soc-sala", "reko.psyk")


def test_how_long_contact_takes_is_told_to_the_unit_and_the_process_leader_alone(home: County) -> None:
    published(home)
    at = f"/kontaktvagar/{home.world.unit('soc')}"
    for caller in CALLERS:
        tried(home, caller, worked=False)
    home.world.moment += timedelta(days=2)
    for caller in CALLERS:
        tried(home, caller, worked=True)
    for reader in ("chef.soc", "handlaggare.soc", "process.medicin"):
        said = unescape(home.hand(reader).get(at).text)
        assert "2 arbetsdagar" in said and "Hälften av 5 kontakter" in said
        told = performance(home.hand(reader))
        assert (told["contacts"], told["median_working_days"], told["still_trying"]) == (5, 2.0, 0)
    for reader in ("reko.larkan", "chef.larkan", "chef.forbund", "handlaggare.soc-sala", "admin.region-adm"):
        assert "Så går det att nå" not in home.hand(reader).get(at).text
        assert performance(home.hand(reader)) is None


def test_fewer_than_five_contacts_have_no_figure(home: County) -> None:
    published(home)
    for caller in CALLERS[:4]:
        tried(home, caller, worked=True)
    said = unescape(home.hand("chef.soc").get(f"/kontaktvagar/{home.world.unit('soc')}").text)
    assert "Färre än 5 har sagt" in said and "median" not in said
    assert performance(home.hand("chef.soc"))["contacts"] is None


def test_nothing_in_how_a_path_has_worked_comes_from_cases(home: County) -> None:
    """Contacts logged in cases leave it as it was; the tries of the test above are its positive control."""
    published(home)
    case_id = home.case("soc")
    talked = c.LogContact(
        case_id=case_id,
        dated=TODAY,
        with_unit=home.world.unit("soc"),
        channel=Channel.PHONE,
        purpose=ContactPurpose.PLANNING,
        text="Vi talades vid.",
    )
    home.do("reko.larkan", talked)
    assert performance(home.hand("chef.soc")) is None


def test_what_happened_is_told_to_the_unit_and_the_process_leader_and_to_nobody_else(home: County) -> None:
    published(home)
    caller, at = home.hand("reko.larkan"), f"/kontaktvagar/{home.world.unit('soc')}"
    assert "Vad hände?" not in caller.get(at).text
    answer = caller.form(f"{at}/fungerade-inte")
    assert answer.headers["location"] == f"{at}#vad-hande" and "Vad hände?" in unescape(caller.get(at).text)
    words = {"problem": "no_answer", "note": "Ringde klockan nio och klockan tio."}
    assert caller.form(f"{at}/fungerade-inte", words).status_code == 303
    for reader in ("chef.soc", "handlaggare.soc", "process.medicin"):
        said = unescape(home.hand(reader).get(at).text)
        assert "larkan (demo), ingen svarade" in said and words["note"] in said
        assert home.world.officer("reko.larkan").name not in said
    for other in ("reko.larkan", "reko2.larkan", "chef.forbund", "handlaggare.fk", "handlaggare.soc-sala"):
        for place in (at, "/kontaktvagar", f"{API}/contact-paths"):
            assert words["note"] not in unescape(home.hand(other).get(place).text)
    assert "Vad hände?" not in unescape(caller.get(at).text)
    assert home.hand("chef.soc").form("/kontaktvagar/bekraftelse", {"confirmed_on": "2026-11-23"}).status_code == 303


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("Sökte Anna Testsson på 070-123 45 67", "Texten innehåller uppgifter som inte får stå här."),
        ("Hon var utsatt för våld", "Texten innehåller uppgifter som inte får stå här."),
        ("lång " * 60, "Skriv högst 200 tecken."),
    ],
)
def test_a_note_about_a_person_is_refused_and_kept_for_its_writer(home: County, note: str, sentence: str) -> None:
    published(home)
    caller, at = home.hand("reko.larkan"), f"/kontaktvagar/{home.world.unit('soc')}"
    caller.form(f"{at}/fungerade-inte")
    answer = caller.form(f"{at}/fungerade-inte", {"problem": "other", "note": note})
    assert answer.status_code == 422
    assert sentence in unescape(answer.text) and note.strip() in unescape(answer.text)
    assert note.strip() not in unescape(home.hand("chef.soc").get(at).text)
