"""The forms of a case: one description each, and the two steps that all of them share."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Response
from litestar.response import Redirect

from events.categories import Category
from events.commands import CaseCommand
from events.kinds import Status
from events.reading import Reading
from events.refusals import Refused
from orgs.directory import Directory
from portal.acting import AnyRequest, execute, read
from portal.cases.readers import Readers
from portal.form_pages import answer, fresh, shown
from portal.forms import Fault, Fields, FormRefused, decode
from portal.swedish import label

SHARING = frozenset({Status.ACTIVE})
MORE = "_more"
"""Name of the button that asks for one more row; nothing is decided then."""

WAS = "_was."
"""Before the name of a hidden field: what stood in the field of that name when the form opened."""
ROW = re.compile(r"\.(\d{1,2})\.")
MOST_ROWS = 20

Filled = Callable[[Reading, Directory], dict[str, Any]]


def nothing(reading: Reading, directory: Directory) -> dict[str, Any]:
    return {}


def by_anybody(reading: Reading) -> bool:
    return True


class CaseForm(NamedTuple):
    part: str
    """Template of the form."""
    command: type[CaseCommand]
    heading: str
    verb: str
    place: str
    """Where the form is posted, below the case."""
    category: Category | None = None
    """Of what is shared; ``None`` for what is not."""
    at: frozenset[Status] = SHARING
    may: Callable[[Reading], bool] = by_anybody
    """Whether it is for this officer's unit, as the case stands."""
    category_of: Callable[[Reading], Category | None] | None = None
    """Where it is whose entry it is that decides the category."""
    offers: Filled = nothing
    """Choices and other things that the template asks for."""
    filled: Filled = nothing
    """What the log already knows."""
    texts: tuple[str, ...] = ()
    """Free-text fields: beside each stands who can read it."""
    lead: str = ""
    state_matters: bool = False
    """Whether the form is void when something that the reader can read has come since."""
    lands: str = ""
    """Where on the case page to land; empty: at the new entry."""
    only_changes: bool = False
    """Whether what still stands as the form opened with it (``_was.…``) is left out of the command."""


def open_form(
    request: AnyRequest, case_id: UUID, form: CaseForm, kept: Fields, given: Mapping[str, Any] | None = None
) -> Response[Any] | Any:
    """The form as it opens. A unit at the gate is sent there; what cannot be done now leads back to the case."""
    reading = read(request, case_id, "form")
    if reading.at_the_gate:
        return Redirect(f"/arenden/{case_id}/samtycken/kontroll", status_code=303)
    nothing_to_share = form.category_of is not None and form.category_of(reading) is None
    if nothing_to_share or reading.gate.shown_status not in form.at or not form.may(reading):
        return Redirect(f"/arenden/{case_id}", status_code=303)
    fields = fresh(kept, **form.filled(reading, request.state.directory))
    return shown(request, form.part, context(request, reading, form, fields, given), fields)


def take_form(
    request: AnyRequest, case_id: UUID, form: CaseForm, fields: Fields, given: Mapping[str, Any] | None = None
) -> Response[Any] | Any:
    """Decide on what was sent: on to the case, or the form again with its sentences and the input kept."""
    error: Fault | None = None
    if MORE not in fields:
        try:
            sent = changed(fields) if form.only_changes else fields
            receipt = execute(request, decode(form.command, sent, case_id=case_id, **(given or {})))
            return answer(request, f"/arenden/{case_id}#{form.lands or 'h-' + receipt.entries[-1].event_id.hex}")
        except (Refused, FormRefused) as refused:
            error = refused
    reading = read(request, case_id, "form")
    if reading.at_the_gate:
        return answer(request, f"/arenden/{case_id}/samtycken/kontroll")
    return shown(request, form.part, context(request, reading, form, fields, given), fields, error)


def changed(fields: Fields) -> Fields:
    """Without what is as it was when the form opened: the entry names what changed, and that must be true."""
    return {name: sent for name, sent in fields.items() if not name.startswith(WAS) and fields.get(WAS + name) != sent}


def context(
    request: AnyRequest, reading: Reading, form: CaseForm, fields: Fields, given: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the page around the form and the form itself ask for."""
    directory, here = request.state.directory, f"/arenden/{reading.case.case_id}"
    name = reading.name or f"Ärende {reading.case.number}"
    place = form.place.format(**(given or {}))
    around = {
        "heading": form.heading,
        "lead": form.lead,
        "verb": form.verb,
        "action": f"{here}/{place}",
        "back": here,
        "crumbs": [{"label": "Ärenden", "href": "/arenden"}, {"label": name, "href": here}],
        "seen": reading.gate.seen() if form.state_matters else None,
        "given": {name: str(value) for name, value in (given or {}).items()},
        "own": directory.name_of(reading.gate.officer.unit_id),
        "rows": row_count(fields),
    }
    return around | _sharing(reading, directory, form, fields) | form.offers(reading, directory)


def row_count(fields: Fields) -> int:
    """Rows to draw: two at first, all that were sent, and one more when that was asked for."""
    numbers = [int(found.group(1)) for name in fields if (found := ROW.search(name))]
    return min(max([2, *(number + 1 for number in numbers)]) + (MORE in fields), MOST_ROWS)


def _sharing(reading: Reading, directory: Directory, form: CaseForm, fields: Fields) -> dict[str, Any]:
    """The recipients to choose among, and who will be able to read."""
    category = form.category_of(reading) if form.category_of else form.category
    if category is None:
        return {"recipients": [], "readers": "", "chosen": [], "category": "", "readers_at": ""}
    who = Readers(reading, directory)
    covered = who.covered(category)
    asked = fields.get("recipients")
    chosen = [str(unit) for unit in covered] if asked is None else asked
    falt = "&".join(f"falt={name}" for name in form.texts)
    return {
        "recipients": [{"value": str(unit), "label": directory.name_of(unit)} for unit in covered],
        "chosen": chosen,
        "category": label(category, "category"),
        "readers": who.to_be(category, [unit for unit in covered if str(unit) in chosen]),
        "readers_at": f"/arenden/{reading.case.case_id}/lasare?kategori={category}&{falt}",
    }
