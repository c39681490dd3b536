"""Rutiner: where we have a signed routine in the county, and what must be chased."""

from datetime import date

from litestar import get
from litestar.params import FromQuery
from litestar.response import Template

from events.agreement import AgreementStatus
from events.agreements import DRAFTERS
from portal.acting import AnyRequest, looking, officer_of
from portal.agreements import coverage, words
from portal.agreements.found import HERE
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.swedish import day
from projections import agreements


@get(HERE, guards=[any_officer], opt={"menu": (27, "Rutiner")}, sync_to_thread=True)
def show(request: AnyRequest, dag: FromQuery[str] = "") -> Template:
    today, directory = portal_of(request).clock.today(), request.state.directory
    on = _day(dag) or today
    with looking(request) as connection:
        every = agreements.every(connection)
    county = directory.organisations[officer_of(request).unit.org_id].county_code
    rows = coverage.rows(every, county, on)
    psychiatry = [row.cells[1] for row in rows if row.cells[1].required]
    return page(
        request,
        "agreements/show.html",
        title="Rutiner",
        lead=words.lead(rows)
        if on == today
        else f"Så här {'var' if on < today else 'blir'} det {day(on)}. {words.lead(rows)}",
        dag=on.isoformat(),
        other_day=on != today,
        todo=words.to_do(rows, officer_of(request), directory, today) if on == today else [],
        rows=[
            {
                "name": row.municipality.name,
                "href": f"{HERE}/{row.agreement.agreement_id}" if row.agreement else "",
                "cells": [words.cell_said(cell) for cell in row.cells],
                "since": words.since_said(row, on),
                "follow_up": words.follow_up_said(row, on) if on == today else {"text": "", "late": False},
            }
            for row in rows
        ],
        primary=f"{sum(row.cells[0].standing is AgreementStatus.IN_FORCE for row in rows)} av {len(rows)}",
        psychiatry=f"{sum(cell.standing is AgreementStatus.IN_FORCE for cell in psychiatry)} av {len(psychiatry)}"
        " som ska ha",
        may_draft=officer_of(request).role in DRAFTERS,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
