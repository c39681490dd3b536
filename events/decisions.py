"""Which decision answers which command, in one table: a command that is not here does not exist."""

import re
from collections.abc import Callable
from typing import Any

from events import (
    agreements,
    association,
    authorities,
    baselines,
    closing,
    consent_terms,
    consents,
    deidentified,
    deviations,
    efforts,
    follow_ups,
    function,
    inquiries,
    leave,
    opening,
    organisations,
    parties,
    paths,
    plans,
    purging,
    quality,
    responsibility,
)
from events import commands as c
from events.act import Act
from events.commands import agreements as a
from events.commands import association as b
from events.commands import deidentified as q
from events.commands import deviations as d
from events.commands import paths as p
from events.commands import sip as s
from events.commands.baselines import ReportBaselineFigure
from events.facts import Entry
from events.sip import calling as sip_calling
from events.sip import meeting as sip_meeting
from events.sip import preparing as sip_preparing
from events.sip import reminding as sip_reminding
from events.sip import team_agenda

DECISIONS: dict[type[c.Command], Callable[[Any, Any, Act], list[Entry]]] = {
    c.DraftCase: opening.draft_case,
    c.NoteGuardianConsent: opening.note_guardian_consent,
    c.ChangeContactDetails: opening.change_contact_details,
    c.TransferCaseResponsibility: responsibility.transfer_case_responsibility,
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
    c.PurgeCase: purging.order_purge,
    c.RegisterOrganisation: organisations.register_organisation,
    c.RegisterUnit: organisations.register_unit,
    c.ChangeUnit: organisations.change_unit,
    c.AssignRole: organisations.assign_role,
    c.EndRole: organisations.end_role,
    c.GrantQualityAssignment: quality.grant_quality_assignment,
    c.EndQualityAssignment: quality.end_quality_assignment,
    b.PublishAssociationOffer: association.publish_association_offer,
    b.RegisterFundedIntervention: association.register_funded_intervention,
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
    a.RemindAboutAgreement: agreements.remind_about_agreement,
    a.TerminateAgreement: agreements.terminate_agreement,
    d.ReportDeviation: deviations.report_deviation,
    d.AcknowledgeDeviation: deviations.acknowledge_deviation,
    d.InvestigateDeviation: deviations.investigate_deviation,
    d.AnswerDeviation: deviations.answer_deviation,
    d.EscalateDeviation: deviations.escalate_deviation,
    d.CloseDeviation: deviations.close_deviation,
    d.ReopenDeviation: deviations.reopen_deviation,
    d.WithdrawDeviation: deviations.withdraw_deviation,
    s.ProposeSip: sip_calling.propose_sip,
    s.DeclineSip: sip_calling.decline_sip,
    s.SummonSip: sip_calling.summon_sip,
    s.AnswerSipInvitation: sip_calling.answer_sip_invitation,
    s.RemindAboutSip: sip_reminding.remind_about_sip,
    s.SubmitSipPreparation: sip_preparing.submit_sip_preparation,
    s.RevokeSipInvitation: sip_calling.revoke_sip_invitation,
    s.CancelSip: sip_calling.cancel_sip,
    s.HoldSip: sip_meeting.hold_sip,
    s.EstablishSipPlan: sip_meeting.establish_sip_plan,
    s.ConfirmSipMeasure: sip_meeting.confirm_sip_measure,
    s.FollowUpSipPlan: sip_meeting.follow_up_sip_plan,
    s.NoteSipPlanCopy: sip_meeting.note_sip_plan_copy,
    s.PlanTeamItem: team_agenda.plan_team_item,
    s.ConcludeTeamItem: team_agenda.conclude_team_item,
    ReportBaselineFigure: baselines.report_baseline_figure,
    q.SendDeidentifiedInquiry: deidentified.send_deidentified_inquiry,
    q.AnswerDeidentifiedInquiry: deidentified.answer_deidentified_inquiry,
}


def name_of(kind: type[c.Command]) -> str:
    """The command's name outside: ``RecordConsent`` is ``record-consent``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


BY_NAME: dict[str, type[c.Command]] = {name_of(kind): kind for kind in DECISIONS}
