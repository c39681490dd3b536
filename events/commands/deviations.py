"""Commands about deviations. The own unit reports and answers, so only the other one stands in them."""

from datetime import date
from uuid import UUID

from events.commands.command import Command
from events.facts.deviations import Cause, Clause, Consequence, DeviationType, EscalatedTo


class ReportDeviation(Command, frozen=True, kw_only=True):
    """``agreement_id`` and ``clause`` count only where that routine, or another, was in force between the units."""

    about_unit: UUID
    type: DeviationType
    happened_on: date
    description: str
    consequence_for_person: Consequence = Consequence.NONE
    agreement_id: UUID | None = None
    clause: Clause | None = None
    case_id: UUID | None = None


class DeviationCommand(Command, frozen=True, kw_only=True):
    """Acts on a deviation that has been reported."""

    deviation_id: UUID


class AcknowledgeDeviation(DeviationCommand, frozen=True, kw_only=True):
    pass


class InvestigateDeviation(DeviationCommand, frozen=True, kw_only=True):
    cause: Cause
    finding: str


class AnswerDeviation(DeviationCommand, frozen=True, kw_only=True):
    measure: str
    measure_due: date | None = None
    feedback_text: str


class EscalateDeviation(DeviationCommand, frozen=True, kw_only=True):
    to: EscalatedTo = EscalatedTo.PROCESS_LEADER


class CloseDeviation(DeviationCommand, frozen=True, kw_only=True):
    pass


class ReopenDeviation(DeviationCommand, frozen=True, kw_only=True):
    reason: str


class WithdrawDeviation(DeviationCommand, frozen=True, kw_only=True):
    pass
