"""What every form of administration shares: shown, taken, and back to the page that shows what was done."""

from typing import Any

from litestar import Response

from events.commands import Command
from portal.acting import AnyRequest, execute
from portal.form_pages import answer, shown
from portal.forms import MISSING, Fault, Fields, FormRefused, decode, last

HERE = "/administration"
CRUMBS = [{"label": "Administration", "href": HERE}]


def form_page(request: AnyRequest, part: str, fields: Fields, error: Fault | None = None, **context: Any) -> Any:
    around: dict[str, Any] = {"crumbs": CRUMBS, "back": HERE, "seen": None, "lead": ""}
    return shown(request, f"administration/{part}.html", around | context, fields, error)


def dated(fields: Fields) -> Fields:
    """An ending says from which day, also when that is today. Raises ``FormRefused``."""
    if not last(fields, "ended_on").strip():
        raise FormRefused({"ended_on": MISSING})
    return fields


def taken(request: AnyRequest, kind: type[Command], fields: Fields, place: str, **given: Any) -> Response[Any]:
    """Decided and done. Raises ``Refused`` and ``FormRefused`` for the form to show."""
    execute(request, decode(kind, fields, **given))
    return answer(request, place)
