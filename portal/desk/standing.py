"""How a case stands today for one reader, put together from no more than what the reader's unit may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from events.calendar import day_of
from events.categories import Category
from events.kinds import Status
from events.spells import Spell, Stretch, degree_of, spell_on
from portal.desk.ahead import Meeting, meetings, missed, promised
from portal.tasks.task import Task
from projections.case_signals import CERTIFICATE, CONTACT, PLAN, SIP_HELD, STEP_DOWN, SignalRow
from projections.inquiries import InquiryRow
from projections.worklist import CaseRow

PLAN_COUNTS_FROM = timedelta(days=30)
"""A plan, or a contact, made so long before the spell still counts for it (domain.md 7, I05)."""


@dataclass(frozen=True)
class Standing:
    """``None`` and empty mean: nothing that this reader may read says so."""

    case: CaseRow
    today: date
    status: Status
    told: bool
    """Whether the reader may know who the parties are and what happens."""
    readable: frozenset[str] = frozenset()
    degree: int | None = None
    spell: Spell | None = None
    next_step_down: tuple[date, int] | None = None
    planned: bool = False
    met: bool = False
    """A contact across organisations has been logged for this spell."""
    meetings: tuple[Meeting, ...] = ()
    """Those to come."""
    booked: tuple[date, ...] = ()
    """Days to come on which somebody has said that they will act."""
    missed: tuple[tuple[date, UUID], ...] = ()
    """Follow-ups whose day has passed without being held, with the unit that calls."""
    questions: tuple[InquiryRow, ...] = ()
    changed_on: date | None = None
    tasks: tuple[Task, ...] = ()
    """What waits for the reader in the case, as Min dag has it, the first by date first."""
    owed_by: frozenset[UUID] = field(default=frozenset())
    """Units of which a day or an answer is expected."""
    waits_on: frozenset[UUID] = field(default=frozenset())
    """Those, and the reader's own as long as Min dag has anything."""

    @property
    def day(self) -> int | None:
        return self.spell.day(self.today) if self.spell else None

    @property
    def consent_to(self) -> date | None:
        """The last day of the consent in force."""
        return self.case.valid_to if self.status is Status.ACTIVE else None

    def days_since_change(self) -> int | None:
        return (self.today - self.changed_on).days if self.changed_on else None


def standing(
    case: CaseRow,
    signals: Sequence[SignalRow],
    questions: Sequence[InquiryRow],
    tasks: Sequence[Task],
    today: date,
    own: UUID,
) -> Standing:
    """``signals`` and ``questions`` of this case, as the reader's unit may read them; ``own``: that unit.

    ``tasks``: what waits for the reader in it, by day.
    """
    status = case.status(today)
    if status in {Status.LOCKED, Status.CLOSED} or case.at_the_gate(today):
        told = status is not Status.LOCKED and not case.at_the_gate(today) and case.in_force(today)
        waits = frozenset({own}) if status is Status.ACTIVE or tasks else frozenset[UUID]()
        changed = _changed(case) if told else None
        return Standing(case, today, status, told, changed_on=changed, tasks=tuple(tasks), waits_on=waits)
    told = status is Status.DRAFT or case.in_force(today)
    stretches = [
        Stretch(each.from_day, each.to_day, each.degree, (each.on_day, each.version))
        for each in signals
        if each.kind == CERTIFICATE and each.from_day and each.to_day and each.degree
    ]
    spell = spell_on(stretches, today)
    since = spell.first - PLAN_COUNTS_FROM if spell else date.min
    called = meetings(signals, own)
    late = missed(called, today)
    to_come = tuple(each for each in called if each.on >= today)
    asked = tuple(questions) if told else ()
    owed = _owed_by(case, status, asked, late, own) | {own for task in tasks if task.due_on}
    return Standing(
        case,
        today,
        status,
        told,
        readable=frozenset(case.held),
        degree=degree_of(stretches, today),
        spell=spell,
        next_step_down=_next_step_down(signals, today),
        planned=any(each.kind == PLAN and each.on_day >= since for each in signals),
        met=any(each.kind in {CONTACT, SIP_HELD} and each.on_day >= since for each in signals),
        meetings=to_come,
        booked=(*(each.on for each in to_come), *promised(signals, today)),
        missed=late,
        questions=asked,
        changed_on=_changed(case) if told else None,
        tasks=tuple(tasks),
        owed_by=owed,
        waits_on=owed | {own for _ in tasks},
    )


def _changed(case: CaseRow) -> date | None:
    return day_of(case.changed_at) if case.changed_at else None


def _next_step_down(signals: Iterable[SignalRow], today: date) -> tuple[date, int] | None:
    """Of the latest plan for it: the first step that lies ahead."""
    steps = [each for each in signals if each.kind == STEP_DOWN and each.degree is not None]
    latest = max((each.version for each in steps), default=0)
    ahead = [(e.on_day, e.degree) for e in steps if e.version == latest and e.on_day >= today and e.degree is not None]
    return min(ahead, default=None)


def _owed_by(
    case: CaseRow,
    status: Status,
    questions: Iterable[InquiryRow],
    late: Iterable[tuple[date, UUID]],
    own: UUID,
) -> frozenset[UUID]:
    """Units that owe the next step: an answer, a check of the consent, a follow-up, the consent itself."""
    if status is Status.DRAFT:
        return frozenset({own})
    if status is not Status.ACTIVE:
        renews = status is Status.SUSPENDED and case.stands and case.recorder == own
        return frozenset({own} if renews else ())  # while a case rests no other unit is named
    return frozenset({row.to_unit for row in questions} | set(case.unverified) | {unit for _, unit in late})


def may_read(seen: Standing, category: Category) -> bool:
    return category in seen.readable
