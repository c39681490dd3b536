"""Exactly what each reader may read, and exactly who is said to read it."""

from datetime import date, timedelta

from msgspec import structs

from events import commands as c
from events.categories import Category
from events.facts import Removal
from events.kinds import HowObtained
from tests.cases.reading import CANARY, case_page, certificate, shared_view, text_of
from tests.house.county import County
from tests.world import AMINA, BENGT


def test_an_entry_is_shown_to_its_recipients_and_to_nobody_else(home: County) -> None:
    case_id = shared_view(home, "soc")
    assert CANARY in text_of(case_page(home, "reko.larkan", case_id)), "its owner reads it"
    assert CANARY in text_of(case_page(home, "handlaggare.soc", case_id)), "its recipient reads it"
    assert CANARY not in text_of(case_page(home, "handlaggare.fk", case_id))
    assert CANARY not in text_of(case_page(home, "handlaggare.fk", case_id, "/utdrag"))
    assert CANARY in text_of(case_page(home, "handlaggare.soc", case_id, "/utdrag"))


def test_beside_an_entry_stands_exactly_who_can_read_it_now(home: County) -> None:
    case_id = shared_view(home, "soc")
    entry = "Personens egen beskrivning reko Demo-larkan, larkan (demo) "
    said = f"{entry}Mål: {CANARY} Kan läsas av: larkan (demo) (ni) och soc (demo)"
    assert said in text_of(case_page(home, "reko.larkan", case_id))
    gone = (Removal(home.world.unit("soc"), frozenset({Category.PERSON_VIEW})),)
    home.world.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=gone))
    said = f"{entry}Mål: {CANARY} Kan läsas av: bara larkan (demo) (ni)"
    assert said in text_of(case_page(home, "reko.larkan", case_id))
    assert CANARY not in text_of(case_page(home, "handlaggare.soc", case_id))


def test_all_parties_is_said_only_when_all_of_them_can_read(home: County) -> None:
    case_id = shared_view(home, "soc", "ame", "fk")
    assert "Kan läsas av: alla fyra parter" in text_of(case_page(home, "reko.larkan", case_id))
    other = home.world.draft(number=BENGT)
    home.world.consent(other, "larkan", "soc", "fk")
    home.world.join(other, "handlaggare.soc")
    home.world.do("reko.larkan", c.RecordPersonView(case_id=other, goals=CANARY, confirmed_by_person=True))
    said = text_of(case_page(home, "reko.larkan", other))
    assert "Kan läsas av: larkan (demo) (ni) och soc (demo)" in said, "Försäkringskassan has not made sure yet"
    form = text_of(case_page(home, "reko.larkan", other, "/egen-beskrivning/ny"))
    assert "Kan läsas av: larkan (demo) (ni) och soc (demo). fk (demo) när de har öppnat ärendet" in form


def test_the_reader_line_follows_the_chosen_recipients(home: County) -> None:
    case_id = home.world.active("soc", "fk")
    where = "/lasare?kategori=person_view&falt=goals&falt=worries&recipients="
    live = home.hand("reko.larkan").get(f"/arenden/{case_id}{where}{home.world.unit('fk')}")
    assert text_of(live) == " ".join(["Kan läsas av: larkan (demo) (ni) och fk (demo)"] * 2)
    assert 'id="goals-lasare"' in live.text and 'id="worries-lasare"' in live.text
    nobody = home.hand("reko.larkan").get(f"/arenden/{case_id}{where}")
    assert text_of(nobody).startswith("Kan läsas av: bara larkan (demo) (ni)")
    stranger = home.hand("reko.larkan").get(f"/arenden/{case_id}{where}{home.world.unit('af')}")
    assert "af (demo)" not in stranger.text, "a unit outside the consent is never a reader"


def test_a_category_that_is_not_granted_leaves_no_trace_on_the_page(home: County) -> None:
    narrow = home.world.recipient("ame", without=frozenset({Category.SICK_LEAVE, Category.REHAB_PLAN}))
    case_id = home.world.draft()
    home.world.consent(case_id, recipients=(home.world.recipient("larkan"), home.world.recipient("fk"), narrow))
    for subject in ("handlaggare.fk", "handlaggare.ame"):
        home.world.join(case_id, subject)
    home.world.do("reko.larkan", certificate(case_id, date(2026, 11, 2), date(2026, 12, 31), 75))
    seen = text_of(case_page(home, "handlaggare.fk", case_id))
    assert "Sjukskriven 75 %" in seen and "intyg till 31 december 2026" in seen, "who has the category sees it"
    hidden = text_of(case_page(home, "handlaggare.ame", case_id))
    for trace in ("75", "Sjukskr", "intyg", "Läkarintyget går ut"):
        assert trace not in hidden, trace


def test_when_the_consent_ends_the_other_party_sees_the_date_and_no_reason(home: County) -> None:
    case_id = shared_view(home, "soc")
    told = c.WithdrawConsent(case_id=case_id, how_told=HowObtained.PHONE)
    home.world.do("handlaggare.fk", told)
    said = text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Samtycket upphörde måndag 23 november 2026" in said and "Vilande – samtycke saknas" in said
    assert "Skriv in nytt samtycke" in said
    for trace in (CANARY, "återkall", "På telefon", "handlaggare Demo-fk", AMINA, "070-174 06 41"):
        assert trace not in said, trace
    own = text_of(case_page(home, "reko.larkan", case_id))
    assert CANARY in own and "Kan läsas av: bara larkan (demo) (ni)" in own, "one's own entries stay"


