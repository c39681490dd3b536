"""What an association offers and pays for, by whom it may be said, and which efforts it may pay for (domain 5.5)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from events import commands as c
from events import facts as f
from events.commands import Command
from events.commands import association as b
from events.facts.association import AssociationOfferPublished, FundedInterventionRegistered
from events.kinds import InterventionStatus as Status
from orgs.kinds import OrgType, UnitType
from orgs.roles import Role
from tests.events.told import refusal
from tests.world import ISSUER, TODAY, World

DIRECTOR = "chef.kansli"


@pytest.fixture
def county(told: World) -> World:
    org = c.RegisterOrganisation(
        name="Förbundet (demo)",
        org_type=OrgType.COORDINATION_ASSOCIATION,
        org_number="222099-0019",
        county_code="19",
    )
    told.system(org)
    org_id = next(o.org_id for o in told.directory.organisations.values() if o.name == "Förbundet (demo)")
    told.system(c.RegisterUnit(org_id=org_id, slug="kansli", name="Kansli", unit_type=UnitType.ASSOCIATION_OFFICE))
    assign = c.AssignRole(
        issuer=ISSUER,
        subject=DIRECTOR,
        name="Eva Demoslätt",
        role=Role.ASSOCIATION_DIRECTOR,
        unit_id=told.unit("kansli"),
        valid_from=TODAY - timedelta(days=30),
        valid_to=TODAY + timedelta(days=300),
    )
    told.system(assign)
    return told


def offer(**changed: Any) -> b.PublishAssociationOffer:
    usual: dict[str, Any] = {"name": "Steget", "for_whom": "Den som är sjukskriven", "how": "Ring och boka"}
    where = {"contact": "Eva Demoslätt, 070-174 06 12", "municipalities": ("1983",)}
    return b.PublishAssociationOffer(**(usual | where | changed))


def funded(**changed: Any) -> b.RegisterFundedIntervention:
    usual: dict[str, Any] = {"name": "Steget", "first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
    return b.RegisterFundedIntervention(**(usual | changed))


def done(county: World, command: Command) -> Any:
    (entry,) = county.do(DIRECTOR, command).entries
    county.directory = county.log.directory()
    assert entry.stream_id == county.directory.units[county.unit("kansli")].org_id
    return entry.fact


def test_an_offer_is_published_changed_and_taken_away(county: World) -> None:
    fact = done(county, offer(municipalities=("1984", "1983", "1983")))
    assert isinstance(fact, AssociationOfferPublished) and fact.municipalities == ("1983", "1984")
    done(county, offer(offer_id=fact.offer_id, how="Anmäl på nätet"))
    (kept,) = county.directory.offers.values()
    assert (kept.how, kept.offered_on(TODAY)) == ("Anmäl på nätet", True)
    done(county, offer(offer_id=fact.offer_id, last_day=TODAY - timedelta(days=1)))
    (kept,) = county.directory.offers.values()
    assert not kept.offered_on(TODAY)
    done(county, offer())  # its name is free again


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"name": " "}, ("text_missing", "name")),
        ({"for_whom": ""}, ("text_missing", "for_whom")),
        ({"how": ""}, ("text_missing", "how")),
        ({"contact": ""}, ("text_missing", "contact")),
        ({"how": "Ring 070-174 06 12"}, ("freetext_blocked", "how")),
        ({"contact": "Eva 19840314-9808"}, ("freetext_blocked", "contact")),
        ({"municipalities": ()}, ("municipality_missing", "municipalities")),
        ({"municipalities": ("9999",)}, ("municipality_unknown", "municipalities")),
        ({"municipalities": ("0180",)}, ("municipality_unknown", "municipalities")),
        ({"last_day": date(1800, 1, 1)}, ("date_implausible", "last_day")),
        ({"offer_id": uuid4()}, ("offer_unknown", "offer_id")),
        ({"name": "STEGET"}, ("name_taken", "name")),
    ],
)
def test_an_offer_says_who_how_and_where(county: World, changed: dict[str, Any], answer: tuple[str, str]) -> None:
    done(county, offer())
    assert refusal(county, DIRECTOR, offer(**({"name": "Bron"} | changed))) == answer


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"name": ""}, ("text_missing", "name")),
        ({"name": "Steget"}, ("name_taken", "name")),
        ({"last_day": date(2025, 12, 31)}, ("ends_before_start", "last_day")),
        ({"first_day": date(1800, 1, 1)}, ("date_implausible", "first_day")),
        ({"funded_id": uuid4()}, ("funded_unknown", "funded_id")),
    ],
)
def test_a_funded_intervention_has_a_name_and_a_period(
    county: World, changed: dict[str, Any], answer: tuple[str, str]
) -> None:
    done(county, funded())
    assert refusal(county, DIRECTOR, funded(**({"name": "Bron"} | changed))) == answer


def test_a_funded_intervention_can_be_prolonged(county: World) -> None:
    fact = done(county, funded())
    assert isinstance(fact, FundedInterventionRegistered)
    done(county, funded(funded_id=fact.funded_id, last_day=date(2027, 12, 31)))
    (kept,) = county.directory.funded.values()
    assert kept.last_day == date(2027, 12, 31)


@pytest.mark.parametrize("subject", ["reko.larkan", "chef.larkan", "chef.soc", "handlaggare.fk"])
def test_only_the_director_publishes_and_registers(county: World, subject: str) -> None:
    assert refusal(county, subject, offer()) == ("role_not_allowed", None)
    assert refusal(county, subject, funded()) == ("role_not_allowed", None)


def test_an_effort_says_that_the_association_pays_for_it(county: World) -> None:
    fact = done(county, funded())
    case_id = county.active("ame")
    paid = c.RecordIntervention(
        case_id=case_id, status=Status.STARTED, kind="Arbetsträning", from_=TODAY, funded_id=fact.funded_id
    )
    (entry,) = county.do("handlaggare.ame", paid).entries
    assert isinstance(entry.fact, f.InterventionRecorded) and entry.fact.funded_id == fact.funded_id
    ended = c.RecordIntervention(case_id=case_id, status=Status.COMPLETED, intervention_id=entry.fact.intervention_id)
    (entry,) = county.do("handlaggare.ame", ended).entries
    assert isinstance(entry.fact, f.InterventionRecorded) and entry.fact.funded_id == fact.funded_id


def test_an_effort_is_not_paid_for_outside_the_period(county: World) -> None:
    fact = done(county, funded(first_day=date(2024, 1, 1), last_day=date(2025, 12, 31)))
    case_id = county.active("ame")
    paid = c.RecordIntervention(
        case_id=case_id, status=Status.STARTED, kind="Arbetsträning", from_=TODAY, funded_id=fact.funded_id
    )
    assert refusal(county, "handlaggare.ame", paid) == ("funded_other_period", "funded_id")
