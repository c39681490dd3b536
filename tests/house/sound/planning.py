"""The plan, and what is done by it."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from events import commands as c
from events import facts as f
from tests.house.county import County
from tests.house.sound.example import Body, Sound, example, of_case
from tests.leave import sick_leave
from tests.world import TODAY


def plan(case_id: UUID, **more: Any) -> Body:
    fields = {
        "established_on": TODAY,
        "occupation_description": "Arbete i kök, tidigare yrke.",
        "overall_goal": "Att arbeta heltid.",
        "subgoals": ["Tjugo timmar i veckan."],
        "activities": [{"kind": "Arbetsträning", "who": "Köping", "from": TODAY, "to": date(2027, 1, 29)}],
        "follow_up_on": date(2026, 12, 10),
        "collaboration_needs": ["municipality", "fk"],
        "responsible_physician": "Lena Läkare",
        "kva_registered": True,
        "made_with_person": True,
    }
    return of_case(case_id, **(fields | more))


@example(c.EstablishRehabPlan)
def establish(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", sick_leave(case_id))
    steps = (f.Step(date(2026, 12, 1), 50),)
    step_down_ref = county.do("reko.larkan", c.PlanStepDown(case_id=case_id, steps=steps)).entries[0].event_id
    return Sound("reko.larkan", plan(case_id, step_down_ref=step_down_ref))


@example(c.ReviseRehabPlan)
def revise(county: County) -> Sound:
    case_id, why = county.case("soc"), "Läkaren bedömer i januari."
    county.do("reko.larkan", msgspec.convert(plan(case_id, step_down_reason_none=why), c.EstablishRehabPlan))
    return Sound("reko.larkan", plan(case_id, step_down_reason_none=why, reason="Det går bättre."))


@example(c.RecordIntervention)
def effort(county: County) -> Sound:
    case_id, own = county.case("soc", "ame"), county.world.unit("ame")
    first = {"kind": "Arbetsträning", "status": "offered", "from": TODAY, "provider_unit": own}
    made = county.do("handlaggare.ame", msgspec.convert(of_case(case_id, **first), c.RecordIntervention))
    fact = made.entries[0].fact
    assert isinstance(fact, f.InterventionRecorded)
    fields = {"intervention_id": fact.intervention_id, "hours_per_week": 15, "to": date(2027, 1, 29)}
    return Sound("handlaggare.ame", of_case(case_id, **(first | fields | {"status": "started"})), ("intervention_id",))


@example(c.RecordFkCoordination)
def coordination(county: County) -> Sound:
    fields = {"status": "denied", "on": TODAY, "denial_ground": "not_insured"}
    return Sound("handlaggare.fk", of_case(county.case("fk"), **fields))


@example(c.RecordEmploymentStatus)
def employment(county: County) -> Sound:
    fields = {"enrolled": True, "from": TODAY, "to": date(2027, 6, 30), "programme": "Rusta och matcha", "source": "af"}
    return Sound("handlaggare.af", of_case(county.case("soc", "af"), **fields))
