"""The shapes of the API's answers, for its description and for the tests that hold the answers against it."""

from typing import Any

from portal.api.answers.between_units import (
    Agreements,
    DeidentifiedAnswer,
    DeviationsAnswer,
    FundedAnswer,
    OffersAnswer,
    PathsAnswer,
)
from portal.api.answers.cases import CaseAnswer, Cases, CasesFound, ReadersAnswer, SteppedIn, Substitutions
from portal.api.answers.common import Me, Units
from portal.api.answers.waiting import Feed, Tasks
from portal.api.cases import Search, StepIn
from portal.login.assignments import ChooseAssignment

ANSWERS: dict[str, type[Any]] = {
    "GET /api/v1/me": Me,
    "PUT /api/v1/me/assignment": Me,
    "GET /api/v1/units": Units,
    "GET /api/v1/cases": Cases,
    "POST /api/v1/search": CasesFound,
    "GET /api/v1/cases/{case_id}": CaseAnswer,
    "GET /api/v1/cases/{case_id}/access-log": ReadersAnswer,
    "POST /api/v1/cases/{case_id}/substitution": SteppedIn,
    "GET /api/v1/substitutions": Substitutions,
    "GET /api/v1/events": Feed,
    "GET /api/v1/tasks": Tasks,
    "GET /api/v1/contact-paths": PathsAnswer,
    "GET /api/v1/agreements": Agreements,
    "GET /api/v1/deviations": DeviationsAnswer,
    "GET /api/v1/association-offers": OffersAnswer,
    "GET /api/v1/funded-interventions": FundedAnswer,
    "GET /api/v1/deidentified-inquiries": DeidentifiedAnswer,
}
BODIES: dict[str, type[Any]] = {
    "PUT /api/v1/me/assignment": ChooseAssignment,
    "POST /api/v1/search": Search,
    "POST /api/v1/cases/{case_id}/substitution": StepIn,
}
