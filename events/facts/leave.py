"""Sick leave, livelihood, the person's own words, and the question about violence."""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import FirstOrContinued, Livelihood, SgiStatus, Source
from events.sealing import Sealed


class SgiStatusRecorded(Fact, frozen=True, tag="sgi-status-recorded"):
    category: ClassVar[Category] = Category.SOCIAL_INSURANCE
    status: SgiStatus
    as_of: date
    source: Source


class DegreeRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Percent of sick leave, both days included."""

    from_: date
    to: date
    degree: int


class SickLeaveRecorded(Fact, frozen=True, tag="sick-leave-recorded"):
    category: ClassVar[Category] = Category.SICK_LEAVE
    issued_on: date
    certified_by_unit: UUID
    first_or_continued: FirstOrContinued
    rows: tuple[DegreeRow, ...]
    transcribed: bool
    physician_name: Sealed[str]


class Step(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    from_: date
    degree: int


class StepDownPlanned(Fact, frozen=True, tag="step-down-planned"):
    category: ClassVar[Category] = Category.SICK_LEAVE
    steps: tuple[Step, ...]
    condition_text: Sealed[str] | None = None


class LivelihoodRecorded(Fact, frozen=True, tag="livelihood-recorded", rename={"from_": "from"}):
    category: ClassVar[Category] = Category.LIVELIHOOD
    source: Livelihood
    from_: date
    to: date | None = None
    source_reported_by_person: bool = False


class PersonViewRecorded(Fact, frozen=True, tag="person-view-recorded"):
    category: ClassVar[Category] = Category.PERSON_VIEW
    what_matters: Sealed[str] | None = None
    goals: Sealed[str] | None = None
    strengths: Sealed[str] | None = None
    worries: Sealed[str] | None = None
    written_by_person: bool = False


class ViolenceRecord(msgspec.Struct, frozen=True):
    asked: bool
    asked_on: date
    documented_per_routine: bool


class ViolenceQuestionDocumented(Fact, frozen=True, tag="violence-question-documented"):
    category: ClassVar[Category] = Category.VIOLENCE_QUESTION
    record: Sealed[ViolenceRecord]


LeaveFact = (
    SgiStatusRecorded
    | SickLeaveRecorded
    | StepDownPlanned
    | LivelihoodRecorded
    | PersonViewRecorded
    | ViolenceQuestionDocumented
)
