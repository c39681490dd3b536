"""One thing to do, as every screen, list and mail has it; and what everybody who makes such things needs to know."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from events.calendar import day_of
from orgs.directory import Directory
from orgs.officers import Officer
from projections.view import Connection


@dataclass(frozen=True)
class Task:
    """``what`` begins with the person or number, a colon, and goes on with what to do in small letters, in a case."""

    kind: str
    case_id: UUID | None
    """``None`` for what concerns the unit: its way in, a routine, a deviation."""
    due_on: date | None
    what: str
    why: str
    verb: str
    href: str
    ref: UUID | None = None
    """With ``kind``, what makes it the same task tomorrow."""
    own_doing: bool = False
    """Arose today or before by the officer's own act: nothing to send them a mail about."""

    @property
    def reason(self) -> str:
        """Beside the case itself, where its name stands already."""
        return self.what.partition(": ")[2] if self.case_id else self.what


@dataclass(frozen=True)
class Asking:
    """Who asks, when, over a connection that shows what their unit may see at that moment."""

    connection: Connection = field(repr=False)
    officer: Officer
    directory: Directory
    moment: datetime
    most: int | None = 101
    """How many of each family a screen has use for; ``None`` for all."""

    @property
    def today(self) -> date:
        return day_of(self.moment)


def in_order(tasks: list[Task]) -> list[Task]:
    """By due date, what has none last."""
    return sorted(tasks, key=lambda task: (task.due_on or date.max, task.what))
