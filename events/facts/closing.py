"""The end of a case, its new beginning, and its purging."""

from datetime import date
from typing import ClassVar

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import Outcome, PurgeGround
from events.sealing import Sealed


class StatisticsObjectionNoted(Fact, frozen=True, tag="statistics-objection-noted"):
    pass


class CaseClosed(Fact, frozen=True, tag="case-closed"):
    category: ClassVar[Category] = Category.PLANNING
    outcome: Outcome
    closed_on: date


class CaseReopened(Fact, frozen=True, tag="case-reopened"):
    category: ClassVar[Category] = Category.PLANNING
    reason: Sealed[str]


class CasePurgeOrdered(Fact, frozen=True, tag="case-purge-ordered"):
    """``decision_ref`` in clear: it is what is left to show that somebody decided."""

    decision_ref: str


class CasePurged(Fact, frozen=True, tag="case-purged"):
    """Has no key: there is nothing left that any unit may read."""

    ground: PurgeGround
    decision_ref: str | None = None


ClosingFact = StatisticsObjectionNoted | CaseClosed | CaseReopened | CasePurgeOrdered | CasePurged
