"""What may be done to an agreement, and by whom (domain.md 5.5, 5.7)."""

from collections.abc import Iterable
from uuid import UUID

from msgspec.structs import replace

from events.act import Act
from events.agreement import Agreement, AgreementStatus
from events.code_lists import MUNICIPALITIES
from events.commands import agreements as c
from events.commands.command import Command
from events.contact_path import path_id_of
from events.deviation_readers import county_of
from events.facts import AnyFact, Entry
from events.facts import agreements as f
from events.refusals import Refused
from events.sharing import happened, has_been, impersonal, plausible, unit_known
from orgs.directory import Directory
from orgs.kinds import CARE_UNITS, OrgType, UnitType
from orgs.officers import Officer
from orgs.roles import MANAGERS, PROCESS_LEADERS, Role

DRAFTERS = MANAGERS | PROCESS_LEADERS
SIGNERS = CARE_UNITS | {UnitType.SOCIAL_SERVICES_UNIT, UnitType.LABOUR_MARKET_UNIT}
"""Försäkringskassan and Arbetsförmedlingen do not sign the routine."""


def leads(officer: Officer, directory: Directory, agreement: Agreement) -> bool:
    """Whether the officer leads the process in the county of the municipality."""
    county = MUNICIPALITIES[agreement.municipality_code].county_code
    return officer.role in PROCESS_LEADERS and county_of(officer, directory) == county


def draft_agreement(_: None, command: c.DraftAgreement, act: Act) -> list[Entry]:
    _role(act, DRAFTERS)
    if command.municipality_code not in MUNICIPALITIES:
        raise Refused("municipality_unknown", "municipality_code")
    if county_of(act.by, act.directory) != MUNICIPALITIES[command.municipality_code].county_code:
        raise Refused("municipality_elsewhere", "municipality_code")
    terms = f.Terms(
        parties=_parties(command.parties, command.municipality_code, act),
        responsibilities=_duties(command.responsibilities, command.parties, command),
        contact_paths=_paths(command.contact_paths, act),
        deviation_procedure=_text(command.deviation_procedure, command, "deviation_procedure"),
        municipal_offers=_offers(command.municipal_offers, command),
        early_contact_rule=_text(command.early_contact_rule, command, "early_contact_rule"),
    )
    fact = f.AgreementDrafted(municipality_code=command.municipality_code, care_scope=command.care_scope, terms=terms)
    return [act.entry(None, fact)]


def sign_agreement(agreement: Agreement, command: c.SignAgreement, act: Act) -> list[Entry]:
    """By the manager of a party, once per version, on paper before perhaps: what is entered late is confirmed."""
    _standing(agreement, act)
    _role(act, MANAGERS)
    latest = agreement.latest
    if act.by.unit_id not in latest.terms.parties:
        raise Refused("not_a_signatory", "agreement_id")
    if act.by.unit_id in latest.signed_by_units:
        raise Refused("already_signed", "agreement_id")
    on = command.signed_on or act.day
    happened(on, act, command, "signed_on")
    fact = f.AgreementSigned(unit_id=act.by.unit_id, version=latest.number, signed_by=act.by.user_id, signed_on=on)
    return [_in(agreement, act, fact)]


def revise_agreement(agreement: Agreement, command: c.ReviseAgreement, act: Act) -> list[Entry]:
    """Needs new signatures; the old version stays in force meanwhile. Only when the latest is signed by all."""
    _standing(agreement, act)
    _role(act, DRAFTERS)
    if not leads(act.by, act.directory, agreement) and act.by.unit_id not in agreement.latest.terms.parties:
        raise Refused("not_a_signatory", "agreement_id")
    before = agreement.latest.terms
    parties = before.parties
    if command.parties is not None:
        parties = _parties(command.parties, agreement.municipality_code, act)
    duties, paths, offers = command.responsibilities, command.contact_paths, command.municipal_offers
    terms = f.Terms(
        parties=parties,
        responsibilities=before.responsibilities if duties is None else _duties(duties, parties, command),
        contact_paths=before.contact_paths if paths is None else _paths(paths, act),
        deviation_procedure=_text(command.deviation_procedure, command, "deviation_procedure")
        or before.deviation_procedure,
        municipal_offers=before.municipal_offers if offers is None else _offers(offers, command),
        early_contact_rule=_text(command.early_contact_rule, command, "early_contact_rule")
        or before.early_contact_rule,
    )
    changes = impersonal(command.changes, command, "changes")
    number = agreement.latest.number + 1
    return [_in(agreement, act, f.AgreementRevised(version=number, changes=changes, terms=terms))]


def inform_about_agreement(agreement: Agreement, command: c.InformAboutAgreement, act: Act) -> list[Entry]:
    _standing(agreement, act)
    _party_manager(agreement, act)
    on = command.on or act.day
    has_been(on, act, "on")
    return [_in(agreement, act, f.AgreementInformed(unit_id=act.by.unit_id, on=on))]


def call_agreement_follow_up(agreement: Agreement, command: c.CallAgreementFollowUp, act: Act) -> list[Entry]:
    """The municipality calls, nobody else (domain.md 5.7)."""
    parties = _followed_up(agreement, act)
    plausible(command.at, "at")
    if command.at < act.day:
        raise Refused("follow_up_in_past", "at")
    if agreement.called is not None and agreement.called >= act.day:
        raise Refused("already_called", "at")
    invited = frozenset(parties) if command.invited is None else command.invited
    fact = f.AgreementFollowUpCalled(at=command.at, invited=_among(invited, parties, "invited"))
    return [_in(agreement, act, fact)]


