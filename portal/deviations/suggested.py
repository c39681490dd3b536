"""What may be a deviation, seen in the log itself: computed when it is read, for this reader, through the gate.

A suggestion is a filled-in form and nothing more: nothing is stored or sent until somebody sends it. That a unit has
let one be is kept beside the log (``web.dismissed_suggestion``): no fact about anybody, and nobody else's business.
"""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from events.deviations import REPORTERS
from events.refusals import NotFoundOrDenied
from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.deviations.signs import OLDEST, Sign, signs
from portal.form_pages import answer
from portal.guards import needs
from portal.house import portal_of
from portal.tasks.task import Asking, Task
from projections import suggestions

HERE = "/avvikelser"


def suggested(asking: Asking) -> list[Sign]:
    """What this officer's unit could report and has neither reported nor let be, the latest first."""
    if asking.officer.role not in REPORTERS:
        return []
    found = signs(asking)
    if not found:
        return []
    let_be = suggestions.dismissed(asking.connection)
    reported = suggestions.own_reports(asking.connection, asking.today - OLDEST - OLDEST)
    fresh = [each for each in found if each.sign_id not in let_be and not any(_same(each, own) for own in reported)]
    return sorted(fresh, key=lambda each: (each.happened_on, each.sign_id), reverse=True)


def rows(asking: Asking) -> list[dict[str, str]]:
    """For the page: what, why, the filled-in form, and the way to say that it is none."""
    directory = asking.directory
    return [
        {
            "what": f"{swedish.label(each.type, 'deviation_type')}: {directory.name_of(each.about_unit)}",
            "why": each.why,
            "href": f"{HERE}/ny?{_filled(each)}",
            "dismiss": f"{HERE}/forslag/{each.sign_id}",
        }
        for each in suggested(asking)
    ]


def on_my_day(asking: Asking) -> list[Task]:
    """One task for Min dag, however many are suggested; none when there are none."""
    count = len(suggested(asking))
    if not count:
        return []
    what = f"{swedish.upper_first(swedish.counted(count, 'en sak', 'saker'))} kan vara en avvikelse"
    why = "Portalen ser att något inte blev som det var sagt. Ni avgör om det är en avvikelse."
    return [Task("suggested_deviations", None, None, what, why, "Se efter", f"{HERE}#forslag")]


@post(HERE + "/forslag/{suggestion_id:uuid}", guards=[needs(REPORTERS)], sync_to_thread=True)
def let_be(request: AnyRequest, suggestion_id: FromPath[UUID]) -> Response[Any]:
    """Only of what is suggested to this officer; to others there is none."""
    with looking(request) as connection:
        asking = Asking(connection, officer_of(request), request.state.directory, portal_of(request).clock.moment())
        if all(each.sign_id != suggestion_id for each in suggested(asking)):
            raise NotFoundOrDenied
        suggestions.dismiss(connection, suggestion_id, asking.officer.user_id, asking.moment)
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
