"""From an exception to an answer: a Swedish page, or RFC 9457 ``application/problem+json`` below ``/api``.

What nobody foresaw is answered with a number only; the log gets the same number, the kind of error and where it arose,
never its words, which may hold what somebody wrote.
"""

import html
import re
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import uuid4

import msgspec
import psycopg
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect
from litestar.types import ExceptionHandlersMap

from events.refusals import NotFoundOrDenied, Refused
from portal import pages
from portal.csrf import ForgedRequest
from portal.forms import FormRefused
from portal.login.assignments import NotYours
from portal.login.bearer import API
from portal.login.session import AssignmentNeeded, LoginNeeded
from portal.logs import place_of
from portal.own_words import own_words
from portal.sentences import BY_STATUS, HEADINGS, sentence_of, shape_fault

AnyRequest = Request[Any, Any, Any]
SEE_OTHER: Literal[303] = 303
CONFLICTS = {"stale_form"}
RETRY_AFTER = "5"  # seconds
_CASE = re.compile(r"/arenden/[0-9a-f-]{36}(?=/)")


def refused(request: AnyRequest, error: Refused) -> Response[Any]:
    status = 409 if error.key in CONFLICTS else 422
    sentence = sentence_of(error.key, error.details)
    return answered(request, status, error.key, sentence, error.field, typed=own_words(request))


def not_found(request: AnyRequest, error: Exception) -> Response[Any]:
    """Whoever was writing gets their own words back to copy, in whatever way the case has gone, and if it never was."""
    return answered(request, 404, "not_found_or_denied", typed=own_words(request))


def login_needed(request: AnyRequest, error: LoginNeeded) -> Response[Any]:
    """To the provider at once for who has no session; by way of a page that explains for whose session ran out."""
    if _is_api(request):
        return answered(request, 401, "login_needed", headers={"WWW-Authenticate": "Bearer"})
    here = request.scope["path"] if request.method == "GET" else "/"
    query = request.scope["query_string"].decode("ascii", "replace") if request.method == "GET" else ""
    onward = {"vidare": f"{here}?{query}" if query else here}
    if error.expired:
        address = "/logga-in?" + urlencode(onward | {"utgangen": "1"} | ({"behallet": "1"} if error.kept else {}))
    else:
        address = "/logga-in/start?" + urlencode(onward)
    return _sent_to(request, address)


def assignment_needed(request: AnyRequest, error: AssignmentNeeded) -> Response[Any]:
    if _is_api(request):
        return answered(request, 403, "assignment_needed")
    if error.ended and request.method == "POST":
        return answered(request, 403, "assignment_ended", typed=own_words(request))
    return _sent_to(request, "/uppdrag")


def forged(request: AnyRequest, error: ForgedRequest) -> Response[Any]:
    return answered(request, 403, "forged_request")


def malformed(request: AnyRequest, error: Exception) -> Response[Any]:
    """A body or a parameter of the wrong shape, said at the field."""
    field, sentence = shape_fault(error)
    return answered(request, 422, "malformed", sentence, field)


def form_refused(request: AnyRequest, error: FormRefused) -> Response[Any]:
    """A form whose own page has not shown its faults: the first of them, and all to programs."""
    field, sentence = next(iter(error.errors.items()))
    return answered(request, 422, "malformed", sentence, field, errors=error.errors, typed=own_words(request))


def database_gone(request: AnyRequest, error: Exception) -> Response[Any]:
    structlog.get_logger("portal").error("database_unreachable", error=type(error).__name__)
    return answered(request, 503, "unavailable", headers={"Retry-After": RETRY_AFTER})


def other_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    if error.status_code >= 500:
        return unforeseen(request, error)
    return answered(request, error.status_code, "malformed" if error.status_code == 400 else "refused")


def unforeseen(request: AnyRequest, error: Exception) -> Response[Any]:
    number = uuid4().hex[:12]
    structlog.get_logger("portal").error("unforeseen", key=number, error=type(error).__name__, where=place_of(error))
    return answered(request, 500, "unforeseen", sentence_of("unforeseen", {"nummer": number}))


HANDLERS: ExceptionHandlersMap = {
    Refused: refused,
    FormRefused: form_refused,
    NotFoundOrDenied: not_found,
    NotYours: not_found,
    404: not_found,
    LoginNeeded: login_needed,
    AssignmentNeeded: assignment_needed,
    ForgedRequest: forged,
    ValidationException: malformed,
    msgspec.ValidationError: malformed,
    msgspec.DecodeError: malformed,
    UnicodeDecodeError: malformed,
    RecursionError: malformed,  # a body nested without end
    psycopg.DataError: malformed,
    psycopg.OperationalError: database_gone,
    HTTPException: other_http,
    Exception: unforeseen,
}


def answered(
    request: AnyRequest,
    status: int,
    key: str,
    sentence: str | None = None,
    field: str | None = None,
    headers: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    typed: list[dict[str, str]] | None = None,
) -> Response[Any]:
    """The refusal as a page or as problem details, whichever this caller reads."""
    sentence = sentence or BY_STATUS.get(status) or sentence_of(key, {})
    if _is_api(request):
        faults = errors or ({field: sentence} if field else {})
        return _problem(status, key, sentence, faults, headers or {})
    if request.headers.get("hx-request"):
        headers = {"HX-Retarget": "body", "HX-Reswap": "innerHTML"} | (headers or {})
    body = _page(request, status, sentence, typed or [])
    return Response(body, status_code=status, media_type="text/html", headers=headers)


def _problem(status: int, key: str, sentence: str, faults: dict[str, str], headers: dict[str, str]) -> Response[Any]:
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HEADINGS.get(status, HEADINGS[400]),
        "status": status,
        "key": key,
        "detail": sentence,
    }
    if faults:
        listed = [{"field": field, "detail": detail} for field, detail in faults.items()]
        problem |= {"field": listed[0]["field"], "errors": listed}
    body = msgspec.json.encode(problem)
    return Response(body, status_code=status, media_type="application/problem+json", headers=headers)


def _page(request: AnyRequest, status: int, sentence: str, typed: list[dict[str, str]]) -> str:
    """The page of this status. A page that cannot be drawn must not hide the refusal, so a bare one stands in."""
    heading = HEADINGS.get(status, HEADINGS[400])
    own = (pages.TEMPLATES / f"errors/{status}.html").exists() and (status, request.method) != (422, "GET")
    name = f"errors/{status if own else 'other'}.html"  # the page of 422 speaks of a form
    try:
        context = pages.frame(request) | {"title": heading, "heading": heading, "sentence": sentence, "typed": typed}
        context |= {"case": case[0] if (case := _CASE.match(request.scope["path"])) else ""}
        return str(pages.engine_of(request.app).get_template(name).render(**context, request=request))
    except Exception as error:  # noqa: BLE001 - told below, and the person still gets the sentence
        structlog.get_logger("portal").error("refusal_page_failed", error=type(error).__name__, where=place_of(error))
        return (
            f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{html.escape(heading)}</title></head>'
            f"<body><main><h1>{html.escape(heading)}</h1><p>{html.escape(sentence)}</p></main></body></html>"
        )


def _sent_to(request: AnyRequest, address: str) -> Response[Any]:
    if request.headers.get("hx-request"):
        return Response(b"", status_code=401, headers={"HX-Redirect": address})
    return Redirect(address, status_code=SEE_OTHER)


def _is_api(request: AnyRequest) -> bool:
    return str(request.scope["path"]).startswith(API)
