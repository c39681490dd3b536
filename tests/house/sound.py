"""One sound example of every command, each on a case of its own: what is right, so that one fault can be put into it.

A new command must have its example here: the tests of the API and of bad input go by ``decisions.BY_NAME``.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from events import commands as c
from events import facts as f
from events.categories import CONSENTABLE
from events.commands import association as b
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
from events.commands.baselines import ReportBaselineFigure
from events.commands.paths import (
    ConfirmContactPath,
    FlagContactPath,
    NoteContactPathWorked,
    PublishContactPath,
    RegisterContactAbsence,
    WithdrawContactPath,
)
from events.contact_path import ContactPath, path_id_of
from events.decisions import name_of
from events.facts.association import AssociationOfferPublished, FundedInterventionRegistered
from events.kinds import ConsentForm, FirstOrContinued, HowObtained, InquiryType, Outcome
from projections import contact_paths
from projections.view import seen_by
from tests.house.county import County
from tests.world import ALL_PURPOSES, INFORMED, ISSUER, TODAY

Body = dict[str, Any]


class Sound(NamedTuple):
    subject: str
    body: Body
    makes: tuple[str, ...] = ()
    """Ids that the answer tells of."""


Example = Callable[[County], Sound]
SOUND: dict[str, Example] = {}


def example(kind: type[c.Command]) -> Callable[[Example], Example]:
    def add(made: Example) -> Example:
        SOUND[name_of(kind)] = made
        return made

    return add


def plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def as_sent(value: Any) -> Body:
    """As JSON carries it: lists for tuples."""
    body: Body = msgspec.json.decode(msgspec.json.encode(value))
    return body


def of_case(case_id: UUID, **fields: Any) -> Body:
    return as_sent({"case_id": case_id, **fields})


# Opening and parties


@example(c.DraftCase)
def draft(county: County) -> Sound:
    person = {"personnummer": county.number(), "name": "Testa Testsson", "phone": "070-174 06 41"}
    more = {"interpreter_language": "somaliska", "reach_safely": "ring efter tolv"}
    return Sound(
        "reko.larkan",
        {
            "person": person | more,
            "municipality_code": "1983",
            "initiating_reason": "early_contact",
            "protected_identity_checked": True,
        },
        ("case_id",),
    )


@example(c.NoteGuardianConsent)
def guardian(county: County) -> Sound:
    case_id = county.draft()
    fields = {"guardian": "Vera Vårdnad", "given_on": TODAY, "form": "written", "guardians_in_all": 1}
    return Sound("reko.larkan", of_case(case_id, **fields))


@example(c.ChangeContactDetails)
def contact_details(county: County) -> Sound:
    fields = {"name": "Testa Nysson", "phone": "070-174 06 42", "interpreter_language": "arabiska"}
    more = {"reach_safely": "bara sms", "municipality_code": "1980"}
    return Sound("reko.larkan", of_case(county.case("soc"), **fields, **more))


@example(c.ConfirmParty)
def confirm_party(county: County) -> Sound:
    both = [county.world.officer(each).user_id for each in ("handlaggare.soc", "handlaggare2.soc")]
    return Sound("handlaggare.soc", of_case(county.case("soc"), caseworkers=both))


@example(c.NameContactPerson)
def contact_person(county: County) -> Sound:
    fields = {"name": "Karin Kontakt", "role": "handläggare", "phone": "0221-174 06 43"}
    return Sound("handlaggare.soc", of_case(county.case("soc"), **fields))


@example(c.LogContact)
def contact(county: County) -> Sound:
    fields = {
        "with_unit": county.world.unit("fk"),
        "channel": "phone",
        "purpose": "planning",
        "text": "Vi talades vid.",
    }
    return Sound("reko.larkan", of_case(county.case("soc", "fk"), dated=TODAY, **fields))


@example(c.RetractEntry)
def retract(county: County) -> Sound:
    case_id = county.case("soc")
    entry = county.do("reko.larkan", sick_leave(case_id)).entries[0]
    return Sound("reko.larkan", of_case(case_id, event_id=entry.event_id, reason="wrong_fact"))


@example(c.NoteProtectedIdentity)
def protected(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc")))


# Consent


@example(c.RecordConsent)
def consent(county: County) -> Sound:
    case_id, world = county.draft(), county.world
    recipients = [{"unit_id": r.unit_id, "categories": r.categories} for r in map(world.recipient, ("larkan", "soc"))]
    fields = {
        "given_on": TODAY,
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=90),
        "form": ConsentForm.WRITTEN,
        "how_obtained": HowObtained.SIGNED_FORM,
        "information_given": INFORMED,
        "purposes": ALL_PURPOSES,
        "recipients": recipients,
        "document_location": "Pärm 4",
        "language": "svenska",
        "interpreter_used": False,
        "copy_given": {"on": TODAY, "how": "in_person"},
        "coordination_services_consented_on": TODAY,
    }
    return Sound("reko.larkan", of_case(case_id, **fields), ("consent_id",))


@example(c.RefuseConsent)
def refuse(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.draft(), stage="at_opening"))


@example(c.VerifyConsent)
def verify(county: County) -> Sound:
    case_id = county.case(waiting=("af",))
    return Sound("handlaggare.af", of_case(case_id, how="spoke_with_person", consent_id=county.consent_of(case_id)))


@example(c.NarrowConsent)
def narrow(county: County) -> Sound:
    case_id = county.case("soc", "fk")
    removed = [{"unit_id": county.world.unit("fk"), "categories": ["sick_leave"]}]
    return Sound("reko.larkan", of_case(case_id, removed=removed, consent_id=county.consent_of(case_id)))


@example(c.WithdrawConsent)
def withdraw(county: County) -> Sound:
    case_id = county.case("soc")
    fields = {"how_told": "phone", "told_to_unit": county.world.unit("soc"), "consent_id": county.consent_of(case_id)}
    return Sound("handlaggare.soc", of_case(case_id, **fields))


@example(c.NoteConsentCopy)
def copy(county: County) -> Sound:
    case_id = county.case("soc")
    return Sound("reko.larkan", of_case(case_id, on=TODAY, how="in_person", consent_id=county.consent_of(case_id)))


@example(c.ReleaseEarlierEntries)
def release(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", sick_leave(case_id))
    recipients = tuple(county.world.recipient(s, includes_earlier=s == "fk") for s in ("larkan", "soc", "fk"))
    county.world.consent(case_id, recipients=recipients)
    fields = {"to_unit": county.world.unit("fk"), "categories": ["sick_leave"]}
    return Sound("reko.larkan", of_case(case_id, **fields))


# Facts


def sick_leave(case_id: UUID) -> c.RecordSickLeave:
    return c.RecordSickLeave(
        case_id=case_id,
        issued_on=TODAY,
        first_or_continued=FirstOrContinued.FIRST,
        rows=(f.DegreeRow(TODAY, date(2026, 12, 31), 100),),
        physician_name="Lena Läkare",
        transcribed=True,
    )


@example(c.RecordSgiStatus)
def sgi(county: County) -> Sound:
    fields = {"status": "zero", "as_of": TODAY, "source": "person", "dated": TODAY}
    return Sound("handlaggare.soc", of_case(county.case("soc"), **fields))


@example(c.RecordSickLeave)
def leave(county: County) -> Sound:
    fields = {"certified_by_unit": county.world.unit("larkan"), "recipients": [county.world.unit("soc")]}
    body = as_sent(sick_leave(county.case("soc")))
    for absent in ("command_id", "seen", "dated"):
        del body[absent]
    return Sound("reko.larkan", body | plain(fields))


@example(c.PlanStepDown)
def step_down(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", sick_leave(case_id))
    steps = [{"from": date(2026, 12, 1), "degree": 75}, {"from": date(2026, 12, 15), "degree": 50}]
    return Sound("reko.larkan", of_case(case_id, steps=steps, condition_text="Om sömnen blir bättre."))


@example(c.RecordLivelihood)
def livelihood(county: County) -> Sound:
    fields = {"source": "income_support", "from": TODAY, "to": date(2026, 12, 31)}
    return Sound("handlaggare.soc", of_case(county.case("soc"), **fields))


@example(c.RecordPersonView)
def person_view(county: County) -> Sound:
    texts = {"what_matters": "Att orka mer.", "goals": "Gå ut.", "strengths": "Envis.", "worries": "Pengar."}
    return Sound("reko.larkan", of_case(county.case("soc"), confirmed_by_person=True, **texts))


@example(c.ShareFunctionalAssessment)
def assessment(county: County) -> Sound:
    limitation = {"area": "work_education", "grade": "severe", "in_what_activity": "Hålla tider."}
    fields = {
        "assessed_by": "Lena Läkare",
        "assessed_on": TODAY,
        "impairments": [{"area": "concentration", "grade": "moderate"}],
        "limitations": [limitation | {"because_of": ["concentration"]}],
        "resources_text": "Noggrann och uthållig.",
        "adaptation_advice_text": "Korta pass med paus.",
    }
    return Sound("reko.larkan", of_case(county.case("soc"), **fields))


@example(c.ShareDiagnosis)
def diagnosis(county: County) -> Sound:
    case_id, world = county.draft(), county.world
    allowed = msgspec.structs.replace(world.recipient("soc"), categories=frozenset(CONSENTABLE))
    world.consent(case_id, recipients=(world.recipient("larkan"), allowed))
    world.join(case_id, "handlaggare.soc")
    both = frozenset(world.officer(subject).user_id for subject in ("reko.larkan", "lakare.larkan"))
    county.do("reko.larkan", c.ConfirmParty(case_id=case_id, caseworkers=both))
    return Sound("lakare.larkan", of_case(case_id, icd10="M54.5", text="Långvarig smärta i ryggen."))


@example(c.DocumentViolenceQuestion)
def violence_question(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc"), asked=True, asked_on=TODAY, documented_per_routine=True))


# Plan and efforts


def plan(case_id: UUID, **more: Any) -> Body:
    fields = {
        "established_on": TODAY,
        "occupation_description": "Arbete i kök, tidigare yrke.",
        "overall_goal": "Att arbeta heltid.",
        "subgoals": ["Tjugo timmar i veckan."],
        "activities": [{"kind": "Arbetsträning", "who": "Köping", "from": TODAY, "to": date(2027, 1, 29)}],
        "follow_up_on": date(2026, 12, 10),
        "collaboration_needs": ["municipality", "fk"],
        "responsible_physician": "Lena Läkare",
        "kva_registered": True,
        "made_with_person": True,
    }
    return of_case(case_id, **(fields | more))


@example(c.EstablishRehabPlan)
def establish(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", sick_leave(case_id))
    steps = (f.Step(date(2026, 12, 1), 50),)
    step_down_ref = county.do("reko.larkan", c.PlanStepDown(case_id=case_id, steps=steps)).entries[0].event_id
    return Sound("reko.larkan", plan(case_id, step_down_ref=step_down_ref))


@example(c.ReviseRehabPlan)
def revise(county: County) -> Sound:
    case_id, why = county.case("soc"), "Läkaren bedömer i januari."
    county.do("reko.larkan", msgspec.convert(plan(case_id, step_down_reason_none=why), c.EstablishRehabPlan))
    return Sound("reko.larkan", plan(case_id, step_down_reason_none=why, reason="Det går bättre."))


@example(c.RecordIntervention)
def effort(county: County) -> Sound:
    case_id, own = county.case("soc", "ame"), county.world.unit("ame")
    first = {"kind": "Arbetsträning", "status": "offered", "from": TODAY, "provider_unit": own}
    made = county.do("handlaggare.ame", msgspec.convert(of_case(case_id, **first), c.RecordIntervention))
    fact = made.entries[0].fact
    assert isinstance(fact, f.InterventionRecorded)
    fields = {"intervention_id": fact.intervention_id, "hours_per_week": 15, "to": date(2027, 1, 29)}
    return Sound("handlaggare.ame", of_case(case_id, **(first | fields | {"status": "started"})), ("intervention_id",))


@example(c.RecordFkCoordination)
def coordination(county: County) -> Sound:
    fields = {"status": "denied", "on": TODAY, "denial_ground": "not_insured"}
    return Sound("handlaggare.fk", of_case(county.case("fk"), **fields))


@example(c.RecordEmploymentStatus)
def employment(county: County) -> Sound:
    fields = {"enrolled": True, "from": TODAY, "to": date(2027, 6, 30), "programme": "Rusta och matcha", "source": "af"}
    return Sound("handlaggare.af", of_case(county.case("soc", "af"), **fields))


# Questions, closing


@example(c.SendInquiry)
def inquiry(county: County) -> Sound:
    fields = {"to_unit": county.world.unit("soc"), "type": "general", "text": "När börjar det?", "due_on": "2026-12-01"}
    return Sound("reko.larkan", of_case(county.case("soc"), **fields), ("inquiry_id",))


def asked(county: County) -> tuple[UUID, UUID]:
    case_id, unit = county.case("soc"), county.world.unit("soc")
    command = c.SendInquiry(case_id=case_id, to_unit=unit, type=InquiryType.GENERAL, text="När börjar det?")
    fact = county.do("reko.larkan", command).entries[0].fact
    assert isinstance(fact, f.InquirySent)
    return case_id, fact.inquiry_id


@example(c.AnswerInquiry)
def reply(county: County) -> Sound:
    case_id, inquiry_id = asked(county)
    return Sound("handlaggare.soc", of_case(case_id, inquiry_id=inquiry_id, text="Nästa vecka."))


@example(c.VoidInquiry)
def void(county: County) -> Sound:
    case_id, inquiry_id = asked(county)
    return Sound("reko.larkan", of_case(case_id, inquiry_id=inquiry_id))


@example(c.ScheduleFollowUp)
def follow_up(county: County) -> Sound:
    fields = {"on": date(2026, 12, 10), "kind": "plan", "called_by_unit": county.world.unit("soc")}
    return Sound("reko.larkan", of_case(county.case("soc"), **fields))


@example(c.HoldFollowUp)
def held(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", c.ScheduleFollowUp(case_id=case_id, on=TODAY))
    fields = {"on": TODAY, "goals_met": "partly", "present_units": [county.world.unit("soc")], "person_present": True}
    return Sound("reko.larkan", of_case(case_id, **fields))


@example(c.NoteStatisticsObjection)
def objection(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc")))


@example(c.TransferCaseResponsibility)
def hand_over(county: County) -> Sound:
    fields = {"kind": "lead", "to_unit": county.world.unit("soc"), "reason": "moved", "municipality_code": "1980"}
    return Sound("reko.larkan", of_case(county.case("soc"), from_unit=county.world.unit("larkan"), **fields))


@example(c.CloseCase)
def close(county: County) -> Sound:
    return Sound("reko.larkan", of_case(county.case("soc"), outcome="regained_sgi", closed_on=TODAY))


@example(c.PurgeCase)
def purge(county: County) -> Sound:
    return Sound("admin.region-adm", of_case(county.case("soc"), decision_ref="RV 2026/118"))


@example(c.ReopenCase)
def reopen(county: County) -> Sound:
    case_id = county.case("soc")
    county.do("reko.larkan", c.CloseCase(case_id=case_id, outcome=Outcome.OTHER))
    return Sound("reko.larkan", of_case(case_id, reason="Ny sjukskrivning."))


# Organisations


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


# Contact paths


def hours() -> list[Body]:
    return [{"weekday": day, "from": "08:00", "to": "16:00"} for day in (1, 2, 3, 4, 5)]


def way_in() -> Body:
    primary = {"kind": "named", "display_name": "Siv Demoström", "role": "socialsekreterare", "hours": hours()}
    backup = {"kind": "function", "display_name": "Mottagningen", "role": "grupp", "staff_count": 3}
    return {
        "primary": primary | {"phone": "070-174 06 12", "secure_address": "sdk:soc-koping", "staff_count": 1},
        "backup": backup | {"phone": "070-174 06 13", "secure_address": "sdk:soc-koping", "hours": hours()},
        "escalation": {"kind": "named", "display_name": "Per Demoqvist", "role": "enhetschef", "phone": "070-174 06 15"}
        | {"secure_address": "sdk:chef", "staff_count": 1, "hours": hours()},
        "target_group": "zero_sgi",
        "for_whom": ["region", "fk", "af"],
        "visiting_address": "Stora gatan 1",
        "reply_promise_working_days": 2,
        "use_when": "försörjning, gemensam planering, SIP",
        "not_for": "ansökningar",
        "bring": "samtycke dokumenterat innan personen nämns",
        "serves_municipalities": ["1983"],
        "care_scope": "both",
        "municipal_offers": ["arbetsträning"],
        "team_status": "active",
        "reko_count": 0,
        "reko_hours_per_week": 40,
    }


def published(county: County, slug: str = "soc") -> ContactPath:
    county.do(f"chef.{slug}", msgspec.convert(way_in(), PublishContactPath))
    with seen_by(county.world.log.pool, county.world.unit(slug), county.world.moment) as connection:
        return contact_paths.of_units(connection, [county.world.unit(slug)])[county.world.unit(slug)]


@example(PublishContactPath)
def publish(county: County) -> Sound:
    return Sound("chef.soc", way_in(), ("contact_path_id",))


@example(ConfirmContactPath)
def confirm_path(county: County) -> Sound:
    published(county)
    return Sound("chef.soc", as_sent({"confirmed_on": TODAY}))


@example(FlagContactPath)
def flag(county: County) -> Sound:
    path = published(county)
    return Sound(
        "reko.larkan", as_sent({"contact_path_id": path.path_id, "problem": "no_answer", "note": "Ringde två gånger."})
    )


@example(NoteContactPathWorked)
def worked(county: County) -> Sound:
    return Sound("reko.larkan", as_sent({"contact_path_id": published(county).path_id}))


@example(RegisterContactAbsence)
def absence(county: County) -> Sound:
    fact = published(county).published
    assert fact is not None
    days = {"from": TODAY, "to": date(2026, 12, 4)}
    return Sound("chef.soc", as_sent({"contact_id": fact.primary_id, "backup_id": fact.backup_id, **days}))


@example(WithdrawContactPath)
def withdraw_path(county: County) -> Sound:
    published(county)
    return Sound("chef.soc", {"reason": "Vi flyttar till en ny växel."})


# Agreements


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


@example(ReportBaselineFigure)
def report_baseline(county: County) -> Sound:
    body = {"indicator": "B2", "month": "2026-10", "gender": "woman", "count": county.events()}
    return Sound("chef.larkan", as_sent(body))


from tests.house import (  # noqa: E402 - they add their examples to those above
    sound_deidentified,
    sound_deviations,
    sound_sip,
)

__all__ = ["SOUND", "Sound", "sound_deidentified", "sound_deviations", "sound_sip"]
