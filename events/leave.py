"""Sick leave, step-down, livelihood, SGI, the person's own view, and the violence question (domain.md 5.3.2)."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from uuid import UUID

from events import facts as f
from events.act import Act
from events.authorities import may_note
from events.case import Case
from events.commands import (
    DocumentViolenceQuestion,
    PlanStepDown,
    RecordLivelihood,
    RecordPersonView,
    RecordSgiStatus,
    RecordSickLeave,
)
from events.degrees import degree_on
from events.facts import DegreeRow, Entry, Step
from events.kinds import Livelihood, SgiStatus, Source
from events.refusals import Refused
from events.sealing import Sealed
from events.sharing import consent_in_force, gate, happened, let_in, plain, plausible, sealed_text, share, unit_known
from orgs.kinds import CARE_UNITS, Party
from orgs.roles import CARE_CASE_ROLES, CASE_ROLES, Role

DEGREES = frozenset({25, 50, 75, 100})
_FK_BENEFITS = frozenset(
    {
        Livelihood.SICKNESS_BENEFIT,
        Livelihood.SICKNESS_BENEFIT_SPECIAL,
        Livelihood.REHAB_BENEFIT,
        Livelihood.REHAB_BENEFIT_SPECIAL,
        Livelihood.SICKNESS_COMPENSATION,
        Livelihood.ACTIVITY_COMPENSATION,
        Livelihood.PARENTAL_BENEFIT,
        Livelihood.HOUSING_ALLOWANCE,
        Livelihood.ACTIVITY_SUPPORT,
        Livelihood.DEVELOPMENT_ALLOWANCE,
        Livelihood.ESTABLISHMENT_ALLOWANCE,
    }
)
_AF_BENEFITS = frozenset(
    {Livelihood.ACTIVITY_SUPPORT, Livelihood.DEVELOPMENT_ALLOWANCE, Livelihood.ESTABLISHMENT_ALLOWANCE}
)

PAYING = (Party.SOCIAL_SERVICES, Party.FK, Party.AF)


def record_sgi_status(case: Case, command: RecordSgiStatus, act: Act) -> list[Entry]:
    """Försäkringskassan decides on SGI; the coordinator and the social worker note what the person says."""
    let_in(case, act, CASE_ROLES)
    if not may_note(act.by, Party.FK):
        raise Refused("role_not_allowed")
    from_fk = act.by.unit.party is Party.FK
    source = command.source or (Source.FK if from_fk else Source.PERSON)
    if from_fk != (source is Source.FK):
        raise Refused("source_not_yours", "source")
    plausible(command.as_of, "as_of")
    if command.as_of > act.day:
        raise Refused("date_in_future", "as_of")
    fact = f.SgiStatusRecorded(status=SgiStatus(command.status), as_of=command.as_of, source=source)
    return [share(case, act, fact, command)]


def record_sick_leave(case: Case, command: RecordSickLeave, act: Act) -> list[Entry]:
    let_in(case, act, CARE_CASE_ROLES)
    if act.by.role is Role.REHAB_COORDINATOR and not command.transcribed:
        raise Refused("transcribed_missing", "transcribed")
    happened(command.issued_on, act, command, "issued_on")
    rows = tuple(sorted(command.rows, key=lambda row: row.from_))
    _rows(rows)
    certified_by = command.certified_by_unit or act.by.unit_id
    if unit_known(act, certified_by, "certified_by_unit").unit_type not in CARE_UNITS:
        raise Refused("care_unit_only", "certified_by_unit")
    fact = f.SickLeaveRecorded(
        issued_on=command.issued_on,
        certified_by_unit=certified_by,
        first_or_continued=command.first_or_continued,
        rows=rows,
        transcribed=command.transcribed,
        physician_name=Sealed(plain(command.physician_name, command, "physician_name")),
    )
    return [share(case, act, fact, command, command.issued_on)]


def _rows(rows: tuple[DegreeRow, ...]) -> None:
    if not rows or len(rows) > 20:
        raise Refused("rows_missing", "rows")
    for row in rows:
        plausible(row.from_, "rows")
        plausible(row.to, "rows")
        if row.degree not in DEGREES:
            raise Refused("degree_unknown", "rows")
        if row.to < row.from_:
            raise Refused("ends_before_start", "rows")
    if any(later.from_ <= earlier.to for earlier, later in pairwise(rows)):
        raise Refused("rows_overlap", "rows")


def plan_step_down(case: Case, command: PlanStepDown, act: Act) -> list[Entry]:
    """Strictly falling degrees on rising dates, from below what the person has today."""
    let_in(case, act, CARE_CASE_ROLES)
    if not command.steps or len(command.steps) > 10:
        raise Refused("steps_missing", "steps")
    for step in command.steps:
        plausible(step.from_, "steps")
        if step.degree not in {0, 25, 50, 75}:
            raise Refused("degree_unknown", "steps")
    if not _falling(command.steps):
        raise Refused("steps_must_fall", "steps")
    door = gate(case, act)  # neither the rule nor its answer may tell what this officer may not read
    current = degree_on(case, act.day, [e for e in case.facts(f.SickLeaveRecorded) if door.may_read(e)])
    if not current or command.steps[0].degree >= current:
        raise Refused("steps_below_current", "steps", grad=current or 0)
    fact = f.StepDownPlanned(
        steps=command.steps, condition_text=sealed_text(command.condition_text, command, "condition_text")
    )
    return [share(case, act, fact, command)]


def _falling(steps: tuple[Step, ...]) -> bool:
    pairs = pairwise(steps)
    return all(later.from_ > earlier.from_ and later.degree < earlier.degree for earlier, later in pairs)


def record_livelihood(case: Case, command: RecordLivelihood, act: Act) -> list[Entry]:
    """Each authority for what it pays; they and the coordinator also what the person has said. No amounts."""
    let_in(case, act, CASE_ROLES)
    if not may_note(act.by, *PAYING):
        raise Refused("role_not_allowed")
    if not command.source_reported_by_person and not pays(act.by.unit.party, command.source):
        raise Refused("livelihood_not_yours", "source")
    plausible(command.from_, "from")
    if command.to is not None:
        plausible(command.to, "to")
        if command.to < command.from_:
            raise Refused("ends_before_start", "to")
    if _overlaps(case, act.by.unit_id, command):
        raise Refused("livelihood_overlaps", "from")
    fact = f.LivelihoodRecorded(
        source=command.source,
        from_=command.from_,
        to=command.to,
        source_reported_by_person=command.source_reported_by_person,
    )
    return [share(case, act, fact, command)]


def pays(party: Party | None, source: Livelihood) -> bool:
    match party:
        case Party.SOCIAL_SERVICES:
            return source not in _FK_BENEFITS | _AF_BENEFITS
        case Party.FK:
            return source in _FK_BENEFITS
        case Party.AF:
            return source in _AF_BENEFITS
    return False


def _overlaps(case: Case, unit_id: UUID, command: RecordLivelihood) -> bool:
    """Only the unit's own entries are compared: an answer must not tell what another unit has recorded."""
    own = (e.fact for e in case.facts(f.LivelihoodRecorded) if e.owner_unit == unit_id)
    same = (fact for fact in own if isinstance(fact, f.LivelihoodRecorded) and fact.source is command.source)
    end = command.to or date.max
    return any(fact.from_ <= end and command.from_ <= (fact.to or date.max) for fact in same)


