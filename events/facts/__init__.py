"""Every event, as plain fields in the past participle, and the envelope that all of them travel in.

A topic is the Struct's tag. It is never renamed: an old row must load for ever. Sealed fields open only with the
entry's key; what is clear is what decisions and indicators need (domain.md 5.1).
What happens in a case and with organisations is said from here, as if it stood here; the other areas by their own name.
"""
# ruff: noqa: F403 - mypy keeps count: only what an area defines itself is passed on

from datetime import date, datetime
from uuid import UUID

import msgspec

from events.categories import Category
from events.facts import (
    agreements,
    baselines,
    closing,
    consents,
    deidentified,
    deviations,
    efforts,
    function,
    inquiries,
    leave,
    opening,
    organisations,
    parties,
    paths,
    plans,
    sip,
)
from events.facts.closing import *
from events.facts.consents import *
from events.facts.efforts import *
from events.facts.fact import *
from events.facts.fact import topics_of
from events.facts.function import *
from events.facts.inquiries import *
from events.facts.leave import *
from events.facts.opening import *
from events.facts.organisations import *
from events.facts.parties import *
from events.facts.plans import *
from orgs.roles import Role


class Actor(msgspec.Struct, frozen=True):
    user_id: UUID
    assignment_id: UUID
    role: Role
    unit_id: UUID


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in its envelope: one deliberate act of sharing by one officer, under one consent, to named units."""

    stream_id: UUID
    version: int
    event_id: UUID
    command_id: UUID
    recorded_at: datetime
    dated: date
    actor: Actor | None
    """``None``: the portal itself, brought about by time."""
    category: Category
    owner_unit: UUID
    consent_id: UUID | None
    recipients: frozenset[UUID]
    fact: "AnyFact"

    @property
    def originator_id(self) -> UUID:
        return self.stream_id

    @property
    def originator_version(self) -> int:
        return self.version

    @property
    def topic(self) -> str:
        return str(self.fact.__struct_config__.tag)


CaseFact = (
    opening.OpeningFact
    | consents.ConsentFact
    | parties.PartyFact
    | leave.LeaveFact
    | function.FunctionFact
    | plans.PlanFact
    | efforts.EffortFact
    | inquiries.InquiryFact
    | closing.ClosingFact
    | sip.SipFact
)
ClearFact = (
    organisations.OrganisationFact
    | paths.PathFact
    | agreements.AgreementFact
    | deviations.DeviationFact
    | deidentified.DeidentifiedFact
    | baselines.BaselineFigureReported
)
"""Of streams that hold nothing about a person: no keys, no grants, no gate."""
AnyFact = CaseFact | ClearFact
CLEAR_TOPICS = topics_of(ClearFact)
