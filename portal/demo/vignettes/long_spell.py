"""V2 Bengt: sick-listed since June 2025, two care units, a consent renewed twice and widened to Arbetsförmedlingen."""

from events import commands as c
from events.categories import Category
from events.kinds import Channel, ContactPurpose, FkCoordination, HowVerified, InquiryType, Livelihood, RetractionReason
from portal.demo.ids import entry_id, unit_id
from portal.demo.people import phone
from portal.demo.story import Story

REKO, PHYSICIAN, PSYCHIATRY = "reko.tranan", "lakare.tranan", "reko.psyk-sala"
SOC, FK, AF = "handlaggare.soc-sala", "handlaggare.fk-vastmanland", "handlaggare.af-vasteras"
WORK = "Arbete på verkstad, tidigare yrke. Handens arbete i egen takt."
TALKS = ("Samtal på mottagningen", "Vuxenpsykiatrin Sala", "2025-09-22", "2026-12-18")
MOVING = ("Fysisk aktivitet på recept", "Tranan", "2026-03-16", "2026-12-18")
PARTIES = ("psyk-sala", "soc-sala", "fk-vastmanland")


def stories() -> list[Story]:
    story = Story("V2")
    _first_year(story)
    _renewed(story)
    _widened(story)
    return [story]


def _first_year(story: Story) -> None:
    story.draft("2025-08-28 10:00", REKO, c.Person("19681102-9810", "Bengt Testberg", phone(81)), "sala")
    story.consent("2025-09-01 13:30", REKO, *PARTIES, until="2026-02-28")
    story.team("2025-09-01 13:40", REKO, PHYSICIAN)
    story.contact_person("2025-09-01 13:41", REKO)
    story.violence_question("2025-09-01 13:45", REKO)
    story.certificate("2025-09-01 14:00", REKO, ("2025-06-02", "2025-11-30", 100), issued="2025-06-02", first=True)
    story.join("2025-09-03 09:15", SOC)
    story.livelihood("2025-09-03 09:30", SOC, Livelihood.INCOME_SUPPORT, "2025-05-01")
    story.join("2025-09-04 15:00", PSYCHIATRY, HowVerified.SPOKE_WITH_PERSON)
    story.join("2025-09-08 10:20", FK)
    story.sgi("2025-09-08 10:30", FK)
    story.view(
        "2025-09-15 11:00", REKO,
        what_matters="Lugn och ro, en sak i taget och samma personer att prata med.",
        goals="Att komma ut på något några timmar i veckan.",
        strengths="Jag är händig och har arbetat i verkstad i trettio år.",
        worries="Många möten på samma vecka.",
    )  # fmt: skip
    story.plan(
        "2025-09-22 10:00", REKO, "Att komma ut på något några timmar i veckan.", WORK, TALKS, follow_up="2025-12-15"
    )
    story.effort("2025-09-22 13:00", PSYCHIATRY, "Samtal på mottagningen", "2025-09-22", "2026-12-18")
    story.certificate("2025-11-27 14:20", PHYSICIAN, ("2025-12-01", "2026-05-31", 100))


def _renewed(story: Story) -> None:
    story.consent("2026-02-23 10:30", REKO, *PARTIES, until="2026-08-22")
    for day, officer in (("2026-02-24 09:00", SOC), ("2026-02-25 13:10", PSYCHIATRY), ("2026-02-26 11:00", FK)):
        story.join(day, officer)
    story.plan(
        "2026-03-12 09:30", REKO, "Att komma ut på något några timmar i veckan.", WORK, TALKS, MOVING,
        reason="Fysisk aktivitet på recept kommer före arbetsträning.", follow_up="2026-06-15",
    )  # fmt: skip
    story.effort("2026-03-16 09:00", REKO, "Fysisk aktivitet på recept", "2026-03-16")
    story.contact(
        "2026-03-12 10:00",
        REKO,
        "soc-sala",
        "Planen är ändrad: Bengt börjar med fysisk aktivitet på recept innan vi prövar arbetsträning.",
    )
    wrong = story.within(
        "2026-05-28 15:00", REKO, c.RecordPersonView, confirmed_by_person=True, goals="Att börja arbetsträna i juni."
    )
    story.within("2026-05-28 15:30", REKO, c.RetractEntry, event_id=entry_id(wrong), reason=RetractionReason.WRONG_FACT)
    story.view("2026-05-28 15:40", REKO, goals="Att börja arbetsträna när den nya behandlingen har gett effekt.")
    story.plan(
        "2026-05-28 16:00", REKO, "Att börja arbetsträna när behandlingen har gett effekt.", WORK, TALKS, MOVING,
        reason="Arbetsträningen väntar på behandlingen.", follow_up="2026-11-30",
    )  # fmt: skip
    story.certificate("2026-05-29 09:20", PHYSICIAN, ("2026-06-01", "2026-11-30", 100))


def _widened(story: Story) -> None:
    story.consent("2026-08-17 10:10", REKO, *PARTIES, "af-vasteras", until="2027-02-16", earlier=("af-vasteras",))
    for day, officer in (("2026-08-18 09:00", SOC), ("2026-08-19 11:00", PSYCHIATRY), ("2026-08-20 14:00", FK)):
        story.join(day, officer)
    story.join("2026-08-25 13:00", AF, HowVerified.SPOKE_WITH_PERSON)
    story.within(
        "2026-08-26 09:15",
        REKO,
        c.ReleaseEarlierEntries,
        to_unit=unit_id("af-vasteras"),
        categories=frozenset({Category.SICK_LEAVE}),
    )
    story.coordination("2026-09-01 09:30", FK, FkCoordination.GRANTED)
    story.contact(
        "2026-09-01 09:45", FK, "tranan", "Bengt har fått samordning hos oss från i dag.", Channel.SECURE_MESSAGE
    )
    story.contact(
        "2026-10-06 13:00", PSYCHIATRY, "soc-sala",
        "Behandlingen fortsätter till jul. Förmiddagar passar bäst för andra insatser.",
        purpose=ContactPurpose.FOLLOW_UP,
    )  # fmt: skip
    programme = story.ask("2026-10-12 10:00", SOC, "af-vasteras", "När kan Bengt tidigast få ett första besök hos er?")
    story.answer(
        "2026-10-15 14:30",
        AF,
        programme,
        "Vi har en tid den 2 december kl. 10. Han får gärna ta med sin rehabkoordinator.",
    )
    story.enrolled("2026-10-15 14:40", AF, "2026-10-12")
    story.ask(
        "2026-11-17 11:20", FK, "tranan",
        "Vilka aktiviteter klarar Bengt i dag, och vad hindrar honom från att börja några timmar i veckan?",
        "2026-11-25", InquiryType.MEDICAL,
    )  # fmt: skip
