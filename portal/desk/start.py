"""The start page: what waits for me, what I wait for, what is new. Roles without cases get their own words."""

from datetime import timedelta

from litestar import get
from litestar.response import Template

from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.tasks.page import lead, rows
from portal.tasks.waiting import waiting_for_me, waiting_for_others
from projections import notices

NEWS_FOR = timedelta(days=14)


@get("/", guards=[any_officer], opt={"menu": (10, "Min dag")}, sync_to_thread=True)
def start_page(request: AnyRequest) -> Template:
    officer, today = officer_of(request), portal_of(request).clock.today()
    if not officer.has_case_role:
        tasks = rows(waiting_for_me(request), request)
        return page(request, "start/without_cases.html", title="Min dag", role=officer.role, mine=tasks)
    mine, others = waiting_for_me(request), waiting_for_others(request)
    late = sum(task.due_on is not None and task.due_on < today for task in mine)
    return page(
        request,
        "start/show.html",
        title="Min dag",
        lead=lead(len(mine), late),
        mine=rows(mine, request),
        others=rows(others, request, primary=False),
        notices=_notices(request),
    )


def _notices(request: AnyRequest) -> list[dict[str, str]]:
    """Neutral sentences of domain.md 10: never why, never who was told."""
    officer, moment = officer_of(request), portal_of(request).clock.moment()
    with looking(request) as connection:
        found = notices.latest(connection, officer.user_id, moment - NEWS_FOR)
    said = {
        "removed": "Er enhet deltar inte längre i ärende {}.",
        "ended": "Samtycket i ärende {} har upphört. Ärendet vilar.",
    }
    return [
        {"text": said[each.kind].format(each.number), "note": swedish.upper_first(swedish.when_said(each.at, moment))}
        for each in found
    ]
