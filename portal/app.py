"""The web application: one factory, from settings to a Litestar app."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.template import TemplateConfig
from litestar.types import ControllerRouterHandler

from portal import assignments, login, pages
from portal.asset_route import asset_file
from portal.csrf import Csrf, csrf_config
from portal.health import Metrics, alive, metrics, ready
from portal.house import Portal
from portal.kept_input import restored
from portal.refusals import HANDLERS
from portal.session import SessionMiddleware
from portal.wire import compression, strict_headers

LARGEST_BODY = 1_000_000  # bytes: ten long forms
SHELL: tuple[ControllerRouterHandler, ...] = (
    login.login_page,
    login.start,
    login.answer,
    login.log_out,
    assignments.assignments,
    assignments.choose,
    assignments.me,
    assignments.choose_by_api,
    asset_file,
    alive,
    ready,
    Metrics,
)
"""Routes without which no other can be reached."""


def assemble(portal: Portal, routes: Sequence[ControllerRouterHandler]) -> Litestar:
    """The app around a house: what is asked of every request, then the routes."""

    @asynccontextmanager
    async def open_house(app: Litestar) -> AsyncIterator[None]:
        await portal.web.open()
        try:
            yield
        finally:
            await portal.web.close()

    return Litestar(
        route_handlers=[*SHELL, *routes],
        state=State({"portal": portal}),
        lifespan=[open_house],
        middleware=[
            metrics().middleware,
            DefineMiddleware(Csrf, config=csrf_config(portal)),
            DefineMiddleware(SessionMiddleware, exclude_from_auth_key="exclude_from_auth"),
        ],
        dependencies={"kept": Provide(restored)},
        exception_handlers=HANDLERS,
        before_send=[strict_headers],
        compression_config=compression(),
        template_config=TemplateConfig(instance=pages.engine(portal.assets)),
        openapi_config=None,
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
        debug=False,
    )
