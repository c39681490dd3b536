"""What Försäkringskassan and Arbetsförmedlingen decide, and what others may note of it (domain.md 5.3.2, 5.3.3)."""

from events import facts as f
from events.act import Act
from events.case import Case
from events.commands import RecordEmploymentStatus, RecordFkCoordination
from events.facts import Entry
from events.kinds import EmploymentSource, FkCoordination
from events.refusals import Refused
from events.sharing import happened, let_in, plausible, sealed_text, share
from orgs.kinds import Party
from orgs.officers import Officer
from orgs.roles import CASE_ROLES, Role

NOTED_BY_OTHERS = frozenset({FkCoordination.CONSIDERED, FkCoordination.APPLIED})
_NOTE = frozenset({Role.REHAB_COORDINATOR, Role.SOCIAL_WORKER})


def may_note(officer: Officer, *authorities: Party) -> bool:
    """The authority itself, and those who help the person to it."""
    return officer.unit.party in authorities or officer.role in _NOTE


def record_fk_coordination(case: Case, command: RecordFkCoordination, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    if not may_note(act.by, Party.FK):
        raise Refused("role_not_allowed")
    if act.by.unit.party is not Party.FK and command.status not in NOTED_BY_OTHERS:
        raise Refused("fk_decides", "status")
    denied = command.status is FkCoordination.DENIED
    if denied and command.denial_ground is None:
        raise Refused("denial_ground_missing", "denial_ground")
    if not denied and command.denial_ground is not None:
        raise Refused("denial_ground_only_denied", "denial_ground")
    happened(command.on, act, command, "on")
    fact = f.FkCoordinationRecorded(status=command.status, on=command.on, denial_ground=command.denial_ground)
    return [share(case, act, fact, command, command.on)]


def record_employment_status(case: Case, command: RecordEmploymentStatus, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    if not may_note(act.by, Party.AF):
        raise Refused("role_not_allowed")
    from_af = act.by.unit.party is Party.AF
    source = command.source or (EmploymentSource.AF if from_af else EmploymentSource.PERSON)
    if from_af != (source is EmploymentSource.AF):
        raise Refused("af_decides", "source")
    plausible(command.from_, "from")
    if command.to is not None:
        plausible(command.to, "to")
        if command.to < command.from_:
            raise Refused("ends_before_start", "to")
    programme = sealed_text(command.programme, command, "programme")
    if programme and not command.enrolled:
        raise Refused("programme_without_enrolment", "programme")
    fact = f.EmploymentStatusRecorded(
        enrolled=command.enrolled, from_=command.from_, to=command.to, programme=programme, source=source
    )
    return [share(case, act, fact, command)]
