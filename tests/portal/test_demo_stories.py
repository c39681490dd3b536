"""Each told case stands on the demo day as it should, read by the officers who are named in it."""

from datetime import date

import pytest

from events import facts as f
from events.categories import Category
from events.degrees import degree_on
from events.kinds import ConsentForm, Status
from events.refusals import NotFoundOrDenied
from portal.demo.ids import unit_id
from tests.portal.demo_store import County

TODAY = date(2026, 11, 23)
OPENER = {
    "V1": "reko.larkan", "V2": "reko.tranan", "V3": "reko.svalan", "V4": "reko.jarpen", "V5": "reko.tarnan",
    "V6": "reko.ugglan", "V7": "reko.bofinken", "V8": "reko.sidensvansen", "V9": "reko.orren",
    "V10": "reko.talltitan", "V11": "reko.blamesen", "V12": "reko.tranan", "V13": "reko.svalan", "V14": "reko.larkan",
}  # fmt: skip
STATUS = {
    **dict.fromkeys(OPENER, Status.ACTIVE),
    "V4": Status.SUSPENDED, "V5": Status.SUSPENDED, "V8": Status.DRAFT, "V12": Status.CLOSED, "V13": Status.DRAFT,
}  # fmt: skip


@pytest.mark.parametrize("story", OPENER)
def test_the_case_has_the_status_that_is_told(loaded: County, story: str) -> None:
    assert loaded.read(OPENER[story], story).case.status(TODAY) is STATUS[story]


@pytest.mark.parametrize("story", OPENER)
def test_the_physician_is_named_beside_the_coordinator_and_the_second_one_is_not(loaded: County, story: str) -> None:
    unit = OPENER[story].removeprefix("reko.")
    assert loaded.read(f"lakare.{unit}", story).name == loaded.read(OPENER[story], story).name
    if unit != "sidensvansen":
        with pytest.raises(NotFoundOrDenied):
            loaded.read(f"reko2.{unit}", story)
        assert loaded.read(f"reko2.{unit}", story, substitute="absence").name


@pytest.mark.parametrize("story", [s for s in OPENER if STATUS[s] is Status.ACTIVE])
def test_an_active_case_looks_lived_in(loaded: County, story: str) -> None:
    expected = {"sick-leave-recorded", "livelihood-recorded", "person-view-recorded", "contact-person-named",
                "inquiry-sent"}  # fmt: skip
    assert expected <= loaded.topics(OPENER[story], story)
    assert len(loaded.words(OPENER[story], story)) > 300


def test_v1_is_half_time_with_a_question_to_answer(loaded: County) -> None:
    reading = loaded.read("reko.larkan", "V1")
    case = reading.case
    assert (reading.name, reading.contact and reading.contact.phone) == ("Amina Testsson", "070-174 06 41")
    days = (date(2026, 8, 3), date(2026, 10, 1), date(2026, 11, 15), date(2026, 11, 16), TODAY)
    assert [degree_on(case, day) for day in days] == [100, 75, 75, 50, 50]
    assert case.consent is not None and case.consent.fact.form is ConsentForm.WRITTEN
    assert (case.consent.fact.given_on, case.consent.fact.valid_to) == (date(2026, 8, 10), date(2027, 2, 10))
    assert case.consent.units == case.consent.verified
    (waiting,) = (i for i in case.inquiries.values() if i.open and i.fact.to_unit == unit_id("larkan"))
    assert reading.open(waiting.fact.text) == "Kan Amina öka till 20 timmar i veckan från januari?"
    assert (waiting.fact.due_on, waiting.sent.owner_unit) == (date(2026, 11, 26), unit_id("ame-koping"))


def test_v1_gives_each_party_what_its_consent_covers(loaded: County) -> None:
    assert {"sick-leave-recorded", "sgi-status-recorded"} <= loaded.topics("handlaggare.soc-koping", "V1")
    ame = loaded.topics("handlaggare.ame-koping", "V1")
    assert "sick-leave-recorded" in ame and "inquiry-sent" in ame
    assert not {"sgi-status-recorded", "livelihood-recorded", "violence-question-documented"} & ame
    assert "inquiry-sent" not in loaded.topics("handlaggare.fk-vastmanland", "V1")
    with pytest.raises(NotFoundOrDenied):
        loaded.read("handlaggare.af-koping", "V1")


