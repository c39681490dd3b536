"""Uppgifter: what I am to do, what has fallen to the unit, what is late; and the same over the API."""

from typing import Annotated, Any

from litestar import get
from litestar.params import QueryParameter
from litestar.response import Template
from litestar.types import ControllerRouterHandler

from portal import swedish
from portal.acting import AnyRequest, officer_of
from portal.api.paging import Begin, paged
from portal.guards import any_officer
from portal.house import portal_of
from portal.pages import page
from portal.tasks.task import Task
from portal.tasks.waiting import left_by_colleagues, waiting_for_me, waiting_for_others

HERE = "/uppgifter"
MOST = 100
AWAITED = swedish.Due("Väntar", "", late=False)
"""What somebody else owes without a day."""
FILTERS = {"mina": "Mina", "forsenade": "Försenade", "andra": "Väntar på andra", "enhetens": "Enhetens"}
EMPTY = {
    "mina": (
        "Inget väntar på dig",
        "Det som behöver göras i ärenden, i er kontaktväg och i rutiner.",
    ),
    "forsenade": ("Inget är försenat", "Det som skulle ha varit gjort tidigare står här."),
    "andra": ("Ingen är skyldig dig något svar", "Frågor som du har ställt och samtycken som andra ska kontrollera."),
    "enhetens": (
        "Inget väntar på en kollega",
        "När alla som är namngivna i ett ärende är borta står ärendets nummer här, så att någon kan gå in.",
    ),
}


@get(HERE, guards=[any_officer], opt={"menu": (15, "Uppgifter")}, sync_to_thread=True)
def tasks_page(
    request: AnyRequest, chosen: Annotated[str, QueryParameter(name="visa", max_length=20)] = "mina"
) -> Template:
    officer, today = officer_of(request), portal_of(request).clock.today()
    views = list(FILTERS) if officer.has_case_role else ["mina", "forsenade"]
    chosen = chosen if chosen in views else "mina"
    mine = waiting_for_me(request)
    shown = {
        "mina": lambda: mine,
        "forsenade": lambda: [task for task in mine if task.due_on and task.due_on < today],
        "andra": lambda: waiting_for_others(request),
        "enhetens": lambda: left_by_colleagues(request),
    }[chosen]()
    late = sum(task.due_on is not None and task.due_on < today for task in mine)
    return page(
        request,
        "tasks/show.html",
        title="Uppgifter",
        lead=lead(len(mine), late),
        chosen=chosen,
        filters=[
            {
                "label": FILTERS[view],
                "href": HERE if view == "mina" else f"{HERE}?visa={view}",
                "current": view == chosen,
            }
            for view in views
        ],
        tasks=rows(shown[:MOST], request),
        more=len(shown) > MOST,
        most=MOST,
        empty=EMPTY[chosen],
    )


def rows(tasks: list[Task], request: AnyRequest, *, primary: bool = True) -> list[dict[str, Any]]:
    """For ``tasks`` of components/lists.html; the first carries the page's one primary button, if it has one."""
    today = portal_of(request).clock.today()
    return [
        {
            "due": swedish.due_said(task.due_on, today) if primary or task.due_on else AWAITED,
            "what": task.what,
            "why": task.why,
            "href": task.href,
            "verb": task.verb,
            "primary": primary and n == 0,
        }
        for n, task in enumerate(tasks)
    ]


def lead(count: int, late: int) -> str:
    if not count:
        return "Inget väntar på dig just nu."
    if count > MOST:
        things = f"Fler än {MOST} saker väntar på dig."
    else:
        things = f"{swedish.upper_first(swedish.counted(count, 'en sak', 'saker'))} väntar på dig."
    if not late:
        return things
    one = "den är försenad" if count == 1 else "en är försenad"
    return f"{things} {swedish.upper_first(swedish.counted(late, one, 'är försenade'))}."


@get("/api/v1/tasks", guards=[any_officer], sync_to_thread=True)
def listed(request: AnyRequest, begin: Begin = 0) -> dict[str, Any]:
    """What waits for this officer, then what has fallen to their unit while a colleague is away. 100 a page."""
    found, following = paged(waiting_for_me(request, None) + left_by_colleagues(request, None), begin)
    return {
        "tasks": [
            {
                "kind": task.kind,
                "case_id": task.case_id,
                "due_on": task.due_on,
                "what": task.what,
                "why": task.why,
                "href": task.href,
            }
            for task in found
        ],
        **following,
    }


TASK_ROUTES: tuple[ControllerRouterHandler, ...] = (tasks_page, listed)
