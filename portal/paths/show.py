"""Kontaktvägar: whom do I call now. For everybody who acts in an assignment, in every role."""

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Template

from events.deidentified import ANSWERERS
from events.path_states import PathState, states
from events.paths import KEEPERS
from orgs.directory import Unit
from orgs.kinds import UnitType
from orgs.roles import MANAGERS
from portal.acting import AnyRequest, looking, officer_of
from portal.api.paging import Begin, paged
from portal.association.words import offered
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.paths import directory as path_directory
from portal.paths import vcards
from portal.paths.directory import Asked
from portal.paths.words import BADGES, call, report, said
from portal.swedish import counted, label, upper_first
from projections import contact_paths, path_tries
from projections.view import Connection

PAGE = 100
UNFOLDED = 20
"""So many units that were asked for stand open; more are folded by where they are."""
MISSING = "missing"
"""Units without a way in: the gap list."""
KINDS = (
    *(UnitType.PRIMARY_CARE_UNIT, UnitType.ADULT_PSYCHIATRY_UNIT, UnitType.OTHER_SPECIALIST_UNIT),
    *(UnitType.SOCIAL_SERVICES_UNIT, UnitType.LABOUR_MARKET_UNIT, UnitType.FK_OFFICE, UnitType.AF_OFFICE),
)
Page = Annotated[int, QueryParameter(name="sida", ge=1, le=1000)]


@get("/kontaktvagar", guards=[any_officer], opt={"menu": (25, "Kontaktvägar")}, sync_to_thread=True)
def show(
    request: AnyRequest,
    q: FromQuery[str] = "",
    kommun: FromQuery[str] = "",
    slag: FromQuery[str] = "",
    lage: FromQuery[str] = "",
    part: Page = 1,
) -> Template:
    asked = Asked(q[:100], kommun, slag)
    units = ask(request, asked, lage)
    shown = units[(part - 1) * PAGE : part * PAGE]
    rows = rows_of(request, shown)
    officer = officer_of(request)
    county = request.state.directory.organisations[officer.unit.org_id].county_code
    narrowed = bool(lage) or not asked.all
    here = {"q": asked.text, "kommun": kommun, "slag": slag, "lage": lage}
    return page(
        request,
        "contact_paths/show.html",
        title="Kontaktvägar",
        asked=here,
        own=rows.pop(officer.unit_id, None),
        groups=(groups := _groups(shown, rows, officer.unit, unfolded=narrowed and len(shown) <= UNFOLDED)),
        some_folded=not all(group["open"] for group in groups),
        count=len(units),
        offers=offered(request.state.directory, county, kommun, portal_of(request).clock.today()) if part == 1 else [],
        municipalities=path_directory.municipality_options(request.state.directory),
        kinds=[{"value": str(kind), "label": upper_first(label(kind, "unit_type"))} for kind in KINDS],
        standings=[
            *({"value": str(state), "label": BADGES[state]["word"]} for state in PathState),
            {"value": MISSING, "label": "Ingen kontaktväg"},
        ],
        vcard="/kontaktvagar/vcard?" + urlencode(here),
        keeps=officer.role in KEEPERS,
        manages=officer.role in MANAGERS,
        asks=officer.has_case_role,
        questions=officer.role in ANSWERERS,
        at_work=officer.has_case_role or officer.role in KEEPERS,
        today_iso=portal_of(request).clock.today().isoformat(),
        previous=_page(here, part - 1) if part > 1 else None,
        following=_page(here, part + 1) if len(units) > part * PAGE else None,
        said_page=f"Visar {len(shown)} av {len(units)} enheter",
    )


@get("/kontaktvagar/vcard", guards=[any_officer], sync_to_thread=True)
def vcard(
    request: AnyRequest,
    q: FromQuery[str] = "",
    kommun: FromQuery[str] = "",
    slag: FromQuery[str] = "",
    lage: FromQuery[str] = "",
) -> Response[bytes]:
    units = ask(request, Asked(q[:100], kommun, slag), lage)[:PAGE]
    return vcards.cards(row for row in rows_of(request, units).values() if row["phone"])


@get("/kontaktvagar/{unit_id:uuid}/vcard", guards=[any_officer], sync_to_thread=True)
def one_vcard(request: AnyRequest, unit_id: FromPath[UUID]) -> Response[bytes]:
    units = [unit for unit in ask(request, Asked()) if unit.unit_id == unit_id]
    return vcards.cards(rows_of(request, units).values())


