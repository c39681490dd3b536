"""The page around a form: filled in, refused with its sentences and the input kept, or done and back to the case."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from litestar import Response
from litestar.response import Redirect, Template

from events.commands import Confirmation
from events.refusals import Refused
from portal.acting import AnyRequest
from portal.forms import Fault, Fields, faults, last
from portal.pages import SOON, page

UNPROCESSABLE, CONFLICT = 422, 409
SAID_ALIKE = {"Dela", "Skicka", "Spara", "Öppna", "Avsluta", "Boka"}
"""Verbs on buttons that read the same after "kan inte"."""
Context = Mapping[str, Any]


def fresh(kept: Fields, **filled: Any) -> Fields:
    """What a form opens with: what its owner had typed before the session ran out, else what the log knows."""
    return kept or {name: value if isinstance(value, list) else [str(value)] for name, value in filled.items()}


def shown(request: AnyRequest, part: str, context: Context, fields: Fields, error: Fault | None = None) -> Template:
    """The form ``part`` in its page; for htmx the part alone. ``fields`` is what stands in it."""
    errors = faults(error) if error else {}
    ask = {each.value: _asks(each, error) or bool(last(fields, each.value)) for each in Confirmation}
    status = 200 if error is None else CONFLICT if getattr(error, "key", "") == "stale_form" else UNPROCESSABLE
    more = {
        "title": context["heading"],
        "part": part,
        "values": {name: values[-1] for name, values in fields.items() if values},
        "lists": fields,
        "ticked": [name for name in fields if last(fields, name) == "true"],
        "errors": errors,
        "stale": status == CONFLICT,
        "cannot": cannot(context["verb"]),
        "ask": ask,
        "command_id": str(uuid4()),
    }
    whole = part if _in_page(request) else "cases/form.html"
    return page(request, whole, status, **(dict(context) | more))


def answer(request: AnyRequest, place: str) -> Response[Any]:
    """Done: on to the page that shows it, or that says that it soon will."""
    if getattr(request.state, "ahead", False):
        path, mark, part = place.partition("#")
        place = f"{path}{'&' if '?' in path else '?'}{SOON}=1{mark}{part}"
    if _in_page(request):
        return Response(b"", headers={"HX-Redirect": place}, status_code=200)
    return Redirect(place, status_code=303)


def cannot(verb: str) -> str:
    """Above the faults, in the words of the button: Du kan inte skicka frågan än, Du kan inte dela det här än"""
    first, _, thing = verb.partition(" ")
    said = first.lower() if first in SAID_ALIKE else "spara"
    return f"Du kan inte {said} {thing if thing and first in SAID_ALIKE else 'det här'} än"


def _in_page(request: AnyRequest) -> bool:
    return bool(request.headers.get("hx-request")) and request.method == "POST"


def _asks(confirmation: Confirmation, error: Fault | None) -> bool:
    """Whether this refusal is lifted by confirming it."""
    return isinstance(error, Refused) and error.key == confirmation.value
