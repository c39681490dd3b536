"""What every act around a joint meeting must pass: which meeting, who may convene, who may be there (domain.md 5.4)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from events.act import Act
from events.case import Case
from events.categories import Category, Purpose
from events.refusals import Refused
from events.sharing import consent_in_force, covered, gate, let_in
from events.sip.fold import Sip
from events.sip.kinds import SipKind
from orgs.directory import Directory, Unit
from orgs.kinds import Party

REGION, MUNICIPALITY = "region", "municipality"
PRINCIPALS = frozenset({REGION, MUNICIPALITY})
_PRINCIPAL_OF: dict[Party | None, str] = {
    Party.REGION: REGION,
    Party.SOCIAL_SERVICES: MUNICIPALITY,
    Party.LABOUR_MARKET: MUNICIPALITY,
}


def principal_of(unit: Unit | None) -> str | None:
    """Whether the unit stands for region or municipality, the only two that can be responsible for a SIP."""
    return _PRINCIPAL_OF.get(unit.party) if unit else None


def both_principals(units: Iterable[UUID], directory: Directory) -> bool:
    return {principal_of(directory.unit(unit)) for unit in units} >= PRINCIPALS


def can_be_held(kind: SipKind, units: frozenset[UUID], directory: Directory) -> bool:
    """A SIP takes both principals, any other meeting two units."""
    return both_principals(units, directory) if kind is SipKind.SIP else len(units) >= 2


def let_to_plan(case: Case, act: Act) -> None:
    """Any case role of a party, under a consent that allows joint planning."""
    let_in(case, act)
    consent_in_force(case, act)
    assert case.consent is not None
    if Purpose.SIP not in case.consent.fact.purposes:
        raise Refused("sip_purpose_not_allowed")


def convening(act: Act) -> None:
    if principal_of(act.by.unit) is None:
        raise Refused("sip_convener")


def meeting(case: Case, act: Act, sip_id: UUID) -> Sip:
    """The meeting, if this officer has been told of it as it now stands: otherwise it is as unknown as any other."""
    sip, door = case.sips.get(sip_id), gate(case, act)
    latest = (sip.summons[-1] if sip.summons else sip.proposed) if sip else None
    if sip is None or latest is None or not door.may_read(latest):
        raise Refused("sip_unknown", "sip_id")
    return sip


def open_meeting(case: Case, act: Act, sip_id: UUID) -> Sip:
    """Summoned, and neither cancelled nor held."""
    sip = meeting(case, act, sip_id)
    if sip.called is None:
        raise Refused("sip_not_summoned")
    if sip.over:
        raise Refused("sip_over")
    return sip


def own_meeting(sip: Sip, act: Act) -> None:
    if sip.convener != act.by.unit_id:
        raise Refused("sip_convener_only")


def invited(sip: Sip, act: Act) -> None:
    if act.by.unit_id not in sip.units:
        raise Refused("sip_not_invited")


def told(case: Case, act: Act, sip: Sip) -> frozenset[UUID]:
    """Those who have heard of the meeting, as far as the consent still covers them."""
    return covered(case, act, Category.PLANNING) & (sip.audience | sip.units)


def coming(case: Case, act: Act, sip: Sip, category: Category = Category.PLANNING) -> frozenset[UUID]:
    """The invited units that hold the category."""
    return covered(case, act, category) & sip.units


def under_consent(case: Case, day: date) -> bool:
    return any(consent.valid_from <= day <= consent.valid_to for consent in case.consents)