def test_v2_has_gone_on_since_june_last_year_under_three_consents(loaded: County) -> None:
    case = loaded.read("reko.tranan", "V2").case
    assert {degree_on(case, day) for day in (date(2025, 6, 2), date(2026, 1, 7), TODAY)} == {100}
    assert len(case.consents) == 3
    assert "sick-leave-recorded" in loaded.topics("reko.psyk-sala", "V2")
    af = loaded.read("handlaggare.af-vasteras", "V2")
    assert af.name == "Bengt Testberg"
    before = {e.topic for e in af.entries if e.recorded_at.date() < date(2026, 8, 17)}
    assert before == {"sick-leave-recorded"}, "of what came before, only what the owner has released is read"
    assert "person-view-recorded" in loaded.topics("handlaggare.soc-sala", "V2"), "the control"
    (waiting,) = (i for i in case.inquiries.values() if i.open)
    assert (waiting.fact.type, waiting.fact.due_on) == ("medical", date(2026, 11, 25))
    assert len(case.retracted) == 1 and "i juni" not in loaded.words("handlaggare.soc-sala", "V2")
    assert "nya behandlingen" in loaded.words("handlaggare.soc-sala", "V2")


def test_v3_allows_one_unit_and_not_function_and_plan(loaded: County) -> None:
    consent = loaded.read("reko.svalan", "V3").case.consent
    assert consent is not None and consent.units == {unit_id("svalan"), unit_id("soc-arboga")}
    held = consent.categories_of(unit_id("soc-arboga"))
    assert Category.SICK_LEAVE in held and not {Category.FUNCTIONAL_STATUS, Category.REHAB_PLAN} & held
    assert "sick-leave-recorded" in loaded.topics("handlaggare.soc-arboga", "V3")
    for outside in ("handlaggare.fk-vastmanland", "handlaggare.af-koping", "handlaggare.ame-arboga"):
        with pytest.raises(NotFoundOrDenied):
            loaded.read(outside, "V3")


def test_v4_stopped_when_it_was_withdrawn_and_the_question_was_voided(loaded: County) -> None:
    reading = loaded.read("reko.jarpen", "V4")
    (inquiry,) = reading.case.inquiries.values()
    assert inquiry.voided is not None and inquiry.voided.dated == date(2026, 11, 10)
    assert reading.contact is None
    assert "sick-leave-recorded" in loaded.topics("reko.jarpen", "V4")
    assert "livelihood-recorded" not in loaded.topics("reko.jarpen", "V4")
    soc = loaded.topics("handlaggare.soc-fagersta", "V4")
    assert "livelihood-recorded" in soc and "sick-leave-recorded" not in soc
    assert "consent-withdrawn" in soc


def test_v5_expired_at_midnight_by_the_clock_alone(loaded: County) -> None:
    reading = loaded.read("reko.tarnan", "V5")
    (expired,) = (e for e in reading.case.entries.values() if isinstance(e.fact, f.ConsentExpired))
    assert expired.actor is None and expired.dated == date(2026, 11, 1)
    assert degree_on(reading.case, TODAY) == 50 and degree_on(reading.case, date(2026, 12, 31)) == 50
    assert "livelihood-recorded" not in loaded.topics("reko.tarnan", "V5")
    assert "livelihood-recorded" in loaded.topics("handlaggare.soc-kungsor", "V5")
    assert any(inquiry.open for inquiry in reading.case.inquiries.values()), "questions pause, they are not voided"


def test_v6_waits_for_an_answer_that_is_two_weeks_late(loaded: County) -> None:
    reading = loaded.read("handlaggare.ame-hallstahammar", "V6")
    (waiting,) = (i for i in reading.case.inquiries.values() if i.open)
    assert (TODAY - waiting.fact.due_on).days == 14
    assert reading.open(waiting.fact.text)


def test_v7_has_been_narrowed_to_one_municipal_unit(loaded: County) -> None:
    assert loaded.topics("handlaggare.soc-norberg", "V7") >= {"sick-leave-recorded", "inquiry-sent"}
    assert "sick-leave-recorded" not in loaded.topics("handlaggare.ame-norberg", "V7")
