"""The calls of the API."""

from litestar.types import ControllerRouterHandler

from portal.api import cases as api_cases
from portal.api import commands as api_commands
from portal.api import lists as api_lists
from portal.api import openapi

API_ROUTES: list[ControllerRouterHandler] = [
    api_commands.command,
    api_cases.cases,
    api_cases.search,
    api_cases.case,
    api_cases.readers,
    api_cases.stepping_in,
    api_lists.units,
    api_lists.events,
    openapi.document,
]
