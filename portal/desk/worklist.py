"""Ärenden: the officer's own cases, the one that needs them most first. Colleagues' cases are a count, never a list."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from litestar import get
from litestar.response import Template

from events.code_lists import MUNICIPALITIES
from events.kinds import Status
from orgs.roles import CASE_ROLES
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.desk import view_store
from portal.desk.choosing import FILTERS, SORTS, Asking, Choice, Filter, Row, choice, in_order, matching
from portal.desk.own_path import warning
from portal.desk.reasons import RULES
from portal.desk.rows import rows_of
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections.worklist import COUNTED, colleagues

PAGE = 100
ALWAYS_SHOWN = ("part", "samtycke", "vantar")
READY_MADE = (
    ("Alla", ""),
    ("Väntar på er", "vantar=oss"),
    ("Saknar plan dag 30", "skal=no_plan_by_30"),
    ("Samtycket går ut", "samtycke=snart"),
    ("Avslutade", "status=closed"),
)


@get("/arenden", guards=[needs(CASE_ROLES)], opt={"menu": (20, "Ärenden")}, sync_to_thread=True)
def cases(request: AnyRequest) -> Template:
    officer = officer_of(request)
    chosen = choice(parse_qsl(request.scope["query_string"].decode("latin-1"), errors="replace"))
    rows, asking = rows_of(request), Asking(officer.unit_id, request.state.directory)
    with looking(request) as connection:
        others = colleagues(connection, officer.user_id)
        views = view_store.of(connection, officer)
    found = in_order(matching(rows, chosen, asking), chosen)
    shown = found[(chosen.part - 1) * PAGE : chosen.part * PAGE]
    return page(
        request,
        "worklist/show.html",
        title="Ärenden",
        lead=_lead(rows),
        rows=[shown_row(row, request) for row in shown],
        total=len(rows),
        views=_views(rows, chosen, views, asking),
        filters=[_select(each, chosen, rows) for each in FILTERS],
        more_open=any(name not in ALWAYS_SHOWN for name in chosen.values),
        always_shown=ALWAYS_SHOWN,
        sort={"value": chosen.sort, "options": [{"value": v, "label": label} for v, label in SORTS.items()]},
        chosen=chosen.narrowed,
        set_aside=swedish.joined(chosen.set_aside) if chosen.set_aside else None,
        save="/arenden/urval/nytt" + (f"?{chosen.query}" if chosen.query else ""),
        has_views=bool(views),
        rules=[{"label": rule.label, "text": rule.explained} for rule in RULES],
        sorted_by=SORTS[chosen.sort],
        by_reason=chosen.sort == "skal",
        colleagues=_at_colleagues(others),
        path_warning=warning(request),
        previous=chosen.address(chosen.part - 1) if chosen.part > 1 else None,
        following=chosen.address(chosen.part + 1) if len(found) > chosen.part * PAGE else None,
        said=_said(len(shown), len(found), chosen),
    )


def _at_colleagues(count: int) -> str:
    """Of more than are counted it is only said that they are more."""
    if count > COUNTED:
        return f"fler än {COUNTED} ärenden"
    return f"{count} {'ärende' if count == 1 else 'ärenden'}" if count else ""


def _lead(rows: Sequence[Row]) -> str:
    open_ = [row for row in rows if row.seen.status is not Status.CLOSED]
    urgent = sum(any(reason.tone == "stop" for reason in row.reasons) for row in rows)
    count = swedish.upper_first(swedish.counted(len(open_), "ett ärende", "ärenden")) + " där du är namngiven."
    if not urgent:
        return count
    return f"{count} {swedish.upper_first(swedish.counted(urgent, 'ett', '').strip())} behöver dig nu."


def _said(shown: int, found: int, chosen: Choice) -> str:
    if found <= PAGE and shown == found:
        return swedish.upper_first(swedish.counted(found, "ett ärende", "ärenden"))
    first = (chosen.part - 1) * PAGE + 1
    return (
        f"Visar {first}–{first + shown - 1} av {found} ärenden"
        if shown
        else f"{found} ärenden, men inga på den här sidan"
    )


def _views(
    rows: Sequence[Row], chosen: Choice, saved: Sequence[view_store.SavedView], asking: Asking
) -> list[dict[str, Any]]:
    """Ready-made selections and saved ones, each with how many cases it finds."""
    named = [*READY_MADE, *((view.name, view.filters) for view in saved)]
    found = []
    for label, query in named:
        each = choice(parse_qsl(query))
        count = len(matching(rows, each, asking))
        found.append({"label": f"{label} ({count})", "href": each.address(), "current": each.query == chosen.query})
    return found


def _select(each: Filter, chosen: Choice, rows: Sequence[Row]) -> dict[str, Any]:
    """A field of the form. Municipalities: those of the officer's own cases, and the one chosen."""
    value = chosen.values.get(each.name, "")
    values = dict(each.values)
    if each.name == "kommun":
        present = {row.seen.case.municipality_code for row in rows if row.seen.told} | {value}
        values = {code: name for code, name in values.items() if code in present}
    if each.name == "status":
        values.pop("oppna")
    options = [{"value": str(key), "label": label} for key, label in values.items()]
    return {"name": each.name, "label": each.label, "every": each.every, "value": value, "options": options}


def shown_row(row: Row, request: AnyRequest) -> dict[str, Any]:
    portal, seen, own = portal_of(request), row.seen, officer_of(request).unit_id
    directory, case = request.state.directory, row.seen.case
    waits = sorted((directory.name_of(unit) for unit in seen.waits_on - {own}), key=swedish.collation_key)
    if own in seen.waits_on:
        waits.insert(0, "Er enhet")
    moment = portal.clock.moment()
    return {
        "href": f"/arenden/{case.case_id}",
        "name": row.name(),
        "number": case.number,
        "municipality": MUNICIPALITIES[case.municipality_code].name if seen.told else None,
        "status": seen.status,
        "units": _units(row, request),
        "reasons": [{"text": reason.text, "tone": reason.tone} for reason in row.reasons],
        "calm": _calm(row),
        "leave": _leave(row),
        "consent": _consent(row),
        "waits": swedish.joined(waits) if waits else None,
        "changed": swedish.when_said(case.changed_at, moment) if seen.told and case.changed_at else None,
    }


def _units(row: Row, request: AnyRequest) -> str | None:
    own, directory = officer_of(request).unit_id, request.state.directory
    others = (directory.name_of(unit) for unit in row.seen.case.units if unit != own) if row.seen.told else ()
    return swedish.joined(sorted(others, key=swedish.collation_key)) or None


def _calm(row: Row) -> str:
    """What stands where there is no reason at all."""
    if row.seen.status is Status.CLOSED:
        return "Ärendet är avslutat"
    step = row.seen.next_step_down
    ahead = f". Nedtrappning till {step[1]} procent planerad {swedish.day_and_month(step[0])}" if step else ""
    return "Inget brådskar" + ahead


def _leave(row: Row) -> str | None:
    seen = row.seen
    if seen.spell is None:
        return None
    return f"{seen.degree} %, dag {seen.day}" if seen.degree else f"Intyget slut, dag {seen.day}"


def _consent(row: Row) -> str:
    seen, last = row.seen, row.seen.case.valid_to
    if seen.status is Status.DRAFT:
        return "Saknas ännu"
    if seen.consent_to:
        return f"Till {swedish.day(seen.consent_to)}"
    if seen.status is Status.SUSPENDED and seen.case.stands and last and last < seen.today:
        return f"Gick ut {swedish.day(last)}"
    return "Har upphört" if seen.status is Status.SUSPENDED else "–"
