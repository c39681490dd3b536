"""What may be a deviation, seen in the log itself: computed when it is read, for this reader, through the gate.

A suggestion is a filled-in form and nothing more: nothing is stored or sent until somebody sends it. That a unit has
let one be is kept beside the log (``web.dismissed_suggestion``): no fact about anybody, and nobody else's business.
"""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, post

from events.deviations import REPORTERS
from events.refusals import NotFoundOrDenied
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.cases.fact_pages import answer
from portal.deviations.signs import OLDEST, Sign, signs
from portal.guards import needs
from portal.house import portal_of
from projections import suggestions

HERE = "/avvikelser"


def suggested(request: AnyRequest) -> list[Sign]:
    """What this officer's unit could report and has neither reported nor let be, the latest first."""
    officer, today = officer_of(request), portal_of(request).clock.today()
    if officer.role not in REPORTERS:
        return []
    with looking(request) as connection:
        found = signs(connection, officer, request.state.directory, today)
        if not found:
            return []
        let_be = suggestions.dismissed(connection)
        reported = suggestions.own_reports(connection, today - OLDEST - OLDEST)
    fresh = [each for each in found if each.sign_id not in let_be and not any(_same(each, own) for own in reported)]
    return sorted(fresh, key=lambda each: (each.happened_on, each.sign_id), reverse=True)


def rows(request: AnyRequest) -> list[dict[str, str]]:
    """For the page: what, why, the filled-in form, and the way to say that it is none."""
    directory = request.state.directory
    return [
        {
            "what": f"{swedish.label(each.type, 'deviation_type')}: {directory.name_of(each.about_unit)}",
            "why": each.why,
            "href": f"{HERE}/ny?{_filled(each)}",
            "dismiss": f"{HERE}/forslag/{each.sign_id}",
        }
        for each in suggested(request)
    ]


def on_my_day(request: AnyRequest) -> dict[str, Any] | None:
    """One row for Min dag, in the shape of its tasks; ``None`` when nothing is suggested."""
    count = len(suggested(request))
    if not count:
        return None
    return {
        "due": swedish.due_said(None, portal_of(request).clock.today()),
        "what": f"{swedish.upper_first(swedish.counted(count, 'en sak', 'saker'))} kan vara en avvikelse",
        "why": "Portalen har sett att något inte blev som det var sagt. Ni avgör om det är en avvikelse.",
        "href": f"{HERE}#forslag",
        "verb": "Se efter",
        "primary": False,
    }


@post(HERE + "/forslag/{suggestion_id:uuid}", guards=[needs(REPORTERS)], sync_to_thread=True)
def let_be(request: AnyRequest, suggestion_id: UUID) -> Response[Any]:
    """Only of what is suggested to this officer; to others there is none."""
    if all(each.sign_id != suggestion_id for each in suggested(request)):
        raise NotFoundOrDenied
    with looking(request) as connection:
        moment = portal_of(request).clock.moment()
        suggestions.dismiss(connection, suggestion_id, officer_of(request).user_id, moment)
    return answer(request, HERE)


def _same(each: Sign, own: tuple[str, UUID, UUID | None, UUID | None, date]) -> bool:
    type_, about_unit, case_id, agreement_id, happened_on = own
    if (type_, about_unit) != (each.type, each.about_unit):
        return False
    if each.case_id is not None:
        return case_id == each.case_id
    return agreement_id == each.agreement_id and happened_on >= each.since


def _filled(each: Sign) -> str:
    fields = {"om": each.about_unit, "typ": each.type.value, "dag": each.happened_on, "del": each.clause or ""}
    return urlencode(fields | ({"arende": each.case_id} if each.case_id else {}))
