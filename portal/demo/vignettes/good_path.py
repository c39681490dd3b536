"""V1 Amina: the whole good path, from an early contact to half-time and a planned step-down."""

from datetime import date

from events import commands as c
from events.kinds import (
    ActivityArea,
    Channel,
    ContactPurpose,
    FkCoordination,
    FollowUpKind,
    HowObtained,
    HowVerified,
    ImpairmentArea,
    InitiatingReason,
    InquiryType,
    Livelihood,
)
from portal.demo.people import phone
from portal.demo.story import Story
from portal.demo.vignettes.good_meetings import joint_meetings

REKO, PHYSICIAN = "reko.larkan", "lakare.larkan"
SOC, AME, FK = "handlaggare.soc-koping", "handlaggare.ame-koping", "handlaggare.fk-vastmanland"

PHYSIOTHERAPY = ("Fysioterapi", "Lärkan", "2026-09-07", "2026-12-18")
TRAINING = ("Arbetsträning", "Köpings kommun", "2026-10-05", "2027-01-29")


def stories() -> list[Story]:
    story = Story("V1")
    _opened(story)
    _autumn(story)
    _now(story)
    return [story, joint_meetings()]


def _opened(story: Story) -> None:
    person = c.Person("19840314-9808", "Amina Testsson", phone(41), reach_safely="Ring helst på förmiddagen.")
    story.draft("2026-08-06 13:15", REKO, person, "koping", InitiatingReason.EARLY_CONTACT)
    copy = c.CopyGiven(date(2026, 8, 10), HowObtained.IN_PERSON)
    story.consent(
        "2026-08-10 10:20", REKO, "soc-koping", "ame-koping", "fk-vastmanland", until="2027-02-10",
        copy_given=copy, coordination_services_consented_on=date(2026, 8, 10),
    )  # fmt: skip
    story.team("2026-08-10 10:25", REKO, PHYSICIAN)
    story.contact_person("2026-08-10 10:26", REKO)
    story.violence_question("2026-08-10 10:28", REKO)
    story.contact(
        "2026-08-10 10:35", REKO, "soc-koping",
        "Frågade utan att nämna namn vem som möter den som är sjukskriven och söker försörjningsstöd. "
        "Vi kom överens om ett gemensamt samtal när samtycket finns.",
        purpose=ContactPurpose.EARLY_CONTACT, deidentified=True, dated=date(2026, 8, 6),
    )  # fmt: skip
    story.certificate("2026-08-10 13:10", REKO, ("2026-08-03", "2026-09-30", 100), issued="2026-08-03", first=True)
    story.join("2026-08-11 09:05", SOC, HowVerified.SPOKE_WITH_PERSON)
    story.livelihood("2026-08-11 09:20", SOC, Livelihood.INCOME_SUPPORT, "2026-03-01")
    story.join("2026-08-12 10:40", AME)
    story.join("2026-08-14 14:30", FK)
    story.sgi("2026-08-14 14:45", FK)
    story.view(
        "2026-08-17 11:00", REKO,
        what_matters="En vardag där jag orkar både arbeta och vila. Att veta vem jag ska ringa.",
        goals="Att arbeta heltid i februari, gärna med människor.",
        strengths="Jag talar fyra språk, är noggrann och har arbetat i kök i åtta år.",
        worries="Att det går för fort i början och att jag får ont igen.",
    )  # fmt: skip
    story.effort("2026-08-17 11:20", REKO, "Stöd av rehabkoordinator", "2026-08-10")


