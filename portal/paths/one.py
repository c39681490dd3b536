"""One unit's way in, whole: who answers and when, what it is for; and, for the unit and its leaders, how it works."""

from typing import Annotated, Any
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Template

from events.contact_path import ContactPath
from events.path_tries import told_to
from events.paths import KEEPERS
from events.refusals import NotFoundOrDenied
from orgs.directory import Unit
from orgs.roles import MANAGERS
from portal.acting import AnyRequest, looking, officer_of
from portal.forms import Fault, Fields, faults, last
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.paths import tried_words, words
from projections import contact_paths, path_tries
from projections.path_tries import Failure

HERE = "/kontaktvagar"
THANKED = QueryParameter(name="tack", max_length=1)
CRUMBS = [{"label": "Kontaktvägar", "href": HERE}]


@get(HERE + "/{unit_id:uuid}", guards=[any_officer], sync_to_thread=True)
def show(
    request: AnyRequest, unit_id: FromPath[UUID], kept: NamedDependency[Fields], thanked: Annotated[str, THANKED] = ""
) -> Template:
    return shown(request, unit_id, kept, thanked=bool(thanked))


def shown(
    request: AnyRequest, unit_id: UUID, fields: Fields, error: Fault | None = None, *, thanked: bool = False
) -> Template:
    """Raises ``NotFoundOrDenied`` for what is no unit that one calls."""
    unit = request.state.directory.units.get(unit_id)
    if unit is None or not unit.active or unit.party is None:
        raise NotFoundOrDenied
    with looking(request) as connection:
        path = contact_paths.of_units(connection, [unit_id]).get(unit_id)
    officer, directory = officer_of(request), request.state.directory
    row = words.said(unit, path, directory, portal_of(request).clock.moment(), officer.unit_id)
    flag = next((each for each in path.flags if each.user_id == officer.user_id), None) if path else None
    errors = faults(error) if error else {}
    return page(
        request,
        "contact_paths/one.html",
        422 if error else 200,
        title=unit.name,
        crumbs=CRUMBS,
        row=row | {"report": words.report(officer, path, unit_id)},
        hours=words.week(path),
        problems=tried_words.PROBLEMS,
        thanked=thanked,
        asks_what=flag is not None and not flag.noted,
        values={"problem": last(fields, "problem"), "note": last(fields, "note")},
        errors=errors,
        working=_working(request, unit, path) if path and told_to(officer, unit, directory) else None,
        keeps=officer.role in KEEPERS,
        manages=officer.role in MANAGERS,
        asks=officer.has_case_role,
        at_work=officer.has_case_role or officer.role in KEEPERS,
        today_iso=portal_of(request).clock.today().isoformat(),
    )


def _working(request: AnyRequest, unit: Unit, path: ContactPath) -> dict[str, Any]:
    """How the path has worked for others."""
    today = portal_of(request).clock.today()
    with looking(request) as connection:
        told = path_tries.of_units(connection, [unit.unit_id], today).get(unit.unit_id)
        failures = path_tries.failures(connection, unit.unit_id, path.confirmed_on or today) if path.flags else []
    name_of = request.state.directory.name_of
    return {
        "said": tried_words.performance_said(told),
        "failures": [
            tried_words.failure_said(each, name_of(each.by_unit)) for each in failures if not _told_more(each, failures)
        ],
    }


def _told_more(each: Failure, failures: list[Failure]) -> bool:
    """The click alone, when the same unit has also said what happened that day."""
    return each.note is None and any(
        other.note and (other.by_unit, other.on) == (each.by_unit, each.on) for other in failures
    )
