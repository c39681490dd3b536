"""An entry that says which other entry it means tells so to whoever may read that one too, and to nobody else."""

from datetime import date
from uuid import UUID

import msgspec

from events import commands as c
from events import facts as f
from tests.house.county import API, County
from tests.house.sound.planning import plan
from tests.leave import sick_leave
from tests.world import TODAY

NOBODY: frozenset[UUID] = frozenset()


def test_a_plan_does_not_tell_the_id_of_a_step_down_that_is_kept_from_the_reader(home: County) -> None:
    case_id, psyk = home.case("soc", "psyk"), home.world.unit("psyk")
    home.do("reko.larkan", sick_leave(case_id))
    steps = c.PlanStepDown(case_id=case_id, steps=(f.Step(date(2026, 12, 1), 50),), recipients=frozenset({psyk}))
    step_down = home.do("reko.larkan", steps).entries[0].event_id
    home.do("reko.larkan", msgspec.convert(plan(case_id, step_down_ref=step_down), c.EstablishRehabPlan))
    _only_the_first_is_told(home, case_id, step_down, "rehab-plan-established", "reko.psyk", "handlaggare.soc")


def test_a_follow_up_does_not_tell_the_id_of_its_call_that_is_kept_from_the_reader(home: County) -> None:
    case_id = home.case("soc")
    call = c.ScheduleFollowUp(case_id=case_id, on=TODAY, recipients=NOBODY)
    called = home.do("reko.larkan", call).entries[0].event_id
    fields = {"on": TODAY, "goals_met": "partly", "present_units": [home.world.unit("soc")], "person_present": True}
    home.do("reko.larkan", msgspec.convert({"case_id": case_id, **fields}, c.HoldFollowUp))
    _only_the_first_is_told(home, case_id, called, "follow-up-held", "reko.larkan", "handlaggare.soc")


def test_the_form_for_a_new_plan_does_not_hold_the_id_of_another_units_step_down(home: County) -> None:
    case_id = home.case("soc", "psyk")
    home.do("reko.larkan", sick_leave(case_id))
    steps = c.PlanStepDown(case_id=case_id, steps=(f.Step(date(2026, 12, 1), 50),), recipients=NOBODY)
    step_down = home.do("reko.larkan", steps).entries[0].event_id
    home.do("reko.larkan", msgspec.convert(plan(case_id, step_down_ref=step_down), c.EstablishRehabPlan))
    forms = {
        subject: home.hand(subject).get(f"/arenden/{case_id}/planversioner/ny")
        for subject in ("reko.larkan", "reko.psyk")
    }
    assert {subject: form.status_code for subject, form in forms.items()} == dict.fromkeys(forms, 200)
    told = {subject: str(step_down) in form.text for subject, form in forms.items()}
    assert told == {"reko.larkan": True, "reko.psyk": False}


def _only_the_first_is_told(home: County, case_id: UUID, meant: UUID, topic: str, *readers: str) -> None:
    for path in (f"{API}/cases/{case_id}", f"{API}/events"):
        answers = [home.hand(reader).get(path).text for reader in readers]
        assert [topic in each for each in answers] == [True, True], path
        assert [str(meant) in each for each in answers] == [True, False], path
