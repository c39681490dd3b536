"""The categories of information and who may be ticked for them (domain.md 4.1)."""

from collections.abc import Iterable
from enum import StrEnum

from orgs.kinds import Party


class Category(StrEnum):
    IDENTITY_CONTACT = "identity_contact"
    SICK_LEAVE = "sick_leave"
    FUNCTIONAL_STATUS = "functional_status"
    DIAGNOSIS = "diagnosis"
    REHAB_PLAN = "rehab_plan"
    LIVELIHOOD = "livelihood"
    MUNICIPAL_INTERVENTIONS = "municipal_interventions"
    SOCIAL_INSURANCE = "social_insurance"
    EMPLOYMENT_SERVICES = "employment_services"
    PERSON_VIEW = "person_view"
    PLANNING = "planning"
    STRUCTURE = "structure"
    """Consent, party and status events: read by those addressed, never consented to."""
    VIOLENCE_QUESTION = "violence_question"
    """Stays with the care unit that asked; never consented to, never shared (domain.md 4.3)."""


class Purpose(StrEnum):
    CONTACT = "contact"
    REHAB_PLANNING = "rehab_planning"
    SIP = "sip"
    INFORM_FK = "inform_fk"


CONSENTABLE: tuple[Category, ...] = tuple(
    c for c in Category if c not in {Category.STRUCTURE, Category.VIOLENCE_QUESTION}
)
ALWAYS = frozenset({Category.IDENTITY_CONTACT, Category.PLANNING})
"""Without these two a unit cannot be a recipient at all."""

NEEDS_REHAB_PLANNING = frozenset({Category.FUNCTIONAL_STATUS, Category.DIAGNOSIS, Category.REHAB_PLAN})

_R, _S, _L, _F, _A = Party.REGION, Party.SOCIAL_SERVICES, Party.LABOUR_MARKET, Party.FK, Party.AF
_EVERYONE = frozenset(Party)
_TICKED: dict[Category, frozenset[Party]] = {
    Category.IDENTITY_CONTACT: _EVERYONE,
    Category.SICK_LEAVE: _EVERYONE,
    Category.FUNCTIONAL_STATUS: frozenset({_R, _S, _L, _F}),
    Category.DIAGNOSIS: frozenset(),
    Category.REHAB_PLAN: frozenset({_R, _S, _L, _F}),
    Category.LIVELIHOOD: frozenset({_R, _S, _F}),
    Category.MUNICIPAL_INTERVENTIONS: _EVERYONE,
    Category.SOCIAL_INSURANCE: frozenset({_R, _S, _F}),
    Category.EMPLOYMENT_SERVICES: frozenset({_S, _L, _F, _A}),
    Category.PERSON_VIEW: _EVERYONE,
    Category.PLANNING: _EVERYONE,
}
_NEVER: dict[Category, frozenset[Party]] = {Category.DIAGNOSIS: frozenset({_L, _A})}


def tickable(category: Category, party: Party) -> bool:
    """Whether the person can allow this category to that kind of party at all."""
    return category in CONSENTABLE and party not in _NEVER.get(category, frozenset())


def default_ticks(party: Party, purposes: Iterable[Purpose]) -> frozenset[Category]:
    """What the form ticks beforehand for a recipient of this kind under these purposes."""
    held_back = frozenset() if Purpose.REHAB_PLANNING in set(purposes) else NEEDS_REHAB_PLANNING
    return frozenset(c for c, parties in _TICKED.items() if party in parties) - held_back
