"""Sick leave, step-down, SGI, livelihood, the person's view, the violence question (domain 4.3, 5.3.2)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events import commands as c
from events import facts as f
from events.categories import Category
from events.facts import DegreeRow, Step
from events.kinds import Channel, ContactPurpose, FirstOrContinued, InquiryType, Livelihood, SgiStatus, Source
from tests.events.told import facts, refusal
from tests.world import TODAY, World

DAY = timedelta(days=1)


def leave(case_id: UUID, *rows: DegreeRow, **more: Any) -> c.RecordSickLeave:
    terms: dict[str, Any] = {
        "issued_on": TODAY,
        "first_or_continued": FirstOrContinued.FIRST,
        "physician_name": "Olof Demodal",
        "transcribed": True,
        "rows": rows or (DegreeRow(TODAY, TODAY + 30 * DAY, 100),),
    }
    return c.RecordSickLeave(case_id=case_id, **(terms | more))


def test_a_certificate_goes_to_all_that_the_consent_covers(told: World) -> None:
    case_id = told.active("soc", "fk")
    (entry,) = told.do("reko.larkan", leave(case_id)).entries
    assert (entry.category, entry.recipients) == (Category.SICK_LEAVE, frozenset({told.unit("soc"), told.unit("fk")}))


def test_only_care_records_sick_leave_and_a_coordinator_says_it_is_transcribed(told: World) -> None:
    case_id = told.active("soc")
    assert refusal(told, "handlaggare.soc", leave(case_id)) == ("role_not_allowed", None)
    answer = refusal(told, "reko.larkan", leave(case_id, transcribed=False))
    assert answer == ("transcribed_missing", "transcribed")
    told.do("reko.larkan", leave(case_id, certified_by_unit=told.unit("psyk")))
    wrong = leave(case_id, certified_by_unit=told.unit("fk"))
    assert refusal(told, "reko.larkan", wrong) == ("care_unit_only", "certified_by_unit")
    nowhere = leave(case_id, certified_by_unit=uuid4())
    assert refusal(told, "reko.larkan", nowhere) == ("unit_unknown", "certified_by_unit")


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ((DegreeRow(TODAY, TODAY, 60),), "degree_unknown"),
        ((DegreeRow(TODAY, TODAY - DAY, 50),), "ends_before_start"),
        ((DegreeRow(TODAY, TODAY + DAY, 100), DegreeRow(TODAY + DAY, TODAY + 5 * DAY, 50)), "rows_overlap"),
        ((DegreeRow(date(1899, 1, 1), TODAY, 100),), "date_implausible"),
        (tuple(DegreeRow(TODAY + n * DAY, TODAY + n * DAY, 50) for n in range(21)), "rows_missing"),
    ],
)
def test_rows_that_cannot_be_are_refused(told: World, rows: tuple[DegreeRow, ...], key: str) -> None:
    assert refusal(told, "reko.larkan", leave(told.active("soc"), *rows)) == (key, "rows")


def test_a_certificate_has_rows_and_a_day_that_has_been(told: World) -> None:
    case_id = told.active("soc")
    assert refusal(told, "reko.larkan", leave(case_id, rows=())) == ("rows_missing", "rows")
    for issued_on, key in [(TODAY + DAY, "date_in_future"), (TODAY - 31 * DAY, "late_entry")]:
        assert refusal(told, "reko.larkan", leave(case_id, issued_on=issued_on)) == (key, "issued_on")
    late = frozenset({c.Confirmation.LATE_ENTRY})
    told.do("reko.larkan", leave(case_id, issued_on=TODAY - 31 * DAY, confirmed=late))


# Step-down ------------------------------------------------------------------------------------------------------------


def steps(case_id: UUID, *pairs: tuple[int, int], **more: Any) -> c.PlanStepDown:
    return c.PlanStepDown(case_id=case_id, steps=tuple(Step(TODAY + days * DAY, d) for days, d in pairs), **more)


def test_a_step_down_falls_from_what_is_now(told: World) -> None:
    case_id = told.active("soc")
    below = ("steps_below_current", "steps")
    assert refusal(told, "reko.larkan", steps(case_id, (10, 50))) == below
    told.do("reko.larkan", leave(case_id, DegreeRow(TODAY, TODAY + 30 * DAY, 75)))
    told.do("reko.larkan", steps(case_id, (10, 50), (20, 25), (40, 0)))
    assert refusal(told, "reko.larkan", steps(case_id, (10, 75))) == below
    for pairs in [((10, 50), (20, 50)), ((10, 25), (20, 50)), ((20, 50), (10, 25))]:
        assert refusal(told, "reko.larkan", steps(case_id, *pairs)) == ("steps_must_fall", "steps")
    assert refusal(told, "reko.larkan", steps(case_id, (10, 30))) == ("degree_unknown", "steps")
    assert refusal(told, "reko.larkan", steps(case_id)) == ("steps_missing", "steps")
    assert refusal(told, "handlaggare.soc", steps(case_id, (10, 50))) == ("role_not_allowed", None)


def test_a_step_down_tells_nothing_of_a_certificate_that_the_planner_may_not_read(told: World) -> None:
    case_id = told.draft()
    psyk = told.recipient("psyk", frozenset({Category.SICK_LEAVE}))
    told.consent(case_id, recipients=(told.recipient("larkan"), told.recipient("soc"), psyk))
    told.join(case_id, "reko.psyk")
    unseen = refusal(told, "reko.psyk", steps(case_id, (10, 50)))
    told.do("reko.larkan", leave(case_id))
    assert refusal(told, "reko.psyk", steps(case_id, (10, 50))) == unseen == ("steps_below_current", "steps")
    told.do("reko.larkan", steps(case_id, (10, 50)))


# SGI and livelihood ---------------------------------------------------------------------------------------------------


def test_fk_decides_on_sgi_and_others_say_what_the_person_says(told: World) -> None:
    case_id = told.active("soc", "fk")
    terms: dict[str, Any] = {"case_id": case_id, "status": SgiStatus.ZERO, "as_of": TODAY}
    for subject, own, other in [
        ("reko.larkan", Source.PERSON, Source.FK),
        ("handlaggare.soc", Source.PERSON, Source.FK),
        ("handlaggare.fk", Source.FK, Source.PERSON),
    ]:
        (fact,) = facts(told.do(subject, c.RecordSgiStatus(**terms)))
        assert isinstance(fact, f.SgiStatusRecorded)
        assert fact.source is own
        assert refusal(told, subject, c.RecordSgiStatus(**terms, source=other)) == ("source_not_yours", "source")
    tomorrow = c.RecordSgiStatus(**(terms | {"as_of": TODAY + DAY}))
    assert refusal(told, "handlaggare.fk", tomorrow) == ("date_in_future", "as_of")


def livelihood(case_id: UUID, source: Livelihood, from_: date = TODAY, **more: Any) -> c.RecordLivelihood:
    return c.RecordLivelihood(case_id=case_id, source=source, from_=from_, **more)


@pytest.mark.parametrize(
    ("subject", "source", "own"),
    [
        ("handlaggare.soc", Livelihood.INCOME_SUPPORT, True),
        ("handlaggare.soc", Livelihood.WAGE, True),
        ("handlaggare.soc", Livelihood.SICKNESS_BENEFIT, False),
        ("handlaggare.soc", Livelihood.ACTIVITY_SUPPORT, False),
        ("handlaggare.fk", Livelihood.SICKNESS_COMPENSATION, True),
        ("handlaggare.fk", Livelihood.INCOME_SUPPORT, False),
        ("handlaggare.af", Livelihood.ACTIVITY_SUPPORT, True),
        ("handlaggare.af", Livelihood.SICKNESS_BENEFIT, False),
        ("reko.larkan", Livelihood.INCOME_SUPPORT, False),
    ],
)
def test_each_authority_speaks_for_what_it_pays_and_others_for_the_person(
    told: World, subject: str, source: Livelihood, own: bool
) -> None:
    case_id = told.active("soc", "fk", "af")
    if own:
        told.do(subject, livelihood(case_id, source))
    else:
        assert refusal(told, subject, livelihood(case_id, source)) == ("livelihood_not_yours", "source")
        told.do(subject, livelihood(case_id, source, source_reported_by_person=True))


def test_the_same_source_does_not_overlap_itself(told: World) -> None:
    case_id, source = told.active("soc"), Livelihood.INCOME_SUPPORT
    told.do("handlaggare.soc", livelihood(case_id, source, date(2026, 1, 1), to=date(2026, 3, 31)))
    overlapping = livelihood(case_id, source, date(2026, 3, 31))
    assert refusal(told, "handlaggare.soc", overlapping) == ("livelihood_overlaps", "from")
    told.do("handlaggare.soc", livelihood(case_id, source, date(2026, 4, 1)))
    told.do("handlaggare.soc", livelihood(case_id, Livelihood.WAGE, date(2026, 4, 1)))
    told.do("reko.larkan", livelihood(case_id, source, date(2026, 4, 1), source_reported_by_person=True))
    backwards = livelihood(case_id, Livelihood.STUDY_SUPPORT, TODAY, to=TODAY - DAY)
    assert refusal(told, "handlaggare.soc", backwards) == ("ends_before_start", "to")
    ancient = livelihood(case_id, Livelihood.STUDY_SUPPORT, date(1899, 12, 31))
    assert refusal(told, "handlaggare.soc", ancient) == ("date_implausible", "from")


# The person's own view and every free text ----------------------------------------------------------------------------


def test_the_view_is_read_back_to_the_person_and_says_something(told: World) -> None:
    case_id = told.active("soc")
    unread = c.RecordPersonView(case_id=case_id, goals="Arbeta")
    assert refusal(told, "reko.larkan", unread) == ("read_back_missing", "confirmed_by_person")
    empty = c.RecordPersonView(case_id=case_id, goals="  ", confirmed_by_person=True)
    assert refusal(told, "reko.larkan", empty) == ("text_missing", "what_matters")


BLOCKED = ["Ring 070-123 45 67", "19840314-9808", "anna@example.org", "hon bor på skyddat boende"]
BLOCKED += ["x" * 1001, "a\x00b", "a\u202eb"]
VIEW = ["what_matters", "goals", "strengths", "worries"]
WARNED = ["Hon nämner hot", "F32.1 enligt intyg"]


@pytest.mark.parametrize("text", BLOCKED + WARNED)
@pytest.mark.parametrize("field", [*VIEW, "condition_text", "contact", "inquiry"])
def test_every_free_text_passes_the_guard(told: World, field: str, text: str) -> None:
    case_id = told.active("soc")
    told.do("reko.larkan", leave(case_id))
    soc = told.unit("soc")

    written: dict[str, Any] = {field: text}

    def command(**more: Any) -> tuple[c.Command, str]:
        if field == "condition_text":
            return steps(case_id, (10, 50), condition_text=text, **more), field
        if field == "contact":
            terms: dict[str, Any] = {"channel": Channel.PHONE, "purpose": ContactPurpose.PLANNING}
            return c.LogContact(case_id=case_id, with_unit=soc, text=text, **terms, **more), "text"
        if field == "inquiry":
            return c.SendInquiry(case_id=case_id, to_unit=soc, type=InquiryType.GENERAL, text=text, **more), "text"
        return c.RecordPersonView(case_id=case_id, confirmed_by_person=True, **written, **more), field

    stands_by = {"confirmed": frozenset({c.Confirmation.FREETEXT_WARNING})}
    key = "freetext_blocked" if text in BLOCKED else "freetext_warning"
    assert refusal(told, "reko.larkan", command()[0]) == (key, command()[1])
    if text in BLOCKED:
        assert refusal(told, "reko.larkan", command(**stands_by)[0]) == (key, command()[1])
    else:
        told.do("reko.larkan", command(**stands_by)[0])


def test_an_emoji_and_a_new_line_are_text_like_any_other(told: World) -> None:
    view = c.RecordPersonView(case_id=told.active("soc"), goals="Arbeta 🌱\nlite i taget", confirmed_by_person=True)
    (fact,) = facts(told.do("reko.larkan", view))
    assert isinstance(fact, f.PersonViewRecorded)
    assert fact.goals is not None
    assert fact.goals.open({}) == "Arbeta 🌱\nlite i taget"


# The violence question ------------------------------------------------------------------------------------------------


def asked_about(case_id: UUID, **more: Any) -> c.DocumentViolenceQuestion:
    terms: dict[str, Any] = {"asked": True, "asked_on": TODAY}
    return c.DocumentViolenceQuestion(case_id=case_id, **(terms | more))


def test_the_violence_question_stays_in_the_care_unit_and_says_nothing_in_clear(told: World) -> None:
    case_id = told.active("soc", "psyk")
    physician = frozenset({told.officer("lakare.larkan").user_id})
    told.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=physician))
    (entry,) = told.do("lakare.larkan", asked_about(case_id, documented_per_routine=True)).entries
    assert (entry.category, entry.recipients) == (Category.VIOLENCE_QUESTION, frozenset())
    assert "True" not in repr(entry.fact)
    assert set(c.DocumentViolenceQuestion.__struct_fields__) - set(c.CaseCommand.__struct_fields__) == {
        "asked",
        "asked_on",
        "documented_per_routine",
    }


def test_only_care_documents_it_and_what_was_documented_was_asked(told: World) -> None:
    case_id = told.active("soc", "fk")
    for subject in ("handlaggare.soc", "handlaggare.fk"):
        assert refusal(told, subject, asked_about(case_id)) == ("role_not_allowed", None)
    unasked = asked_about(case_id, asked=False, documented_per_routine=True)
    assert refusal(told, "reko.larkan", unasked) == ("documented_without_asking", "documented_per_routine")
    assert refusal(told, "reko.larkan", asked_about(case_id, asked_on=TODAY + DAY)) == ("date_in_future", "asked_on")
    told.do("reko.larkan", asked_about(case_id, asked=False))
