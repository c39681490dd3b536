"""The verbs of joint meetings: proposed, called, answered, prepared, held, planned."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from events.calendar import STOCKHOLM
from events.commands import sip as s
from events.facts.sip import MeasureNow, PreparedAnswer
from events.sip.kinds import Guest, InvitationAnswer, MeasureStatus, SipReason
from events.sip.questions import Question
from portal.demo.ids import unit_id
from portal.demo.opening import Opening
from portal.demo.people import NAMES

Task = tuple[str, str, str, str]
"""(what, slug, from, to)"""


class Meetings(Opening):
    def propose(self, when: str, subject: str, purpose: str, reason: SipReason = SipReason.SEVERAL_PARTIES) -> UUID:
        """Gives the id of the meeting."""
        return uuid5(self.within(when, subject, s.ProposeSip, purpose=purpose, reason=reason), "sip")

    def call(
        self, when: str, subject: str, sip: UUID, at: str, place: str, purpose: str, *slugs: str, relative: bool = False
    ) -> None:
        """``at`` as "2026-09-17 13:00"."""
        guests = frozenset({Guest.PERSON, Guest.RELATIVE} if relative else {Guest.PERSON})
        terms: dict[str, Any] = {"units": frozenset(unit_id(slug) for slug in slugs), "guests": guests}
        moment = datetime.fromisoformat(at).replace(tzinfo=STOCKHOLM)
        self.within(when, subject, s.SummonSip, sip_id=sip, at=moment, place=place, purpose=purpose, **terms)

    def come(self, when: str, subject: str, sip: UUID) -> None:
        terms: dict[str, Any] = {"answer": InvitationAnswer.ACCEPTED, "who": NAMES[subject]}
        self.within(when, subject, s.AnswerSipInvitation, sip_id=sip, **terms)

    def prepare(self, when: str, subject: str, sip: UUID, **answers: str) -> None:
        """``answers`` by the name of the question."""
        self.within(when, subject, s.SubmitSipPreparation, sip_id=sip, answers=_answers(answers))

    def prepare_person(self, when: str, subject: str, sip: UUID, wish: str | None = None, **answers: str) -> None:
        """In the person's own words; ``wish`` is what they do not want brought up."""
        terms: dict[str, Any] = {"for_person": True, "not_to_bring_up": wish}
        self.within(when, subject, s.SubmitSipPreparation, sip_id=sip, answers=_answers(answers), **terms)

    def meet(self, when: str, subject: str, sip: UUID, *slugs: str, person: bool = True) -> None:
        units = frozenset(unit_id(slug) for slug in slugs)
        self.within(when, subject, s.HoldSip, sip_id=sip, present_units=units, person_present=person)

    def agree(
        self, when: str, subject: str, sip: UUID, needs: str, goal: str, *tasks: Task, follow_up: str, **more: Any
    ) -> list[UUID]:
        """The plan of the meeting, led by the officer's own unit. Gives the ids of the measures."""
        measures = tuple(
            s.PlannedMeasure(what, date.fromisoformat(first), date.fromisoformat(last), unit_id(slug), True)
            for what, slug, first, last in tasks
        )
        terms: dict[str, Any] = {
            "goals_person": (goal,),
            "measures": measures,
            "plan_lead_unit": unit_id(subject.split(".", 1)[1]),
            "follow_up_on": date.fromisoformat(follow_up),
        }
        made = self.within(when, subject, s.EstablishSipPlan, sip_id=sip, needs=needs, **(terms | more))
        return [uuid5(made, f"measure {n}") for n in range(len(tasks))]

    def review(self, when: str, subject: str, sip: UUID, *measures: UUID) -> None:
        """The plan is followed up and closed: what was agreed is done."""
        now = tuple(MeasureNow(measure, MeasureStatus.DONE) for measure in measures)
        on = date.fromisoformat(when[:10])
        self.within(when, subject, s.FollowUpSipPlan, sip_id=sip, on=on, measures_status=now, closed=True)

    def confirm(self, when: str, subject: str, sip: UUID, measure: UUID) -> None:
        self.within(when, subject, s.ConfirmSipMeasure, sip_id=sip, measure_id=measure, stands=True)


def _answers(written: dict[str, str]) -> tuple[PreparedAnswer, ...]:
    return tuple(PreparedAnswer(Question(name), text) for name, text in written.items())