def hold_agreement_follow_up(agreement: Agreement, command: c.HoldAgreementFollowUp, act: Act) -> list[Entry]:
    parties = _followed_up(agreement, act)
    happened(command.on, act, command, "on")
    since = agreement.held[-1] if agreement.held else agreement.in_force_from
    if since is not None and command.on <= since:
        raise Refused("date_implausible", "on")
    fact = f.AgreementFollowUpHeld(
        on=command.on,
        present=_among(command.present, parties, "present"),
        findings=tuple(impersonal(each, command, "findings") for each in command.findings),
        changes_needed=_text(command.changes_needed, command, "changes_needed"),
    )
    return [_in(agreement, act, fact)]


def remind_about_agreement(agreement: Agreement, command: c.RemindAboutAgreement, act: Act) -> list[Entry]:
    """By the process leader or a party's manager; each of the other parties at most once a day."""
    _standing(agreement, act)
    if not leads(act.by, act.directory, agreement):
        _party_manager(agreement, act)
    lacking = agreement.lacking(act.directory, act.day).keys() - {act.by.unit_id}
    if not lacking:
        raise Refused("nobody_to_remind")
    units = sorted((each for each in lacking if agreement.reminded.get(each) != act.day), key=str)
    if not units:
        raise Refused("already_reminded")
    return [_in(agreement, act, f.AgreementReminded(units=tuple(units)))]


def terminate_agreement(agreement: Agreement, command: c.TerminateAgreement, act: Act) -> list[Entry]:
    """By a party that has signed; covers nothing from that day on."""
    _standing(agreement, act)
    _party_manager(agreement, act)
    if all(act.by.unit_id not in version.signed_by_units for version in agreement.versions):
        raise Refused("not_a_signatory", "agreement_id")
    on = command.on or act.day
    plausible(on, "on")
    if on < act.day:
        raise Refused("ends_in_past", "on")
    return [_in(agreement, act, f.AgreementTerminated(on=on, unit_id=act.by.unit_id))]


def _standing(agreement: Agreement, act: Act) -> None:
    if not agreement.versions:
        raise Refused("agreement_unknown", "agreement_id")
    if agreement.terminated_on is not None:
        raise Refused("agreement_terminated", "agreement_id")


def _role(act: Act, roles: Iterable[Role]) -> None:
    if act.by.role not in roles:
        raise Refused("role_not_allowed")


def _party_manager(agreement: Agreement, act: Act) -> None:
    _role(act, MANAGERS)
    if act.by.unit_id not in agreement.bound(act.day):
        raise Refused("not_a_signatory", "agreement_id")


def _followed_up(agreement: Agreement, act: Act) -> tuple[UUID, ...]:
    """The parties of the version in force, when the officer is the municipality's unit manager."""
    _standing(agreement, act)
    if act.by.role is not Role.UNIT_MANAGER or act.by.unit.org_type is not OrgType.MUNICIPALITY:
        raise Refused("municipality_calls")
    in_force = agreement.in_force(act.day)
    if in_force is None or agreement.status(act.day) is not AgreementStatus.IN_FORCE:
        raise Refused("agreement_not_in_force", "agreement_id")
    if act.by.unit_id not in in_force.terms.parties:
        raise Refused("not_a_signatory", "agreement_id")
    return in_force.terms.parties


def _parties(parties: tuple[UUID, ...], municipality_code: str, act: Act) -> tuple[UUID, ...]:
    if len(set(parties)) != len(parties):
        raise Refused("recipient_twice", "parties")
    units = [unit_known(act, unit_id, "parties") for unit_id in parties]
    for unit in units:
        org = act.directory.organisations[unit.org_id]
        near = org.municipality_code == municipality_code or (
            org.municipality_code is None and org.county_code == MUNICIPALITIES[municipality_code].county_code
        )
        if unit.unit_type not in SIGNERS or not near:
            raise Refused("unit_does_not_sign", "parties", enhet=unit.name)
    kinds = {unit.unit_type for unit in units}
    if not kinds & CARE_UNITS or UnitType.SOCIAL_SERVICES_UNIT not in kinds:
        raise Refused("parties_missing", "parties")
    return parties


def _duties(duties: tuple[f.Duties, ...], parties: Iterable[UUID], command: Command) -> tuple[f.Duties, ...]:
    if not {each.unit_id for each in duties} <= set(parties):
        raise Refused("unit_unknown", "responsibilities.0.unit_id")
    return tuple(
        f.Duties(each.unit_id, impersonal(each.text, command, f"responsibilities.{n}.text"))
        for n, each in enumerate(duties)
    )


def _paths(paths: tuple[UUID, ...], act: Act) -> tuple[UUID, ...]:
    if not set(paths) <= {path_id_of(unit_id) for unit_id in act.directory.units}:
        raise Refused("path_unknown", "contact_paths")
    return paths


def _offers(offers: tuple[str, ...], command: Command) -> tuple[str, ...]:
    return tuple(impersonal(each, command, "municipal_offers") for each in offers)


def _among(chosen: frozenset[UUID], parties: tuple[UUID, ...], field: str) -> tuple[UUID, ...]:
    if not chosen or not chosen <= set(parties):
        raise Refused("unit_unknown", field)
    return tuple(unit_id for unit_id in parties if unit_id in chosen)


def _text(value: str | None, command: Command, field: str) -> str | None:
    return impersonal(value, command, field) if value and value.strip() else None


def _in(agreement: Agreement, act: Act, fact: AnyFact) -> Entry:
    """The entry in the stream of the agreement."""
    return replace(act.entry(None, fact), stream_id=agreement.agreement_id)
