"""Every page and call of the portal, module by module. Each route states its permission beside its path."""

from litestar.types import ControllerRouterHandler

from portal.administration.routes import ADMINISTRATION_ROUTES
from portal.agreements.routes import AGREEMENT_ROUTES
from portal.api.routes import API_ROUTES
from portal.association.routes import ASSOCIATION_ROUTES
from portal.cases.routes import CASE_ROUTES
from portal.consents.routes import CONSENT_ROUTES
from portal.desk import (
    about,
    access_review,
    checkpoints,
    incidents,
    questions,
    search,
    staffing,
    stand_ins,
    start,
    views,
    worklist,
)
from portal.deviations.routes import DEVIATION_ROUTES
from portal.live.routes import changes
from portal.mail.page import MAIL_ROUTES
from portal.paths.routes import PATH_ROUTES
from portal.questions.deidentified import QUESTION_ROUTES
from portal.sip.routes import SIP_ROUTES
from portal.statistics.routes import STATISTICS_ROUTES
from portal.tasks.page import TASK_ROUTES

ROUTES: list[ControllerRouterHandler] = [
    start.start_page,
    worklist.cases,
    views.views,
    views.view_form,
    views.save_view,
    views.share_view,
    views.remove_view,
    search.search,
    search.substitute_form,
    search.substitute,
    questions.questions,
    changes,
    stand_ins.substitutions,
    staffing.staff,
    staffing.naming_form,
    staffing.name_caseworkers,
    access_review.log,
    access_review.review,
    checkpoints.listing,
    checkpoints.note,
    incidents.incidents,
    incidents.assess_incident,
    about.about,
    about.process,
    about.protection,
    about.accessibility,
    about.help_page,
    *API_ROUTES,
    *CASE_ROUTES,
    *CONSENT_ROUTES,
    *PATH_ROUTES,
    *ADMINISTRATION_ROUTES,
    *ASSOCIATION_ROUTES,
    *AGREEMENT_ROUTES,
    *STATISTICS_ROUTES,
    *TASK_ROUTES,
    *MAIL_ROUTES,
    *DEVIATION_ROUTES,
    *SIP_ROUTES,
    *QUESTION_ROUTES,
]
