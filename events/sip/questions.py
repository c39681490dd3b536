"""The preparation form: which questions each kind of party answers, and in which category each answer is shared.

Each section of a form is its own entry in its own category (domain.md 8.3).
"""

from enum import StrEnum

from events.categories import Category
from orgs.kinds import Party


class Question(StrEnum):
    ATTENDING = "attending"
    OUR_QUESTIONS = "our_questions"
    OFFER = "offer"
    NEED = "need"
    HINDERS = "hinders"
    CAN_DECIDE = "can_decide"
    DEGREE = "degree"
    STEP_DOWN = "step_down"
    PLAN_GOALS = "plan_goals"
    TREATMENT = "treatment"
    FUNCTION = "function"
    SUITABLE_ACTIVITY = "suitable_activity"
    LIVELIHOOD = "livelihood"
    AGREED_PLANNING = "agreed_planning"
    OTHER_EFFORTS = "other_efforts"
    ACTIVITY = "activity"
    ADAPTATION = "adaptation"
    START = "start"
    SGI = "sgi"
    FK_COORDINATION = "fk_coordination"
    CAN_APPLY_FOR = "can_apply_for"
    ENROLLED = "enrolled"
    REQUIRED_TO_START = "required_to_start"
    MATTERS_MOST = "matters_most"
    WORKS_WELL = "works_well"
    IS_HARD = "is_hard"
    WANTED_RESULT = "wanted_result"
    BRING_ALONG = "bring_along"
    PRACTICAL = "practical"


_Q, _C = Question, Category
COMMON = (_Q.ATTENDING, _Q.OUR_QUESTIONS, _Q.OFFER, _Q.NEED, _Q.HINDERS, _Q.CAN_DECIDE)
OF_PERSON = (_Q.MATTERS_MOST, _Q.WORKS_WELL, _Q.IS_HARD, _Q.WANTED_RESULT, _Q.BRING_ALONG, _Q.PRACTICAL)
OF_PARTY: dict[Party, tuple[Question, ...]] = {
    Party.REGION: (_Q.DEGREE, _Q.STEP_DOWN, _Q.PLAN_GOALS, _Q.TREATMENT, _Q.FUNCTION, _Q.SUITABLE_ACTIVITY),
    Party.SOCIAL_SERVICES: (_Q.LIVELIHOOD, _Q.AGREED_PLANNING, _Q.OTHER_EFFORTS),
    Party.LABOUR_MARKET: (_Q.ACTIVITY, _Q.ADAPTATION, _Q.START),
    Party.FK: (_Q.SGI, _Q.FK_COORDINATION, _Q.CAN_APPLY_FOR),
    Party.AF: (_Q.ENROLLED, _Q.REQUIRED_TO_START),
}
CATEGORY_OF: dict[Question, Category] = {
    **dict.fromkeys(COMMON, _C.PLANNING),
    **dict.fromkeys(OF_PERSON, _C.PERSON_VIEW),
    **dict.fromkeys((_Q.DEGREE, _Q.STEP_DOWN), _C.SICK_LEAVE),
    **dict.fromkeys((_Q.PLAN_GOALS, _Q.TREATMENT), _C.REHAB_PLAN),
    **dict.fromkeys((_Q.FUNCTION, _Q.SUITABLE_ACTIVITY), _C.FUNCTIONAL_STATUS),
    _Q.LIVELIHOOD: _C.LIVELIHOOD,
    **dict.fromkeys((_Q.AGREED_PLANNING, _Q.OTHER_EFFORTS), _C.MUNICIPAL_INTERVENTIONS),
    **dict.fromkeys(OF_PARTY[Party.LABOUR_MARKET], _C.MUNICIPAL_INTERVENTIONS),
    **dict.fromkeys(OF_PARTY[Party.FK], _C.SOCIAL_INSURANCE),
    **dict.fromkeys(OF_PARTY[Party.AF], _C.EMPLOYMENT_SERVICES),
}
MOST_QUESTIONS = 3
"""How many questions one party brings to a meeting of an hour."""


def asked_of(party: Party | None, *, for_person: bool) -> tuple[Question, ...]:
    """The questions of one form, in the order they are put."""
    if for_person:
        return OF_PERSON
    return COMMON + (OF_PARTY[party] if party else ())
