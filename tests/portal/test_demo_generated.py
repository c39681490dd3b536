"""The generated cases: the same each time, spread as the county's people are, and beside the told ones."""

from collections import Counter
from datetime import date, timedelta

import psycopg
import pytest

from events import commands as c
from events import facts as f
from events.calendar import STOCKHOLM, add_months, is_working_day
from events.case import Case
from events.code_lists import COUNTIES, MUNICIPALITIES
from events.facts import sip as s
from events.fold import fold
from events.kinds import FkCoordination, Gender, InterventionStatus, Outcome, ResponsibilityKind, Status
from events.log_recorder import entry_of
from events.personnummer import Mode, parse
from portal.demo import generated
from portal.demo.generated.residents import SPREAD, residents
from portal.demo.ids import case_id
from portal.demo.story import Story
from projections.runner import Projector
from projections.view import seen_by
from projections.worklist import mine
from tests.portal.demo_store import County

TODAY = date(2026, 11, 23)
SMALL = 5
PLAN_WITHIN = 30


@pytest.fixture(scope="module")
def told() -> list[Story]:
    return generated.stories()


@pytest.fixture(scope="module")
def cases(loaded: County) -> list[Case]:
    """Every generated case as the log has it."""
    ids = [case_id(generated.name_of(resident.number)) for resident in residents()]
    with psycopg.connect(loaded.admin) as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE stream_id = ANY (%s)"
            " ORDER BY stream_id, version",
            [ids],
        ).fetchall()
    entries = [entry_of(*row) for row in rows]
    return [fold(stream, [e for e in entries if e.stream_id == stream]) for stream in ids]


def drafted(case: Case) -> f.CaseDrafted:
    assert case.drafted is not None
    return case.drafted


def test_the_same_seed_tells_the_same_stories(told: list[Story]) -> None:
    again = generated.stories()
    assert [story.steps for story in told] == [story.steps for story in again]
    assert len(told) == 240 and sum(len(story.steps) for story in told) > 5000


def test_a_change_in_one_life_leaves_the_others_as_they_were() -> None:
    first, second = ([r.chance.random() for r in residents()] for _ in range(2))
    assert first == second and len(set(first)) == 240, "each has a chance of its own"


def test_nobody_can_be_real_and_nobody_is_told_of_twice(told: list[Story]) -> None:
    people = [step.command.person for story in told for step in story.steps if isinstance(step.command, c.DraftCase)]
    assert len({person.personnummer for person in people}) == len(people) == 240
    for person in people:
        assert parse(person.personnummer, mode=Mode.DEMO, today=TODAY)
        assert person.name.split()[1].startswith(("Test", "Prov"))
        assert person.phone is not None and "070-174 06 05" <= person.phone <= "070-174 06 99"


def test_women_and_municipalities_are_as_many_as_they_should_be(cases: list[Case]) -> None:
    women = sum(drafted(case).gender is Gender.WOMAN for case in cases) / len(cases)
    where = Counter(MUNICIPALITIES[drafted(case).municipality_code].slug for case in cases)
    assert abs(women - 0.58) <= 0.03
    assert abs(where["vasteras"] / len(cases) - 0.57) <= 0.04
    assert where.keys() == {one.slug for one in COUNTIES["19"].municipalities}
    assert where["skinnskatteberg"] < SMALL and where["norberg"] < SMALL
    assert all(where[slug] >= SMALL for slug in SPREAD if slug not in {"skinnskatteberg", "norberg"})


def test_gunilla_is_still_the_only_woman_of_her_age_in_norberg() -> None:
    there = [r for r in residents() if r.municipality == "norberg" and r.woman]
    assert there and all(r.age(TODAY) < 55 for r in there)


def test_the_told_cases_still_stand_in_her_list(loaded: County) -> None:
    with psycopg.connect(loaded.admin) as connection:
        Projector(connection).catch_up()
    rebecka = loaded.officer("reko.larkan")
    with seen_by(loaded.log.pool, rebecka.unit_id, loaded.moment) as connection:
        hers = {row.case_id for row in mine(connection, rebecka.user_id)}
    assert {case_id("V1"), case_id("V14")} < hers and case_id("V2") not in hers
    assert 8 <= len(hers) <= 80


def test_every_status_and_every_outcome_occurs(cases: list[Case]) -> None:
    statuses = Counter(case.status(TODAY) for case in cases)
    assert statuses.keys() == set(Status)
    assert statuses[Status.ACTIVE] > 60 and statuses[Status.CLOSED] > 80
    outcomes = {e.fact.outcome for case in cases for e in case.entries.values() if isinstance(e.fact, f.CaseClosed)}
    assert outcomes == set(Outcome)


def test_what_happens_in_a_county_has_happened(cases: list[Case]) -> None:
    facts = [entry.fact for case in cases for entry in case.entries.values()]
    kinds = Counter(type(fact) for fact in facts)
    seldom = (f.ConsentNarrowed, f.ConsentWithdrawn, f.ConsentExpired, f.ConsentRefused, f.CaseReopened)
    assert all(kinds[kind] >= 5 for kind in seldom), kinds
    often = (f.SickLeaveRecorded, f.RehabPlanEstablished, f.FollowUpHeld, f.InquiryAnswered, f.ContactLogged)
    assert all(kinds[kind] >= 50 for kind in often), kinds
    efforts = {fact.status for fact in facts if isinstance(fact, f.InterventionRecorded)}
    coordination = {fact.status for fact in facts if isinstance(fact, f.FkCoordinationRecorded)}
    assert efforts == set(InterventionStatus) and coordination == set(FkCoordination)


