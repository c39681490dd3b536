"""V14 Nadja: an oral consent through an interpreter; the written form is still missing."""

from events import commands as c
from events.kinds import Channel, ConsentForm, DenialGround, FkCoordination, HowObtained, HowVerified, Livelihood
from portal.demo.people import phone
from portal.demo.story import Story

REKO, SOC, FK = "reko.larkan", "handlaggare.soc-koping", "handlaggare.fk-vastmanland"


def stories() -> list[Story]:
    story = Story("V14")
    nadja = c.Person("19930385-9942", "Nadja Testén", phone(94), "dari", "Boka tolk innan du ringer.")
    story.draft("2026-10-29 14:00", REKO, nadja, "koping")
    story.team("2026-10-29 14:10", REKO, "lakare.larkan")
    story.consent(
        "2026-11-02 13:15", REKO, "soc-koping", "fk-vastmanland", until="2027-05-01",
        form=ConsentForm.ORAL, how_obtained=HowObtained.IN_PERSON, interpreter_used=True, language="dari",
    )  # fmt: skip
    story.contact_person("2026-11-02 13:25", REKO)
    story.certificate("2026-11-02 13:35", REKO, ("2026-10-26", "2026-12-20", 100), issued="2026-10-26", first=True)
    story.join("2026-11-04 10:00", SOC, HowVerified.SPOKE_WITH_PERSON)
    story.livelihood("2026-11-04 10:15", SOC, Livelihood.INCOME_SUPPORT, "2026-10-01")
    story.join("2026-11-06 09:30", FK, HowVerified.SPOKE_WITH_PERSON)
    story.sgi("2026-11-06 09:40", FK)
    story.view(
        "2026-11-09 13:15", REKO,
        what_matters="Att få prata med tolk varje gång och att få läsa det viktiga på mitt språk.",
        goals="Att lära mig svenska och arbeta som sömmerska.",
        strengths="Jag är van att arbeta med händerna.",
        worries="Jag vet inte vem som bestämmer vad.",
    )  # fmt: skip
    story.coordination("2026-11-09 13:40", REKO, FkCoordination.APPLIED)
    story.coordination("2026-11-12 10:45", FK, FkCoordination.DENIED, DenialGround.NOT_INSURED)
    story.contact(
        "2026-11-12 11:00", FK, "larkan",
        "Nadja är inte försäkrad hos oss än och kan därför inte få samordning. Vi har förklarat det med tolk.",
        Channel.PHONE,
    )  # fmt: skip
    story.ask("2026-11-19 10:30", SOC, "larkan", "Kan vi ha ett gemensamt möte med tolk före jul?", "2026-12-01")
    return [story]
