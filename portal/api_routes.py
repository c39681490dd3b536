"""The calls of the API."""

from litestar.types import ControllerRouterHandler

from portal import api_cases, api_commands, api_lists, openapi

API_ROUTES: list[ControllerRouterHandler] = [
    api_commands.command,
    api_cases.cases,
    api_cases.search,
    api_cases.case,
    api_cases.readers,
    api_cases.stepping_in,
    api_lists.units,
    api_lists.events,
    api_lists.tasks,
    openapi.document,
]
