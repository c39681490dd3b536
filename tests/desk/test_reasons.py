"""Each rule of the list by itself, on the day before, the day of and the day after; then their order."""

from typing import Any

import pytest

from portal.desk.reasons import NAMES, order
from portal.desk.standing import Standing
from tests.desk.seen import (
    FK,
    OWN,
    SOC,
    ago,
    ahead,
    contact,
    follow_up,
    held,
    leave,
    names,
    plan,
    question,
    said,
    seen,
    task,
)


def sentence(looked: Standing, name: str) -> str | None:
    return next((reason.text for reason in said(looked) if reason.name == name), None)


def test_a_case_where_all_is_well_has_no_reason_at_all() -> None:
    assert said(seen()) == []
    assert said(seen(leave(60), plan(ago(40)), contact(ago(50)))) == []


@pytest.mark.parametrize(("due", "late"), [(ahead(1), False), (ahead(0), False), (ago(1), True)])
def test_an_answer_is_late_from_the_day_after_its_due_date(due: Any, late: bool) -> None:
    assert ("own_answer_late" in names(seen(questions=(question(SOC, OWN, due),)))) is late
    assert ("answer_late" in names(seen(questions=(question(OWN, SOC, due),)))) is late


def test_a_late_answer_says_whose_it_is_and_how_late() -> None:
    assert sentence(seen(questions=(question(SOC, OWN, ago(1)),)), "own_answer_late") == (
        "Ert svar till Försörjningsstöd är en dag försenat"
    )
    assert sentence(seen(questions=(question(OWN, SOC, ago(14)),)), "answer_late") == (
        "Svar från Försörjningsstöd är 14 dagar försenat"
    )
    assert sentence(seen(questions=(question(FK, SOC, ago(2)),)), "answer_late") == (
        "Svar från Försörjningsstöd till Försäkringskassan är två dagar försenat"
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        *((19, None), (20, "no_plan_by_20"), (29, "no_plan_by_20"), (30, "no_plan_by_30")),
        *((200, "no_plan_by_30"),),
    ],
)
def test_a_missing_plan_is_told_from_day_20_and_again_from_day_30(day: int, name: str | None) -> None:
    found = [each for each in names(seen(leave(day))) if each.startswith("no_plan")]
    assert found == ([name] if name else [])


def test_a_missing_plan_says_the_day_and_that_it_is_full_time() -> None:
    assert sentence(seen(leave(22)), "no_plan_by_20") == "Ny sjukskrivning på heltid, ingen plan dag 22"
    assert sentence(seen(leave(22, degree=50)), "no_plan_by_20") == "Ny sjukskrivning, ingen plan dag 22"
    assert sentence(seen(leave(31)), "no_plan_by_30") == "Ingen plan dag 31"


@pytest.mark.parametrize(("before", "counts"), [(30, True), (31, False)])
def test_a_plan_counts_that_was_made_at_most_30_days_before_the_spell(before: int, counts: bool) -> None:
    looked = seen(leave(40), plan(ago(39 + before)))
    assert ("no_plan_by_30" not in names(looked)) is counts


@pytest.mark.parametrize("category", ["rehab_plan", "sick_leave"])
def test_nothing_is_said_of_a_plan_to_a_unit_that_would_not_see_it(category: str) -> None:
    kept = [each for each in ("own", "planning", "sick_leave", "rehab_plan") if each != category]
    assert "no_plan_by_30" not in names(seen(leave(40), held=kept))
    assert "no_plan_by_30" in names(seen(leave(40), held=[*kept, category]))


def test_full_time_without_a_contact_is_told_until_one_is_logged() -> None:
    assert sentence(seen(leave(5)), "full_time_without_contact") == (
        "Sjukskriven på heltid dag 5, ingen tidig kontakt mellan parterna"
    )
    assert "full_time_without_contact" not in names(seen(leave(5), contact(ago(1))))
    assert "full_time_without_contact" not in names(seen(leave(5, degree=75)))
    assert "full_time_without_contact" in names(seen(leave(5), contact(ago(40))))


