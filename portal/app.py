"""The web application: one factory, from settings to a Litestar app."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.template import TemplateConfig
from litestar.types import ControllerRouterHandler

from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal import pages
from portal.asset_route import asset_file
from portal.assets import Assets
from portal.csrf import Csrf, csrf_config
from portal.demo.ids import ISSUER as DEMO_ISSUER
from portal.house import CurrentDirectory, Portal
from portal.live.watching import Watchers
from portal.login import assignments
from portal.login import pages as login
from portal.login.demo_provider import demo_issuer, demo_people
from portal.login.demo_user import DemoUser
from portal.login.issuers import Issuer, read_issuers
from portal.login.kept_input import restored
from portal.login.oidc import Provider
from portal.login.session import SessionMiddleware
from portal.login.web_store import WebStore
from portal.operation.health import Metrics, alive, metrics, ready
from portal.operation.opening import read_clock
from portal.refusals import HANDLERS
from portal.routes import ROUTES
from portal.settings import Settings, SettingsRefused, refuse_demo_data
from portal.wire import compression, strict_headers
from projections.progress import Progress

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


def create_app(settings: Settings) -> Litestar:
    """The whole portal over a store that has been migrated and prepared. Raises ``SettingsRefused``."""
    portal = furnish(settings)
    return assemble(portal, ROUTES)


def furnish(settings: Settings) -> Portal:
    """What the handlers share, made from the settings."""
    dsn = settings.url("web")
    store_key = load_store_key(dsn, settings.master_key())
    log = Log(dsn, store_key, Mode.PRODUCTION if settings.production else Mode.DEMO)
    refuse_demo_data(settings, any(user.issuer == DEMO_ISSUER for user in log.directory().users.values()))
    issuers, identities = login_providers(settings)
    return Portal(
        settings=settings,
        clock=read_clock(dsn),
        store_key=store_key,
        log=log,
        web=WebStore(dsn),
        directory=CurrentDirectory(log.directory),
        providers={issuer.issuer: Provider(issuer) for issuer in issuers},
        assets=Assets(),
        progress=Progress(log.pool),
        watchers=Watchers(dsn),
        identities=identities,
    )


FIRST_MET = (
    "reko.larkan",
    "handlaggare.soc-koping",
    "handlaggare.fk-vastmanland",
    "handlaggare.af-koping",
    "chef.larkan",
    "process.forsakringsmedicin",
    "chef.forbund-vastmanland",
)
"""One of each kind of work, most of them around the same case; the others follow unit by unit."""


def _met(user: DemoUser) -> int:
    return FIRST_MET.index(user.subject) if user.subject in FIRST_MET else len(FIRST_MET)


def login_providers(settings: Settings) -> tuple[tuple[Issuer, ...], tuple[dict[str, str], ...]]:
    """The configured login providers; without a file, in the demo, the demo provider and the people it knows."""
    if settings.issuers_file is not None:
        try:
            return read_issuers(settings.issuers_file, production=settings.production), ()
        except ValueError as wrong:
            raise SettingsRefused(str(wrong)) from None
    if settings.production:
        raise SettingsRefused("PORTAL_OIDC_ISSUERS saknas. Demoinloggningen får inte användas i produktion.")
    people = demo_people()
    shown = tuple(
        {
            "label": f"{each.name}, {each.role}, {each.place}",
            "href": "/logga-in/start?" + urlencode({"som": each.subject}),
        }
        for each in sorted(people, key=_met)
    )
    return (demo_issuer(settings.demo_issuer, people, known_as=DEMO_ISSUER),), shown


def assemble(portal: Portal, routes: Sequence[ControllerRouterHandler]) -> Litestar:
    """The app around a house: what is asked of every request, then the routes."""

    @asynccontextmanager
    async def open_house(app: Litestar) -> AsyncIterator[None]:
        await portal.web.open()
        try:
            yield
        finally:
            await portal.watchers.close()
            await portal.web.close()
            portal.log.close()

    return Litestar(
        # In one router: Litestar registers a path anew for each of its handlers, and wraps a sync handler twice then.
        route_handlers=[Router("/", route_handlers=[*SHELL, *routes])],
        state=State({"portal": portal}),
        lifespan=[open_house],
        middleware=[
            metrics().middleware,
            DefineMiddleware(Csrf, config=csrf_config(portal)),
            DefineMiddleware(SessionMiddleware, exclude_from_auth_key="exclude_from_auth"),
        ],
        dependencies={"kept": Provide(restored)},
        exception_handlers=HANDLERS,
        before_send=[strict_headers(secure=portal.secure)],
        compression_config=compression(),
        template_config=TemplateConfig(instance=pages.engine(portal.assets)),
        openapi_config=None,
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
        debug=False,
    )