def test_a_unit_that_has_left_the_case_learns_nothing_of_how_it_goes_on(home: County) -> None:
    case_id = shared_view(home, "soc")
    home.world.do("handlaggare.soc", c.RecordPersonView(case_id=case_id, goals="Vår egen", confirmed_by_person=True))
    home.world.do("reko.larkan", c.NarrowConsent(case_id=case_id, removed=(Removal(home.world.unit("soc")),)))
    before = text_of(case_page(home, "handlaggare.soc", case_id))
    assert "Er enhet deltar inte längre i ärende" in before and "Vår egen" in before
    home.world.do("reko.larkan", c.WithdrawConsent(case_id=case_id))
    assert text_of(case_page(home, "handlaggare.soc", case_id)) == before


def test_the_violence_question_is_for_the_named_of_the_unit_that_asked_alone(home: County) -> None:
    case_id = home.world.active("soc", "psyk")
    everybody = ("handlaggare.soc", "reko.psyk")
    before = {who: text_of(case_page(home, who, case_id)) for who in everybody}
    asked = c.DocumentViolenceQuestion(
        case_id=case_id, asked=True, asked_on=date(2026, 11, 20), documented_per_routine=True
    )
    home.world.do("reko.larkan", asked)
    said = "Frågan är ställd 20 november 2026, dokumenterad enligt rutinen."
    own = text_of(case_page(home, "reko.larkan", case_id))
    assert own.count(said) == 1 and said in own.rpartition("Frågan om våld")[2], "apart from what has happened"
    assert said not in text_of(case_page(home, "reko.larkan", case_id, "/utdrag"))
    assert {who: text_of(case_page(home, who, case_id)) for who in everybody} == before
    colleague = home.stand_in("reko2.larkan", case_id).get(f"/arenden/{case_id}")
    assert "Amina Testsson" in text_of(colleague) and "Frågan om våld" not in text_of(colleague)


def test_a_retracted_entry_keeps_its_trace_and_loses_its_words(home: County) -> None:
    case_id = shared_view(home, "soc")
    entry = home.world.read("reko.larkan", case_id).entries[-1]
    place = f"/arenden/{case_id}/handelser/{entry.event_id}/rattelse"
    assert home.hand("handlaggare.soc").get(place).status_code == 404, "only its owner takes it back"
    answer = home.hand("reko.larkan").form(place, {"reason": "wrong_fact"})
    assert answer.status_code == 303, text_of(answer)
    own = text_of(case_page(home, "reko.larkan", case_id))
    other = text_of(case_page(home, "handlaggare.soc", case_id))
    assert CANARY not in own and "Ni tog tillbaka uppgiften 23 november 2026. Skäl: fel uppgift." in own
    assert CANARY not in other and "Personens egen beskrivning har tagits tillbaka" in other


def test_the_extract_is_the_same_line_for_all_and_names_readers_without_what_they_read(home: County) -> None:
    case_id = shared_view(home, "soc")
    case_page(home, "handlaggare.fk", case_id)
    said = text_of(case_page(home, "handlaggare.soc", case_id, "/utdrag"))
    assert "Det visar inte det som varje enhet har i sin egen journal eller akt." in said
    assert "Vilka har läst om mig" in said and "fk (demo) handläggare 23 november 2026" in said
    for trace in ("handlaggare Demo-fk, fk (demo) handläggare 23", "Kopiera text", "Rätta"):
        assert trace not in said, trace


def test_an_expired_consent_closes_the_page_without_any_job(home: County) -> None:
    case_id = home.world.active("soc", valid_to=date(2026, 12, 1))
    home.world.do("reko.larkan", c.RecordPersonView(case_id=case_id, goals=CANARY, confirmed_by_person=True))
    assert CANARY in text_of(case_page(home, "handlaggare.soc", case_id))
    home.world.moment += timedelta(days=9)
    said = text_of(case_page(home, "handlaggare.soc", case_id))
    assert CANARY not in said and "Samtycket upphörde onsdag 2 december 2026" in said


def test_the_extract_speaks_to_the_person_and_not_to_the_unit_that_printed_it(home: County) -> None:
    case_id = shared_view(home, "soc")
    said = text_of(case_page(home, "reko.larkan", case_id, "/utdrag"))
    assert "Kan läsas av: larkan (demo) och soc (demo)" in said and "23 nov 2026 Personens egen" in said
    assert "(ni)" not in said and "I dag" not in said.partition("I dag är det")[2]
    assert "(ni)" in text_of(case_page(home, "reko.larkan", case_id))


def test_a_retraction_does_not_name_an_entry_that_others_may_not_read(home: County) -> None:
    case_id = shared_view(home, "soc")
    view = c.RecordPersonView(case_id=case_id, goals=CANARY, confirmed_by_person=True)
    shown, kept = home.do("reko.larkan", view), home.do("reko.larkan", structs.replace(view, recipients=frozenset()))
    undone = {"event_id": str(shown.entries[0].event_id), "replaced_by": str(kept.entries[0].event_id)}
    answer = home.hand("reko.larkan").command("retract-entry", case_id=str(case_id), reason="wrong_fact", **undone)
    assert answer.status_code == 200
    for path in (f"/api/v1/cases/{case_id}", "/api/v1/events"):
        told = home.hand("handlaggare.soc").get(path).text
        assert "entry-retracted" in told
        assert undone["replaced_by"] not in told
