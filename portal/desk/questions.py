"""Frågor och svar across cases: who owes an answer, since when, until when."""

from datetime import date
from typing import Any

from litestar import get
from litestar.response import Template

from events.vault import open_name
from orgs.roles import CASE_ROLES
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from projections import inquiries
from projections.inquiries import InquiryRow


@get("/fragor", guards=[needs(CASE_ROLES)], opt={"menu": (21, "Frågor och svar")}, sync_to_thread=True)
def questions(request: AnyRequest) -> Template:
    officer = officer_of(request)
    with looking(request) as connection:
        rows = inquiries.mine(connection, officer.user_id)
    is_open = [row for row in rows if row.answered_on is None and row.voided_on is None]
    ended = [row for row in rows if row not in is_open]
    return page(
        request,
        "questions/show.html",
        title="Frågor och svar",
        to_us=[_row(row, request) for row in is_open if row.to_unit == officer.unit_id],
        to_others=[_row(row, request) for row in is_open if row.to_unit != officer.unit_id],
        done=[_row(row, request) for row in sorted(ended, key=lambda row: row.sent_on, reverse=True)[:50]],
    )


def _row(row: InquiryRow, request: AnyRequest) -> dict[str, Any]:
    portal, directory = portal_of(request), request.state.directory
    own, today = officer_of(request).unit_id, portal.clock.today()
    name = open_name(portal.store_key, row.case_id, row.name_box) if row.name_box else f"Ärende {row.number}"
    other = directory.name_of(row.from_unit if row.to_unit == own else row.to_unit)
    kind = swedish.label(row.type, "inquiry_type")
    if row.answered_on:
        ended = f"Besvarad {_day(row.answered_on, today)}."
    elif row.voided_on:
        ended = f"Gäller inte längre sedan {_day(row.voided_on, today)}."
    else:
        ended = ""
    asked = "frågade" if row.to_unit == own else "fick frågan"
    return {
        "due": swedish.due_said(row.due_on, today),
        "what": f"{name}: {kind}",
        "why": f"{other} {asked} {_day(row.sent_on, today)}. {ended}".strip(),
        "href": f"/arenden/{row.case_id}{'?alla=ja' if ended else ''}#fraga-{row.inquiry_id}",
        "verb": None if ended else ("Svara" if row.to_unit == own else "Se frågan"),
        "primary": False,
    }


def _day(when: date, today: date) -> str:
    """8 december, and with its year when that is another"""
    return swedish.day_and_month(when) if when.year == today.year else swedish.day(when)
