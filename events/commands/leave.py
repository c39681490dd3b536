"""Commands about sick leave, livelihood, the person's own words, and the question about violence."""

from datetime import date
from uuid import UUID

from events.commands.command import CaseCommand, SharingCommand
from events.facts.leave import DegreeRow, Step
from events.kinds import FirstOrContinued, Livelihood, SgiStatus, Source


class RecordSgiStatus(SharingCommand, frozen=True, kw_only=True):
    status: SgiStatus
    as_of: date
    source: Source | None = None


class RecordSickLeave(SharingCommand, frozen=True, kw_only=True):
    issued_on: date
    first_or_continued: FirstOrContinued
    rows: tuple[DegreeRow, ...]
    physician_name: str
    certified_by_unit: UUID | None = None
    transcribed: bool = False


class PlanStepDown(SharingCommand, frozen=True, kw_only=True):
    steps: tuple[Step, ...]
    condition_text: str | None = None


class RecordLivelihood(SharingCommand, frozen=True, kw_only=True, rename={"from_": "from"}):
    source: Livelihood
    from_: date
    to: date | None = None
    source_reported_by_person: bool = False


class RecordPersonView(SharingCommand, frozen=True, kw_only=True):
    what_matters: str | None = None
    goals: str | None = None
    strengths: str | None = None
    worries: str | None = None
    written_by_person: bool = False
    confirmed_by_person: bool = False


class DocumentViolenceQuestion(CaseCommand, frozen=True, kw_only=True):
    asked: bool
    asked_on: date
    documented_per_routine: bool = False
