"""What the samordningsförbund of the demo county offers, and the interventions it pays for."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from events.calendar import STOCKHOLM
from events.commands import Command
from events.commands import association as c
from portal.demo.county import ALL_CODES
from portal.demo.ids import command_id
from portal.demo.schedule import Step

PUBLISHED = datetime(2026, 1, 12, 9, 0, tzinfo=STOCKHOLM)
REGISTERED = datetime(2025, 1, 13, 9, 0, tzinfo=STOCKHOLM)
FUNDED = {
    "Steget tillbaka": (date(2025, 1, 1), date(2026, 12, 31)),
    "Gröna rummet": (date(2025, 1, 1), date(2027, 6, 30)),
    "Studieverkstaden": (date(2026, 1, 1), date(2026, 12, 31)),
}
WESTERN = ("1960", "1983", "1984")
"""Kungsör, Köping and Arboga: Västra Mälardalen."""
PHONE = "Samordningsförbundet, 070-174 06 99"


def steps() -> Iterator[Step]:
    """By the director, at the beginning of a year, a minute apart."""
    for at, commands in ((REGISTERED, _funded()), (PUBLISHED, _offers())):
        for minute, command in enumerate(commands):
            yield Step(at + timedelta(minutes=minute), command, "chef.forbund-vastmanland", "forbund-vastmanland")


def funded_id(name: str) -> UUID:
    return uuid5(command_id(f"funded: {name}"), "funded intervention")


def _offers() -> Iterator[Command]:
    yield c.PublishAssociationOffer(
        command_id=command_id("offer: steget"),
        name="Steget tillbaka",
        for_whom="Den som är sjukskriven, saknar SGI och orkar minst fyra timmar i veckan.",
        how="Handläggaren bokar en första träff. Personen får en egen coach i upp till sex månader.",
        contact=PHONE,
        municipalities=WESTERN,
    )
    yield c.PublishAssociationOffer(
        command_id=command_id("offer: grona"),
        name="Gröna rummet",
        for_whom="Den som har varit borta länge och behöver börja i lugn takt.",
        how="Grupp i trädgård två förmiddagar i veckan. Studiebesök först, ingen remiss behövs.",
        contact=PHONE,
        municipalities=("1980", "1961", "1907"),
    )
    yield c.PublishAssociationOffer(
        command_id=command_id("offer: handledning"),
        name="Handledning för er som samverkar",
        for_whom="Personal hos parterna som möts kring samma personer.",
        how="Två timmar var sjätte vecka. Ni tar med frågor, aldrig uppgifter om en person.",
        contact=PHONE,
        municipalities=ALL_CODES,
    )


def _funded() -> Iterator[Command]:
    for name, (first, last) in FUNDED.items():
        yield c.RegisterFundedIntervention(
            command_id=command_id(f"funded: {name}"), name=name, first_day=first, last_day=last
        )
