"""The opening of a person's case, told in verbs: each adds commands at a moment, by an officer.

A moment is written ``"2026-08-10 10:20"`` in Stockholm time; within a story, steps given the same moment follow each
other by a minute. A subject such as ``"reko.larkan"`` acts from the unit in its name unless ``at`` names another.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from events import commands as c
from events.calendar import STOCKHOLM
from events.categories import Category, Purpose, default_ticks
from events.kinds import ConsentForm, HowObtained, HowVerified, InitiatingReason
from orgs.kinds import PARTY_OF
from portal.demo.county import MUNICIPALITIES, PLACE
from portal.demo.ids import case_id, command_id, unit_id, user_id
from portal.demo.people import NAMES, POSITIONS, phone_of
from portal.demo.schedule import Step
from portal.labels import label

INFORMED = c.InformationGiven(**dict.fromkeys(c.InformationGiven.__struct_fields__, True))
_ROLE = {position.subject: position.role for position in POSITIONS}


class Opening:
    """A case from its draft until everybody is in; ``Story`` goes on from there."""

    def __init__(self, name: str) -> None:
        """``name`` is stable: the ids of the case and of everything in it derive from it."""
        self.name, self.case_id = name, case_id(name)
        self.steps: list[Step] = []
        self._joined: set[str] = set()

    def do(
        self,
        when: str,
        subject: str,
        kind: type[c.Command],
        /,
        working_at: str = "",
        refused: str | None = None,
        **fields: Any,
    ) -> UUID:
        """Any command; gives its id. The verbs are short for the common ones."""
        moment = datetime.strptime(when, "%Y-%m-%d %H:%M").replace(tzinfo=STOCKHOLM)
        if self.steps:
            moment = max(moment, self.steps[-1].moment + timedelta(minutes=1))
        own = "draft" if kind is c.DraftCase else f"{kind.__name__} {moment:%Y-%m-%d %H:%M}"
        command = kind(command_id=command_id(f"{self.name} {own}"), **fields)
        self.steps.append(Step(moment, command, subject, working_at or subject.split(".", 1)[1], refused))
        assert command.command_id is not None
        return command.command_id

    def within(self, when: str, subject: str, kind: type[c.CaseCommand], /, **fields: Any) -> UUID:
        return self.do(when, subject, kind, case_id=self.case_id, **fields)

    def draft(
        self,
        when: str,
        subject: str,
        person: c.Person,
        municipality: str,
        reason: InitiatingReason = InitiatingReason.SICK_LEAVE_WITHOUT_SGI,
        **more: Any,
    ) -> None:
        terms = {"protected_identity_checked": True, **more}
        code = MUNICIPALITIES[municipality].code
        self.do(when, subject, c.DraftCase, person=person, municipality_code=code, initiating_reason=reason, **terms)

    def team(self, when: str, by: str, *subjects: str) -> None:
        """Who are named caseworkers at the unit."""
        users = frozenset(user_id(subject) for subject in (by, *subjects))
        self.within(when, by, c.ConfirmParty, caseworkers=users)

    def consent(
        self,
        when: str,
        by: str,
        *slugs: str,
        until: str,
        purposes: frozenset[Purpose] = frozenset(Purpose),
        without: Mapping[str, frozenset[Category]] | None = None,
        earlier: tuple[str, ...] = (),
        **terms: Any,
    ) -> UUID:
        """To the officer's own unit and ``slugs``, with the usual ticks less what the person said no to.

        To ``earlier`` the person also permits that what was shared before is released.
        """
        own = by.split(".", 1)[1]
        recipients = tuple(
            c.ConsentRecipient(
                unit_id(slug),
                default_ticks(PARTY_OF[PLACE[slug].unit_type], purposes) - (without or {}).get(slug, frozenset()),
                slug in earlier,
            )
            for slug in (own, *slugs)
        )
        usual = {
            "given_on": date.fromisoformat(when[:10]),
            "form": ConsentForm.WRITTEN,
            "how_obtained": HowObtained.SIGNED_FORM,
            "information_given": INFORMED,
        }
        if terms.get("form") is not ConsentForm.ORAL:
            usual["document_location"] = "Pärmen för samtycken, " + PLACE[own].name
        last = date.fromisoformat(until)
        fields = {"purposes": purposes, "recipients": recipients, "valid_to": last, **usual, **terms}
        return uuid5(self.within(when, by, c.RecordConsent, **fields), "consent")

    def join(self, when: str, subject: str, how: HowVerified = HowVerified.SEEN_FORM) -> None:
        """The unit makes sure of the consent; the first time it also names the officer, who is the person's contact."""
        self.within(when, subject, c.VerifyConsent, how=how)
        if subject not in self._joined:
            self.team(when, subject, *_physician_beside(subject))
            self.contact_person(when, subject)

    def contact_person(self, when: str, subject: str) -> None:
        self._joined.add(subject)
        role = label(_ROLE[subject], "role")
        self.within(when, subject, c.NameContactPerson, name=NAMES[subject], role=role, phone=phone_of(subject))


def _physician_beside(subject: str) -> tuple[str, ...]:
    """A coordinator's physician is named too."""
    prefix, slug = subject.split(".", 1)
    return (f"lakare.{slug}",) if prefix.startswith("reko") else ()
