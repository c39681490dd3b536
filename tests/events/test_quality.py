"""Who may read for quality assurance: by whom it is given, to whom, for how long, and of what (domain 2.4)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events import commands as c
from events import facts as f
from events.grants import Gate
from tests.events.told import at, facts, refusal
from tests.world import TODAY, World

A_YEAR = date(2027, 11, 23)


def grant(told: World, assignee: str = "reko2.larkan", **more: Any) -> c.GrantQualityAssignment:
    usual: dict[str, Any] = {"purpose": "Följa upp planerna", "registry_number": "RV 2026/118", "valid_to": A_YEAR}
    fields = usual | more
    return c.GrantQualityAssignment(assignee=told.officer(assignee).user_id, **fields)


def held(told: World, subject: str = "reko2.larkan") -> Any:
    officer = told.officer(subject)
    return told.directory.quality_assignment_of(officer.user_id, officer.unit_id, told.moment.date())


def given(told: World, subject: str = "chef.larkan", command: c.Command | None = None) -> f.QualityAssignmentGranted:
    (fact,) = facts(told.do(subject, command or grant(told)))
    told.directory = told.log.directory()
    assert isinstance(fact, f.QualityAssignmentGranted)
    return fact


def test_a_manager_gives_it_to_somebody_at_the_own_unit(told: World) -> None:
    fact = given(told)
    assert (fact.unit_id, fact.granted_by) == (told.unit("larkan"), told.officer("chef.larkan").user_id)
    assert (fact.valid_from, fact.valid_to, fact.registry_number) == (TODAY, A_YEAR, "RV 2026/118")
    assert held(told).registry_number == "RV 2026/118"
    assert held(told, "reko.larkan") is None


def test_at_a_unit_with_one_manager_the_manager_holds_it_too(told: World) -> None:
    given(told, command=grant(told, "chef.larkan"))
    assert held(told, "chef.larkan") is not None


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"registry_number": " "}, ("text_missing", "registry_number")),
        ({"registry_number": "19840314-9808"}, ("reference_implausible", "registry_number")),
        ({"purpose": ""}, ("text_missing", "purpose")),
        ({"purpose": "Personen 19840314-9808"}, ("freetext_blocked", "purpose")),
        ({"valid_to": A_YEAR + timedelta(days=1)}, ("quality_assignment_too_long", "valid_to")),
        ({"valid_to": TODAY - timedelta(days=1)}, ("ends_before_start", "valid_to")),
        ({"valid_from": date(2027, 1, 2), "valid_to": date(2027, 1, 1)}, ("ends_before_start", "valid_to")),
        ({"valid_from": date(1800, 1, 1)}, ("date_implausible", "valid_from")),
        ({"assignee": "handlaggare.soc"}, ("assignee_not_at_unit", "assignee")),
        ({"unit_id": UUID(int=4)}, ("own_unit_only", "unit_id")),
    ],
)
def test_it_is_registered_limited_and_of_the_own_unit(
    told: World, more: dict[str, Any], answer: tuple[str, str]
) -> None:
    assert refusal(told, "chef.larkan", grant(told, more.pop("assignee", "reko2.larkan"), **more)) == answer


def test_only_managers_give_it_and_end_it(told: World) -> None:
    assert refusal(told, "reko.larkan", grant(told)) == ("role_not_allowed", None)
    ending = c.EndQualityAssignment(quality_assignment_id=given(told).quality_assignment_id)
    assert refusal(told, "reko.larkan", ending) == ("role_not_allowed", None)
    assert refusal(told, "chef.soc", ending) == ("assignment_unknown", "quality_assignment_id")


def test_one_person_has_one_at_a_time(told: World) -> None:
    given(told)
    assert refusal(told, "chef.larkan", grant(told)) == ("already_assigned", "assignee")
    later: dict[str, Any] = {"valid_from": A_YEAR + timedelta(days=1), "valid_to": A_YEAR + timedelta(days=9)}
    told.do("chef.larkan", grant(told, **later))


def test_ended_it_is_over_at_once_and_expired_it_is_over_by_itself(told: World) -> None:
    fact = given(told)
    assert held(told) is not None
    late = c.EndQualityAssignment(quality_assignment_id=fact.quality_assignment_id, ended_on=A_YEAR + timedelta(days=1))
    assert refusal(told, "chef.larkan", late) == ("date_implausible", "ended_on")
    told.do("chef.larkan", c.EndQualityAssignment(quality_assignment_id=fact.quality_assignment_id))
    told.directory = told.log.directory()
    assert held(told) is None
    again = c.EndQualityAssignment(quality_assignment_id=fact.quality_assignment_id)
    assert refusal(told, "chef.larkan", again) == ("assignment_unknown", "quality_assignment_id")
    given(told)
    told.moment = at(A_YEAR + timedelta(days=1))
    assert held(told) is None


def test_what_was_to_end_later_may_end_at_once_but_not_last_longer(told: World) -> None:
    fact = given(told)

    def ending(day: date) -> c.EndQualityAssignment:
        return c.EndQualityAssignment(quality_assignment_id=fact.quality_assignment_id, ended_on=day)

    planned = told.moment.date() + timedelta(days=20)
    told.do("chef.larkan", ending(planned))
    told.directory = told.log.directory()
    assert held(told) is not None
    assert refusal(told, "chef.larkan", ending(planned + timedelta(days=1))) == ("date_implausible", "ended_on")
    told.do("chef.larkan", ending(told.moment.date()))
    told.directory = told.log.directory()
    assert held(told) is None


def test_it_opens_the_units_own_entries_to_who_is_not_named_and_only_when_asked_for(told: World) -> None:
    case_id = told.active("soc")
    view = c.RecordPersonView(case_id=case_id, goals="Arbeta", confirmed_by_person=True)
    own, theirs = (told.do(subject, view).entries[0] for subject in ("reko.larkan", "handlaggare.soc"))
    given(told)
    case, colleague = told.log.load(case_id), told.officer("reko2.larkan")
    assert not Gate(case, colleague, told.moment).may_read(own)
    following_up = Gate(case, colleague, told.moment, quality=True)
    assert following_up.may_read(own) and not following_up.may_read(theirs) and not following_up.inside
    named = Gate(case, told.officer("reko.larkan"), told.moment, quality=True)
    assert named.may_read(own) and named.may_read(theirs) and not named.under_quality
    assert not Gate(case, told.officer("chef.larkan"), told.moment, quality=True).may_read(own)


def test_it_is_of_one_unit(told: World) -> None:
    given(told)
    case = told.log.load(told.active("soc", "psyk"))
    colleague = told.officer("reko2.larkan")
    elsewhere = type(colleague)(
        colleague.user_id, "x", UUID(int=1), colleague.role, told.directory.by_slug["psyk"], colleague.quality
    )
    assert not Gate(case, elsewhere, told.moment, quality=True).under_quality
