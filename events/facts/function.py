"""Function and activity, and the diagnosis, which is shared on its own."""

from datetime import date
from typing import ClassVar

import msgspec

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import ActivityArea, Grade, ImpairmentArea
from events.sealing import Sealed


class Impairment(msgspec.Struct, frozen=True):
    area: ImpairmentArea
    grade: Grade


class Limitation(msgspec.Struct, frozen=True):
    """What is hard to do, and which impairments make it so; none named: all that the assessment states."""

    area: ActivityArea
    grade: Grade
    in_what_activity: str | None = None
    because_of: frozenset[ImpairmentArea] = frozenset()


class FunctionalAssessmentShared(Fact, frozen=True, tag="functional-assessment-shared"):
    """Function and activity without the diagnosis behind them."""

    category: ClassVar[Category] = Category.FUNCTIONAL_STATUS
    assessed_on: date
    assessed_by: Sealed[str]
    impairments: Sealed[tuple[Impairment, ...]]
    limitations: Sealed[tuple[Limitation, ...]]
    resources_text: Sealed[str] | None = None
    adaptation_advice_text: Sealed[str] | None = None


class DiagnosisShared(Fact, frozen=True, tag="diagnosis-shared"):
    category: ClassVar[Category] = Category.DIAGNOSIS
    icd10: Sealed[str]
    text: Sealed[str]


FunctionFact = FunctionalAssessmentShared | DiagnosisShared
