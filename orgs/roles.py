"""What a role may be combined with, and where it can be held (domain.md 2.3)."""

from collections.abc import Iterable
from enum import StrEnum

from orgs.kinds import CARE_UNITS, UnitType


class Role(StrEnum):
    REHAB_COORDINATOR = "rehab_coordinator"
    PHYSICIAN = "physician"
    CARE_UNIT_MANAGER = "care_unit_manager"
    SOCIAL_WORKER = "social_worker"
    CASEWORKER = "caseworker"
    UNIT_MANAGER = "unit_manager"
    LIAISON_OFFICER = "liaison_officer"
    PROCESS_LEADER = "process_leader"
    INSURANCE_MEDICINE_EXPERT = "insurance_medicine_expert"
    ASSOCIATION_DIRECTOR = "association_director"
    ORG_ADMIN = "org_admin"
    SYSTEM_ADMIN = "system_admin"
    LOG_REVIEWER = "log_reviewer"


CARE_CASE_ROLES = frozenset({Role.REHAB_COORDINATOR, Role.PHYSICIAN})
CASE_ROLES = CARE_CASE_ROLES | {Role.SOCIAL_WORKER, Role.CASEWORKER}
MANAGERS = frozenset({Role.CARE_UNIT_MANAGER, Role.UNIT_MANAGER})
PROCESS_LEADERS = frozenset({Role.PROCESS_LEADER, Role.INSURANCE_MEDICINE_EXPERT})
"""One row of domain.md 2.3: what the one may, the other may."""
ADMINISTRATORS = frozenset({Role.ORG_ADMIN, Role.SYSTEM_ADMIN})

_PARTY_OFFICES = frozenset({UnitType.LABOUR_MARKET_UNIT, UnitType.FK_OFFICE, UnitType.AF_OFFICE})
_PARTIES = CARE_UNITS | _PARTY_OFFICES | {UnitType.SOCIAL_SERVICES_UNIT}

HELD_AT: dict[Role, frozenset[UnitType]] = {
    Role.REHAB_COORDINATOR: CARE_UNITS,
    Role.PHYSICIAN: CARE_UNITS,
    Role.CARE_UNIT_MANAGER: CARE_UNITS,
    Role.SOCIAL_WORKER: frozenset({UnitType.SOCIAL_SERVICES_UNIT}),
    Role.CASEWORKER: _PARTY_OFFICES,
    Role.UNIT_MANAGER: _PARTY_OFFICES | {UnitType.SOCIAL_SERVICES_UNIT},
    Role.LIAISON_OFFICER: frozenset({UnitType.FK_OFFICE}),
    Role.PROCESS_LEADER: frozenset({UnitType.INSURANCE_MEDICINE_OFFICE}),
    Role.INSURANCE_MEDICINE_EXPERT: frozenset({UnitType.INSURANCE_MEDICINE_OFFICE}),
    Role.ASSOCIATION_DIRECTOR: frozenset({UnitType.ASSOCIATION_OFFICE}),
    Role.ORG_ADMIN: frozenset({UnitType.ADMINISTRATION}),
    Role.SYSTEM_ADMIN: frozenset({UnitType.ADMINISTRATION}),
    Role.LOG_REVIEWER: _PARTIES,
}

_NEVER_TOGETHER: tuple[tuple[frozenset[Role], frozenset[Role]], ...] = (
    (frozenset({Role.ASSOCIATION_DIRECTOR}), CASE_ROLES),
    (frozenset({Role.ORG_ADMIN}), frozenset({Role.LOG_REVIEWER})),
)


def separated(held: Iterable[Role], wanted: Role) -> bool:
    """Whether one user may not hold ``wanted`` beside ``held`` (separation of duties, domain.md 2.3)."""
    others = set(held)
    return any(
        (wanted in one and others & other) or (wanted in other and others & one) for one, other in _NEVER_TOGETHER
    )
