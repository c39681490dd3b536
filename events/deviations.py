"""What may be done with a deviation, and by whom (domain.md 5.6)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events.act import Act
from events.agreement import Agreement
from events.commands import deviations as c
from events.deviation import Deviation, DeviationStatus
from events.deviation_readers import OF_BOTH_UNITS, OF_THE_COUNTY, may_read
from events.facts import AnyFact, Entry
from events.facts import deviations as f
from events.refusals import NotFoundOrDenied, Refused
from events.sharing import gate, happened, let_in, nameless, plausible, unit_known
from orgs.directory import Unit
from orgs.kinds import Party
from orgs.roles import MANAGERS

REPORTERS = OF_BOTH_UNITS
_ENDED = frozenset({DeviationStatus.ANSWERED, DeviationStatus.CLOSED})


def report_deviation(_: None, command: c.ReportDeviation, act: Act) -> list[Entry]:
    """By any caseworker or manager, also about the own unit. The routines of the day decide what kind it is."""
    _case_is_theirs(command, act)
    if act.by.role not in REPORTERS:
        raise Refused("role_not_allowed")
    about = unit_known(act, command.about_unit, "about_unit")
    if about.party is None:
        raise Refused("unit_takes_no_deviations", "about_unit", enhet=about.name)
    county_code = _county(act.by.unit, act)
    if _county(about, act) != county_code:
        raise Refused("unit_outside_county", "about_unit", enhet=about.name)
    happened(command.happened_on, act, command, "happened_on")
    agreement = _holding(command, act)
    fact = f.DeviationReported(
        kind=f.DeviationKind.DEVIATION if agreement else f.DeviationKind.REMARK,
        type=command.type,
        about_unit=about.unit_id,
        by_unit=act.by.unit_id,
        county_code=county_code,
        concerns_fk=Party.FK in (about.party, act.by.unit.party),
        happened_on=command.happened_on,
        description=nameless(command.description, command, "description", act),
        consequence_for_person=command.consequence_for_person,
        agreement_id=agreement.agreement_id if agreement else None,
        clause=command.clause if agreement else None,
        case_id=command.case_id,
    )
    return [act.entry(None, fact)]


def acknowledge_deviation(deviation: Deviation, command: c.AcknowledgeDeviation, act: Act) -> list[Entry]:
    _answerable(deviation, act)
    if deviation.stage is not DeviationStatus.REPORTED:
        raise Refused("deviation_acknowledged", "deviation_id")
    return [_in(deviation, act, f.DeviationAcknowledged())]


def investigate_deviation(deviation: Deviation, command: c.InvestigateDeviation, act: Act) -> list[Entry]:
    """Who looks into it has received it: both are recorded when it was not acknowledged before."""
    _answerable(deviation, act)
    finding = nameless(command.finding, command, "finding", act)
    fact = f.DeviationInvestigated(cause=command.cause, finding=finding)
    return [*_received(deviation, act), _in(deviation, act, fact)]


def answer_deviation(deviation: Deviation, command: c.AnswerDeviation, act: Act) -> list[Entry]:
    _answerable(deviation, act)
    measure = nameless(command.measure, command, "measure", act)
    feedback = nameless(command.feedback_text, command, "feedback_text", act)
    if command.measure_due is not None:
        plausible(command.measure_due, "measure_due")
        if command.measure_due < act.day:
            raise Refused("measure_in_past", "measure_due")
    fact = f.DeviationAnswered(measure=measure, measure_due=command.measure_due, feedback_text=feedback)
    return [*_received(deviation, act), _in(deviation, act, fact)]


def escalate_deviation(deviation: Deviation, command: c.EscalateDeviation, act: Act) -> list[Entry]:
    """By either manager, or the process leader, upwards only."""
    _read(deviation, act)
    if act.by.role not in MANAGERS and act.by.role not in OF_THE_COUNTY:
        raise Refused("role_not_allowed")
    _still_unanswered(deviation)
    if deviation.escalated_to in (command.to, f.EscalatedTo.STEERING_GROUP):
        raise Refused("deviation_escalated", "to")
    return [_in(deviation, act, f.DeviationEscalated(to=command.to))]


def close_deviation(deviation: Deviation, command: c.CloseDeviation, act: Act) -> list[Entry]:
    _reporting_unit(deviation, act)
    if deviation.stage is DeviationStatus.CLOSED:
        raise Refused("deviation_closed", "deviation_id")
    if deviation.stage is not DeviationStatus.ANSWERED:
        raise Refused("deviation_not_answered", "deviation_id")
    return [_in(deviation, act, f.DeviationClosed())]


def reopen_deviation(deviation: Deviation, command: c.ReopenDeviation, act: Act) -> list[Entry]:
    """By the reporter, or the manager of their unit, to whom the answer was of no help."""
    _reporting_unit(deviation, act)
    if act.by.user_id != deviation.reported_by and act.by.role not in MANAGERS:
        raise Refused("reporter_only")
    if deviation.stage not in _ENDED:
        raise Refused("deviation_not_answered", "deviation_id")
    until = deviation.reopens_until
    if until is None or act.day > until:
        raise Refused("deviation_reopen_too_late", "deviation_id")
    return [_in(deviation, act, f.DeviationReopened(reason=nameless(command.reason, command, "reason", act)))]


def withdraw_deviation(deviation: Deviation, command: c.WithdrawDeviation, act: Act) -> list[Entry]:
    _reporting_unit(deviation, act)
    _still_unanswered(deviation)
    if deviation.reopened:
        raise Refused("deviation_answered", "deviation_id")
    return [_in(deviation, act, f.DeviationWithdrawn())]


def _case_is_theirs(command: c.ReportDeviation, act: Act) -> None:
    """A case is named only by who reads it; to everybody else there is no such case, whatever else is wrong."""
    if command.case_id is None:
        return
    if act.pointed_at is None or not act.pointed_at.version:
        raise NotFoundOrDenied
    let_in(act.pointed_at, act)
    if gate(act.pointed_at, act).awaits_verification:
        raise Refused("not_verified", "case_id")


def _holding(command: c.ReportDeviation, act: Act) -> Agreement | None:
    """The routine in force on the day with both units among its parties; the one that was named, if there are more."""
    both = {command.about_unit, act.by.unit_id}
    if command.agreement_id is not None and all(each.agreement_id != command.agreement_id for each in act.agreements):
        raise Refused("agreement_unknown", "agreement_id")
    holding = [each for each in act.agreements if _binds(each, both, command.happened_on)]
    named = [each for each in holding if each.agreement_id == command.agreement_id]
    return next(iter(named or sorted(holding, key=lambda each: each.agreement_id)), None)


def _binds(agreement: Agreement, units: Collection[UUID], day: date) -> bool:
    version = agreement.in_force(day)
    return version is not None and set(units) <= set(version.terms.parties)


def _county(unit: Unit, act: Act) -> str:
    return act.directory.organisations[unit.org_id].county_code


def _read(deviation: Deviation, act: Act) -> None:
    """Who may not read it is told of none."""
    if not may_read(deviation, act.by, act.directory):
        raise NotFoundOrDenied


def _answerable(deviation: Deviation, act: Act) -> None:
    _read(deviation, act)
    if act.by.role not in MANAGERS or act.by.unit_id != deviation.told.about_unit:
        raise Refused("about_unit_answers", enhet=act.directory.name_of(deviation.told.about_unit))
    _still_unanswered(deviation)


def _reporting_unit(deviation: Deviation, act: Act) -> None:
    _read(deviation, act)
    if act.by.role not in REPORTERS or act.by.unit_id != deviation.told.by_unit:
        raise Refused("reporting_unit_only", enhet=act.directory.name_of(deviation.told.by_unit))


def _still_unanswered(deviation: Deviation) -> None:
    if deviation.stage is DeviationStatus.WITHDRAWN:
        raise Refused("deviation_withdrawn", "deviation_id")
    if not deviation.unanswered:
        raise Refused("deviation_answered", "deviation_id")


def _received(deviation: Deviation, act: Act) -> list[Entry]:
    if deviation.stage is not DeviationStatus.REPORTED:
        return []
    return [_in(deviation, act, f.DeviationAcknowledged())]


def _in(deviation: Deviation, act: Act, fact: AnyFact) -> Entry:
    """The entry in the stream of the deviation."""
    return replace(act.entry(None, fact), stream_id=deviation.deviation_id)
