"""What operations ask: is the process alive, can it serve, how does it go. No personal data, no session needed."""

import asyncio
from typing import Any

import psycopg
from litestar import Request, Response, get
from litestar.plugins.prometheus import PrometheusConfig, PrometheusController

from events.migrations import known
from portal.guards import public
from portal.house import portal_of

OPEN = {"exclude_from_auth": True, "exclude_from_csrf": True, "plain": True}
PATIENCE = 3.0  # seconds for all of the readiness questions


@get("/healthz", guards=[public], opt=OPEN, media_type="text/plain", include_in_schema=False)
async def alive() -> str:
    """The process answers. Says nothing of the database, so that nobody restarts us for its sake."""
    return "ok"


@get("/readyz", guards=[public], opt=OPEN, include_in_schema=False)
async def ready(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Database reachable, migrations current, and how many entries the projector lags behind."""
    try:
        state = await asyncio.wait_for(portal_of(request).web.readiness(), PATIENCE)
    except (psycopg.Error, TimeoutError):
        return Response({"ready": False, "database": False}, status_code=503)
    current = state.migration == known()[-1].version
    body = {"ready": current, "database": True, "migrations_current": current, "projector_lag": state.projector_lag}
    return Response(body, status_code=200 if current else 503)


class Metrics(PrometheusController):
    """Prometheus text: counts and durations by route template, never by address."""

    path = "/metrics"
    guards = [public]
    opt = OPEN
    include_in_schema = False


def metrics() -> PrometheusConfig:
    return PrometheusConfig(
        app_name="portal", prefix="portal", group_path=True, exclude_opt_key="plain", exclude_unhandled_paths=True
    )
