"""What a sound example is: who sends which body, and the ids that the answer tells of."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from events import commands as c
from events.decisions import name_of
from tests.house.county import County

Body = dict[str, Any]


class Sound(NamedTuple):
    subject: str
    body: Body
    makes: tuple[str, ...] = ()
    """Ids that the answer tells of."""


Example = Callable[[County], Sound]
SOUND: dict[str, Example] = {}


def example(kind: type[c.Command]) -> Callable[[Example], Example]:
    def add(made: Example) -> Example:
        SOUND[name_of(kind)] = made
        return made

    return add


def plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def as_sent(value: Any) -> Body:
    """As JSON carries it: lists for tuples."""
    body: Body = msgspec.json.decode(msgspec.json.encode(value))
    return body


def of_case(case_id: UUID, **fields: Any) -> Body:
    return as_sent({"case_id": case_id, **fields})
