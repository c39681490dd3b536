"""The routes of one case, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from orgs.roles import CARE_CASE_ROLES, CASE_ROLES, Role
from portal.cases import changes as case_changes
from portal.cases import extracts, facts, inquiries, live_readers, plan_page
from portal.cases import show as cases
from portal.cases.case_forms import OBJECTION
from portal.cases.facts_of_authorities import COORDINATION, EMPLOYMENT
from portal.cases.facts_of_efforts import EFFORT
from portal.cases.facts_of_follow_ups import BOOKING, HELD
from portal.cases.facts_of_function import ASSESSMENT, DIAGNOSIS
from portal.cases.facts_of_plan import NEW_PLAN, REVISION
from portal.cases.facts_of_responsibility import TRANSFER
from portal.cases.form_routes import form_routes

CASE_ROUTES: tuple[ControllerRouterHandler, ...] = (
    cases.opening_form,
    cases.draft_case,
    cases.case,
    cases.violence_routine,
    live_readers.readers,
    facts.contact_form,
    facts.log_contact,
    facts.sick_leave_form,
    facts.record_sick_leave,
    facts.step_down_form,
    facts.plan_step_down,
    facts.livelihood_form,
    facts.record_livelihood,
    facts.sgi_form,
    facts.record_sgi,
    facts.view_form,
    facts.record_view,
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
    facts.violence_form,
    facts.document_violence_question,
    inquiries.question_form,
    inquiries.send_inquiry,
    inquiries.answer_form,
    inquiries.answer_inquiry,
    inquiries.voiding_form,
    inquiries.void_inquiry,
    case_changes.caseworkers_form,
    case_changes.confirm_party,
    case_changes.contact_person_form,
    case_changes.name_contact_person,
    case_changes.details_form,
    case_changes.change_details,
    case_changes.retraction_form,
    case_changes.retract_entry,
    case_changes.closing_form,
    case_changes.close_case,
    case_changes.reopening_form,
    case_changes.reopen_case,
    extracts.extract,
)