def _autumn(story: Story) -> None:
    story.contact(
        "2026-08-20 14:00", REKO, "soc-koping",
        "Gick igenom planen tillsammans med Amina. Försörjningsstödet fortsätter under tiden. "
        "Nästa steg är ett möte om arbetsträning.",
        Channel.MEETING, with_person=True,
    )  # fmt: skip
    story.plan(
        "2026-08-20 14:30", REKO, "Att arbeta heltid i februari, gärna med människor.",
        "Arbete i kök, tidigare yrke. Stående arbete med lyft och högt tempo.",
        PHYSIOTHERAPY, TRAINING,
        subgoals=("Arbetsträna 15 timmar i veckan i oktober.",), follow_up="2026-12-10",
    )  # fmt: skip
    story.function(
        "2026-09-02 15:30", PHYSICIAN, ImpairmentArea.OTHER_BODILY, ActivityArea.WORK_EDUCATION,
        "Lyfta och arbeta med armarna högt",
        resources_text="Hon är noggrann och klarar sittande och gående arbete.",
        adaptation_advice_text="Korta pass med paus varje timme.",
    )  # fmt: skip
    training = story.effort("2026-09-03 09:20", AME, "Arbetsträning", "2026-10-05", "2027-01-29", status="offered")
    story.contact(
        "2026-09-03 09:30",
        AME,
        "larkan",
        "Det finns två möjliga platser för arbetsträning. Amina vill börja på den som ligger närmast hemmet.",
    )
    avoid = story.ask(
        "2026-09-21 10:15", AME, "larkan",
        "Finns det arbetsuppgifter som Amina bör undvika när hon börjar arbetsträna?",
        "2026-09-28", InquiryType.MEDICAL,
    )  # fmt: skip
    story.answer(
        "2026-09-24 16:10",
        PHYSICIAN,
        avoid,
        "Hon bör undvika tunga lyft och arbete med armarna över axelhöjd. Kortare pass med paus varje timme går bra.",
    )
    story.effort("2026-09-07 10:00", REKO, "Fysioterapi", "2026-09-07", "2026-12-18")
    story.change("2026-09-25 10:00", AME, training, "accepted")
    story.coordination("2026-09-28 13:00", REKO, FkCoordination.APPLIED)
    story.certificate("2026-09-28 15:20", PHYSICIAN, ("2026-10-01", "2026-11-15", 75))
    story.change("2026-10-05 15:30", AME, training, "started", hours=15)
    story.contact(
        "2026-10-05 15:45",
        AME,
        "larkan",
        "Första dagen på arbetsträningen gick bra. Amina är där 15 timmar i veckan, måndag till fredag.",
    )
    story.coordination("2026-10-20 09:50", FK, FkCoordination.GRANTED)
    story.contact(
        "2026-10-20 10:00", FK, "larkan",
        "Amina har fått samordning hos oss från i dag. Jag är med på uppföljningen den 10 december.",
        Channel.SECURE_MESSAGE,
    )  # fmt: skip


def _now(story: Story) -> None:
    still = story.ask(
        "2026-11-02 09:10",
        SOC,
        "ame-koping",
        "Fungerar tiderna på arbetsträningen fortfarande för Amina?",
        "2026-11-09",
    )
    story.answer(
        "2026-11-05 13:25", AME, still, "Ja. Hon kommer varje dag och vill gärna pröva fler timmar efter årsskiftet."
    )
    story.certificate("2026-11-16 09:40", REKO, ("2026-11-16", "2026-12-31", 50))
    steps = story.step_down(
        "2026-11-16 09:50", REKO, ("2027-01-04", 25), ("2027-02-01", 0),
        condition="Om arbetsträningen fungerar som nu. Läkaren bedömer igen den 21 december.",
    )  # fmt: skip
    story.plan(
        "2026-11-16 09:58", REKO, "Att arbeta heltid i februari, gärna med människor.",
        "Arbete i kök, tidigare yrke. Stående arbete med lyft och högt tempo.",
        PHYSIOTHERAPY, TRAINING,
        subgoals=("Arbetsträna 20 timmar i veckan i januari.",), follow_up="2026-12-10", step_down=steps,
        reason="Arbetsträningen fungerar och graden kan sänkas i två steg.",
    )  # fmt: skip
    story.follow_up("2026-11-16 10:01", REKO, "2026-12-10", "larkan")
    story.follow_up("2026-11-16 10:02", REKO, "2027-02-10", "soc-koping", FollowUpKind.CASE_SIX_MONTHS)
    story.view(
        "2026-11-16 10:05", REKO,
        what_matters="Jag sover bättre och har fått rutiner. Jag vill fortsätta i samma takt.",
        goals="Att klara 20 timmar i veckan efter nyår och heltid i februari.",
        strengths="Jag har lärt mig ta pauser innan jag blir trött.",
        worries="Att behöva byta plats mitt i.",
    )  # fmt: skip
    story.ask(
        "2026-11-18 10:40",
        REKO,
        "soc-koping",
        "Kan du vara med på uppföljningen torsdag 10 december kl. 13 på vårdcentralen?",
        "2026-11-30",
    )
    story.ask("2026-11-20 14:05", AME, "larkan", "Kan Amina öka till 20 timmar i veckan från januari?", "2026-11-26")
