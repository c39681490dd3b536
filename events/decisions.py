"""Which decision answers which command, in one table."""

from collections.abc import Callable
from typing import Any

from events import agreement_commands as a
from events import (
    agreements,
    closing,
    consent_terms,
    consents,
    inquiries,
    leave,
    opening,
    organisations,
    parties,
    paths,
)
from events import commands as c
from events import path_commands as p
from events.act import Act
from events.facts import Entry

DECISIONS: dict[type[c.Command], Callable[[Any, Any, Act], list[Entry]]] = {
    c.DraftCase: opening.draft_case,
    c.NoteGuardianConsent: opening.note_guardian_consent,
    c.ChangeContactDetails: opening.change_contact_details,
    c.NoteProtectedIdentity: opening.note_protected_identity,
    c.RecordConsent: consent_terms.record_consent,
    c.RefuseConsent: consents.refuse_consent,
    c.VerifyConsent: consents.verify_consent,
    c.NarrowConsent: consents.narrow_consent,
    c.WithdrawConsent: consents.withdraw_consent,
    c.NoteConsentCopy: consents.note_consent_copy,
    c.ReleaseEarlierEntries: consents.release_earlier_entries,
    c.ConfirmParty: parties.confirm_party,
    c.NameContactPerson: parties.name_contact_person,
    c.LogContact: parties.log_contact,
    c.RetractEntry: parties.retract_entry,
    c.RecordSgiStatus: leave.record_sgi_status,
    c.RecordSickLeave: leave.record_sick_leave,
    c.PlanStepDown: leave.plan_step_down,
    c.RecordLivelihood: leave.record_livelihood,
    c.RecordPersonView: leave.record_person_view,
    c.DocumentViolenceQuestion: leave.document_violence_question,
    c.SendInquiry: inquiries.send_inquiry,
    c.AnswerInquiry: inquiries.answer_inquiry,
    c.VoidInquiry: inquiries.void_inquiry,
    c.CloseCase: closing.close_case,
    c.ReopenCase: closing.reopen_case,
    c.RegisterOrganisation: organisations.register_organisation,
    c.RegisterUnit: organisations.register_unit,
    c.ChangeUnit: organisations.change_unit,
    c.AssignRole: organisations.assign_role,
    c.EndRole: organisations.end_role,
    p.PublishContactPath: paths.publish_contact_path,
    p.ConfirmContactPath: paths.confirm_contact_path,
    p.FlagContactPath: paths.flag_contact_path,
    p.NoteContactPathWorked: paths.note_contact_path_worked,
    p.RegisterContactAbsence: paths.register_contact_absence,
    p.WithdrawContactPath: paths.withdraw_contact_path,
    a.DraftAgreement: agreements.draft_agreement,
    a.SignAgreement: agreements.sign_agreement,
    a.ReviseAgreement: agreements.revise_agreement,
    a.InformAboutAgreement: agreements.inform_about_agreement,
    a.CallAgreementFollowUp: agreements.call_agreement_follow_up,
    a.HoldAgreementFollowUp: agreements.hold_agreement_follow_up,
    a.TerminateAgreement: agreements.terminate_agreement,
}