@pytest.mark.parametrize(("left", "told"), [(11, False), (10, True), (0, True), (-5, True), (-6, False)])
def test_a_certificate_is_told_ten_days_before_it_ends_and_five_days_after(left: int, told: bool) -> None:
    assert ("certificate_ends" in names(seen(leave(60, left)))) is told


def test_a_certificate_says_when_it_ends() -> None:
    assert sentence(seen(leave(60, 4)), "certificate_ends") == "Intyget går ut om 4 dagar, 27 november"
    assert sentence(seen(leave(60, 0)), "certificate_ends") == "Intyget går ut i dag, 23 november"
    assert sentence(seen(leave(60, -3)), "certificate_ends") == "Intyget gick ut 20 november"


@pytest.mark.parametrize(("day", "limit"), [(90, None), (91, 90), (180, 90), (181, 180), (365, 180), (366, 365)])
def test_a_long_spell_is_told_past_90_180_and_365_days(day: int, limit: int | None) -> None:
    looked = sentence(seen(leave(day), plan(ago(40))), "long_spell")
    assert looked == (f"Sjukskriven längre än {limit} dagar, dag {day}" if limit else None)


@pytest.mark.parametrize(("day", "told"), [(1, True), (29, True), (30, False)])
def test_a_spell_is_new_until_day_30(day: int, told: bool) -> None:
    assert ("new_spell" in names(seen(leave(day), plan(ago(1))))) is told


def test_a_new_spell_is_not_told_twice() -> None:
    assert "new_spell" not in names(seen(leave(22)))


@pytest.mark.parametrize(("days", "told"), [(31, False), (30, True), (0, True)])
def test_a_consent_is_told_30_days_before_it_ends(days: int, told: bool) -> None:
    assert ("consent_ends" in names(seen(valid_to=ahead(days)))) is told


def test_a_consent_that_ran_out_is_told_but_a_withdrawn_one_never() -> None:
    assert sentence(seen(valid_to=ago(23)), "consent_ends") == "Samtycket gick ut 31 oktober 2026, ärendet vilar"
    assert said(seen(valid_to=ahead(60), stands=False)) == []


@pytest.mark.parametrize(("days", "told"), [(29, False), (30, True)])
def test_silence_is_told_after_30_days(days: int, told: bool) -> None:
    assert ("silent" in names(seen(changed_on=ago(days)))) is told
    assert sentence(seen(changed_on=ago(36)), "silent") == "Ingen händelse på fem veckor"


@pytest.mark.parametrize(("days", "told"), [(13, False), (14, True)])
def test_nobody_owns_the_next_step_when_nothing_is_asked_or_booked_for_two_weeks(days: int, told: bool) -> None:
    assert ("nobody_owns" in names(seen(changed_on=ago(days)))) is told


def test_somebody_owns_the_next_step_who_is_asked_or_has_booked_or_must_make_sure() -> None:
    quiet: dict[str, Any] = {"changed_on": ago(20)}
    assert "nobody_owns" in names(seen(**quiet))
    for looked in (
        seen(questions=(question(OWN, SOC, ahead(3)),), **quiet),
        seen(follow_up(ahead(0)), **quiet),
        seen(plan(ago(10), ahead(20)), **quiet),
        seen(unverified=[FK], **quiet),
    ):
        assert "nobody_owns" not in names(looked)


def test_everybody_waits_when_every_party_has_a_question_out() -> None:
    both = (question(OWN, SOC, ahead(3)), question(SOC, OWN, ahead(4)))
    assert sentence(seen(questions=both), "everybody_waits") == "Alla väntar på någon annan"
    assert "everybody_waits" not in names(seen(questions=both, units=[OWN, SOC, FK]))
    assert "everybody_waits" not in names(seen(questions=both[:1]))


@pytest.mark.parametrize(("on", "told"), [(ago(1), True), (ahead(0), False)])
def test_a_follow_up_is_missed_from_the_day_after(on: Any, told: bool) -> None:
    assert ("follow_up_missed" in names(seen(follow_up(on)))) is told
    assert "follow_up_missed" not in names(seen(follow_up(on), held(on)))


def test_a_missed_follow_up_says_who_called_it() -> None:
    assert sentence(seen(follow_up(ago(3))), "follow_up_missed") == "Uppföljningen 20 november är inte inskriven"
    assert sentence(seen(follow_up(ago(3), SOC)), "follow_up_missed") == (
        "Uppföljningen 20 november är inte inskriven av Försörjningsstöd"
    )


