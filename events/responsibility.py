"""Handing a case over: to another care unit, or to another unit that holds it together (domain.md 5.3.1).

Who may read what follows from the fold and ``events.grants``: the unit that hands over reads the others for thirty days
more and then keeps its own; the one that takes over makes sure of the consent like any other recipient.
"""

from events import facts as f
from events.act import Act
from events.case import Case
from events.code_lists import MUNICIPALITIES
from events.commands import TransferCaseResponsibility
from events.facts import Entry
from events.kinds import ResponsibilityKind
from events.refusals import Refused
from events.sharing import consent_in_force, let_in, unit_known
from orgs.kinds import CARE_UNITS
from orgs.roles import CARE_CASE_ROLES, CASE_ROLES


def transfer_case_responsibility(case: Case, command: TransferCaseResponsibility, act: Act) -> list[Entry]:
    """Only to a unit that the person has let into the consent; otherwise they are asked for a new one first."""
    medical = command.kind is ResponsibilityKind.MEDICAL
    let_in(case, act, CARE_CASE_ROLES if medical else CASE_ROLES)
    consent_in_force(case, act)
    own = act.by.unit_id
    if command.from_unit not in (None, own):
        raise Refused("responsibility_not_yours", "from_unit")
    if medical and own in case.left and case.left[own].medical:
        raise Refused("responsibility_not_yours", "kind")
    if not medical and case.lead_at(act.moment) != own:
        raise Refused("responsibility_not_yours", "kind")
    to = unit_known(act, command.to_unit, "to_unit")
    if to.unit_id == own:
        raise Refused("responsibility_to_oneself", "to_unit")
    if medical and to.unit_type not in CARE_UNITS:
        raise Refused("care_unit_only", "to_unit")
    if case.consent is None or to.unit_id not in case.consent.units:
        raise Refused("transfer_outside_consent", "to_unit", enhet=to.name)
    if command.municipality_code is not None and command.municipality_code not in MUNICIPALITIES:
        raise Refused("municipality_unknown", "municipality_code")
    fact = f.CaseResponsibilityTransferred(
        kind=command.kind,
        from_unit=own,
        to_unit=to.unit_id,
        reason=command.reason,
        municipality_code=command.municipality_code,
    )
    return [act.entry(case, fact, case.parties_at(act.moment) | {to.unit_id})]
