"""Förbundet: the director keeps offers and funded interventions; everybody sees the offers beside the contact paths."""

from datetime import timedelta

from tests.cases.reading import text_of
from tests.house.county import API, County
from tests.world import TODAY

HERE = "/forbundet"
OFFER = {
    "name": "Steget tillbaka",
    "for_whom": "Den som är sjukskriven och har försörjningsstöd",
    "how": "Handläggaren bokar en plats",
    "contact": "Eva Demoslätt, 070-174 06 12",
    "municipalities": "1983",
}


def test_what_the_director_publishes_is_shown_to_everybody_in_its_municipality(home: County) -> None:
    director = home.hand("chef.forbund")
    assert "Inget erbjudande än" in text_of(director.get(HERE))
    assert director.form(f"{HERE}/erbjudanden", OFFER).status_code == 303
    assert "Tills vidare" in text_of(director.get(HERE))
    for subject in ("reko.larkan", "chef.soc", "handlaggare.fk", "chef.forbund"):
        said = text_of(home.hand(subject).get("/kontaktvagar?kommun=1983"))
        assert "Det här erbjuder samordningsförbundet" in said and "Eva Demoslätt, 070-174 06 12" in said
    assert "Steget tillbaka" not in text_of(home.hand("reko.larkan").get("/kontaktvagar?kommun=1980"))


def test_an_offer_is_changed_and_ended_by_its_own_director(home: County) -> None:
    director = home.hand("chef.forbund")
    director.form(f"{HERE}/erbjudanden", OFFER)
    (offer_id,) = home.world.log.directory().offers
    place = f"{HERE}/erbjudanden/{offer_id}"
    assert "Handläggaren bokar en plats" in director.get(place).text
    assert home.hand("chef.larkan").get(place).status_code == 404
    ended = OFFER | {"last_day": (TODAY - timedelta(days=1)).isoformat()}
    assert director.form(place, ended).status_code == 303
    assert "Visas inte längre" in text_of(director.get(HERE))
    assert "Steget tillbaka" not in text_of(home.hand("reko.larkan").get("/kontaktvagar"))


def test_what_is_missing_in_an_offer_is_said_at_the_field(home: County) -> None:
    director = home.hand("chef.forbund")
    for field in OFFER:
        answer = director.form(f"{HERE}/erbjudanden", OFFER | {field: ""})
        assert answer.status_code == 422 and f'id="{field}-fel"' in answer.text, field


def test_a_funded_intervention_is_chosen_in_the_form_of_an_effort_and_said_in_the_case(home: County) -> None:
    director, case_id = home.hand("chef.forbund"), home.case("ame")
    form = f"/arenden/{case_id}/insatser"
    assert "Finansierar samordningsförbundet" not in text_of(home.hand("handlaggare.ame").get(f"{form}/ny"))
    period = {"first_day": "2026-01-01", "last_day": "2026-12-31"}
    backwards = {"first_day": "2026-12-31", "last_day": "2026-01-01"}
    assert "Slutdatumet är före startdatumet." in text_of(
        director.form(f"{HERE}/insatser", {"name": "Steget", **backwards})
    )
    assert director.form(f"{HERE}/insatser", {"name": "Steget", **period}).status_code == 303
    (funded_id,) = home.world.log.directory().funded
    assert "Steget" in director.get(f"{HERE}/insatser/{funded_id}").text
    hand = home.hand("handlaggare.ame")
    assert "Finansierar samordningsförbundet" in text_of(hand.get(f"{form}/ny"))


def test_offers_and_funded_interventions_are_lists_over_the_api_for_who_sees_them_on_pages(home: County) -> None:
    director = home.hand("chef.forbund")
    director.form(f"{HERE}/erbjudanden", OFFER)
    director.form(f"{HERE}/insatser", {"name": "Steget", "first_day": "2026-01-01", "last_day": "2026-12-31"})
    for subject in ("reko.larkan", "handlaggare.soc", "chef.soc", "process.medicin", "chef.forbund"):
        (offer,) = home.hand(subject).get(f"{API}/association-offers?municipality=1983").json()["association_offers"]
        assert (offer["name"], offer["municipalities"], offer["last_day"]) == ("Steget tillbaka", ["1983"], None)
        elsewhere = home.hand(subject).get(f"{API}/association-offers?municipality=1980").json()
        assert elsewhere == {"association_offers": [], "next": None}
    for subject in ("reko.larkan", "handlaggare.soc", "chef.forbund"):
        (funded,) = home.hand(subject).get(f"{API}/funded-interventions").json()["funded_interventions"]
        assert (funded["name"], funded["last_day"]) == ("Steget", "2026-12-31")
        assert set(funded) == {"funded_id", "association", "name", "first_day", "last_day"}
    for other in ("chef.soc", "process.medicin", "logg.larkan", "admin.region-adm"):
        assert home.hand(other).get(f"{API}/funded-interventions").status_code == 404


def test_an_ended_offer_is_listed_to_its_own_director_alone(home: County) -> None:
    director = home.hand("chef.forbund")
    director.form(f"{HERE}/erbjudanden", OFFER | {"last_day": TODAY.isoformat()})
    home.world.moment += timedelta(days=1)
    assert len(director.get(f"{API}/association-offers").json()["association_offers"]) == 1
    assert home.hand("reko.larkan").get(f"{API}/association-offers").json()["association_offers"] == []
