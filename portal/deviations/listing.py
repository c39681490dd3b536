"""Avvikelser: what waits, whose turn it is, and the whole list; for the coordination association counts alone."""

from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromQuery
from litestar.response import Template

from events.deviation import UNANSWERED, DeviationStatus
from events.deviation_readers import OF_BOTH_UNITS, READERS
from events.deviations import REPORTERS
from events.facts.deviations import DeviationType
from orgs.roles import Role
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.deviations import counts, suggested, words
from portal.deviations.sheet import sheet
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.tasks.task import Asking
from projections import deviations
from projections.deviations import Wanted

HERE = "/avvikelser"
SEES_SOMETHING = READERS | {Role.ASSOCIATION_DIRECTOR}
PAGE = 50


class Choice(msgspec.Struct, frozen=True):
    label: str
    wanted: Wanted


def choices(own: UUID, role: Role) -> dict[str, Choice]:
    """The filters in a row; the first is what the page opens with."""
    ended = (DeviationStatus.CLOSED, DeviationStatus.WITHDRAWN)
    unended = tuple(stage for stage in DeviationStatus if stage not in ended)
    found = {"oppna": Choice("Öppna", Wanted(stages=unended))}
    if role in OF_BOTH_UNITS:
        found["er-tur"] = Choice("Väntar på er enhet", Wanted(turn=own))
    found["eskalerade"] = Choice("Eskalerade", Wanted(stages=tuple(UNANSWERED), escalated=True))
    found["klara"] = Choice("Avslutade", Wanted(stages=ended))
    found["alla"] = Choice("Alla", deviations.ALL)
    return found


@get(HERE, guards=[needs(SEES_SOMETHING)], opt={"menu": (28, "Avvikelser")}, sync_to_thread=True)
def show(
    request: AnyRequest, visa: FromQuery[str] = "", typ: FromQuery[str] = "", efter: FromQuery[str] = ""
) -> Template:
    officer, today = officer_of(request), portal_of(request).clock.today()
    if officer.role is Role.ASSOCIATION_DIRECTOR:
        return counts.counted_page(request)
    offered = choices(officer.unit_id, officer.role)
    chosen = visa if visa in offered else next(iter(offered))
    kind = typ if typ in set(DeviationType) else ""
    wanted = msgspec.structs.replace(offered[chosen].wanted, type=DeviationType(kind) if kind else None)
    with looking(request) as connection:
        found = deviations.listed(connection, wanted, after=_uuid(efter), limit=PAGE + 1)
        asking = Asking(connection, officer, request.state.directory, portal_of(request).clock.moment())
        suggestions = suggested.rows(asking)
        yours = len(deviations.listed(connection, Wanted(turn=officer.unit_id), limit=100))
    shown, more = found[:PAGE], len(found) > PAGE
    query = f"visa={chosen}&typ={kind}"
    may_report = officer.role in REPORTERS
    return page(
        request,
        "deviations/show.html",
        title="Avvikelser",
        lead=_lead(yours) if officer.role in OF_BOTH_UNITS else "Alla avvikelser och synpunkter som du får läsa.",
        may_report=may_report,
        suggestions=suggestions,
        filters=[
            {"label": each.label, "href": f"{HERE}?visa={name}&typ={kind}", "current": name == chosen}
            for name, each in offered.items()
        ],
        visa=chosen,
        typ=kind,
        types=swedish.options("deviation_type"),
        heading=offered[chosen].label,
        rows=[words.row(each, request.state.directory, today, officer) for each in shown],
        narrowed=bool(kind or chosen != "alla"),
        following=f"{HERE}?{query}&efter={shown[-1].deviation_id}" if more else None,
        export=f"{HERE}/fil",
    )


@get(HERE + "/fil", guards=[needs(SEES_SOMETHING)], sync_to_thread=True)
def export(request: AnyRequest) -> Response[bytes]:
    """The same as on the page, as a sheet: rows to those who read them, counts to the association."""
    officer, today, directory = officer_of(request), portal_of(request).clock.today(), request.state.directory
    if officer.role is Role.ASSOCIATION_DIRECTOR:
        return sheet("avvikelser", counts.HEADS, counts.lines(counts.of_county(request)))
    with looking(request) as connection:
        found = deviations.listed(connection, limit=5000)
    lines = []
    for each in found:
        row, told = words.row(each, directory, today, officer), each.told
        about, by = directory.name_of(told.about_unit), directory.name_of(told.by_unit)
        reported = each.reported_on.isoformat() if each.reported_on else ""
        known = [row["kind"], row["title"], about, by, told.happened_on.isoformat(), reported]
        lines.append([*known, row["badge"]["word"], told.description])
    heads = ["Slag", "Vad", "Gäller", "Skriven av", "Hände", "Skriven", "Läge", "Beskrivning"]
    return sheet("avvikelser", heads, lines)


def _lead(yours: int) -> str:
    if not yours:
        return "Inget väntar på er enhet just nu."
    return f"{swedish.upper_first(swedish.counted(yours, 'en avvikelse', 'avvikelser'))} väntar på er enhet."


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
