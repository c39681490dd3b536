"""Whether another unit's way in worked: said in one click after the call; then, if one will, what happened."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from events.commands import paths as p
from events.contact_path import path_id_of
from events.facts.paths import PathProblem
from events.refusals import Refused
from portal.acting import AnyRequest, execute
from portal.form_pages import answer
from portal.forms import TAKES, Form, FormRefused, decode, last
from portal.guards import any_officer
from portal.paths import one
from portal.paths.one import HERE


@post(HERE + "/{unit_id:uuid}/fungerade", guards=[any_officer], opt={"form_page": HERE}, sync_to_thread=True)
def worked(request: AnyRequest, unit_id: FromPath[UUID]) -> Response[Any]:
    execute(request, p.NoteContactPathWorked(contact_path_id=path_id_of(unit_id)))
    return answer(request, f"{HERE}/{unit_id}?tack=1")


@post(
    HERE + "/{unit_id:uuid}/fungerade-inte",
    guards=[any_officer],
    dependencies=TAKES,
    opt={"form_page": HERE},
    sync_to_thread=True,
)
def failed(request: AnyRequest, unit_id: FromPath[UUID], form: Form) -> Any:
    """The click alone asks nothing; the form that follows on the path's own page says what happened."""
    fields = form if last(form, "problem") else form | {"problem": [PathProblem.OTHER.value]}
    try:
        execute(request, decode(p.FlagContactPath, fields, contact_path_id=path_id_of(unit_id)))
    except FormRefused as refused:
        return one.shown(request, unit_id, form, refused)
    except Refused as refused:
        if refused.key in {"path_unknown", "own_path"}:
            raise
        if refused.key != "already_flagged":
            return one.shown(request, unit_id, form, refused)
    return answer(request, f"{HERE}/{unit_id}#vad-hande")
