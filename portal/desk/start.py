"""The start page: what waits for me, what I wait for, what is new. Roles without cases get their own words."""

from datetime import timedelta
from typing import Any

from litestar import get
from litestar.response import Template

from portal import swedish
from portal.acting import AnyRequest, looking, officer_of
from portal.desk.tasks import Task
from portal.desk.waiting import waiting_for_me, waiting_for_others, waiting_for_unit
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from projections import notices

NEWS_FOR = timedelta(days=14)


@get("/", guards=[any_officer], opt={"menu": (10, "Min dag")}, sync_to_thread=True)
def start_page(request: AnyRequest) -> Template:
    officer, today = officer_of(request), portal_of(request).clock.today()
    if not officer.has_case_role:
        tasks = waiting_for_unit(request) if officer.is_manager else []
        return page(request, "start/without_cases.html", title="Min dag", role=officer.role, mine=_rows(tasks, request))
    mine, others = waiting_for_me(request), waiting_for_others(request)
    late = sum(task.due_on is not None and task.due_on < today for task in mine)
    return page(
        request,
        "start/show.html",
        title="Min dag",
        lead=_lead(len(mine), late),
        mine=_rows(mine, request, primary=True),
        others=_rows(others, request),
        notices=_notices(request),
    )


def _lead(count: int, late: int) -> str:
    if not count:
        return "Inget väntar på dig just nu."
    things = f"{swedish.upper_first(swedish.counted(count, 'en sak', 'saker'))} väntar på dig."
    return things + (
        f" {swedish.upper_first(swedish.counted(late, 'en är försenad', 'är försenade'))}." if late else ""
    )


def _rows(tasks: list[Task], request: AnyRequest, primary: bool = False) -> list[dict[str, Any]]:
    today = portal_of(request).clock.today()
    return [
        {
            "due": swedish.due_said(task.due_on, today),
            "what": task.what,
            "why": task.why,
            "href": task.href,
            "verb": task.verb,
            "primary": primary and n == 0,
        }
        for n, task in enumerate(tasks)
    ]


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
