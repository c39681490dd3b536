"""Logg: who in the own unit has opened what, the unusual first (domain.md 2.3). Never what was read in a case."""

import re
from itertools import groupby
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from litestar.response import Redirect, Template

from events.calendar import STOCKHOLM, day_of
from orgs.roles import Role
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.desk.searching import tidied
from portal.forms import CHOOSE, TAKES, Fields, Form, last
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections import access_log
from projections.access_log import Access

PAGE = 100
_ID = re.compile(r"\d{1,18}", re.ASCII)
WHAT = {
    "case": "Öppnade ärendet",
    "gate": "Såg kontrollsidan",
    "denied": "Nekades",
    "quality": "Följde upp kvaliteten",
    "unit_figures": "Såg enhetens omaskade siffror",
    "extract": "Skrev ut personens utdrag",
    "access_log": "Såg vilka som har läst",
}


class Asked(NamedTuple):
    """What the reviewer has asked to see."""

    number: str
    person: str
    unreviewed: bool
    part: int

    def at(self, part: int) -> str:
        """The address of another page of the same."""
        query = {"nummer": self.number, "person": self.person, "ogranskade": "true" if self.unreviewed else ""}
        said = {name: value for name, value in query.items() if value} | ({"sida": part} if part > 1 else {})
        return "/logg" + (f"?{urlencode(said)}" if said else "")


def asked(
    number: Annotated[str, QueryParameter(name="nummer")] = "",
    person: Annotated[str, QueryParameter(name="person")] = "",
    part: Annotated[int, QueryParameter(name="sida", ge=1, le=10_000)] = 1,
    unreviewed: Annotated[bool, QueryParameter(name="ogranskade")] = False,
) -> Asked:
    """A form sends what nobody has filled in, too: empty, it asks for nothing."""
    return Asked(number, person, unreviewed, part)


ASKS = {"asked": Provide(asked, sync_to_thread=False)}


@get("/logg", guards=[needs({Role.LOG_REVIEWER})], opt={"menu": (18, "Logg")}, dependencies=ASKS, sync_to_thread=True)
def log(request: AnyRequest, asked: NamedDependency[Asked]) -> Template:
    return _shown(request, asked)


@post("/logg", guards=[needs({Role.LOG_REVIEWER})], dependencies=TAKES | ASKS, sync_to_thread=True)
def review(request: AnyRequest, form: Form, asked: NamedDependency[Asked]) -> Template | Redirect:
    """Marks what has been ticked; a mark is never taken away, a later one stands beside it."""
    ids = {int(each) for chosen in form.get("rows", []) for each in chosen.split(",") if _ID.fullmatch(each)}
    finding = last(form, "finding")
    errors = {}
    if not ids:
        errors["rows"] = "Kryssa för minst en rad."
    if finding not in {option["value"] for option in swedish.options("review_finding")}:
        errors["finding"] = CHOOSE
    if not errors:
        officer, moment = officer_of(request), portal_of(request).clock.moment()
        with looking(request) as connection:
            if access_log.review(connection, officer, moment, ids, finding):
                return Redirect(asked.at(asked.part), status_code=303)
        errors["rows"] = "Du kan inte granska det du själv har öppnat. Kryssa bara för andras rader."
    return _shown(request, asked, errors, form)


def _shown(
    request: AnyRequest, asked: Asked, errors: dict[str, str] | None = None, fields: Fields | None = None
) -> Template:
    people = _people(request)
    with looking(request) as connection:
        rows = access_log.of_own_unit(
            connection,
            number=(tidied(asked.number) or asked.number) or None,
            user_id=next((UUID(one["value"]) for one in people if one["value"] == asked.person), None),
            limit=PAGE + 1,
            offset=(asked.part - 1) * PAGE,
            unreviewed=asked.unreviewed,
        )
    return page(
        request,
        "access_review/show.html",
        422 if errors else 200,
        title="Logg",
        asked=asked._asdict() | {"here": asked.at(asked.part)},
        findings=swedish.options("review_finding"),
        errors=errors or {},
        finding=last(fields or {}, "finding"),
        ticked=(fields or {}).get("rows", []),
        rows=[_row(list(alike), request) for _, alike in groupby(rows[:PAGE], _alike)],
        people=people,
        previous=asked.at(asked.part - 1) if asked.part > 1 else None,
        following=asked.at(asked.part + 1) if len(rows) > PAGE else None,
    )


def _alike(row: Access) -> tuple[Any, ...]:
    """What makes one line of the log: the same officer doing the same thing in the same case, the same day."""
    what = _what(row)
    return day_of(row.at), row.user_id, row.role, row.number, what, row.substitute, row.registry_number, row.finding


def _what(row: Access) -> str:
    """A case is opened, whichever of its pages was read: more than that the log does not tell."""
    return WHAT.get(row.what, WHAT["case"])


def _row(alike: list[Access], request: AnyRequest) -> dict[str, Any]:
    row, first = alike[0], alike[-1]
    user = request.state.directory.user(row.user_id)
    return {
        "at": swedish.moment_said(row.at),
        "said": swedish.upper_first(swedish.when_said(row.at, portal_of(request).clock.moment())),
        "who": user.name if user else "Okänd",
        "role": swedish.role_label(row.role),
        "times": f"{len(alike)} gånger sedan {first.at.astimezone(STOCKHOLM):%-H.%M}" if len(alike) > 1 else "",
        "number": row.number or "–",
        "what": _what(row),
        "unusual": row.what == "denied" or row.substitute is not None or row.registry_number is not None,
        "stepped_in": row.substitute is not None,
        "why": _why(row),
        "ids": ",".join(str(each.id) for each in alike) if row.user_id != officer_of(request).user_id else "",
        "reviewed": _reviewed(row, request),
    }


def _reviewed(row: Access, request: AnyRequest) -> dict[str, Any] | None:
    if row.finding is None or row.reviewed_at is None:
        return None
    by = request.state.directory.user(row.reviewed_by)
    said = f"{by.name if by else 'Okänd'}, {swedish.day(day_of(row.reviewed_at))}"
    return {"word": swedish.label(row.finding, "review_finding"), "said": said, "open": row.finding == "to_follow_up"}


def _why(row: Access) -> str:
    if row.registry_number is not None:
        return f"Diarienummer {row.registry_number}"
    return swedish.label(row.substitute, "substitute_reason") if row.substitute else ""


def _people(request: AnyRequest) -> list[dict[str, str]]:
    directory, unit_id = request.state.directory, officer_of(request).unit_id
    here = {a.user_id for a in directory.assignments.values() if a.unit_id == unit_id}
    users = sorted((directory.users[user] for user in here), key=lambda user: swedish.collation_key(user.name))
    return [{"value": str(user.user_id), "label": user.name} for user in users]
