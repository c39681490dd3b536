"""What is planned and done in the told cases, as their officers read it on the demo day."""

from datetime import date
from typing import Any

from events import facts as f
from events.facts import sip as s
from events.kinds import DenialGround, FkCoordination
from events.sip.kinds import CancelReason, Guest
from portal.cases.page import case_page
from portal.cases.plan_page import plan_context
from portal.cases.timeline.kva import kva_line
from tests.portal.demo_store import County


def of_kind(loaded: County, subject: str, story: str, kind: type[Any]) -> list[Any]:
    return [entry.fact for entry in loaded.read(subject, story).entries if isinstance(entry.fact, kind)]


def test_v1_has_its_plan_and_efforts_side_by_side(loaded: County) -> None:
    plans = of_kind(loaded, "handlaggare.soc-koping", "V1", f.RehabPlanEstablished)
    assert plans[0].established_on == date(2026, 8, 20) and plans[-1].step_down_ref is not None
    context = case_page(loaded.read("reko.larkan", "V1"), loaded.directory, {})
    rows = [(row.what, row.party, row.when) for row in context["chart"].rows]
    assert ("Arbetsträning 15 timmar i veckan", "Kommun", "5 oktober 2026–29 januari 2027") in rows
    assert ("Samordning", "Försäkringskassan", "från 20 oktober 2026") in rows
    now = {fact["term"]: fact for fact in context["present"]}
    assert list(now) == ["Sjukskriven", "Försörjning", "Plan", "Pågående insatser"]
    assert now["Försörjning"]["note"].endswith("saknar SGI") and now["Pågående insatser"]["value"] == "3 samtidigt"
    plan = plan_context(loaded.read("reko.larkan", "V1"), loaded.directory)
    assert len(plan["versions"]) == 2 and plan["chart"] is not None


def test_v2_has_a_plan_revised_twice_and_coordination(loaded: County) -> None:
    plan = plan_context(loaded.read("handlaggare.soc-sala", "V2"), loaded.directory)
    assert [version["number"] for version in plan["versions"]] == [3, 2, 1]
    (granted,) = of_kind(loaded, "handlaggare.soc-sala", "V2", f.FkCoordinationRecorded)
    assert (granted.status, granted.on) == (FkCoordination.GRANTED, date(2026, 9, 1))


def test_v14_was_denied_with_its_ground(loaded: County) -> None:
    applied, denied = of_kind(loaded, "reko.larkan", "V14", f.FkCoordinationRecorded)
    assert applied.status is FkCoordination.APPLIED
    assert (denied.status, denied.denial_ground) == (FkCoordination.DENIED, DenialGround.NOT_INSURED)


def test_what_is_copied_to_the_record_bears_the_code_that_fits_the_units_own_work(loaded: County) -> None:
    reading = loaded.read("reko.larkan", "V1")
    codes = {(entry.topic, line) for entry in reading.entries for line in kva_line(entry, reading.gate.officer)}
    assert ("rehab-plan-established", "KVÅ DV077 Plan för återgång i arbete") in codes
    assert ("contact-logged", "KVÅ GC001 Koordineringsinsatser") in codes
    assert not any(topic == "sick-leave-recorded" for topic, _ in codes)
    other = loaded.read("handlaggare.soc-koping", "V1")
    assert not any(kva_line(entry, other.gate.officer) for entry in other.entries)


def test_the_plan_of_v3_stays_at_the_health_centre(loaded: County) -> None:
    kept = {"rehab-plan-established", "functional-assessment-shared"}
    assert kept <= loaded.topics("reko.svalan", "V3")
    assert not kept & loaded.topics("handlaggare.soc-arboga", "V3")
    assert "person-view-recorded" in loaded.topics("handlaggare.soc-arboga", "V3"), "the control"


def test_v6_and_v7_have_a_plan_and_efforts_of_two_parties(loaded: County) -> None:
    for story, reko, town in (
        ("V6", "reko.ugglan", "Hallstahammar"),
        ("V7", "reko.bofinken", "Norberg"),
    ):
        efforts = of_kind(loaded, reko, story, f.InterventionRecorded)
        names = {loaded.directory.units[effort.provider_unit].name for effort in efforts}
        assert any(town in name for name in names) and len(names) == 2
        assert "rehab-plan-established" in loaded.topics(reko, story)


def test_v11_has_held_its_follow_up_before_the_move(loaded: County) -> None:
    (held,) = of_kind(loaded, "handlaggare.fk-vastmanland", "V11", f.FollowUpHeld)
    assert held.on == date(2026, 11, 4) and held.plan_change_needed and held.person_present


def test_v12_went_from_training_to_subsidised_work(loaded: County) -> None:
    efforts = of_kind(loaded, "handlaggare.af-vasteras", "V12", f.InterventionRecorded)
    assert [(effort.status, effort.from_) for effort in efforts][-2:] == [
        ("completed", date(2026, 5, 4)),
        ("started", date(2026, 9, 16)),
    ]


def test_v1_met_in_september_and_follows_up_in_december(loaded: County) -> None:
    (held,) = of_kind(loaded, "handlaggare.soc-koping", "V1", s.SipHeld)
    plan = of_kind(loaded, "handlaggare.soc-koping", "V1", s.SipPlanEstablished)[0]
    assert held.held_on == date(2026, 9, 17) and plan.follow_up_on == date(2026, 12, 10)


def test_the_meeting_of_v4_fell_with_the_consent(loaded: County) -> None:
    case = loaded.read("reko.jarpen", "V4").case
    (fallen,) = (e.fact for e in case.entries.values() if isinstance(e.fact, s.SipCancelled))
    assert fallen.reason is CancelReason.CONSENT_ENDED


def test_the_partner_is_asked_to_the_meeting_of_v9(loaded: County) -> None:
    (summons,) = of_kind(loaded, "handlaggare.soc-surahammar", "V9", s.SipSummoned)
    assert summons.guests == {Guest.PERSON, Guest.RELATIVE} and summons.at.date() == date(2026, 12, 2)
