"""Commands about agreements. The own unit signs, so no unit stands in them."""

from datetime import date
from uuid import UUID

from events.commands.command import Command
from events.facts.agreements import Duties
from events.facts.paths import CareScope


class DraftAgreement(Command, frozen=True, kw_only=True):
    municipality_code: str
    care_scope: CareScope
    parties: tuple[UUID, ...]
    responsibilities: tuple[Duties, ...] = ()
    contact_paths: tuple[UUID, ...] = ()
    deviation_procedure: str | None = None
    municipal_offers: tuple[str, ...] = ()
    early_contact_rule: str | None = None


class AgreementCommand(Command, frozen=True, kw_only=True):
    """Acts on an existing agreement."""

    agreement_id: UUID


class SignAgreement(AgreementCommand, frozen=True, kw_only=True):
    signed_on: date | None = None


class ReviseAgreement(AgreementCommand, frozen=True, kw_only=True):
    """What is absent stays as it was."""

    changes: str
    parties: tuple[UUID, ...] | None = None
    responsibilities: tuple[Duties, ...] | None = None
    contact_paths: tuple[UUID, ...] | None = None
    deviation_procedure: str | None = None
    municipal_offers: tuple[str, ...] | None = None
    early_contact_rule: str | None = None


class InformAboutAgreement(AgreementCommand, frozen=True, kw_only=True):
    on: date | None = None


class CallAgreementFollowUp(AgreementCommand, frozen=True, kw_only=True):
    at: date
    invited: frozenset[UUID] | None = None
    """Absent: all parties."""


class HoldAgreementFollowUp(AgreementCommand, frozen=True, kw_only=True):
    on: date
    present: frozenset[UUID]
    findings: tuple[str, ...] = ()
    changes_needed: str | None = None


class RemindAboutAgreement(AgreementCommand, frozen=True, kw_only=True):
    """Every other party that has not signed, or not informed its staff."""


class TerminateAgreement(AgreementCommand, frozen=True, kw_only=True):
    on: date | None = None
