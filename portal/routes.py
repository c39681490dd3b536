"""Every page and call of the portal, module by module. Each route states its permission beside its path."""

from litestar.types import ControllerRouterHandler

ROUTES: list[ControllerRouterHandler] = []
