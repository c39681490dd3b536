"""What is due in a case, for each of its units: from what the unit may read, on the days that the clock says."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from events import commands as c
from events.act import placed
from events.categories import Category
from events.consents import expire_consent
from events.due import Due
from events.due.families import due_in
from events.facts import DegreeRow, Removal, Step
from events.fold import continued
from events.kinds import (
    Channel,
    ConsentForm,
    ContactPurpose,
    FollowUpKind,
    HowObtained,
    HowVerified,
    InquiryType,
    Outcome,
    ResponsibilityKind,
    SgiStatus,
    TransferReason,
)
from tests.events.test_follow_ups import booking, held
from tests.events.test_leave import leave
from tests.events.test_plans import plan
from tests.events.told import at
from tests.world import TODAY, World

DAY = timedelta(days=1)
QUESTION = ContactPurpose.QUESTION


def due(world: World, case_id: UUID, slug: str) -> dict[str, Due]:
    """By kind, whatever the day."""
    unit = world.unit(slug)
    return {each.kind: each for unit_id, each in due_in(world.log.load(case_id)) if unit_id == unit}


def shown(world: World, case_id: UUID, slug: str, day: date) -> set[str]:
    """Kinds that the days let through."""
    found = due(world, case_id, slug).values()
    return {d.kind for d in found if (d.from_on or date.min) <= day <= (d.until or date.max)}


def test_a_draft_asks_its_opener_for_a_consent_within_thirty_days(told: World) -> None:
    case_id = told.draft()
    assert due(told, case_id, "larkan")["record_consent"].due_on == TODAY + 30 * DAY
    assert set(due(told, case_id, "larkan")) == {"record_consent"}


def test_a_recipient_first_makes_sure_of_the_consent_then_names_somebody(told: World) -> None:
    case_id = told.draft()
    told.consent(case_id, "larkan", "soc", "fk")
    assert shown(told, case_id, "soc", TODAY) == {"verify_consent"}
    assert due(told, case_id, "soc")["verify_consent"].whole_unit
    assert due(told, case_id, "larkan")["awaited_verification"].about["units"] == sorted(
        (told.unit("soc"), told.unit("fk")), key=str
    )
    told.do("handlaggare.soc", c.VerifyConsent(case_id=case_id, how=HowVerified.SPOKE_WITH_PERSON))
    assert shown(told, case_id, "soc", TODAY) == {"name_caseworkers"}
    told.do(
        "handlaggare.soc",
        c.ConfirmParty(case_id=case_id, caseworkers=frozenset({told.officer("handlaggare.soc").user_id})),
    )
    assert shown(told, case_id, "soc", TODAY) == {"awaited_verification"}


def test_an_oral_consent_asks_for_the_written_form_a_copy_and_renewal_in_three_steps(told: World) -> None:
    case_id = told.draft()
    last = TODAY + 100 * DAY
    oral: dict[str, Any] = {"form": ConsentForm.ORAL, "how_obtained": HowObtained.PHONE, "document_location": None}
    told.consent(case_id, "larkan", "soc", valid_to=last, **oral)
    assert due(told, case_id, "larkan")["written_form"].due_on == TODAY + 14 * DAY
    renewals = {"renew_consent", "renew_consent_soon", "renew_ended_consent"}
    for day, kinds in (
        (last - 31 * DAY, set()),
        (last - 30 * DAY, {"renew_consent"}),
        (last - 8 * DAY, {"renew_consent"}),
        (last - 7 * DAY, {"renew_consent_soon"}),
        (last, {"renew_consent_soon"}),
        (last + DAY, {"renew_ended_consent"}),
    ):
        assert shown(told, case_id, "larkan", day) & renewals == kinds, day
    assert not shown(told, case_id, "soc", last - 7 * DAY) & renewals
    assert {"written_form", "consent_copy"} <= shown(told, case_id, "larkan", last)
    assert not {"written_form", "consent_copy"} & shown(told, case_id, "larkan", last + DAY)
    told.do("reko.larkan", c.NoteConsentCopy(case_id=case_id, on=TODAY, how=HowObtained.IN_PERSON))
    assert "consent_copy" not in due(told, case_id, "larkan")


def test_a_withdrawn_consent_leaves_only_the_review_after_six_months(told: World) -> None:
    case_id = told.active("soc")
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    assert set(due(told, case_id, "larkan")) == {"review_suspended"}
    assert due(told, case_id, "larkan")["review_suspended"].due_on == date(2027, 5, 23)
    assert shown(told, case_id, "larkan", TODAY) == set()
    assert due(told, case_id, "soc") == {}


def test_each_owner_is_asked_for_its_own_earlier_entries_until_they_are_released(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", leave(case_id))
    recipients = (told.recipient("larkan"), told.recipient("soc"), told.recipient("fk", includes_earlier=True))
    told.consent(case_id, recipients=recipients)
    told.join(case_id, "handlaggare.soc")
    asked = due(told, case_id, "larkan")["release_earlier_entries"]
    assert asked.about == {"unit": told.unit("fk"), "categories": [Category.SICK_LEAVE]}
    assert "release_earlier_entries" not in due(told, case_id, "soc")
    release = c.ReleaseEarlierEntries(
        case_id=case_id, to_unit=told.unit("fk"), categories=frozenset({Category.SICK_LEAVE})
    )
    told.do("reko.larkan", release)
    assert "release_earlier_entries" not in due(told, case_id, "larkan")


def test_a_question_waits_for_its_two_units_alone_until_it_is_answered(told: World) -> None:
    case_id = told.active("soc", "fk")
    ask = c.SendInquiry(case_id=case_id, to_unit=told.unit("larkan"), type=InquiryType.PLANNING, text="När börjar hon?")
    told.do("handlaggare.soc", ask)
    asked = due(told, case_id, "larkan")["answer_inquiry"]
    assert not asked.waits_for_others and due(told, case_id, "soc")["awaited_answer"].waits_for_others
    assert not {"answer_inquiry", "awaited_answer"} & set(due(told, case_id, "fk"))
    told.do("reko.larkan", c.AnswerInquiry(case_id=case_id, inquiry_id=asked.ref, text="På måndag."))
    assert "answer_inquiry" not in due(told, case_id, "larkan")
    assert "awaited_answer" not in due(told, case_id, "soc")


def spell(case_id: UUID, days: int, **more: Any) -> c.RecordSickLeave:
    return leave(case_id, rows=(DegreeRow(TODAY, TODAY + days * DAY, 100),), **more)


def test_a_spell_of_more_than_thirty_days_wants_a_plan_by_day_thirty(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", spell(case_id, 30))
    assert "make_plan" not in due(told, case_id, "larkan")
    told.do("reko.larkan", leave(case_id, rows=(DegreeRow(TODAY + 36 * DAY, TODAY + 60 * DAY, 100),)))
    wanted = due(told, case_id, "larkan")["make_plan"]
    assert (wanted.due_on, wanted.from_on) == (TODAY + 30 * DAY, TODAY + 20 * DAY)
    assert "make_plan" not in due(told, case_id, "soc")
    told.do("reko.larkan", plan(case_id))
    assert "make_plan" not in due(told, case_id, "larkan")


def test_a_gap_of_six_days_makes_another_spell(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", spell(case_id, 20))
    told.do("reko.larkan", leave(case_id, rows=(DegreeRow(TODAY + 27 * DAY, TODAY + 50 * DAY, 100),)))
    assert "make_plan" not in due(told, case_id, "larkan")
    told.do("reko.larkan", leave(case_id, rows=(DegreeRow(TODAY + 21 * DAY, TODAY + 26 * DAY, 50),)))
    assert "make_plan" in due(told, case_id, "larkan")


def test_a_plan_that_the_unit_may_not_read_is_no_plan_to_it(told: World) -> None:
    """Else a task that goes away would tell of an entry that is hidden; the unit that may read it is not asked."""
    for chosen, asked in ((frozenset({"psyk"}), False), (frozenset(), True)):
        case_id = told.active("psyk", "soc")
        told.do("reko.psyk", spell(case_id, 60))
        recipients = frozenset(told.unit(slug) for slug in chosen)
        told.do("reko.larkan", plan(case_id, recipients=recipients))
        assert ("make_plan" in due(told, case_id, "psyk")) is asked


def test_a_planned_step_waits_for_a_certificate_that_says_so(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", spell(case_id, 90))
    steps = (Step(TODAY + 20 * DAY, 75), Step(TODAY + 40 * DAY, 50))
    told.do("reko.larkan", c.PlanStepDown(case_id=case_id, steps=steps))
    assert "step_down" not in shown(told, case_id, "larkan", TODAY + 12 * DAY)
    assert "step_down" in shown(told, case_id, "larkan", TODAY + 33 * DAY)
    both = [d for unit, d in due_in(told.log.load(case_id)) if d.kind == "step_down"]
    assert [d.due_on for d in both] == [TODAY + 20 * DAY, TODAY + 40 * DAY]
    told.do("reko.larkan", leave(case_id, rows=(DegreeRow(TODAY + 20 * DAY, TODAY + 90 * DAY, 75),)))
    left = [d for unit, d in due_in(told.log.load(case_id)) if d.kind == "step_down"]
    assert [d.about["degree"] for d in left] == [50]


def test_follow_ups_wait_for_the_unit_that_calls_and_the_plan_for_who_made_it(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", plan(case_id, follow_up_on=TODAY + 50 * DAY))
    assert due(told, case_id, "larkan")["follow_up_plan"].due_on == TODAY + 50 * DAY
    told.do("reko.larkan", booking(case_id, on=TODAY, kind=FollowUpKind.PLAN))
    assert "follow_up_plan" not in due(told, case_id, "larkan")
    assert due(told, case_id, "larkan")["hold_follow_up"].due_on == TODAY
    assert not {"hold_follow_up", "follow_up_plan"} & set(due(told, case_id, "soc"))
    told.do("reko.larkan", held(case_id))
    assert not {"hold_follow_up", "follow_up_plan"} & set(due(told, case_id, "larkan"))


def test_sgi_according_to_the_agency_asks_the_lead_whether_the_case_still_fits(told: World) -> None:
    case_id = told.active("soc", "fk")
    says = c.RecordSgiStatus(case_id=case_id, status=SgiStatus.HAS_SGI, as_of=TODAY)
    told.do("handlaggare.fk", says)
    assert "does_case_fit" in due(told, case_id, "larkan")
    assert "does_case_fit" not in due(told, case_id, "soc")
    talk = c.LogContact(
        case_id=case_id, with_unit=told.unit("fk"), channel=Channel.PHONE, purpose=QUESTION, text="Vi talades vid."
    )
    told.do("reko.larkan", talk)
    assert "does_case_fit" not in due(told, case_id, "larkan")


def test_a_closed_case_asks_nothing_of_anybody(told: World) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", spell(case_id, 60))
    assert shown(told, case_id, "larkan", TODAY + 30 * DAY) and not shown(told, case_id, "soc", TODAY + 30 * DAY)
    told.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER, closed_on=TODAY))
    assert list(due_in(told.log.load(case_id))) == []


def test_a_documented_question_about_violence_changes_nothing_that_is_due(told: World) -> None:
    case_id = told.active("soc", "psyk")
    told.do("reko.larkan", spell(case_id, 60))
    before = [(unit, d) for unit, d in due_in(told.log.load(case_id))]
    question = c.DocumentViolenceQuestion(case_id=case_id, asked=True, asked_on=TODAY, documented_per_routine=True)
    told.do("reko.larkan", question)
    assert [(unit, d) for unit, d in due_in(told.log.load(case_id))] == before
    assert before


def test_a_lapsed_consent_asks_again_and_is_reviewed_half_a_year_later(told: World) -> None:
    case_id = told.active("soc", valid_to=TODAY + 10 * DAY)
    told.moment = at(TODAY + 40 * DAY)
    assert shown(told, case_id, "larkan", TODAY + 40 * DAY) == {"renew_ended_consent", "consent_copy"} - {
        "consent_copy"
    }
    assert due(told, case_id, "larkan")["review_suspended"].due_on == date(2027, 6, 3)


def test_the_follow_up_of_the_case_is_proposed_to_who_leads_until_it_is_booked(told: World) -> None:
    case_id = told.active("soc", valid_to=TODAY + 200 * DAY)
    proposed = due(told, case_id, "larkan")["book_case_follow_up"]
    assert (proposed.due_on, proposed.from_on) == (date(2027, 5, 23), date(2027, 4, 23))
    assert "book_case_follow_up" not in due(told, case_id, "soc")
    told.do("reko.larkan", booking(case_id, on=date(2027, 5, 20)))
    assert "book_case_follow_up" in due(told, case_id, "larkan")  # that was of the plan
    told.do("reko.larkan", booking(case_id, on=date(2027, 5, 20), kind=FollowUpKind.CASE_SIX_MONTHS))
    assert "book_case_follow_up" not in due(told, case_id, "larkan")


RENEWING = {"renew_consent", "renew_consent_soon", "written_form", "consent_copy"}


def units_asked(told: World, case_id: UUID, day: date, kinds: set[str]) -> set[str]:
    return {slug for slug in ("larkan", "psyk", "soc", "fk") if shown(told, case_id, slug, day) & kinds}


def test_who_leads_sees_to_the_consent_when_its_recorder_has_been_narrowed_out(told: World) -> None:
    case_id = told.active("psyk", "soc", "fk")
    last = told.log.load(case_id).consent.fact.valid_to  # type: ignore[union-attr]
    assert units_asked(told, case_id, last, RENEWING) == {"larkan"}
    told.do("handlaggare.soc", c.NarrowConsent(case_id=case_id, removed=(Removal(told.unit("larkan")),)))
    case = told.log.load(case_id)
    [leader] = [slug for slug in ("psyk", "soc", "fk") if told.unit(slug) == case.lead_at(told.moment)]
    assert units_asked(told, case_id, last, RENEWING) == {leader}
    assert shown(told, case_id, leader, last - 30 * DAY) >= {"renew_consent", "consent_copy"}
    assert units_asked(told, case_id, last + DAY, {"renew_ended_consent"}) == {"psyk", "soc", "fk"}


def test_who_leads_takes_over_on_the_day_the_recorder_leaves(told: World) -> None:
    case_id = told.active("psyk", "soc", valid_to=TODAY + 90 * DAY)
    to_psyk: dict[str, Any] = {"case_id": case_id, "to_unit": told.unit("psyk"), "reason": TransferReason.MOVED}
    for kind in (ResponsibilityKind.MEDICAL, ResponsibilityKind.LEAD):
        told.do("reko.larkan", c.TransferCaseResponsibility(kind=kind, **to_psyk))
    assert units_asked(told, case_id, TODAY + 30 * DAY, RENEWING) == {"larkan"}
    assert units_asked(told, case_id, TODAY + 31 * DAY, RENEWING) == {"psyk"}
    assert units_asked(told, case_id, TODAY + 80 * DAY, {"renew_consent"}) == {"psyk"}


def test_what_ran_out_stays_to_be_renewed_by_each_party_and_what_was_withdrawn_does_not(told: World) -> None:
    last = TODAY + 10 * DAY
    case_id = told.active("soc", valid_to=last)
    told.moment = at(last + DAY)
    case = told.log.load(case_id)
    ended = continued(case, placed(expire_consent(case, told.act("reko.larkan")), case.version))
    assert ended.consent and ended.consent.ended
    renewing = {told.unit("larkan"), told.unit("soc")}
    assert {unit for unit, each in due_in(ended) if each.kind == "renew_ended_consent"} == renewing
    assert not {each.kind for _, each in due_in(ended)} & RENEWING
    told.moment = at(TODAY)
    told.do("handlaggare.soc", c.WithdrawConsent(case_id=case_id))
    assert "renew_ended_consent" not in {each.kind for _, each in due_in(told.log.load(case_id))}
