"""Commands that end a case, open it again or purge it."""

from datetime import date

from events.commands.command import CaseCommand
from events.kinds import Outcome


class NoteStatisticsObjection(CaseCommand, frozen=True, kw_only=True):
    pass


class CloseCase(CaseCommand, frozen=True, kw_only=True):
    outcome: Outcome
    closed_on: date | None = None
    void_inquiries: bool = False


class ReopenCase(CaseCommand, frozen=True, kw_only=True):
    reason: str


class PurgeCase(CaseCommand, frozen=True, kw_only=True):
    decision_ref: str
