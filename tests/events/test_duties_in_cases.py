"""Domain.md 2.3, acts in a case: what each role does, and what it never does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from events import commands as c
from events import facts as f
from events.categories import Category
from events.facts.consents import Removal
from events.kinds import (
    ActivityArea,
    Channel,
    CollaborationNeed,
    ContactPurpose,
    EmploymentSource,
    FkCoordination,
    FollowUpKind,
    GoalsMet,
    Grade,
    HowObtained,
    HowVerified,
    ImpairmentArea,
    InitiatingReason,
    InquiryType,
    InterventionStatus,
    Livelihood,
    Outcome,
    ResponsibilityKind,
    RetractionReason,
    SgiStatus,
    Source,
    TransferReason,
)
from tests.events.duties import (
    AF,
    AME,
    CARE,
    FK,
    LAKARE,
    LARKAN,
    MANAGERS,
    OTHERS,
    PARTIES,
    REKO,
    SOC,
    STRANGER,
    Duty,
    county,
    done_by,
    name,
    slug_of,
    terms,
    together,
)
from tests.leave import sick_leave
from tests.world import AMINA, TODAY, World

SOON = TODAY + timedelta(days=30)


def acts(world: World, case_id: UUID) -> dict[str, tuple[Duty, set[str]]]:
    """Act -> how it is done, and by whom."""

    def simply(act: Callable[..., c.Command], /, **fields: Any) -> Duty:
        return lambda _: act(case_id=case_id, **fields)

    def to_another(act: Callable[..., c.Command], field: str, /, **fields: Any) -> Duty:
        """About the income support, or from its own organisation about the care unit."""
        others = {"soc": "larkan", "ame": "larkan"}
        return lambda by: act(case_id=case_id, **{field: world.unit(others.get(slug_of(by), "soc"))}, **fields)

    def asks_larkan(kind: InquiryType) -> Duty:
        return simply(c.SendInquiry, to_unit=world.unit("larkan"), type=kind, text="Vad behövs för att börja?")

    impaired = (f.Impairment(ImpairmentArea.CONCENTRATION, Grade.MODERATE),)
    limited = (f.Limitation(ActivityArea.WORK_EDUCATION, Grade.SEVERE),)
    assessed = {"assessed_on": TODAY, "impairments": impaired, "limitations": limited}
    income = {"from_": TODAY}
    plan = {
        "established_on": TODAY,
        "occupation_description": "Arbete i kök, tidigare yrke.",
        "overall_goal": "Att arbeta heltid.",
        "activities": (f.PlanActivity("Arbetsträning", "Köping", TODAY, SOON),),
        "step_down_reason_none": "Läkaren bedömer i januari.",
        "follow_up_on": SOON,
        "collaboration_needs": frozenset({CollaborationNeed.FK}),
        "responsible_physician": "Lena Läkare",
        "made_with_person": True,
    }
    sgi, coordinated, enrolled = c.RecordSgiStatus, c.RecordFkCoordination, c.RecordEmploymentStatus
    zero: dict[str, Any] = {"status": SgiStatus.ZERO, "as_of": TODAY}
    view = {"goals": "Gå ut.", "confirmed_by_person": True}
    contact: dict[str, Any] = {"channel": Channel.PHONE, "purpose": ContactPurpose.PLANNING}
    question: dict[str, Any] = {"type": InquiryType.GENERAL, "text": "När börjar det?"}
    told = Removal(world.unit("af"), frozenset({Category.PERSON_VIEW}))
    medical, lead = ResponsibilityKind.MEDICAL, ResponsibilityKind.LEAD
    moved: dict[str, Any] = {"reason": TransferReason.MOVED}
    return {
        "records a consent": (lambda _: terms(world, case_id, "larkan", *OTHERS), PARTIES),
        "narrows it": (simply(c.NarrowConsent, removed=(told,)), PARTIES),
        "withdraws it": (simply(c.WithdrawConsent), PARTIES),
        "notes the copy of it": (simply(c.NoteConsentCopy, on=TODAY, how=HowObtained.IN_PERSON), PARTIES),
        "names the contact": (simply(c.NameContactPerson, name="Karin", role="reko", phone="070-174 06 43"), PARTIES),
        "changes contact details": (simply(c.ChangeContactDetails, phone="070-174 06 44"), PARTIES),
        "logs a contact": (to_another(c.LogContact, "with_unit", **contact), PARTIES),
        "writes for the person": (simply(c.RecordPersonView, **view), PARTIES),
        "notes an objection": (simply(c.NoteStatisticsObjection), PARTIES),
        "notes a protected identity": (simply(c.NoteProtectedIdentity), PARTIES),
        "certifies": (lambda _: sick_leave(case_id, transcribed=False), LAKARE),
        "transfers a certificate": (lambda _: sick_leave(case_id), CARE),
        "plans a step-down": (simply(c.PlanStepDown, steps=(f.Step(SOON, 50),)), CARE),
        "assesses function": (simply(c.ShareFunctionalAssessment, **assessed), LAKARE),
        "passes an assessment on": (simply(c.ShareFunctionalAssessment, assessed_by="Lena", **assessed), CARE),
        "shares a diagnosis": (simply(c.ShareDiagnosis, icd10="M54.5", text="Långvarig smärta."), LAKARE),
        "asks about violence": (simply(c.DocumentViolenceQuestion, asked=True, asked_on=TODAY), CARE),
        "shares a plan": (simply(c.EstablishRehabPlan, **plan), CARE),
        "pays income support": (simply(c.RecordLivelihood, source=Livelihood.INCOME_SUPPORT, **income), SOC),
        "pays a benefit": (simply(c.RecordLivelihood, source=Livelihood.SICKNESS_BENEFIT_SPECIAL, **income), FK),
        "knows of activity support": (
            simply(c.RecordLivelihood, source=Livelihood.ACTIVITY_SUPPORT, **income),
            FK | AF,
        ),
        "notes what they live on": (
            simply(c.RecordLivelihood, source=Livelihood.WAGE, source_reported_by_person=True, **income),
            REKO | SOC | FK | AF,
        ),
        "decides on SGI": (simply(sgi, source=Source.FK, **zero), FK),
        "notes SGI as told": (simply(sgi, source=Source.PERSON, **zero), REKO | SOC),
        "grants coordination": (simply(coordinated, status=FkCoordination.GRANTED, on=TODAY), FK),
        "notes an application": (simply(coordinated, status=FkCoordination.APPLIED, on=TODAY), REKO | SOC | FK),
        "enrols": (simply(enrolled, enrolled=True, from_=TODAY, source=EmploymentSource.AF), AF),
        "notes an enrolment": (
            simply(enrolled, enrolled=True, from_=TODAY, source=EmploymentSource.PERSON),
            REKO | SOC,
        ),
        "has an effort": (
            simply(c.RecordIntervention, kind="Arbetsträning", status=InterventionStatus.OFFERED, **income),
            CARE | SOC | AME | AF,
        ),
        "asks a question": (to_another(c.SendInquiry, "to_unit", **question), PARTIES),
        "asks to have a certificate completed": (
            asks_larkan(InquiryType.CERTIFICATE_COMPLETION),
            {"reko.psyk", "lakare.psyk"} | SOC | AME | FK,
        ),
        "books a follow-up": (simply(c.ScheduleFollowUp, on=SOON), PARTIES),
        "closes": (simply(c.CloseCase, outcome=Outcome.OTHER), LARKAN),
        "hands the case over": (
            simply(c.TransferCaseResponsibility, kind=lead, to_unit=world.unit("soc"), **moved),
            LARKAN,
        ),
        "hands care over": (
            simply(c.TransferCaseResponsibility, kind=medical, to_unit=world.unit("psyk"), **moved),
            LARKAN,
        ),
    }


def test_each_act_in_a_case_is_done_by_the_roles_that_have_it_and_by_no_other() -> None:
    world = county()
    case_id = together(world)
    world.do("reko.larkan", sick_leave(case_id))
    asked = acts(world, case_id)
    assert {act: done_by(world, duty) for act, (duty, _) in asked.items()} == {
        act: who for act, (_, who) in asked.items()
    }


def test_a_case_is_opened_by_those_who_work_in_cases() -> None:
    world = county()
    assert done_by(world, lambda _: draft()) == PARTIES | STRANGER


def draft() -> c.DraftCase:
    person = c.Person(AMINA, "Amina Testsson", "070-174 06 41")
    fields: dict[str, Any] = {"municipality_code": "1983", "initiating_reason": InitiatingReason.EARLY_CONTACT}
    return c.DraftCase(person=person, protected_identity_checked=True, **fields)


def test_what_is_a_draft_is_for_who_opened_it() -> None:
    world = county()
    case_id = world.draft()
    for duty in (
        lambda _: terms(world, case_id, "larkan", "soc"),
        lambda _: c.RefuseConsent(case_id=case_id),
        lambda _: c.NoteProtectedIdentity(case_id=case_id),
    ):
        assert done_by(world, duty) == {"reko.larkan"}


def test_at_the_gate_stand_the_officers_and_the_manager_of_a_unit_that_is_let_in() -> None:
    world = county()
    case_id = world.draft()
    world.do("reko.larkan", terms(world, case_id, "larkan", *OTHERS))
    waiting = PARTIES - LARKAN | MANAGERS - {"chef.larkan"}
    assert done_by(world, lambda _: c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM)) == waiting
    assert done_by(world, lambda _: c.WithdrawConsent(case_id=case_id)) == waiting | {"reko.larkan"}
    assert done_by(world, naming(world, case_id)) == {"reko.larkan", "chef.larkan"}  # the others have not made sure


def test_who_works_in_a_case_is_named_by_the_manager_and_by_officers_while_nobody_is() -> None:
    world = county()
    case_id = world.draft()
    world.do("reko.larkan", terms(world, case_id, "larkan", *OTHERS))
    for slug in OTHERS:
        world.do(f"chef.{slug}", c.VerifyConsent(case_id=case_id, how=HowVerified.SEEN_FORM))
    assert done_by(world, naming(world, case_id)) == PARTIES - {"lakare.larkan"} | MANAGERS
    for by in ("reko.psyk", "handlaggare.soc"):
        name(world, case_id, by)
    assert done_by(world, naming(world, case_id)) == PARTIES - LAKARE | MANAGERS


def naming(world: World, case_id: UUID) -> Duty:
    def named(by: str) -> c.ConfirmParty:
        at_work = world.directory.staff(world.officer(by).unit_id, TODAY)
        return c.ConfirmParty(case_id=case_id, caseworkers=frozenset(user.user_id for user, _ in at_work[:1]))

    return named


def test_a_question_is_answered_where_it_was_asked_and_a_medical_one_by_the_physician() -> None:
    world = county()
    case_id = together(world)
    answering = {
        InquiryType.GENERAL: LARKAN,
        InquiryType.PLANNING: LARKAN,
        InquiryType.MEDICAL: {"lakare.larkan"},
        InquiryType.CERTIFICATE_COMPLETION: {"lakare.larkan"},
    }
    for kind, whose in answering.items():
        asked = c.SendInquiry(case_id=case_id, to_unit=world.unit("larkan"), type=kind, text="Hur går det?")
        fact = world.do("handlaggare.fk", asked).entries[0].fact
        assert isinstance(fact, f.InquirySent)
        reply = c.AnswerInquiry(case_id=case_id, inquiry_id=fact.inquiry_id, text="Det går bra.")
        assert done_by(world, lambda _, reply=reply: reply) == whose, kind  # type: ignore[misc]
        void = c.VoidInquiry(case_id=case_id, inquiry_id=fact.inquiry_id)
        assert done_by(world, lambda _, void=void: void) == FK, kind  # type: ignore[misc]


def test_the_six_month_follow_up_of_a_case_is_held_by_income_support() -> None:
    world = county()
    case_id = together(world)
    world.do("reko.larkan", c.ScheduleFollowUp(case_id=case_id, on=TODAY, kind=FollowUpKind.CASE_SIX_MONTHS))
    assert done_by(world, lambda _: c.HoldFollowUp(case_id=case_id, on=TODAY, goals_met=GoalsMet.PARTLY)) == SOC


def test_an_entry_is_retracted_by_the_unit_whose_it_is_and_a_plan_revised_by_care() -> None:
    world = county()
    case_id = together(world)
    (entry,) = world.do("reko.larkan", sick_leave(case_id)).entries
    wrong = RetractionReason.WRONG_FACT
    retract = c.RetractEntry(case_id=case_id, event_id=entry.event_id, reason=wrong)
    assert done_by(world, lambda _: retract) == LARKAN
    establish, _ = acts(world, case_id)["shares a plan"]
    fields = msgspec.structs.asdict(establish("reko.larkan"))
    world.do("reko.larkan", establish("reko.larkan"))
    assert done_by(world, lambda _: c.ReviseRehabPlan(**fields, reason="Det går bättre.")) == CARE


def test_earlier_entries_are_opened_by_the_unit_whose_they_are() -> None:
    world = county()
    case_id = world.draft()
    world.do("reko.larkan", terms(world, case_id, "larkan", "soc"))
    name(world, case_id, "reko.larkan", "lakare.larkan")
    world.do("reko.larkan", sick_leave(case_id))
    world.do("reko.larkan", terms(world, case_id, "larkan", "soc", "fk", earlier=("fk",)))
    opened = c.ReleaseEarlierEntries(
        case_id=case_id, to_unit=world.unit("fk"), categories=frozenset({Category.SICK_LEAVE})
    )
    assert done_by(world, lambda _: opened) == LARKAN


def test_a_closed_case_is_taken_up_by_any_of_the_parties() -> None:
    world = county()
    case_id = together(world)
    world.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER))
    assert done_by(world, lambda _: c.ReopenCase(case_id=case_id, reason="Ny sjukskrivning.")) == PARTIES
