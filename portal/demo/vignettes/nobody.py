"""Two persons of whom nothing is kept: one said no in Sala, one has a protected identity and cannot be registered."""

from datetime import date

from events import commands as c
from events.personnummer import demo_number
from portal.demo.people import phone
from portal.demo.story import Story

SAID_NO = c.Person(demo_number(date(1979, 3, 21), 984).written, "Vera Provsten", phone(95))
PROTECTED = c.Person(demo_number(date(1988, 7, 12), 986).written, "Testa Provdotter")


def stories() -> list[Story]:
    return [_said_no(), _protected()]


def _said_no() -> Story:
    story = Story("refused in Sala")
    story.draft("2026-10-05 09:30", "reko.tranan", SAID_NO, "sala")
    story.within("2026-10-05 10:05", "reko.tranan", c.RefuseConsent)
    return story


def _protected() -> Story:
    """The officer cannot say that the identity is unprotected, so the attempt stops there."""
    story = Story("protected")
    story.draft(
        "2026-10-21 11:00", "reko.talltitan", PROTECTED, "vasteras",
        protected_identity_checked=False, refused="protected_identity",
    )  # fmt: skip
    return story
