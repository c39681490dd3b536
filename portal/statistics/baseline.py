"""Underlag: what a municipality or a care unit reports of all its persons, by form or from a file, row by row."""

from collections.abc import Sequence
from typing import Any

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency, Provide
from litestar.response import Template

from events.baseline_csv import NoFile, Read, read
from events.baselines import Baselines, fold, reportable, stream_of_unit
from events.commands.baselines import ReportBaselineFigure
from events.facts.baselines import Baseline
from events.kinds import Gender
from events.refusals import Refused
from orgs.roles import MANAGERS
from portal.acting import AnyRequest, execute, officer_of
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fault, Fields, Form, FormRefused, decode
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.sentences import sentence_of
from portal.statistics.names import GENDER, period_name
from projections.statistics.periods import PeriodKind, containing

HERE = "/statistik/underlag"
MONTHS_SHOWN = 12
NAMES = {
    Baseline.B1: "Sjukskrivna utan sjukpenning, med försörjningsstöd",
    Baseline.B2: "Pågående sjukfall utan arbetsgivare",
    Baseline.B3: "Alla vuxna med försörjningsstöd",
}


async def file_of(request: AnyRequest) -> bytes:
    """The file of the form, or nothing."""
    upload = (await request.form()).get("file")
    return await upload.read() if isinstance(upload, UploadFile) else b""


@get(HERE, guards=[needs(MANAGERS)], sync_to_thread=True)
def show(request: AnyRequest) -> Template:
    return _page(request)


@get(HERE + "/ny", guards=[needs(MANAGERS)], sync_to_thread=True)
def report_form(request: AnyRequest, kept: Form) -> Any:
    month = containing(portal_of(request).clock.today(), PeriodKind.MONTH).before
    return _form(request, fresh(kept, month=f"{month.year}-{month.number:02}"))


@post(HERE + "/ny", guards=[needs(MANAGERS)], dependencies=TAKES, sync_to_thread=True)
def report(request: AnyRequest, form: Form) -> Any:
    try:
        execute(request, decode(ReportBaselineFigure, form))
    except (Refused, FormRefused) as refused:
        return _form(request, form, refused)
    return answer(request, HERE)


@post(HERE + "/fil", guards=[needs(MANAGERS)], dependencies={"content": Provide(file_of)}, sync_to_thread=True)
def import_file(request: AnyRequest, content: NamedDependency[bytes]) -> Template:
    """Every row by itself: what is right is reported, what is wrong is said beside its row."""
    try:
        rows = [_reported(request, row) for row in read(content)]
    except NoFile as fault:
        return _page(request, 422, fault=sentence_of(fault.key, {}))
    return _page(request, 200 if all(row["ok"] for row in rows) else 422, rows=rows)


def _reported(request: AnyRequest, row: Read) -> dict[str, Any]:
    fault = row.fault
    if row.command is not None:
        try:
            execute(request, row.command)
        except Refused as refused:
            fault = refused.key
    unchanged = fault == "nothing_changed"
    said = "Fanns redan" if unchanged else sentence_of(fault, {}) if fault else "Rapporterad"
    return {"number": row.number, "text": row.text, "said": said, "ok": not fault or unchanged}


def _page(request: AnyRequest, status: int = 200, *, rows: Sequence[dict[str, Any]] = (), fault: str = "") -> Template:
    officer, portal = officer_of(request), portal_of(request)
    stream = stream_of_unit(officer.unit)
    state: Baselines = portal.log.standing(stream, fold)
    return page(
        request,
        "statistics/baseline.html",
        status,
        title="Underlag till statistiken",
        crumbs=[{"label": "Statistik", "href": "/statistik"}],
        tables=[
            {"name": NAMES[each], "key": each.value, "rows": _months(request, state, each)} for each in _own(request)
        ],
        rows=rows,
        reported=sum(row["ok"] for row in rows),
        fault=fault,
        may_report=bool(reportable(officer.unit)),
    )


def _own(request: AnyRequest) -> tuple[Baseline, ...]:
    return reportable(officer_of(request).unit)


def _months(request: AnyRequest, state: Baselines, indicator: Baseline) -> list[dict[str, Any]]:
    """The latest twelve months, the running one once it is reported; what nobody has reported is missing, not zero."""
    month = containing(portal_of(request).clock.today(), PeriodKind.MONTH)
    if not any((indicator, month.first, gender) in state.figures for gender in Gender):
        month = month.before
    found = []
    for _ in range(MONTHS_SHOWN):
        counts = [state.figures.get((indicator, month.first, gender)) for gender in Gender]
        said = ["uppgift saknas" if count is None else str(count) for count in counts]
        found.append({"month": period_name(month), "cells": said})
        month = month.before
    return found


def _form(request: AnyRequest, fields: Fields, error: Fault | None = None) -> Any:
    context = {
        "crumbs": [{"label": "Statistik", "href": "/statistik"}, {"label": "Underlag", "href": HERE}],
        "heading": "Rapportera underlag",
        "lead": "En siffra som rapporteras igen ersätter den förra.",
        "verb": "Rapportera",
        "action": f"{HERE}/ny",
        "back": HERE,
        "seen": None,
        "indicators": [{"value": each.value, "label": NAMES[each]} for each in _own(request)],
        "genders": [{"value": value, "label": label} for value, label in GENDER.items()],
    }
    return shown(request, "statistics/reporting.html", context, fields, error)