@get("/api/v1/contact-paths", guards=[any_officer], sync_to_thread=True)
def listed(request: AnyRequest, q: FromQuery[str] = "", begin: Begin = 0) -> dict[str, Any]:
    """The way in to each unit, with how it stands; to the unit and its leaders how it has worked. 100 a page."""
    units = ask(request, Asked(q[:100]))
    with looking(request) as connection:
        paths = contact_paths.of_units(connection, [unit.unit_id for unit in units])
        today = portal_of(request).clock.today()
        tried = path_tries.of_units(connection, paths.keys(), today)
    found = request.state.directory
    with_path = [unit for unit in units if unit.unit_id in paths]
    shown, following = paged(with_path, begin)
    return {
        "contact_paths": [
            {
                "contact_path_id": paths[unit.unit_id].path_id,
                "unit": {"id": unit.unit_id, "slug": unit.slug, "name": unit.name},
                "states": states(paths[unit.unit_id], found, today),
                "confirmed_on": paths[unit.unit_id].confirmed_on,
                "path": paths[unit.unit_id].published,
                "absences": paths[unit.unit_id].absences,
                "performance": tried.get(unit.unit_id),
            }
            for unit in shown
        ],
        **following,
    }


def ask(request: AnyRequest, asked: Asked, standing: str = "") -> list[Unit]:
    """Units that match; contacts are looked up by name only when something is typed, states only when asked for."""
    found = request.state.directory
    with looking(request) as connection:
        rows = path_directory.with_names(found, connection) if asked.text.strip() else path_directory.listed(found)
        units = path_directory.found(rows, asked)
        if standing not in {*PathState, MISSING}:
            return units
        paths = contact_paths.of_units(connection, [unit.unit_id for unit in units])
    if standing == MISSING:
        return [unit for unit in units if unit.unit_id not in paths]
    today = portal_of(request).clock.today()
    return [unit for unit in units if (path := paths.get(unit.unit_id)) and standing in set(states(path, found, today))]


def rows_of(request: AnyRequest, units: list[Unit]) -> dict[UUID, dict[str, Any]]:
    with looking(request) as connection:
        paths = contact_paths.of_units(connection, [unit.unit_id for unit in units])
    moment, own = portal_of(request).clock.moment(), officer_of(request).unit_id
    found = request.state.directory
    rows = {unit.unit_id: said(unit, paths.get(unit.unit_id), found, moment, own) for unit in units}
    for unit_id, row in rows.items():
        row["report"] = report(officer_of(request), paths.get(unit_id), unit_id)
    return rows


def calls_to(request: AnyRequest, units: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Whom to call at each of these units now, as one line; without a way in, nothing."""
    with looking(request) as connection:
        return calls_over(connection, request, units)


def calls_over(connection: Connection, request: AnyRequest, units: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """The same, for who is looking already."""
    directory, moment = request.state.directory, portal_of(request).clock.moment()
    paths = contact_paths.of_units(connection, list(units))
    lines = {unit_id: call(directory.units[unit_id], path, directory, moment) for unit_id, path in paths.items()}
    return {unit_id: line for unit_id, line in lines.items() if line}


def _groups(units: list[Unit], rows: dict[UUID, dict[str, Any]], own: Unit, *, unfolded: bool) -> list[dict[str, Any]]:
    """Headings with their rows: the own municipality open, the rest folded unless it was asked for."""
    groups = []
    for n, (heading, members) in enumerate(path_directory.grouped(units, own), start=1):
        held = [rows[unit.unit_id] for unit in members if unit.unit_id in rows]
        gone = sum(row["gone"] for row in held)
        said = counted(len(held), "en enhet", "enheter") + (f", {counted(gone, 'en', '')} utan väg in" if gone else "")
        home = n == 1 and path_directory.home_of(own) != ""
        if held:
            groups.append(
                {
                    "id": f"grupp-{n}",
                    "heading": heading,
                    "rows": held,
                    "said": upper_first(said.replace("  ", " ")),
                    "open": unfolded or home,
                }
            )
    return groups


def _page(here: dict[str, str], part: int) -> str:
    return "/kontaktvagar?" + urlencode({**here, "sida": part})
