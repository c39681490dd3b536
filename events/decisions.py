"""Which decision answers which command, in one table."""

from collections.abc import Callable
from typing import Any

from events import (
    authorities,
    closing,
    consent_terms,
    consents,
    efforts,
    follow_ups,
    function,
    inquiries,
    leave,
    opening,
    organisations,
    parties,
    plans,
)
from events import commands as c
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
    c.ShareFunctionalAssessment: function.share_functional_assessment,
    c.ShareDiagnosis: function.share_diagnosis,
    c.DocumentViolenceQuestion: leave.document_violence_question,
    c.EstablishRehabPlan: plans.establish_rehab_plan,
    c.ReviseRehabPlan: plans.revise_rehab_plan,
    c.RecordIntervention: efforts.record_intervention,
    c.RecordFkCoordination: authorities.record_fk_coordination,
    c.RecordEmploymentStatus: authorities.record_employment_status,
    c.SendInquiry: inquiries.send_inquiry,
    c.AnswerInquiry: inquiries.answer_inquiry,
    c.VoidInquiry: inquiries.void_inquiry,
    c.ScheduleFollowUp: follow_ups.schedule_follow_up,
    c.HoldFollowUp: follow_ups.hold_follow_up,
    c.NoteStatisticsObjection: closing.note_statistics_objection,
    c.CloseCase: closing.close_case,
    c.ReopenCase: closing.reopen_case,
    c.RegisterOrganisation: organisations.register_organisation,
    c.RegisterUnit: organisations.register_unit,
    c.ChangeUnit: organisations.change_unit,
    c.AssignRole: organisations.assign_role,
    c.EndRole: organisations.end_role,
}
