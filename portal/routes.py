"""Every page and call of the portal, module by module. Each route states its permission beside its path."""

from litestar.types import ControllerRouterHandler

from portal import about, access_review, api_cases, api_commands, questions, search, staffing, start, worklist

ROUTES: list[ControllerRouterHandler] = [
    start.start_page,
    worklist.cases,
    search.search,
    search.substitute_form,
    search.substitute,
    questions.questions,
    staffing.staff,
    staffing.naming_form,
    staffing.name_caseworkers,
    access_review.log,
    about.about,
    about.protection,
    about.accessibility,
    about.help_page,
    api_commands.command,
    api_cases.units,
    api_cases.cases,
    api_cases.search,
    api_cases.case,
    api_cases.readers,
    api_cases.stepping_in,
    api_cases.events,
    api_cases.tasks,
]
