"""All stories of the demo as one schedule: every command at its own moment, and at midnight what time brings about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from events import commands as c
from events.act import Act
from events.calendar import day_of
from events.facts import Entry
from events.log import Log, Receipt
from events.refusals import NotFoundOrDenied, Refused
from orgs.directory import Directory
from orgs.officers import Officer
from portal.demo.ids import ISSUER, command_id
from portal.demo.midnights import Due, due_after
from portal.operation.progress import Progress, unheard


class Step(NamedTuple):
    """One command at one moment. ``subject`` and ``slug`` say who acts and from which unit; nobody is the portal."""

    moment: datetime
    command: c.Command
    subject: str = ""
    slug: str = ""
    refused: str | None = None
    """The key that the command is to be refused with: the attempt belongs to the story and leaves no record."""


class StoryBroken(Exception):
    """A step of the demo did not go as told: a fault in the demo, not in the store."""


@dataclass
class Schedule:
    """Runs steps in time order through the log's own command path. ``keeper`` is a log over the keeper's login role."""

    log: Log
    keeper: Log
    steps: Iterable[Step]
    directory: Directory = field(init=False)
    _queue: list[tuple[datetime, int, Step | Due]] = field(init=False)
    _drawn: int = 0

    def __post_init__(self) -> None:
        self.directory = self.log.directory()
        self._queue = [(step.moment, number, step) for number, step in enumerate(self.steps)]
        self._drawn = len(self._queue)
        heapify(self._queue)

    def run(self, until: datetime, progress: Progress = unheard) -> None:
        """Everything up to ``until``; what comes later has not happened yet and is left out."""
        total, done = sum(moment <= until for moment, _, _ in self._queue), 0
        while self._queue and self._queue[0][0] <= until:
            _, _, due = heappop(self._queue)
            if isinstance(due, Step):
                self._do(due)
                done += 1
                progress(done, total)
            else:
                self._come(due)

    def _do(self, step: Step) -> None:
        assert step.command.command_id is not None, "every command of the demo has a stable id"
        officer = self._officer(step) if step.subject else None
        act = Act(officer, step.moment, self.directory, step.command.command_id)
        try:
            receipt = self.log.execute(step.command, act)
        except Refused as refused:
            if refused.key != step.refused:
                raise StoryBroken(f"{step.subject}, {step.moment}: {refused.key} ({refused.field})") from refused
            return
        except NotFoundOrDenied as denied:
            raise StoryBroken(f"{step.subject}, {step.moment}: {type(step.command).__name__} is denied") from denied
        if step.refused:
            raise StoryBroken(f"{step.subject}, {step.moment}: was not refused with {step.refused}")
        self._follow(receipt)

    def _follow(self, receipt: Receipt) -> None:
        if receipt.case is None:
            self.directory = self.log.directory(self.directory)
        self._watch(receipt.entries)

    def _watch(self, entries: list[Entry]) -> None:
        """Puts what the entries make due later in its place."""
        for due in (due for entry in entries for due in due_after(entry)):
            self._drawn += 1
            heappush(self._queue, (due.moment, self._drawn, due))

    def _come(self, due: Due) -> None:
        self._watch(due.come(self.keeper, Act(None, due.moment, self.directory, command_id(due.name))))

    def _officer(self, step: Step) -> Officer:
        user = self.directory.user_of(ISSUER, step.subject)
        if user is None:
            raise StoryBroken(f"{step.subject} is nobody")
        unit = self.directory.by_slug[step.slug]
        for held in self.directory.assignments_of(user.user_id, day_of(step.moment)):
            if held.unit_id == unit.unit_id:
                return Officer(user.user_id, user.name, held.assignment_id, held.role, unit)
        raise StoryBroken(f"{step.subject} has no assignment at {step.slug} on {step.moment}")
