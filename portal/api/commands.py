"""``POST /api/v1/commands/{name}``: the same command Structs as the forms, the same decisions, the same gate."""

from typing import Any

import msgspec
from litestar import post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, RawBody

from events.commands import CaseCommand
from events.decisions import BY_NAME
from events.facts import CLEAR_TOPICS
from events.log import Receipt
from portal.acting import AnyRequest, execute, officer_of, substitute_reason
from portal.api import shapes as api_shapes
from portal.guards import any_officer
from portal.house import portal_of

OK = 200


@post("/api/v1/commands/{name:str}", guards=[any_officer], status_code=OK, sync_to_thread=True)
def command(request: AnyRequest, name: FromPath[str], body: RawBody) -> dict[str, Any]:
    """The body is the command's fields; ``command_id`` makes a repeat harmless."""
    kind = BY_NAME.get(name)
    if kind is None:
        raise NotFoundException
    asked = msgspec.json.decode(body or b"{}", type=kind)
    made = _with_case(execute(request, asked), request)
    substitute = isinstance(asked, CaseCommand) and substitute_reason(request, asked.case_id) is not None
    return api_shapes.receipt(made, officer_of(request), portal_of(request).clock.moment(), substitute)


def _with_case(made: Receipt, request: AnyRequest) -> Receipt:
    """A repeated command comes back without its case; the gate is asked all the same of what it once brought about."""
    if made.case is not None or made.entries[0].topic in CLEAR_TOPICS:
        return made
    return msgspec.structs.replace(made, case=portal_of(request).log.load(made.entries[0].stream_id))
