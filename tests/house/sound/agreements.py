"""Routines, from draft to end."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from events.commands.agreements import (
    CallAgreementFollowUp,
    DraftAgreement,
    HoldAgreementFollowUp,
    InformAboutAgreement,
    RemindAboutAgreement,
    ReviseAgreement,
    SignAgreement,
    TerminateAgreement,
)
from events.contact_path import path_id_of
from tests.house.county import County
from tests.house.sound.example import Body, Sound, as_sent, example
from tests.world import TODAY


def terms(county: County) -> Body:
    world = county.world
    parties = [world.unit("larkan"), world.unit("soc")]
    return {
        "parties": parties,
        "responsibilities": [{"unit_id": parties[0], "text": "Tar första kontakten."}],
        "contact_paths": [path_id_of(unit_id) for unit_id in parties],
        "deviation_procedure": "Avvikelser skrivs i portalen.",
        "municipal_offers": ["arbetsträning"],
        "early_contact_rule": "Kontakt före dag 30.",
    }


def drafted(county: County) -> UUID:
    fields = {"municipality_code": "1983", "care_scope": "primary_care", **terms(county)}
    return county.do("process.medicin", msgspec.convert(as_sent(fields), DraftAgreement)).entries[0].stream_id


def in_force_today(county: County) -> UUID:
    """Signed by all last week."""
    agreement_id = drafted(county)
    for chief in ("chef.larkan", "chef.soc"):
        county.do(chief, SignAgreement(agreement_id=agreement_id, signed_on=TODAY - timedelta(days=7)))
    return agreement_id


@example(DraftAgreement)
def draft_agreement(county: County) -> Sound:
    fields = {"municipality_code": "1983", "care_scope": "primary_care", **terms(county)}
    return Sound("process.medicin", as_sent(fields), ("agreement_id",))


@example(SignAgreement)
def sign_agreement(county: County) -> Sound:
    return Sound("chef.soc", as_sent({"agreement_id": drafted(county), "signed_on": TODAY}))


@example(ReviseAgreement)
def revise_agreement(county: County) -> Sound:
    fields = {"agreement_id": drafted(county), "changes": "Ny tid för kontakt.", **terms(county)}
    return Sound("process.medicin", as_sent(fields))


@example(InformAboutAgreement)
def inform(county: County) -> Sound:
    return Sound("chef.soc", as_sent({"agreement_id": drafted(county), "on": TODAY}))


@example(CallAgreementFollowUp)
def call_follow_up(county: County) -> Sound:
    fields = {"at": date(2027, 5, 20), "invited": [county.world.unit("larkan"), county.world.unit("soc")]}
    return Sound("chef.soc", as_sent({"agreement_id": in_force_today(county), **fields}))


@example(HoldAgreementFollowUp)
def hold_follow_up(county: County) -> Sound:
    fields = {"on": TODAY, "present": [county.world.unit("larkan"), county.world.unit("soc")]}
    more = {"findings": ["Vägarna in är kända."], "changes_needed": "Inga."}
    return Sound("chef.soc", as_sent({"agreement_id": in_force_today(county), **fields, **more}))


@example(RemindAboutAgreement)
def remind(county: County) -> Sound:
    return Sound("process.medicin", as_sent({"agreement_id": drafted(county)}))


@example(TerminateAgreement)
def terminate(county: County) -> Sound:
    return Sound("chef.soc", as_sent({"agreement_id": in_force_today(county), "on": date(2026, 12, 31)}))
