"""Organisations, units and assignments, and what the association and the managers report."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from events import commands as c
from events import facts as f
from events.commands import association as b
from events.commands.baselines import ReportBaselineFigure
from events.facts.association import AssociationOfferPublished, FundedInterventionRegistered
from tests.house.county import County
from tests.house.sound.example import Sound, as_sent, example, plain
from tests.world import ISSUER, TODAY


def region(county: County) -> UUID:
    return county.world.directory.by_slug["larkan"].org_id


@example(c.RegisterOrganisation)
def organisation(county: County) -> Sound:
    fields = {"name": "Arboga kommun (demo)", "org_type": "municipality", "org_number": "212000-2122"}
    more = {"county_code": "19", "municipality_code": "1984"}
    return Sound("system.drift", fields | more, ("org_id",))


@example(c.RegisterUnit)
def unit(county: County) -> Sound:
    fields = {"slug": "svalan", "name": "Svalan (demo)", "unit_type": "primary_care_unit"}
    more = {"serves_municipalities": ["1983"], "authority_id": str(region(county)), "org_id": str(region(county))}
    return Sound("admin.region-adm", fields | more, ("unit_id",))


@example(c.ChangeUnit)
def change_unit(county: County) -> Sound:
    fields = {"name": "Psyk (demo)", "serves_municipalities": ["1983", "1981"], "active": True}
    return Sound("admin.region-adm", plain({"unit_id": county.world.unit("psyk")}) | fields)


@example(c.AssignRole)
def assign(county: County) -> Sound:
    fields = {
        "issuer": ISSUER,
        "subject": "ny.larkan",
        "name": "Nya Demosson",
        "role": "rehab_coordinator",
        "unit_id": county.world.unit("larkan"),
        "valid_from": TODAY,
        "valid_to": date(2027, 12, 31),
        "licensed_or_care_staff": True,
    }
    return Sound("admin.region-adm", plain(fields), ("assignment_id", "user_id"))


@example(c.GrantQualityAssignment)
def quality(county: County) -> Sound:
    fields = {"purpose": "Följa upp planerna", "registry_number": "RV 2026/118", "valid_to": TODAY + timedelta(days=90)}
    ours = {"unit_id": county.world.unit("larkan"), "data_scope": "Enhetens egna uppgifter", "valid_from": TODAY}
    assignee = county.world.officer("reko2.larkan").user_id
    return Sound("chef.larkan", as_sent({"assignee": assignee, **fields, **ours}), ("quality_assignment_id",))


@example(c.EndQualityAssignment)
def quality_over(county: County) -> Sound:
    fact = county.do("chef.larkan", msgspec.convert(quality(county).body, c.GrantQualityAssignment)).entries[0].fact
    assert isinstance(fact, f.QualityAssignmentGranted)
    return Sound("chef.larkan", as_sent({"quality_assignment_id": fact.quality_assignment_id, "ended_on": TODAY}))


@example(b.PublishAssociationOffer)
def offer(county: County) -> Sound:
    said = {"name": "Arbetsträning i grupp", "for_whom": "Den som är sjukskriven", "how": "Anmäl en plats"}
    where = {
        "contact": "Eva Demoslätt, 070-174 06 12",
        "municipalities": ["1983", "1984"],
        "last_day": date(2027, 6, 30),
    }
    published = county.do("chef.forbund", msgspec.convert(said | where, b.PublishAssociationOffer)).entries[0].fact
    assert isinstance(published, AssociationOfferPublished)
    return Sound("chef.forbund", as_sent(said | where | {"offer_id": published.offer_id}), ("offer_id",))


@example(b.RegisterFundedIntervention)
def funded(county: County) -> Sound:
    fields = {"name": "Steget", "first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
    made = county.do("chef.forbund", msgspec.convert(fields, b.RegisterFundedIntervention)).entries[0].fact
    assert isinstance(made, FundedInterventionRegistered)
    return Sound("chef.forbund", as_sent(fields | {"funded_id": made.funded_id}), ("funded_id",))


@example(c.EndRole)
def end_role(county: County) -> Sound:
    ending = county.world.officer("lakare.psyk").assignment_id
    return Sound("admin.region-adm", plain({"assignment_id": ending, "ended_on": date(2026, 12, 1)}))


@example(ReportBaselineFigure)
def report_baseline(county: County) -> Sound:
    body = {"indicator": "B2", "month": "2026-10", "gender": "woman", "count": county.events()}
    return Sound("chef.larkan", as_sent(body))