def test_some_plans_are_in_time_some_late_and_some_missing(cases: list[Case]) -> None:
    soon, late, none = 0, 0, 0
    for case in cases:
        leave = [e.fact for e in case.facts(f.SickLeaveRecorded) if isinstance(e.fact, f.SickLeaveRecorded)]
        plans = [e.fact for e in case.facts(f.RehabPlanEstablished) if isinstance(e.fact, f.RehabPlanEstablished)]
        if leave and not plans:
            none += 1
        elif leave:
            begun = min(row.from_ for fact in leave for row in fact.rows)
            in_time = (plans[0].established_on - begun).days <= PLAN_WITHIN
            soon, late = soon + in_time, late + (not in_time)
    assert min(soon, late, none) > 25, (soon, late, none)


def test_questions_are_answered_in_time_late_or_not_yet(cases: list[Case]) -> None:
    asked = [inquiry for case in cases for inquiry in case.inquiries.values()]
    answered = {
        e.fact.inquiry_id: e.recorded_at.date()
        for case in cases
        for e in case.entries.values()
        if isinstance(e.fact, f.InquiryAnswered)
    }
    late = [i for i in asked if i.fact.inquiry_id in answered and answered[i.fact.inquiry_id] > i.fact.due_on]
    assert len(late) > 20 and len(answered) - len(late) > 60
    assert sum(inquiry.open for inquiry in asked) >= 3
    assert any(inquiry.voided for inquiry in asked)


def test_what_closed_over_a_year_ago_has_been_purged_at_its_midnight(cases: list[Case]) -> None:
    for case in cases:
        closed = [e for e in case.entries.values() if isinstance(e.fact, f.CaseClosed)]
        over = closed and add_months(closed[-1].recorded_at.date(), 12) < TODAY
        if case.closed:
            assert case.purged == bool(over), case.case_id
    purged = [e for case in cases for e in case.entries.values() if isinstance(e.fact, f.CasePurged)]
    assert len(purged) > 10
    assert all(e.recorded_at.astimezone(STOCKHOLM).hour == 0 and e.actor is None for e in purged)


def test_joint_meetings_have_been_held_planned_cancelled_and_declined(cases: list[Case]) -> None:
    kinds = Counter(type(entry.fact) for case in cases for entry in case.entries.values())
    assert kinds[s.SipHeld] > 10 and kinds[s.SipPlanEstablished] > 10
    assert kinds[s.SipCancelled] and kinds[s.SipDeclined]


def test_the_portal_has_lifted_and_closed_deviations_by_itself(loaded: County) -> None:
    with psycopg.connect(loaded.admin) as connection:
        rows = connection.execute(
            "SELECT stream_id, version, state, event_id, command_id FROM log.event WHERE topic = ANY (%s)",
            [["deviation-closed", "deviation-escalated"]],
        ).fetchall()
    by_itself = Counter(entry.topic for entry in (entry_of(*row) for row in rows) if entry.actor is None)
    assert by_itself["deviation-closed"] >= 3 and by_itself["deviation-escalated"] >= 1


def test_who_moves_within_the_county_is_handed_over_and_counted_there(cases: list[Case], loaded: County) -> None:
    """To units of a new consent; the old ones read on for thirty days, and are then left with their own entries."""
    moved = [case for case in cases if case.left and case.drafted]
    assert len(moved) >= 8
    for case in moved:
        handed = [e for e in case.entries.values() if isinstance(e.fact, f.CaseResponsibilityTransferred)]
        by_kind = {e.fact.kind: e for e in handed if isinstance(e.fact, f.CaseResponsibilityTransferred)}
        assert by_kind.keys() == set(ResponsibilityKind)
        assert case.municipality_code != drafted(case).municipality_code
        (old,) = case.left
        assert handed[0].owner_unit == old and case.left[old].medical
        at = handed[0].recorded_at
        assert not case.has_left(old, at + timedelta(days=29)) and case.has_left(old, at + timedelta(days=32))
        assert not [e for e in case.entries.values() if e.owner_unit == old and e.recorded_at > handed[-1].recorded_at]
        new = case.lead_at(loaded.moment)
        assert new is not None and MUNICIPALITIES[case.municipality_code].code in (
            loaded.directory.units[new].serves_municipalities
        )


def test_nobody_works_at_night_or_on_a_day_off(told: list[Story]) -> None:
    moments = [step.moment for story in told for step in story.steps]
    assert all(is_working_day(moment.date()) and 8 <= moment.hour < 17 for moment in moments)
    assert len({f"{moment:%H:%M}" for moment in moments}) > 300, "not at the same minute in every case"


def test_no_case_says_the_same_twice_and_its_goal_is_one(told: list[Story]) -> None:
    for story in told:
        talk = [s.command.text for s in story.steps if isinstance(s.command, c.LogContact)]
        assert len(talk) == len(set(talk)), story.name
        plans = {s.command.overall_goal for s in story.steps if isinstance(s.command, c.EstablishRehabPlan)}
        own = {s.command.goals for s in story.steps if isinstance(s.command, c.RecordPersonView)}
        assert len(plans | own) <= 1, story.name


def test_a_follow_up_is_booked_after_its_plan_and_on_a_working_day(told: list[Story]) -> None:
    for story in told:
        booked = [s for s in story.steps if isinstance(s.command, c.ScheduleFollowUp)]
        made = [s.moment for s in story.steps if isinstance(s.command, c.EstablishRehabPlan)]
        assert all(is_working_day(s.command.on) for s in booked if isinstance(s.command, c.ScheduleFollowUp))
        assert all(made and made[0] < s.moment for s in booked), story.name
