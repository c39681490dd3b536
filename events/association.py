"""What the director of a samordningsförbund publishes and registers (domain.md 5.5); and whose efforts it may fund."""

from uuid import UUID

from msgspec.structs import replace

from events.act import Act
from events.code_lists import MUNICIPALITIES
from events.commands import association as c
from events.facts import AnyFact, Entry
from events.facts import association as f
from events.refusals import Refused
from events.sharing import impersonal, plain, plausible
from orgs.association import FundedIntervention
from orgs.directory import Directory
from orgs.roles import Role


def publish_association_offer(_: None, command: c.PublishAssociationOffer, act: Act) -> list[Entry]:
    """In municipalities of the association's own county, under a name that no other offer of it has now."""
    org_id = _own(act)
    offers = act.directory.offers
    before = offers.get(command.offer_id) if command.offer_id else None
    if command.offer_id and (before is None or before.org_id != org_id):
        raise Refused("offer_unknown", "offer_id")
    county = act.directory.organisations[org_id].county_code
    if not command.municipalities:
        raise Refused("municipality_missing", "municipalities")
    known = (MUNICIPALITIES.get(code) for code in command.municipalities)
    if not all(one and one.county_code == county for one in known):
        raise Refused("municipality_unknown", "municipalities")
    if command.last_day is not None:
        plausible(command.last_day, "last_day")
    fact = f.AssociationOfferPublished(
        offer_id=before.offer_id if before else act.new_id("offer"),
        org_id=org_id,
        name=impersonal(command.name, command, "name"),
        for_whom=impersonal(command.for_whom, command, "for_whom"),
        how=impersonal(command.how, command, "how"),
        contact=_contact(command),
        municipalities=tuple(sorted(set(command.municipalities))),
        last_day=command.last_day,
    )
    others = (each for each in offers.values() if each.org_id == org_id and each.offer_id != fact.offer_id)
    if any(each.name.casefold() == fact.name.casefold() and each.offered_on(act.day) for each in others):
        raise Refused("name_taken", "name")
    return [_in(act, org_id, fact)]


def register_funded_intervention(_: None, command: c.RegisterFundedIntervention, act: Act) -> list[Entry]:
    """A name and a period, whole days; it is changed by being registered anew with its id."""
    org_id = _own(act)
    if command.funded_id and _theirs(act.directory, command.funded_id, org_id) is None:
        raise Refused("funded_unknown", "funded_id")
    plausible(command.first_day, "first_day")
    plausible(command.last_day, "last_day")
    if command.last_day < command.first_day:
        raise Refused("ends_before_start", "last_day")
    fact = f.FundedInterventionRegistered(
        funded_id=command.funded_id or act.new_id("funded intervention"),
        org_id=org_id,
        name=impersonal(command.name, command, "name"),
        first_day=command.first_day,
        last_day=command.last_day,
    )
    own = (each for each in act.directory.funded.values() if each.org_id == org_id)
    if any(each.name.casefold() == fact.name.casefold() and each.funded_id != fact.funded_id for each in own):
        raise Refused("name_taken", "name")
    return [_in(act, org_id, fact)]


def funded_in(directory: Directory, county_code: str) -> list[FundedIntervention]:
    """What associations of the county pay for or have paid for."""
    organisations = directory.organisations
    return [each for each in directory.funded.values() if organisations[each.org_id].county_code == county_code]


def _theirs(directory: Directory, funded_id: UUID, org_id: UUID) -> FundedIntervention | None:
    found = directory.funded.get(funded_id)
    return found if found and found.org_id == org_id else None


def _own(act: Act) -> UUID:
    if act.by.role is not Role.ASSOCIATION_DIRECTOR:
        raise Refused("role_not_allowed")
    return act.by.unit.org_id


def _contact(command: c.PublishAssociationOffer) -> str:
    """Staff at work: a phone number and an address may stand here, a personnummer never."""
    return plain(command.contact, command, "contact", phone=True)


def _in(act: Act, org_id: UUID, fact: AnyFact) -> Entry:
    return replace(act.entry(None, fact), stream_id=org_id)
