"""Min dag: what waits for me, what I wait for, whom I meet, what is new. Roles without cases get their own words."""

from collections.abc import Sequence

from litestar import get
from litestar.response import Template

from portal.acting import AnyRequest, officer_of
from portal.desk.choosing import Row
from portal.desk.meetings import meetings, week_of
from portal.desk.news import news
from portal.desk.own_path import warning
from portal.desk.rows import rows_of
from portal.desk.stand_ins import lately
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.swedish import counted, upper_first
from portal.tasks.page import lead, rows
from portal.tasks.task import Task
from portal.tasks.waiting import left_by_colleagues, waiting_for_me, waiting_for_others

MINE_SHOWN, OTHERS_SHOWN = 12, 8


@get("/", guards=[any_officer], opt={"menu": (10, "Min dag")}, sync_to_thread=True)
def start_page(request: AnyRequest) -> Template:
    officer, today = officer_of(request), portal_of(request).clock.today()
    mine = waiting_for_me(request)
    if not officer.has_case_role:
        stood_in = lately(request) if officer.is_manager else None
        name, shown = "start/without_cases.html", rows(mine, request)
        return page(request, name, title="Min dag", role=officer.role, mine=shown, stood_in=stood_in)
    others, cases, left = waiting_for_others(request), rows_of(request), left_by_colleagues(request)
    late = sum(task.due_on is not None and task.due_on < today for task in mine)
    directory = request.state.directory
    return page(
        request,
        "start/show.html",
        title="Min dag",
        lead=lead(len(mine), late),
        mine=rows(mine[:MINE_SHOWN], request),
        mine_count=len(mine),
        others=rows(others[:OTHERS_SHOWN], request, primary=False),
        others_count=len(others),
        left=_left(len(left)),
        urgent=_urgent(cases),
        meetings=meetings(cases, today, officer.unit_id, directory),
        week=week_of(today),
        news=news(request, cases),
        path_warning=None if _told(mine) else warning(request),
        other_units=_other_units(request),
    )


def _told(tasks: Sequence[Task]) -> bool:
    """Whether a task speaks of the own way in already."""
    return any("contact_path" in task.kind for task in tasks)


def _left(count: int) -> str | None:
    """What has fallen to the unit stands under Uppgifter; here only that it has."""
    waits = "väntar medan den som handlägger är borta"
    return upper_first(counted(count, f"ett ärende {waits}", f"ärenden {waits}")) + "." if count else None


def _urgent(cases: Sequence[Row]) -> str | None:
    count = sum(any(reason.tone == "stop" for reason in row.reasons) for row in cases)
    return upper_first(counted(count, "ett ärende behöver dig nu", "ärenden behöver dig nu")) + "." if count else None


def _other_units(request: AnyRequest) -> list[str]:
    """Where else the officer works. No counts: they would join the assignments."""
    officer, today = officer_of(request), portal_of(request).clock.today()
    directory = request.state.directory
    held = directory.assignments_of(officer.user_id, today)
    return [directory.name_of(each.unit_id) for each in held if each.assignment_id != officer.assignment_id]
