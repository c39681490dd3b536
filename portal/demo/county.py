"""The demo county: who exists in Västmanland, as data (domain.md 9.1). Organisation numbers are invented."""

from typing import NamedTuple

from events import commands as c
from events.code_lists import COUNTIES
from orgs.kinds import OrgType, UnitType
from portal.demo.ids import authority_id, command_id, org_id

COUNTY = COUNTIES["19"]
MUNICIPALITIES = {one.slug: one for one in COUNTY.municipalities}
ALL_CODES = tuple(one.code for one in COUNTY.municipalities)
SUFFIX = " (demo)"


class Body(NamedTuple):
    """An organisation."""

    slug: str
    name: str
    org_type: OrgType
    org_number: str
    municipality_code: str | None = None
    county_code: str = COUNTY.code

    @property
    def command(self) -> c.RegisterOrganisation:
        return c.RegisterOrganisation(
            command_id=command_id(f"organisation {self.slug}"),
            name=self.name + SUFFIX,
            org_type=self.org_type,
            org_number=self.org_number,
            county_code=self.county_code,
            municipality_code=self.municipality_code,
        )


class Place(NamedTuple):
    """A unit, in the organisation ``body``."""

    slug: str
    name: str
    unit_type: UnitType
    body: str
    serves: tuple[str, ...] = ()
    own_authority: bool = False

    @property
    def display_name(self) -> str:
        return self.name + SUFFIX

    @property
    def command(self) -> c.RegisterUnit:
        return c.RegisterUnit(
            command_id=command_id(f"unit {self.slug}"),
            org_id=org_id(self.body),
            slug=self.slug,
            name=self.display_name,
            unit_type=self.unit_type,
            authority_id=authority_id(self.slug) if self.own_authority else None,
            serves_municipalities=self.serves,
        )


def _municipal_name(name: str) -> str:
    if name == "Västerås":
        return "Västerås stad"
    return f"{name} kommun" if name.endswith("a") else f"{name}s kommun"


BODIES = (
    Body("region", "Region Västmanland", OrgType.REGION, "232199-0019"),
    Body("blamesen", "Blåmesen Vård AB", OrgType.PRIVATE_CARE_PROVIDER, "556999-0019"),
    *(
        Body(slug, _municipal_name(one.name), OrgType.MUNICIPALITY, f"212099-{one.code}", one.code)
        for slug, one in MUNICIPALITIES.items()
    ),
    Body("fk", "Försäkringskassan", OrgType.SOCIAL_INSURANCE_AGENCY, "202199-0001"),
    Body("af", "Arbetsförmedlingen", OrgType.EMPLOYMENT_SERVICE, "202199-0002"),
    Body("forbund", "Samordningsförbundet Västmanland", OrgType.COORDINATION_ASSOCIATION, "222099-0019"),
    Body("drift", "Portalens drift", OrgType.PORTAL_OPERATOR, "556999-0001"),
)

_HEALTH_CENTRES = {
    "larkan": ("Lärkan", "koping"),
    "svalan": ("Svalan", "arboga"),
    "tranan": ("Tranan", "sala"),
    "jarpen": ("Järpen", "fagersta"),
    "tarnan": ("Tärnan", "kungsor"),
    "ugglan": ("Ugglan", "hallstahammar"),
    "bofinken": ("Bofinken", "norberg"),
    "sidensvansen": ("Sidensvansen", "skinnskatteberg"),
    "orren": ("Orren", "surahammar"),
    "talltitan": ("Talltitan", "vasteras"),
    "blamesen": ("Blåmesen", "vasteras"),
}
_PSYCHIATRY = {
    "koping": ("koping", "arboga", "kungsor"),
    "sala": ("sala",),
    "fagersta": ("fagersta", "norberg", "skinnskatteberg"),
    "vasteras": ("vasteras", "surahammar", "hallstahammar"),
}
_OWN_LABOUR_MARKET_AUTHORITY = ("vasteras", "koping")
_WESTERN = ("koping", "arboga", "kungsor")


def _codes(*slugs: str) -> tuple[str, ...]:
    return tuple(MUNICIPALITIES[slug].code for slug in slugs)


PLACES = (
    *(
        Place(slug, f"Vårdcentralen {name}", UnitType.PRIMARY_CARE_UNIT,
              "blamesen" if slug == "blamesen" else "region", _codes(where))
        for slug, (name, where) in _HEALTH_CENTRES.items()
    ),
    *(
        Place(f"psyk-{slug}", f"Vuxenpsykiatri {MUNICIPALITIES[slug].name}", UnitType.ADULT_PSYCHIATRY_UNIT,
              "region", _codes(*served))
        for slug, served in _PSYCHIATRY.items()
    ),
    Place("forsakringsmedicin", "Försäkringsmedicinska enheten", UnitType.INSURANCE_MEDICINE_OFFICE, "region",
          ALL_CODES),
    *(
        Place(f"soc-{slug}", f"Försörjningsstöd {one.name}", UnitType.SOCIAL_SERVICES_UNIT, slug, (one.code,))
        for slug, one in MUNICIPALITIES.items()
    ),
    *(
        Place(f"ame-{slug}", f"Arbetsmarknadsenheten {one.name}", UnitType.LABOUR_MARKET_UNIT, slug, (one.code,),
              slug in _OWN_LABOUR_MARKET_AUTHORITY)
        for slug, one in MUNICIPALITIES.items()
    ),
    Place("fk-vastmanland", "Försäkringskassan Västmanland", UnitType.FK_OFFICE, "fk", ALL_CODES),
    Place("af-vasteras", "Arbetsförmedlingen Västerås", UnitType.AF_OFFICE, "af",
          _codes(*(slug for slug in MUNICIPALITIES if slug not in _WESTERN))),
    Place("af-koping", "Arbetsförmedlingen Köping", UnitType.AF_OFFICE, "af", _codes(*_WESTERN)),
    Place("forbund-vastmanland", "Samordningsförbundet Västmanland", UnitType.ASSOCIATION_OFFICE, "forbund", ALL_CODES),
    *(
        Place(f"admin-{body.slug}", f"Administration {body.name}", UnitType.ADMINISTRATION, body.slug)
        for body in BODIES
        if body.slug != "forbund"
    ),
)  # fmt: skip
PLACE = {place.slug: place for place in PLACES}
BODY = {body.slug: body for body in BODIES}
