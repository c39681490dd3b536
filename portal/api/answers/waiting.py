"""What has come and what waits: the feed of events, and tasks."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec


class CloudEvent(msgspec.Struct):
    """CloudEvents 1.0."""

    specversion: Literal["1.0"]
    id: UUID
    source: str
    type: str
    time: datetime
    datacontenttype: Literal["application/json"]
    data: dict[str, Any]


class Feed(msgspec.Struct):
    events: list[CloudEvent]
    next: str | None


class TaskAnswer(msgspec.Struct):
    kind: str
    case_id: UUID | None
    due_on: date | None
    what: str
    why: str
    href: str


class Tasks(msgspec.Struct):
    tasks: list[TaskAnswer]
    next: None
