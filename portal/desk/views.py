"""Saved views: a choice of filters under a name, for oneself or shared within the unit.

A setting of the person at the keyboard, not a part of any case: it lies in schema ``web`` and never in the log.
"""

import re
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

from litestar import Response, get, post
from litestar.params import FromPath

from events import free_text
from events.refusals import NotFoundOrDenied
from orgs.roles import CASE_ROLES
from portal.acting import AnyRequest, looking, officer_of
from portal.desk import view_store
from portal.desk.choosing import FILTERS, SORTS, Choice, choice
from portal.desk.rows import rows_of
from portal.form_pages import answer, fresh, shown
from portal.forms import TAKES, Fields, Form, FormRefused, last
from portal.guards import needs
from portal.house import portal_of
from portal.pages import page
from portal.swedish import joined

LIST, HERE = "/arenden", "/arenden/urval"
CRUMBS = [{"label": "Ärenden", "href": LIST}]
LONGEST = 40


@get(HERE, guards=[needs(CASE_ROLES)], sync_to_thread=True)
def views(request: AnyRequest) -> Any:
    with looking(request) as connection:
        found = view_store.of(connection, officer_of(request))
    rows = [
        {
            "id": str(view.view_id),
            "name": view.name,
            "said": said(_choice(view.filters)),
            "href": _choice(view.filters).address(),
            "shared": view.shared,
            "own": view.own,
        }
        for view in found
    ]
    own, others = [row for row in rows if row["own"]], [row for row in rows if not row["own"]]
    return page(request, "worklist/views.html", title="Sparade urval", crumbs=CRUMBS, own=own, others=others)


@get(HERE + "/nytt", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def view_form(request: AnyRequest, kept: Form) -> Any:
    asked = request.scope["query_string"].decode("latin-1")
    return _form(request, fresh(kept, filters=_choice(asked).query, shared="false"))


@post(HERE, guards=[needs(CASE_ROLES)], dependencies=TAKES, opt={"form_page": HERE + "/nytt"}, sync_to_thread=True)
def save_view(request: AnyRequest, form: Form) -> Any:
    chosen, moment = _choice(last(form, "filters")), portal_of(request).clock.moment()
    officer, shared = officer_of(request), last(form, "shared") == "true"
    try:
        name = _name(request, last(form, "name"))
        with looking(request) as connection:
            own = [view.name.casefold() for view in view_store.of(connection, officer) if view.own]
            if len(own) >= view_store.MOST:
                raise FormRefused({"name": f"Du kan ha högst {view_store.MOST} sparade urval. Ta bort ett först."})
            new = name.casefold() not in own
            if not (new and view_store.save(connection, officer, uuid4(), name, chosen.query, shared, moment)):
                raise FormRefused({"name": "Du har redan ett urval med det namnet. Välj ett annat namn."})
    except FormRefused as refused:
        return _form(request, form, refused)
    return answer(request, chosen.address())


@post(HERE + "/{view_id:uuid}/delning", guards=[needs(CASE_ROLES)], dependencies=TAKES, sync_to_thread=True)
def share_view(request: AnyRequest, view_id: FromPath[UUID], form: Form) -> Response[Any]:
    with looking(request) as connection:
        done = view_store.share(connection, officer_of(request), view_id, last(form, "shared") == "true")
    return _back(request, done)


@post(HERE + "/{view_id:uuid}/borttagning", guards=[needs(CASE_ROLES)], sync_to_thread=True)
def remove_view(request: AnyRequest, view_id: FromPath[UUID]) -> Response[Any]:
    with looking(request) as connection:
        done = view_store.remove(connection, officer_of(request), view_id)
    return _back(request, done)


def _back(request: AnyRequest, done: bool) -> Response[Any]:
    """Somebody else's view, or one that is gone, is none at all."""
    if not done:
        raise NotFoundOrDenied
    return answer(request, HERE)


def _choice(query: str) -> Choice:
    return choice(parse_qsl(query, errors="replace"))


def said(chosen: Choice) -> str:
    """The filters in words: "Part: Försörjningsstöd, Samtycke: Gäller"."""
    parts = [f"{each.label}: {each.values[chosen.values[each.name]]}" for each in FILTERS if each.name in chosen.values]
    if chosen.set_aside:
        parts.append(f"{joined(chosen.set_aside)} (finns inte längre)")
    if chosen.sort != "skal":
        parts.append(f"ordnat efter {SORTS[chosen.sort].lower()}")
    return ", ".join(parts) or "Alla öppna ärenden"


def _name(request: AnyRequest, typed: str) -> str:
    """The name with single spaces; raises for one that is empty, long, or may speak of a person."""
    finding = free_text.check(typed)
    if finding.key:
        raise FormRefused({"name": " ".join(finding.sentences)})
    name = " ".join(typed.split())
    if not name:
        raise FormRefused({"name": "Ge urvalet ett namn."})
    if len(name) > LONGEST:
        raise FormRefused({"name": f"Namnet får vara högst {LONGEST} tecken."})
    words = set(_words(name))
    if any(words & set(_words(row.name())[-1:]) for row in rows_of(request)):
        raise FormRefused({"name": "Skriv inte namnet på en person. Kollegor kan se det."})
    return name


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", text.casefold())


def _form(request: AnyRequest, fields: Fields, error: FormRefused | None = None) -> Any:
    context = {
        "heading": "Spara urvalet",
        "crumbs": CRUMBS,
        "action": HERE,
        "verb": "Spara urvalet",
        "back": LIST,
        "seen": None,
        "lead": "",
        "said": said(_choice(last(fields, "filters"))),
        "longest": LONGEST,
    }
    return shown(request, "worklist/view_form.html", context, fields, error)
