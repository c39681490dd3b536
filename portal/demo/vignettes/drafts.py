"""V8 Hugo and V13 Maja: drafts that wait for a consent, the second for one of two guardians."""

from datetime import date

from events import commands as c
from events.kinds import ConsentForm
from portal.demo.people import phone
from portal.demo.story import Story


def stories() -> list[Story]:
    return [_awaiting(), _minor()]


def _awaiting() -> Story:
    reko = "reko.sidensvansen"
    story = Story("V8")
    hugo = c.Person("19961211-9871", "Hugo Testnäs", phone(87), reach_safely="Skicka sms först.")
    story.draft("2026-11-12 10:45", reko, hugo, "skinnskatteberg")
    story.team("2026-11-12 10:50", reko, "lakare.sidensvansen")
    return story


def _minor() -> Story:
    reko = "reko.svalan"
    story = Story("V13")
    story.draft("2026-11-16 13:00", reko, c.Person("20091002-9920", "Maja Provek", phone(92)), "arboga")
    story.team("2026-11-16 13:10", reko, "lakare.svalan")
    story.within(
        "2026-11-18 15:30", reko, c.NoteGuardianConsent,
        guardian="Stina Provek", given_on=date(2026, 11, 18), form=ConsentForm.WRITTEN, guardians_in_all=2,
    )  # fmt: skip
    return story
