"""V11 Khadija, who moves to a health centre that is not in the consent; V12 Lars, whose case is closed."""

from datetime import date

from events import commands as c
from events.kinds import (
    Channel,
    ContactPurpose,
    FkCoordination,
    GoalsMet,
    HowObtained,
    HowVerified,
    Livelihood,
    Outcome,
)
from portal.demo.people import phone
from portal.demo.story import Story

FK = "handlaggare.fk-vastmanland"


def stories() -> list[Story]:
    return [_moving(), _closed()]


def _moving() -> Story:
    reko, soc = "reko.blamesen", "handlaggare.soc-vasteras"
    story = Story("V11")
    story.draft("2026-07-02 10:00", reko, c.Person("19821016-9908", "Khadija Provsjö", phone(91)), "vasteras")
    story.team("2026-07-02 10:10", reko, "lakare.blamesen")
    copy = c.CopyGiven(date(2026, 7, 6), HowObtained.LETTER)
    story.consent("2026-07-06 13:00", reko, "soc-vasteras", "fk-vastmanland", until="2027-01-05", copy_given=copy)
    story.contact_person("2026-07-06 13:10", reko)
    story.certificate("2026-07-06 13:20", reko, ("2026-06-22", "2026-09-30", 100), issued="2026-06-22", first=True)
    story.join("2026-07-08 09:00", soc)
    story.livelihood("2026-07-08 09:15", soc, Livelihood.INCOME_SUPPORT, "2026-01-01")
    story.join("2026-07-13 10:30", FK)
    story.sgi("2026-07-13 10:40", FK)
    story.plan(
        "2026-07-27 10:00", reko, "Att arbeta deltid på förskola.", "Arbete på förskola, tidigare yrke.",
        ("Fysioterapi", "Blåmesen", "2026-08-17", "2026-12-11"), follow_up="2026-11-04",
    )  # fmt: skip
    story.follow_up("2026-07-27 10:20", reko, "2026-11-04", "blamesen")
    story.effort("2026-08-17 09:30", reko, "Fysioterapi", "2026-08-17", "2026-12-11")
    story.coordination("2026-08-24 13:00", reko, FkCoordination.APPLIED)
    story.coordination("2026-09-14 11:00", FK, FkCoordination.GRANTED)
    story.certificate("2026-09-28 14:00", "lakare.blamesen", ("2026-10-01", "2026-12-31", 75))
    story.view(
        "2026-11-04 10:00", reko,
        what_matters="Jag flyttar till Köping i december och vill slippa börja om från början.",
        goals="Att arbeta deltid på förskola.",
        strengths="Jag har utbildning och lång erfarenhet.",
        worries="Att ingen tar över när jag byter vårdcentral.",
    )  # fmt: skip
    story.hold("2026-11-04 10:30", reko, GoalsMet.PARTLY, "soc-vasteras", "fk-vastmanland", change_needed=True)
    story.contact(
        "2026-11-09 13:30", reko, "soc-vasteras",
        "Flytten sker den 15 december. Vi behöver ett nytt samtycke för att Vårdcentralen Lärkan ska kunna ta över.",
        Channel.VIDEO, with_person=True,
    )  # fmt: skip
    story.within("2026-11-09 13:50", reko, c.ChangeContactDetails, phone=phone(96))
    story.ask(
        "2026-11-19 11:00", soc, "blamesen", "Är den nya vårdcentralen klar, och vem blir kontakt där?", "2026-11-27"
    )
    return story


def _closed() -> Story:
    reko, soc, ame, af = "reko.tranan", "handlaggare.soc-sala", "handlaggare.ame-sala", "handlaggare.af-vasteras"
    story = Story("V12")
    story.draft("2026-01-28 09:00", reko, c.Person("19650509-9913", "Lars Testqvist", phone(93)), "sala")
    story.team("2026-01-28 09:10", reko, "lakare.tranan")
    story.consent("2026-02-02 10:00", reko, "soc-sala", "ame-sala", "af-vasteras", until="2027-01-31")
    story.contact_person("2026-02-02 10:10", reko)
    story.certificate("2026-02-02 10:20", reko, ("2026-01-12", "2026-04-30", 100), issued="2026-01-12", first=True)
    story.join("2026-02-04 13:00", soc)
    story.livelihood("2026-02-04 13:10", soc, Livelihood.INCOME_SUPPORT, "2025-12-01", "2026-09-30")
    story.join("2026-02-09 09:00", ame)
    story.join("2026-02-10 15:00", af, HowVerified.SPOKE_WITH_PERSON)
    story.view(
        "2026-02-16 10:30", reko,
        what_matters="Att få använda det jag kan.",
        goals="Ett arbete med stöd, nära hemma.",
        strengths="Jag kan allt om maskiner.",
    )  # fmt: skip
    story.plan(
        "2026-02-18 09:30", reko, "Ett arbete med stöd, nära hemma.", "Arbete som maskinförare, tidigare yrke.",
        ("Fysioterapi", "Tranan", "2026-03-02", "2026-06-12"),
        ("Arbetsträning", "Sala kommun", "2026-05-04", "2026-08-28"), follow_up="2026-05-20",
    )  # fmt: skip
    story.follow_up("2026-02-18 09:50", reko, "2026-05-20", "tranan")
    physiotherapy = story.effort("2026-03-02 10:00", reko, "Fysioterapi", "2026-03-02", "2026-06-12")
    story.enrolled("2026-03-11 10:00", af, "2026-03-11", "Jobb- och utvecklingsgarantin")
    training = story.effort("2026-04-20 14:00", ame, "Arbetsträning", "2026-05-04", "2026-08-28", 20, "offered")
    story.certificate("2026-04-28 11:00", reko, ("2026-05-01", "2026-09-15", 50))
    story.change("2026-05-04 15:00", ame, training, "started")
    story.hold("2026-05-20 11:00", reko, GoalsMet.PARTLY, "soc-sala", "ame-sala", "af-vasteras")
    story.change("2026-06-12 15:00", reko, physiotherapy, "completed", to="2026-06-12")
    place = story.ask("2026-08-11 10:00", ame, "af-vasteras", "Kan Lars få en anställning med lönestöd från september?")
    story.answer("2026-08-17 14:00", af, place, "Ja. Beslutet gäller från den 16 september, på heltid.")
    story.change("2026-08-28 15:30", ame, training, "completed", to="2026-08-28")
    story.effort("2026-09-16 10:00", af, "Anställning med lönestöd", "2026-09-16", "2027-09-15")
    story.livelihood("2026-09-28 09:20", soc, Livelihood.WAGE, "2026-09-16")
    story.contact(
        "2026-09-28 09:30", soc, "tranan", "Lars har fått sin första lön. Försörjningsstödet upphör den 30 september.",
        purpose=ContactPurpose.FOLLOW_UP,
    )  # fmt: skip
    story.within("2026-09-30 15:00", reko, c.CloseCase, outcome=Outcome.SUBSIDISED_WORK)
    return story
