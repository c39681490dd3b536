"""Pages: the template engine, and what the frame around every page needs to know."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from litestar import Litestar, Request
from litestar.handlers import HTTPRouteHandler
from litestar.plugins.minijinja import MiniJinjaTemplateEngine
from litestar.response import Template
from minijinja import Environment, load_from_path

from orgs.officers import Officer
from orgs.roles import CASE_ROLES, Role
from portal import swedish
from portal.assets import Assets
from portal.fault_list import fault_list
from portal.guards import Guard
from portal.house import portal_of
from portal.login.session import Session

SOON = "inom-kort"
"""In the address of a page that somebody is led to before the views have what they did."""
TEMPLATES = Path(__file__).parents[1] / "templates"


def engine(assets: Assets, templates: Path = TEMPLATES) -> MiniJinjaTemplateEngine:
    """MiniJinja with everything escaped; a name that a template does not know is an error, not a blank."""
    environment = Environment(
        loader=load_from_path(str(templates)), auto_escape_callback=lambda _: "html", undefined_behavior="strict"
    )
    environment.add_global("asset", assets.address)
    for name, function in swedish.FILTERS.items():
        environment.add_filter(name, function)
    environment.add_filter(fault_list.__name__, fault_list)
    return MiniJinjaTemplateEngine.from_environment(environment)


def engine_of(app: Litestar) -> MiniJinjaTemplateEngine:
    found = app.template_engine
    if not isinstance(found, MiniJinjaTemplateEngine):
        raise TypeError("appen har ingen mallmotor")
    return found


def page(request: Request[Any, Any, Any], name: str, status: int = 200, **context: Any) -> Template:
    """A whole page or a part of one. ``title`` belongs in ``context``; the frame is filled in here."""
    return Template(name, context=frame(request) | context, status_code=status, media_type="text/html")


def frame(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """What ``layout.html`` asks for. Works for refusals too, where nobody may be logged in."""
    portal = portal_of(request)
    officer, session = request.scope.get("user"), request.scope.get("auth")
    today = portal.clock.today()
    around: dict[str, Any] = {
        "demo_day": swedish.long_day(today) if not portal.settings.production else None,
        "today": today,
        "restored": getattr(request.state, "restored", False),
        "soon": SOON in request.query_params and portal.progress.behind(),
    }
    if not isinstance(officer, Officer) or not isinstance(session, Session):
        return around
    held = request.state.directory.assignments_of(session.user_id, today)
    return around | {
        "officer": {
            "name": officer.name,
            "role": officer.role,
            "role_label": swedish.role_label(officer.role),
            "unit_id": officer.unit_id,
            "unit_name": officer.unit.name,
            "other_assignments": len(held) > 1,
        },
        "menu": menu(request.app, officer.role, request.scope["path"], following_up=officer.quality is not None),
        "may_search": officer.role in CASE_ROLES,
        "printed_for": f"{officer.unit.name}, {swedish.day(today)}",
    }


def menu(app: Litestar, role: Role, path: str, *, following_up: bool = False) -> list[dict[str, Any]]:
    """What this role may open, from the routes themselves: ``opt={"menu": (20, "Ärenden")}`` (order, label)."""
    entries = _entries(app, role)
    if following_up:
        entries = [*entries, (99, "Kvalitetsuppföljning", "/kvalitetsuppfoljning")]
    return [
        {"label": label, "href": href, "current": path == href or (href != "/" and path.startswith(href + "/"))}
        for _, label, href in entries
    ]


@lru_cache(maxsize=64)
def _entries(app: Litestar, role: Role) -> list[tuple[int, str, str]]:
    entries: list[tuple[int, str, str]] = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "menu" in handler.opt and _may(handler, role):
                order, label = handler.opt["menu"]
                entries.append((order, label, route.path))
    return sorted(set(entries))


def _may(handler: HTTPRouteHandler, role: Role) -> bool:
    guards = [guard for guard in handler.guards or [] if isinstance(guard, Guard)]
    return all(guard.roles is None or role in guard.roles for guard in guards)
