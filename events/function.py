"""Function and activity, shared so that others can plan without knowing the diagnosis (domain.md 5.3.2)."""

import re

from msgspec import structs

from events import facts as f
from events import free_text
from events.act import Act
from events.case import Case
from events.commands import Command, ShareDiagnosis, ShareFunctionalAssessment
from events.facts import Entry, Impairment, Limitation
from events.kinds import ConsentForm, Grade
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import consent_in_force, happened, let_in, plain, sealed_text, share, text
from orgs.roles import CARE_CASE_ROLES, Role

MOST_LIMITATIONS = 20
ICD_10_CODE = re.compile(r"[A-Z][0-9]{2}(\.?[0-9]{1,2}[A-Z]?)?")


def share_functional_assessment(case: Case, command: ShareFunctionalAssessment, act: Act) -> list[Entry]:
    """By the physician, or by a coordinator who passes on the assessment of somebody named."""
    let_in(case, act, CARE_CASE_ROLES)
    physician = act.by.role is Role.PHYSICIAN
    if not physician and not (command.assessed_by or "").strip():
        raise Refused("assessor_missing", "assessed_by")
    happened(command.assessed_on, act, command, "assessed_on")
    impairments = _impairments(command.impairments)
    limitations = _limitations(command, impairments)
    fact = f.FunctionalAssessmentShared(
        assessed_on=command.assessed_on,
        assessed_by=Sealed(plain(command.assessed_by or act.by.name, command, "assessed_by")),
        impairments=Sealed(impairments),
        limitations=Sealed(limitations),
        resources_text=_text(command.resources_text, command, "resources_text"),
        adaptation_advice_text=_text(command.adaptation_advice_text, command, "adaptation_advice_text"),
    )
    return [share(case, act, fact, command, command.assessed_on)]


def share_diagnosis(case: Case, command: ShareDiagnosis, act: Act) -> list[Entry]:
    """By the physician alone, on a written consent, to somebody whom the person has allowed it (domain.md 4.1)."""
    let_in(case, act, CARE_CASE_ROLES)
    if act.by.role is not Role.PHYSICIAN:
        raise Refused("role_not_allowed")
    consent_in_force(case, act)
    assert case.consent is not None
    if case.consent.fact.form is not ConsentForm.WRITTEN:
        raise Refused("written_required")
    code = command.icd10.strip().upper()
    if not ICD_10_CODE.fullmatch(code):
        raise Refused("icd10_unknown", "icd10")
    said = text(command.text, command, "text", diagnosis=True)
    entry = share(case, act, f.DiagnosisShared(icd10=Sealed(code), text=Sealed(said)), command)
    if not entry.recipients:
        raise Refused("diagnosis_to_nobody", "recipients")
    return [entry]


def _impairments(stated: tuple[Impairment, ...]) -> tuple[Impairment, ...]:
    areas = [each.area for each in stated]
    if not areas or len(set(areas)) < len(areas):
        raise Refused("impairments_missing", "impairments")
    return stated


def _limitations(command: ShareFunctionalAssessment, impairments: tuple[Impairment, ...]) -> tuple[Limitation, ...]:
    """Each with the impairments that it comes from, and its text tidied."""
    reduced = frozenset(each.area for each in impairments if each.grade is not Grade.NONE)
    if len(command.limitations) > MOST_LIMITATIONS:
        raise Refused("limitations_too_many", "limitations")
    made = []
    for n, each in enumerate(command.limitations):
        because_of = each.because_of or reduced
        if not because_of or not because_of <= reduced:
            raise Refused("limitation_without_impairment", f"limitations.{n}.because_of" if reduced else "limitations")
        written = _text(each.in_what_activity, command, f"limitations.{n}.in_what_activity")
        made.append(
            structs.replace(each, because_of=because_of, in_what_activity=written.open({}) if written else None)
        )
    return tuple(made)


def _text(value: str | None, command: Command, field: str) -> Sealed[str] | None:
    """Through the guard, and without a diagnosis: a code cannot be confirmed here."""
    found = free_text.check((value or "").strip())
    if any(remark.reason is free_text.Reason.DIAGNOSIS_CODE for remark in found.warnings):
        raise Refused("diagnosis_in_text", field)
    return sealed_text(value, command, field)