def record_person_view(case: Case, command: RecordPersonView, act: Act) -> list[Entry]:
    let_in(case, act, CASE_ROLES)
    if not command.confirmed_by_person:
        raise Refused("read_back_missing", "confirmed_by_person")
    texts = {name: sealed_text(getattr(command, name), command, name) for name in _VIEW}
    if not any(texts.values()):
        raise Refused("text_missing", "what_matters")
    fact = f.PersonViewRecorded(**texts, written_by_person=command.written_by_person)
    return [share(case, act, fact, command)]


_VIEW: Iterable[str] = ("what_matters", "goals", "strengths", "worries")


def document_violence_question(case: Case, command: DocumentViolenceQuestion, act: Act) -> list[Entry]:
    """Asked or not, recorded per routine or not, and nothing else; it never leaves the care unit (domain.md 4.3)."""
    let_in(case, act, CARE_CASE_ROLES)
    if act.by.unit.unit_type not in CARE_UNITS:
        raise Refused("care_unit_only")
    consent_in_force(case, act)
    happened(command.asked_on, act, command, "asked_on")
    if command.documented_per_routine and not command.asked:
        raise Refused("documented_without_asking", "documented_per_routine")
    record = f.ViolenceRecord(command.asked, command.asked_on, command.documented_per_routine)
    return [act.entry(case, f.ViolenceQuestionDocumented(record=Sealed(record)))]
