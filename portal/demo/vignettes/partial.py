"""V3 Carina: a partial consent. One recipient, without function and plan; no to FK and AF.

There is a plan and an assessment of function all the same: the health centre's own, which nobody else reads.
"""

from events import commands as c
from events.categories import Category, Purpose
from events.kinds import ActivityArea, CollaborationNeed, HowVerified, ImpairmentArea, Livelihood
from portal.demo.people import phone
from portal.demo.story import Story

REKO, SOC = "reko.svalan", "handlaggare.soc-arboga"
NOT_TO_SOC = frozenset({Category.FUNCTIONAL_STATUS, Category.REHAB_PLAN})


def stories() -> list[Story]:
    story = Story("V3")
    story.draft("2026-10-12 09:30", REKO, c.Person("19790627-9823", "Carina Provlund", phone(82)), "arboga")
    story.team("2026-10-12 09:40", REKO, "lakare.svalan")
    story.consent(
        "2026-10-19 14:00", REKO, "soc-arboga", until="2027-04-18",
        purposes=frozenset({Purpose.CONTACT, Purpose.REHAB_PLANNING, Purpose.SIP}), without={"soc-arboga": NOT_TO_SOC},
    )  # fmt: skip
    story.contact_person("2026-10-19 14:10", REKO)
    story.certificate("2026-10-19 14:20", REKO, ("2026-10-05", "2026-12-18", 75), issued="2026-10-05", first=True)
    story.join("2026-10-21 10:00", SOC, HowVerified.SPOKE_WITH_PERSON)
    story.livelihood("2026-10-21 10:15", SOC, Livelihood.INCOME_SUPPORT, "2026-06-01")
    story.view(
        "2026-10-26 13:00", REKO,
        what_matters="Att bara de som behöver får veta hur jag mår. Vi tar en myndighet i taget.",
        goals="Att arbeta halvtid till våren.",
        strengths="Jag är van att planera och hålla ordning.",
        worries="Att behöva berätta samma sak många gånger.",
    )  # fmt: skip
    story.plan(
        "2026-10-28 10:30", REKO, "Att arbeta halvtid till våren.", "Kontorsarbete, tidigare yrke. Mycket skärmarbete.",
        ("Samtalsstöd", "Svalan", "2026-11-02", "2027-01-29"), follow_up="2026-12-14",
        collaboration_needs=frozenset({CollaborationNeed.MUNICIPALITY}),
    )  # fmt: skip
    story.effort("2026-11-02 11:00", REKO, "Samtalsstöd", "2026-11-02", "2027-01-29")
    story.function(
        "2026-11-02 15:20", "lakare.svalan", ImpairmentArea.CONCENTRATION, ActivityArea.GENERAL_TASKS,
        "Hålla flera uppgifter i huvudet samtidigt", resources_text="Hon planerar gärna och är van vid ansvar.",
    )  # fmt: skip
    story.follow_up("2026-11-02 15:30", REKO, "2026-12-14", "svalan")
    rent = story.ask("2026-11-03 09:20", REKO, "soc-arboga", "Kan Carina ha sitt nästa besök hos er på telefon?")
    story.answer("2026-11-05 15:10", SOC, rent, "Ja. Jag ringer henne tisdag den 10 november på förmiddagen.")
    story.contact(
        "2026-11-10 11:00",
        SOC,
        "svalan",
        "Samtalet blev av. Carina vill vänta med arbetsmarknadsenheten till efter nyår.",
    )
    return [story]
