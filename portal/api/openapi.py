"""``/api/v1/openapi.json``: OpenAPI 3.1, made from the command Structs and the app's own routes: it never lags."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.handlers import HTTPRouteHandler

from events.decisions import BY_NAME
from portal.api.answers import ANSWERS, BODIES
from portal.api.answers.common import Problem, Receipt
from portal.guards import Guard, public

API = "/api/v1/"
COMMANDS = API + "commands/{name}"
JSON = "application/json"
_REF = "#/components/schemas/{name}"
_PARAMETER = re.compile(r"\{(\w+):(\w+)\}")
_REFUSALS = {
    "401": "Du behöver logga in.",
    "403": "Uppdrag saknas, eller CSRF-token saknas.",
    "404": "Finns inte, eller är inte till för den här läsaren: samma svar.",
    "409": "Ärendet har ändrats sedan det lästes (stale_form).",
    "422": "Något i uppgifterna behöver rättas; field namnger fältet.",
    "503": "Databasen svarar inte just nu.",
}
_QUERIES: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    API + "association-offers": (("municipality", {"type": "string", "description": "Kommunkod."}),),
    API + "cases": (
        ("status", {"type": "string"}),
        ("q", {"type": "string", "description": "Ärendenummer, aldrig personnummer."}),
        ("next", {"type": "string"}),
    ),
    API + "contact-paths": (
        ("q", {"type": "string", "description": "Enhet, kommun, slag av enhet eller namn."}),
        ("next", {"type": "integer", "minimum": 0}),
    ),
    API + "events": (
        ("after", {"type": "string"}),
        ("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}),
    ),
}


@get(API + "openapi.json", guards=[public], opt={"exclude_from_auth": True}, sync_to_thread=False)
def document(request: Request[Any, Any, Any]) -> Response[bytes]:
    return Response(_written(request.app), media_type=JSON)


@lru_cache(maxsize=4)
def _written(app: Litestar) -> bytes:
    return msgspec.json.encode(described(app))


def described(app: Litestar) -> dict[str, Any]:
    """The whole document."""
    kinds = [Problem, Receipt, *ANSWERS.values(), *BODIES.values(), *BY_NAME.values()]
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REF)
    paths: dict[str, Any] = {}
    for path, verb, handler in _calls(app):
        for place, operation in _operations(path, verb, handler):
            paths.setdefault(place, {})[verb.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Samverkansportalen",
            "version": "1",
            "description": "Samma kommandon och läsregler som sidorna.",
        },
        "security": [{"session": [], "csrf": []}, {"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "session"},
                "csrf": {"type": "apiKey", "in": "header", "name": "x-csrftoken"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _calls(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    for route in app.routes:
        if route.path.startswith(API):
            for handler in cast("list[HTTPRouteHandler]", getattr(route, "route_handlers", [])):
                for verb in sorted(handler.http_methods - {"OPTIONS"}):
                    yield route.path, str(verb), handler


def _operations(path: str, verb: str, handler: HTTPRouteHandler) -> Iterator[tuple[str, dict[str, Any]]]:
    """One operation, or one per command where the path takes the name of a command."""
    plain = _PARAMETER.sub(r"{\1}", path)
    said = (handler.fn.__doc__ or "").strip().partition("\n")[0]
    if plain != COMMANDS:
        key = f"{verb} {plain}"
        yield plain, _operation(key, said, _parameters(path), ANSWERS.get(key), BODIES.get(key), handler)
        return
    for name, kind in BY_NAME.items():
        meaning = (kind.__doc__ or "").strip().partition("\n")[0]
        yield COMMANDS.format(name=name), _operation(name, meaning, [], Receipt, kind, handler)


def _operation(
    name: str,
    said: str,
    parameters: list[dict[str, Any]],
    answer: type[Any] | None,
    body: type[Any] | None,
    handler: HTTPRouteHandler,
) -> dict[str, Any]:
    open_to_all = any(isinstance(guard, Guard) and guard.permission == "public" for guard in handler.guards or [])
    operation: dict[str, Any] = {
        "operationId": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
        "summary": said,
        "responses": {"200": {"description": "Svaret.", "content": {JSON: {"schema": _schema(answer)}}}} | _problems(),
    }
    if parameters:
        operation["parameters"] = parameters
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": _schema(body)}}}
    return operation | ({"security": []} if open_to_all else {})


def _parameters(path: str) -> list[dict[str, Any]]:
    formats = {"uuid": {"type": "string", "format": "uuid"}}
    inside = [
        {"name": name, "in": "path", "required": True, "schema": formats.get(kind, {"type": "string"})}
        for name, kind in _PARAMETER.findall(path)
    ]
    return inside + [{"name": name, "in": "query", "schema": schema} for name, schema in _QUERIES.get(path, ())]


def _schema(kind: type[Any] | None) -> dict[str, Any]:
    return {"$ref": _REF.format(name=kind.__name__)} if kind is not None else {"type": "object"}


def _problems() -> dict[str, Any]:
    shape = {"application/problem+json": {"schema": _schema(Problem)}}
    return {status: {"description": sentence, "content": shape} for status, sentence in _REFUSALS.items()}
