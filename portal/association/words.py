"""Offers and funded interventions as rows, for the director's page, for contact paths and for the form of an effort."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from events.code_lists import COUNTIES, MUNICIPALITIES
from orgs.association import FundedIntervention, Offer
from orgs.directory import Directory
from portal.swedish import collation_key, day, joined, period_said

HERE = "/forbundet"


def offers_said(offers: Iterable[Offer], directory: Directory) -> list[dict[str, Any]]:
    """By name: ``[{id, name, by, for_whom, how, contact, where, until, href}]``."""
    ordered = sorted(offers, key=lambda each: collation_key(each.name))
    return [
        {
            "id": f"erbjudande-{each.offer_id}",
            "name": each.name,
            "by": directory.organisations[each.org_id].name,
            "for_whom": each.for_whom,
            "how": each.how,
            "contact": each.contact,
            "where": _where(each.municipalities),
            "until": day(each.last_day) if each.last_day else "",
            "href": f"{HERE}/erbjudanden/{each.offer_id}",
        }
        for each in ordered
    ]


def offered(directory: Directory, county_code: str, municipality: str, today: date) -> list[dict[str, Any]]:
    """What the county's associations offer today, in the municipality; everywhere when it is blank."""
    organisations = directory.organisations
    return offers_said(
        (
            each
            for each in directory.offers.values()
            if each.offered_on(today)
            and organisations[each.org_id].county_code == county_code
            and (not municipality or municipality in each.municipalities)
        ),
        directory,
    )


def funded_said(funded: Iterable[FundedIntervention], today: date) -> list[dict[str, Any]]:
    """The latest period first: ``[{name, period, standing, href}]``."""
    ordered = sorted(funded, key=lambda each: (each.last_day, collation_key(each.name)), reverse=True)
    return [
        {
            "name": each.name,
            "period": period_said(each.first_day, each.last_day),
            "standing": _standing(each, today),
            "href": f"{HERE}/insatser/{each.funded_id}",
        }
        for each in ordered
    ]


def _standing(each: FundedIntervention, today: date) -> str:
    if today < each.first_day:
        return "Börjar senare"
    return "Pågår" if today <= each.last_day else "Avslutad"


def _where(codes: tuple[str, ...]) -> str:
    county = COUNTIES.get(codes[0][:2])
    if county and set(codes) == {one.code for one in county.municipalities}:
        return "Hela länet"
    return joined(sorted((MUNICIPALITIES[code].name for code in codes), key=collation_key))
