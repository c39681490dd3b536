"""Events of an agreement, the signed routine of one municipality (domain.md 5.5): in clear, one stream each."""

from datetime import date
from uuid import UUID

import msgspec

from events.facts.fact import Fact, topics_of
from events.facts.paths import CareScope


class Duties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one party answers for."""

    unit_id: UUID
    text: str


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the parties sign; a revision replaces the whole."""

    parties: tuple[UUID, ...]
    responsibilities: tuple[Duties, ...] = ()
    contact_paths: tuple[UUID, ...] = ()
    deviation_procedure: str | None = None
    municipal_offers: tuple[str, ...] = ()
    early_contact_rule: str | None = None


class AgreementDrafted(Fact, frozen=True, tag="agreement-drafted"):
    municipality_code: str
    care_scope: CareScope
    terms: Terms


class AgreementSigned(Fact, frozen=True, tag="agreement-signed"):
    unit_id: UUID
    version: int
    signed_by: UUID
    signed_on: date


class AgreementRevised(Fact, frozen=True, tag="agreement-revised"):
    """``version`` counts from 1, the draft; the old stays in force until all have signed this one."""

    version: int
    changes: str
    terms: Terms


class AgreementInformed(Fact, frozen=True, tag="agreement-informed"):
    unit_id: UUID
    on: date


class AgreementFollowUpCalled(Fact, frozen=True, tag="agreement-follow-up-called"):
    at: date
    invited: tuple[UUID, ...]


class AgreementFollowUpHeld(Fact, frozen=True, tag="agreement-follow-up-held"):
    on: date
    present: tuple[UUID, ...]
    findings: tuple[str, ...]
    changes_needed: str | None = None


class AgreementReminded(Fact, frozen=True, tag="agreement-reminded"):
    """The parties that were reminded of what they had not done that day: signed, informed their staff, or called to a
    follow-up that was late."""

    units: tuple[UUID, ...]


class AgreementTerminated(Fact, frozen=True, tag="agreement-terminated"):
    on: date
    unit_id: UUID


AgreementFact = (
    AgreementDrafted
    | AgreementSigned
    | AgreementRevised
    | AgreementInformed
    | AgreementFollowUpCalled
    | AgreementFollowUpHeld
    | AgreementReminded
    | AgreementTerminated
)
AGREEMENT_TOPICS = topics_of(AgreementFact)
