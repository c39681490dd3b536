"""What units have between them beside the cases: ways in, routines, deviations, general questions."""

from datetime import date
from uuid import UUID

import msgspec

from events.agreement import AgreementStatus, Version
from events.contact_path import Absence
from events.deviation import DeviationStatus
from events.facts.deviations import Clause, Consequence, DeviationKind, DeviationType, EscalatedTo
from events.facts.paths import CareScope, ContactPathPublished
from events.path_states import PathState
from events.path_tries import Performance
from portal.api.answers.common import UnitAnswer


class PathListed(msgspec.Struct):
    contact_path_id: UUID
    unit: UnitAnswer
    states: list[PathState]
    confirmed_on: date | None
    path: ContactPathPublished
    absences: list[Absence]
    performance: Performance | None
    """For the unit itself and the leaders of the process in its county; otherwise, or before any try, ``null``."""


class PathsAnswer(msgspec.Struct):
    contact_paths: list[PathListed]
    next: int | None


class AgreementListed(msgspec.Struct):
    agreement_id: UUID
    municipality_code: str
    care_scope: CareScope
    status: AgreementStatus
    in_force_from: date | None
    terminated_on: date | None
    follow_up_due: date | None
    follow_up_called: date | None
    versions: list[Version]


class Agreements(msgspec.Struct):
    agreements: list[AgreementListed]
    next: None


class DeviationListed(msgspec.Struct):
    """``case_id`` only to a named officer of a unit that may know of that case."""

    deviation_id: UUID
    kind: DeviationKind
    type: DeviationType
    status: DeviationStatus
    about_unit: UnitAnswer
    by_unit: UnitAnswer
    happened_on: date
    reported_on: date | None
    agreement_id: UUID | None
    clause: Clause | None
    description: str
    consequence_for_person: Consequence
    acknowledge_by: date | None
    answer_by: date | None
    closes_on: date | None
    escalated_to: EscalatedTo | None
    measure: str | None
    feedback_text: str | None
    case_id: UUID | None


class DeviationCount(msgspec.Struct):
    """To the coordination association alone. ``value`` is null where the count is too small to show."""

    period: str
    kind: DeviationKind
    type: DeviationType
    value: int | None
    display: str


class DeviationsAnswer(msgspec.Struct):
    deviations: list[DeviationListed]
    next: UUID | None
    counts: list[DeviationCount] | msgspec.UnsetType = msgspec.UNSET
    """To the coordination association alone, which reads no deviation."""


class DeidentifiedListed(msgspec.Struct):
    deidentified_inquiry_id: UUID
    from_unit: UUID
    to_unit: UUID
    sent_on: date | None
    due_on: date
    text: str
    answered_on: date | None
    answer: str | None


class DeidentifiedAnswer(msgspec.Struct):
    deidentified_inquiries: list[DeidentifiedListed]
    next: None


class AssociationAnswer(msgspec.Struct):
    id: UUID
    name: str


class OfferListed(msgspec.Struct):
    offer_id: UUID
    association: AssociationAnswer
    name: str
    for_whom: str
    how: str
    contact: str
    municipalities: list[str]
    last_day: date | None


class OffersAnswer(msgspec.Struct):
    association_offers: list[OfferListed]
    next: None


class FundedListed(msgspec.Struct):
    funded_id: UUID
    association: AssociationAnswer
    name: str
    first_day: date
    last_day: date


class FundedAnswer(msgspec.Struct):
    funded_interventions: list[FundedListed]
    next: None