@pytest.mark.parametrize(("due", "told"), [(ago(1), True), (ahead(0), False), (None, False)])
def test_an_own_task_is_late_from_the_day_after_its_day(due: Any, told: bool) -> None:
    assert ("task_late" in names(seen(tasks=(task("write_sip_plan", due),)))) is told


def test_a_late_task_says_since_when_and_what_to_do() -> None:
    tasks = (task("copy_sip_to_record", ago(7), "för in planen i er egen journal"), task("step_down", ago(2)))
    assert sentence(seen(tasks=tasks), "task_late") == "Försenat sedan 16 november: för in planen i er egen journal"


def test_a_late_task_that_another_reason_speaks_of_is_not_told_twice() -> None:
    answering = task("answer_inquiry", ago(1))
    assert names(seen(questions=(question(SOC, OWN, ago(1)),), tasks=(answering,))) == ["own_answer_late"]
    assert names(seen(tasks=(answering,))) == ["task_late"], "whatever happens, a late task is told"


def test_a_late_task_is_told_in_a_case_that_rests_too() -> None:
    assert names(seen(valid_to=ahead(60), stands=False, tasks=(task("review_suspended", ago(3)),))) == ["task_late"]


def test_who_has_a_task_is_waited_for_and_only_one_with_a_day_moves_the_case_on() -> None:
    quiet: dict[str, Any] = {"changed_on": ago(20)}
    copy, step = (task("consent_copy", None),), (task("step_down", ahead(3)),)
    assert seen(tasks=copy, **quiet).waits_on == seen(tasks=step, **quiet).waits_on == {OWN}
    assert "nobody_owns" in names(seen(tasks=copy, **quiet))
    assert "nobody_owns" not in names(seen(tasks=step, **quiet))


@pytest.mark.parametrize(("days", "told"), [(14, False), (15, True)])
def test_a_written_form_is_missed_after_14_days_by_the_unit_that_recorded_the_consent(days: int, told: bool) -> None:
    assert ("written_missing" in names(seen(form="oral", given_on=ago(days)))) is told
    assert "written_missing" not in names(seen(form="oral", given_on=ago(days), recorder=SOC))


def test_a_draft_says_when_it_must_go() -> None:
    draft: dict[str, Any] = {"recorder": None, "form": None, "given_on": None, "valid_from": None, "valid_to": None}
    looked = seen(stands=False, units=[], drafted_on=ago(11), **draft)
    assert sentence(looked, "draft") == ("Utkast, inväntar samtycke. Ska bort 12 december om inget samtycke skrivs in")


def test_behind_the_gate_nothing_is_told_but_that_the_unit_must_make_sure() -> None:
    looked = seen(leave(40), questions=(question(OWN, SOC, ago(5)),), verified=False, changed_on=ago(90))
    assert names(looked) == ["not_verified"]
    assert (looked.degree, looked.spell, looked.changed_on, looked.told) == (None, None, None, False)


@pytest.mark.parametrize("state", [{"closed_on": ago(3)}, {"locked": True}])
def test_a_closed_or_locked_case_has_no_reasons(state: dict[str, Any]) -> None:
    assert said(seen(leave(40), changed_on=ago(90), **state)) == []


def test_the_highest_reason_decides_then_the_earliest_day() -> None:
    late, later = seen(questions=(question(SOC, OWN, ago(2)),)), seen(questions=(question(SOC, OWN, ago(1)),))
    lacking, ending, well = seen(leave(31)), seen(valid_to=ahead(3)), seen()
    right = [late, later, lacking, ending, well]
    mixed = sorted([well, ending, later, lacking, late], key=lambda looked: order(said(looked), looked))
    assert [id(looked) for looked in mixed] == [id(looked) for looked in right]


def test_reasons_come_in_the_order_that_the_page_explains() -> None:
    looked = seen(leave(95, 3), questions=(question(SOC, OWN, ago(2)),), valid_to=ahead(9), changed_on=ago(40))
    found = names(looked)
    assert len(found) > 4
    assert found == sorted(found, key=NAMES.index)
