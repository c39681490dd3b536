"""A person's case told in verbs. What a later part adds gets its verbs here; ``within`` tells any command."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from events import commands as c
from events.facts import DegreeRow, Step
from events.kinds import Channel, ContactPurpose, FirstOrContinued, InquiryType, Livelihood, SgiStatus
from portal.demo.ids import entry_id, unit_id
from portal.demo.people import NAMES
from portal.demo.planning import Planning

LATE = timedelta(days=30)
"""What is entered later than this is confirmed (domain.md 5.1)."""


class Story(Planning):
    def certificate(
        self, when: str, subject: str, *rows: tuple[str, str, int], issued: str = "", first: bool = False
    ) -> None:
        """Rows are (from, to, percent). A coordinator writes off the physician's certificate."""
        recorded, issued_on = date.fromisoformat(when[:10]), date.fromisoformat(issued or when[:10])
        coordinator, slug = subject.startswith("reko"), subject.split(".", 1)[1]
        self.within(
            when,
            subject,
            c.RecordSickLeave,
            issued_on=issued_on,
            first_or_continued=FirstOrContinued.FIRST if first else FirstOrContinued.CONTINUED,
            rows=tuple(DegreeRow(date.fromisoformat(a), date.fromisoformat(b), degree) for a, b, degree in rows),
            physician_name=NAMES[f"lakare.{slug}"],
            transcribed=coordinator,
            confirmed=_if_late(recorded - issued_on),
        )

    def contact(
        self,
        when: str,
        subject: str,
        other: str,
        text: str,
        channel: Channel = Channel.PHONE,
        purpose: ContactPurpose = ContactPurpose.PLANNING,
        **more: Any,
    ) -> None:
        fields = {"with_unit": unit_id(other), "text": text, "channel": channel, "purpose": purpose, **more}
        self.within(when, subject, c.LogContact, **fields)

    def view(self, when: str, subject: str, **texts: str) -> None:
        """In the person's own words, read back to them."""
        self.within(when, subject, c.RecordPersonView, confirmed_by_person=True, **texts)

    def ask(
        self, when: str, subject: str, to: str, text: str, due: str = "", kind: InquiryType = InquiryType.PLANNING
    ) -> UUID:
        """Gives the id to answer."""
        due_on = date.fromisoformat(due) if due else None
        sent = self.within(when, subject, c.SendInquiry, to_unit=unit_id(to), type=kind, text=text, due_on=due_on)
        return uuid5(sent, "inquiry")

    def answer(self, when: str, subject: str, inquiry: UUID, text: str) -> None:
        self.within(when, subject, c.AnswerInquiry, inquiry_id=inquiry, text=text)

    def livelihood(self, when: str, subject: str, source: Livelihood, since: str, to: str = "", **more: Any) -> UUID:
        """Gives the id of the entry."""
        period = {"from_": date.fromisoformat(since), "to": date.fromisoformat(to) if to else None}
        return entry_id(self.within(when, subject, c.RecordLivelihood, source=source, **period, **more))

    def sgi(self, when: str, subject: str, status: SgiStatus = SgiStatus.ZERO, as_of: str = "") -> None:
        self.within(when, subject, c.RecordSgiStatus, status=status, as_of=date.fromisoformat(as_of or when[:10]))

    def violence_question(self, when: str, subject: str, asked_on: str = "") -> None:
        """Asked, and recorded the way the routine says. It never leaves the care unit."""
        day = date.fromisoformat(asked_on or when[:10])
        self.within(when, subject, c.DocumentViolenceQuestion, asked=True, asked_on=day, documented_per_routine=True)

    def step_down(self, when: str, subject: str, *steps: tuple[str, int], condition: str) -> UUID:
        """Steps are (from, percent). Gives the id of the entry."""
        planned = tuple(Step(date.fromisoformat(first), degree) for first, degree in steps)
        return entry_id(self.within(when, subject, c.PlanStepDown, steps=planned, condition_text=condition))


def _if_late(behind: timedelta) -> frozenset[c.Confirmation]:
    return frozenset({c.Confirmation.LATE_ENTRY}) if behind > LATE else frozenset()
