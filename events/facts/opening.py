"""What opening a case leaves behind, and what is noted of the person on the way."""

from datetime import date
from typing import ClassVar

from events.categories import Category
from events.facts.fact import Fact
from events.kinds import ConsentForm, Gender, InitiatingReason
from events.sealing import Sealed


class CaseDrafted(Fact, frozen=True, tag="case-drafted"):
    number: str
    municipality_code: str
    gender: Gender
    protected_identity_checked: bool
    birth_year: Sealed[int]
    adult_on: Sealed[date]
    initiating_reason: Sealed[InitiatingReason]


class CaseActivated(Fact, frozen=True, tag="case-activated"):
    birth_year: int
    initiating_reason: InitiatingReason


class GuardianConsentNoted(Fact, frozen=True, tag="guardian-consent-noted"):
    guardian: Sealed[str]
    given_on: date
    form: ConsentForm
    guardians_in_all: Sealed[int]


class ContactDetailsChanged(Fact, frozen=True, tag="contact-details-changed"):
    """The values themselves lie in the identity vault; here only that they changed."""

    category: ClassVar[Category] = Category.IDENTITY_CONTACT
    changed: frozenset[str]
    municipality_code: str | None = None


class ProtectedIdentityNoted(Fact, frozen=True, tag="protected-identity-noted"):
    pass


OpeningFact = CaseDrafted | CaseActivated | GuardianConsentNoted | ContactDetailsChanged | ProtectedIdentityNoted
