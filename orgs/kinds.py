"""The kinds of organisation and unit (domain.md 2.1)."""

from enum import StrEnum


class OrgType(StrEnum):
    REGION = "region"
    PRIVATE_CARE_PROVIDER = "private_care_provider"
    MUNICIPALITY = "municipality"
    SOCIAL_INSURANCE_AGENCY = "social_insurance_agency"
    EMPLOYMENT_SERVICE = "employment_service"
    COORDINATION_ASSOCIATION = "coordination_association"
    PORTAL_OPERATOR = "portal_operator"


class UnitType(StrEnum):
    PRIMARY_CARE_UNIT = "primary_care_unit"
    ADULT_PSYCHIATRY_UNIT = "adult_psychiatry_unit"
    OTHER_SPECIALIST_UNIT = "other_specialist_unit"
    INSURANCE_MEDICINE_OFFICE = "insurance_medicine_office"
    SOCIAL_SERVICES_UNIT = "social_services_unit"
    LABOUR_MARKET_UNIT = "labour_market_unit"
    FK_OFFICE = "fk_office"
    AF_OFFICE = "af_office"
    ASSOCIATION_OFFICE = "association_office"
    ADMINISTRATION = "administration"
    """Where administrators of an organisation hold their assignment: never a party, never a recipient."""


class Party(StrEnum):
    """The kind of party a unit is in a case: what default ticks, lanes and tracks go by (domain.md 4.1)."""

    REGION = "region"
    SOCIAL_SERVICES = "social_services"
    LABOUR_MARKET = "labour_market"
    FK = "fk"
    AF = "af"


CARE_UNITS = frozenset({UnitType.PRIMARY_CARE_UNIT, UnitType.ADULT_PSYCHIATRY_UNIT, UnitType.OTHER_SPECIALIST_UNIT})

PARTY_OF: dict[UnitType, Party] = {
    **dict.fromkeys(CARE_UNITS, Party.REGION),
    UnitType.SOCIAL_SERVICES_UNIT: Party.SOCIAL_SERVICES,
    UnitType.LABOUR_MARKET_UNIT: Party.LABOUR_MARKET,
    UnitType.FK_OFFICE: Party.FK,
    UnitType.AF_OFFICE: Party.AF,
}
"""Units that can be party to a case; the others (administration, association, insurance medicine) never can."""

_CARE = CARE_UNITS | {UnitType.INSURANCE_MEDICINE_OFFICE}
_OWN: dict[OrgType, frozenset[UnitType]] = {
    OrgType.REGION: _CARE,
    OrgType.PRIVATE_CARE_PROVIDER: CARE_UNITS,
    OrgType.MUNICIPALITY: frozenset({UnitType.SOCIAL_SERVICES_UNIT, UnitType.LABOUR_MARKET_UNIT}),
    OrgType.SOCIAL_INSURANCE_AGENCY: frozenset({UnitType.FK_OFFICE}),
    OrgType.EMPLOYMENT_SERVICE: frozenset({UnitType.AF_OFFICE}),
    OrgType.COORDINATION_ASSOCIATION: frozenset({UnitType.ASSOCIATION_OFFICE}),
    OrgType.PORTAL_OPERATOR: frozenset(),
}
UNITS_OF = {org_type: units | {UnitType.ADMINISTRATION} for org_type, units in _OWN.items()}
"""What units an organisation may have: nobody passes for an office of another's."""
