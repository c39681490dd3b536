"""Which database a process talks to: the server of the settings, or the embedded one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from portal.operation.postgres import EmbeddedPostgres
from portal.operation.roles import KEEPER, OWNER, PROJECTOR, WEB
from portal.settings import Part, Settings

ROLE_OF: dict[Part, str] = {"web": WEB, "projector": PROJECTOR, "keeper": KEEPER, "owner": OWNER}


def connected(settings: Settings, pg: EmbeddedPostgres) -> Settings:
    """The settings with the addresses of an embedded server that runs."""
    return replace(settings, urls={part: pg.dsn(role) for part, role in ROLE_OF.items()})


@contextmanager
def database(settings: Settings, alone: bool = False) -> Iterator[Settings]:
    """Settings with addresses. Embedded: uses the server that runs on PORTAL_HOME, or runs one for the while.

    ``alone``: raises ``AlreadyRunning`` when another process runs one.
    """
    if not settings.embedded:
        yield settings
        return
    with EmbeddedPostgres(settings.home, attach=not alone) as pg:
        yield connected(settings, pg)
