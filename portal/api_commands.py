"""``POST /api/v1/commands/{name}``: the same command Structs as the forms, the same decisions, the same gate."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import post
from litestar.exceptions import NotFoundException

from events.commands import BY_NAME, CaseCommand
from portal import api_shapes
from portal.acting import AnyRequest, execute, officer_of, substitute_reason
from portal.guards import any_officer

OK = 200


@post("/api/v1/commands/{name:str}", guards=[any_officer], status_code=OK, sync_to_thread=True)
def command(request: AnyRequest, name: str, body: bytes) -> dict[str, Any]:
    """The body is the command's fields; ``command_id`` makes a repeat harmless."""
    kind = BY_NAME.get(name)
    if kind is None:
        raise NotFoundException
    asked = msgspec.json.decode(body or b"{}", type=kind)
    substitute = isinstance(asked, CaseCommand) and substitute_reason(request, _case_id(asked)) is not None
    return api_shapes.receipt(execute(request, asked), officer_of(request), substitute)


def _case_id(asked: CaseCommand) -> UUID:
    return asked.case_id
