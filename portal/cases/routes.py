"""The routes of one case, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from orgs.roles import CARE_CASE_ROLES, CASE_ROLES, Role
from portal.cases import extracts, live_readers, plan_page
from portal.cases import show as cases
from portal.cases.forms import inquiries, retractions
from portal.cases.forms.authorities import COORDINATION, EMPLOYMENT
from portal.cases.forms.efforts import EFFORT
from portal.cases.forms.follow_ups import BOOKING, HELD
from portal.cases.forms.form_routes import form_routes
from portal.cases.forms.function import ASSESSMENT, DIAGNOSIS
from portal.cases.forms.leave import CONTACT, SICK_LEAVE, STEP_DOWN, VIEW, VIOLENCE
from portal.cases.forms.livelihood import LIVELIHOOD, SGI
from portal.cases.forms.plan import NEW_PLAN, REVISION
from portal.cases.forms.responsibility import TRANSFER
from portal.cases.forms.the_case import CASEWORKERS, CLOSING, CONTACT_PERSON, DEATH, DETAILS, OBJECTION, REOPENING

UNCOUNTED = {"plain": True}
"""Left out of the metrics: a count of this form by the minute would tell whose question was noted."""

CASE_ROUTES: tuple[ControllerRouterHandler, ...] = (
    cases.opening_form,
    cases.draft_case,
    cases.case,
    cases.violence_routine,
    live_readers.readers,
    *form_routes(CONTACT, CASE_ROLES),
    *form_routes(SICK_LEAVE, CARE_CASE_ROLES),
    *form_routes(STEP_DOWN, CARE_CASE_ROLES),
    *form_routes(LIVELIHOOD, CASE_ROLES),
    *form_routes(SGI, CASE_ROLES),
    *form_routes(VIEW, CASE_ROLES),
    *form_routes(ASSESSMENT, CARE_CASE_ROLES),
    plan_page.plan,
    *form_routes(DIAGNOSIS, {Role.PHYSICIAN}),
    *form_routes(NEW_PLAN, CARE_CASE_ROLES),
    *form_routes(REVISION, CARE_CASE_ROLES),
    *form_routes(EFFORT, CASE_ROLES),
    *form_routes(COORDINATION, CASE_ROLES),
    *form_routes(EMPLOYMENT, CASE_ROLES),
    *form_routes(BOOKING, CASE_ROLES),
    *form_routes(HELD, CASE_ROLES),
    *form_routes(TRANSFER, CASE_ROLES),
    *form_routes(OBJECTION, CASE_ROLES),
    *form_routes(VIOLENCE, CARE_CASE_ROLES, opens_at="", opt=UNCOUNTED),
    inquiries.question_form,
    inquiries.send_inquiry,
    inquiries.answer_form,
    inquiries.answer_inquiry,
    inquiries.voiding_form,
    inquiries.void_inquiry,
    *form_routes(CASEWORKERS, CASE_ROLES, opens_at=""),
    *form_routes(CONTACT_PERSON, CASE_ROLES),
    *form_routes(DETAILS, CASE_ROLES, opens_at=""),
    retractions.retraction_form,
    retractions.retract_entry,
    *form_routes(CLOSING, CASE_ROLES, opens_at=""),
    *form_routes(DEATH, CASE_ROLES, opens_at=""),
    *form_routes(REOPENING, CASE_ROLES, opens_at=""),
    extracts.extract,
)
