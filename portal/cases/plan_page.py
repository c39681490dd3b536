"""Plan: what is planned until work, the step-down as stairs, and the versions side by side."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events import facts as f
from events.facts import Entry
from events.kinds import Status
from events.reading import Reading
from orgs.directory import Directory
from orgs.roles import CARE_CASE_ROLES, CASE_ROLES
from portal.acting import AnyRequest, read
from portal.cases.forms.plan import needs_said, step_downs, steps_said, versions
from portal.cases.present import Present
from portal.cases.readers import Readers
from portal.curves.drawing import Chart, Meeting, Planned, draw
from portal.guards import needs
from portal.pages import page
from portal.swedish import day, period_said, short_date

NO_STEPS = "Nedtrappningen är inte delad med er"


@get("/arenden/{case_id:uuid}/plan", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def plan(request: AnyRequest, case_id: FromPath[UUID]) -> Redirect | Template:
    reading = read(request, case_id, "plan")
    if reading.at_the_gate:
        return Redirect(f"/arenden/{case_id}/samtycken/kontroll", status_code=303)
    return page(request, "plan/show.html", **plan_context(reading, request.state.directory))


def plan_context(reading: Reading, directory: Directory) -> dict[str, Any]:
    """The latest version, and beside it those before; nothing but a sentence when this reader has no plan to read."""
    here, plans = f"/arenden/{reading.case.case_id}", versions(reading)
    told = [_version(reading, entry, directory) for entry in plans]
    for earlier, later in pairwise(told):
        before = {row["term"]: row["text"] for row in earlier["rows"]}
        later["rows"] = [row | {"changed": before.get(row["term"]) != row["text"]} for row in later["rows"]]
    for number, version in enumerate(told, start=1):
        version |= {"number": number, "short": f"Version {number}"}
    return {
        "title": "Plan",
        "crumbs": [
            {"label": "Ärenden", "href": "/arenden"},
            {"label": reading.name or f"Ärende {reading.case.number}", "href": here},
        ],
        "latest": told[-1] if told else None,
        "readers": Readers(reading, directory).of(plans[-1]) if plans else "",
        "versions": list(reversed(told)) if len(told) > 1 else [],
        "compared": _compared(list(reversed(told))) if len(told) > 1 else [],
        "chart": stairs(reading, plans[-1], directory) if plans else None,
        "verbs": _verbs(reading, here, bool(plans)),
    }


def _compared(versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One line for each part that any version has, with a cell for each version, so that alike stands beside alike."""
    terms = dict.fromkeys(row["term"] for version in versions for row in version["rows"])
    parts = [{row["term"]: row for row in version["rows"]} for version in versions]
    nothing = {"text": ["Inget."], "changed": False}
    return [{"term": term, "cells": [part.get(term, nothing) for part in parts]} for term in terms]


def stairs(reading: Reading, entry: Entry, directory: Directory) -> Chart | None:
    """From the degree of today down the planned steps, with the day of follow-up; only of what this reader may read."""
    assert isinstance(entry.fact, f.RehabPlanEstablished)
    present, steps = Present(reading, directory), _steps(reading, entry.fact)
    if steps is None:
        return None
    ahead = [Planned(step.from_, step.degree) for step in steps.steps if step.from_ > present.today]
    on = entry.fact.follow_up_on
    follow_up = Meeting(on, "Uppföljning av planen", f"uppföljning {short_date(on)[4:]}", on < present.today)
    return draw(present.certified, ahead, [], [follow_up], present.today)


def _steps(reading: Reading, fact: f.RehabPlanEstablished) -> f.StepDownPlanned | None:
    found = [e.fact for e in step_downs(reading) if e.event_id == fact.step_down_ref]
    return found[0] if found and isinstance(found[0], f.StepDownPlanned) else None


def _version(reading: Reading, entry: Entry, directory: Directory) -> dict[str, Any]:
    fact = entry.fact
    assert isinstance(fact, f.RehabPlanEstablished)
    steps = _steps(reading, fact)
    goals, none = reading.open(fact.subgoals), reading.open(fact.step_down_reason_none)
    activities = [f"{a.kind}, {a.who}, {period_said(a.from_, a.to)}." for a in reading.open(fact.activities) or ()]
    rows = [
        ("Arbete", [reading.open(fact.occupation_description)]),
        ("Mål", [reading.open(fact.overall_goal)]),
        ("Delmål", list(goals or ())),
        ("Aktiviteter", activities),
        ("Nedtrappning", [f"{steps_said(steps)}." if steps else f"Ingen. {none}" if none else NO_STEPS + "."]),
        ("Följs upp", [day(fact.follow_up_on)]),
        ("Samarbete med", [needs_said(fact)]),
        ("Ansvarig läkare", [reading.open(fact.responsible_physician)]),
        ("KVÅ-kod", ["DV077 är registrerad" if fact.kva_registered else "Inte registrerad"]),
    ]
    reason = reading.open(fact.reason) if isinstance(fact, f.RehabPlanRevised) else None
    return {
        "heading": day(fact.established_on),
        "by": directory.name_of(entry.owner_unit),
        "reason": reason or "",
        "rows": [{"term": term, "text": text, "changed": False} for term, text in rows if text],
    }


def _verbs(reading: Reading, here: str, planned: bool) -> list[dict[str, str]]:
    if reading.gate.officer.role not in CARE_CASE_ROLES or reading.gate.shown_status is not Status.ACTIVE:
        return []
    if planned:
        return [{"label": "Ändra planen", "href": f"{here}/planversioner/ny"}]
    return [{"label": "Upprätta planen", "href": f"{here}/planer/ny"}]
