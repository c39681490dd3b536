"""What is shared of how things are."""

from datetime import date

import msgspec

from events import commands as c
from events.categories import CONSENTABLE
from tests.house.county import County
from tests.house.sound.example import Sound, as_sent, example, of_case, plain
from tests.leave import sick_leave
from tests.world import TODAY


@example(c.RecordSgiStatus)
def sgi(county: County) -> Sound:
    fields = {"status": "zero", "as_of": TODAY, "source": "person", "dated": TODAY}
    return Sound("handlaggare.soc", of_case(county.case("soc"), **fields))


@example(c.RecordSickLeave)
def leave(county: County) -> Sound:
    fields = {"certified_by_unit": county.world.unit("larkan"), "recipients": [county.world.unit("soc")]}
    body = as_sent(sick_leave(county.case("soc")))
    for absent in ("command_id", "seen", "dated"):
        del body[absent]
    return Sound("reko.larkan", body | plain(fields))


@example(c.PlanStepDown)
def step_down(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", sick_leave(case_id))
    steps = [{"from": date(2026, 12, 1), "degree": 75}, {"from": date(2026, 12, 15), "degree": 50}]
    return Sound("reko.larkan", of_case(case_id, steps=steps, condition_text="Om sömnen blir bättre."))


@example(c.RecordLivelihood)
def livelihood(county: County) -> Sound:
    fields = {"source": "income_support", "from": TODAY, "to": date(2026, 12, 31)}
    return Sound("handlaggare.soc", of_case(county.case("soc"), **fields))


@example(c.RecordPersonView)
def person_view(county: County) -> Sound:
    texts = {"what_matters": "Att orka mer.", "goals": "Gå ut.", "strengths": "Envis.", "worries": "Pengar."}
    return Sound("reko.larkan", of_case(county.case("soc"), confirmed_by_person=True, **texts))


@example(c.ShareFunctionalAssessment)
def assessment(county: County) -> Sound:
    limitation = {"area": "work_education", "grade": "severe", "in_what_activity": "Hålla tider."}
    fields = {
        "assessed_by": "Lena Läkare",
        "assessed_on": TODAY,
        "impairments": [{"area": "concentration", "grade": "moderate"}],
        "limitations": [limitation | {"because_of": ["concentration"]}],
        "resources_text": "Noggrann och uthållig.",
        "adaptation_advice_text": "Korta pass med paus.",
    }
    return Sound("reko.larkan", of_case(county.case("soc"), **fields))


@example(c.ShareDiagnosis)
def diagnosis(county: County) -> Sound:
    case_id, world = county.draft(), county.world
    allowed = msgspec.structs.replace(world.recipient("soc"), categories=frozenset(CONSENTABLE))
    world.consent(case_id, recipients=(world.recipient("larkan"), allowed))
    world.join(case_id, "handlaggare.soc")
    both = frozenset(world.officer(subject).user_id for subject in ("reko.larkan", "lakare.larkan"))
    county.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=both))
    return Sound("lakare.larkan", of_case(case_id, icd10="M54.5", text="Långvarig smärta i ryggen."))


@example(c.DocumentViolenceQuestion)
def violence_question(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc"), asked=True, asked_on=TODAY, documented_per_routine=True))
