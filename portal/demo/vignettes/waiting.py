"""V6 Farid, to whom an answer is two weeks late; V7 Gunilla, who is easy to recognise in Norberg."""

from events import commands as c
from events.facts import Removal
from events.kinds import ActivityArea, Channel, HowVerified, ImpairmentArea, Livelihood
from portal.demo.ids import unit_id
from portal.demo.people import phone
from portal.demo.story import Story


def stories() -> list[Story]:
    return [_overdue(), _alone()]


def _overdue() -> Story:
    reko, soc, ame = "reko.ugglan", "handlaggare.soc-hallstahammar", "handlaggare.ame-hallstahammar"
    story = Story("V6")
    story.draft("2026-08-21 09:00", reko, c.Person("19870705-9851", "Farid Testlind", phone(85)), "hallstahammar")
    story.team("2026-08-21 09:10", reko, "lakare.ugglan")
    story.consent("2026-08-24 10:30", reko, "soc-hallstahammar", "ame-hallstahammar", until="2027-02-14")
    story.contact_person("2026-08-24 10:40", reko)
    story.certificate("2026-08-24 10:50", reko, ("2026-08-20", "2026-10-18", 100), issued="2026-08-20", first=True)
    story.join("2026-08-26 11:00", soc)
    story.livelihood("2026-08-26 11:10", soc, Livelihood.INCOME_SUPPORT, "2026-08-01")
    story.join("2026-08-31 09:00", ame)
    story.view(
        "2026-09-07 13:30", reko,
        what_matters="Att det händer något och att jag får veta vad som gäller.",
        goals="Att arbeta som vaktmästare.",
        strengths="Jag har B-körkort och är bra på att laga saker.",
        worries="Att vänta länge utan besked.",
    )  # fmt: skip
    story.plan(
        "2026-09-10 10:00", reko, "Att arbeta som vaktmästare.", "Fastighetsskötsel, tidigare yrke. Lyft och stegar.",
        ("Fysioterapi", "Ugglan", "2026-09-14", "2026-12-11"),
        ("Arbetsträning", "Hallstahammars kommun", "2026-10-26", "2027-01-15"), follow_up="2026-12-08",
    )  # fmt: skip
    story.effort("2026-09-14 10:30", reko, "Fysioterapi", "2026-09-14", "2026-12-11")
    charting = story.effort("2026-09-16 13:00", ame, "Kartläggning av förmågor", "2026-09-16", "2026-10-09", 4)
    story.change("2026-10-09 15:00", ame, charting, "completed", to="2026-10-09")
    story.function(
        "2026-10-16 14:30", "lakare.ugglan", ImpairmentArea.OTHER_BODILY, ActivityArea.MOBILITY,
        "Gå i stegar och bära tungt", adaptation_advice_text="Två timmar om dagen att börja med.",
    )  # fmt: skip
    story.certificate("2026-10-16 15:00", reko, ("2026-10-19", "2026-12-13", 75))
    story.contact("2026-10-20 10:00", reko, "ame-hallstahammar", "Farid kan börja arbetsträna två timmar om dagen.")
    story.ask(
        "2026-11-02 10:15", reko, "ame-hallstahammar", "Vilken plats kan Farid få, och från vilken dag?", "2026-11-09"
    )
    story.contact(
        "2026-11-16 09:30",
        reko,
        "soc-hallstahammar",
        "Vi väntar fortfarande på svar om arbetsträning. Farid vet om det och frågar efter besked.",
    )
    return story


def _alone() -> Story:
    reko, soc, ame = "reko.bofinken", "handlaggare.soc-norberg", "handlaggare.ame-norberg"
    story = Story("V7")
    story.draft("2026-09-03 10:00", reko, c.Person("19620430-9860", "Gunilla Provgren", phone(86)), "norberg")
    story.team("2026-09-03 10:10", reko, "lakare.bofinken")
    story.consent("2026-09-08 13:00", reko, "soc-norberg", "ame-norberg", until="2027-03-07")
    story.contact_person("2026-09-08 13:10", reko)
    story.certificate("2026-09-08 13:20", reko, ("2026-08-24", "2026-12-31", 50), issued="2026-08-24", first=True)
    story.join("2026-09-10 09:00", soc, HowVerified.SPOKE_WITH_PERSON)
    story.livelihood("2026-09-10 09:15", soc, Livelihood.INCOME_SUPPORT, "2025-11-01")
    story.join("2026-09-14 10:00", ame)
    story.view(
        "2026-09-21 14:00", reko,
        what_matters="Att få vara med i gruppen på onsdagar.",
        goals="Att arbeta halvtid fram till pensionen.",
        strengths="Jag känner alla i byn och är van att hjälpa till.",
    )  # fmt: skip
    story.plan(
        "2026-09-22 09:30", reko, "Att arbeta halvtid fram till pensionen.", "Arbete i förskolekök, tidigare yrke.",
        ("Fysisk aktivitet på recept", "Bofinken", "2026-09-28", "2026-12-18"), follow_up="2026-12-15",
    )  # fmt: skip
    story.effort("2026-09-28 11:00", reko, "Fysisk aktivitet på recept", "2026-09-28", "2026-12-18")
    group = story.effort("2026-09-30 09:00", ame, "Aktivitet i grupp", "2026-10-07", "2026-12-16", 4, "offered")
    story.change("2026-10-07 15:00", ame, group, "started")
    day = story.ask("2026-10-05 11:00", soc, "bofinken", "Vilka veckodagar passar bäst för aktivitet?")
    story.answer("2026-10-08 09:40", reko, day, "Onsdag och torsdag. Hon behöver vila dagen efter.")
    story.contact("2026-10-15 13:00", ame, "bofinken", "Gunilla har provat gruppen två gånger.", Channel.PHONE)
    story.within("2026-11-02 10:00", reko, c.NarrowConsent, removed=(Removal(unit_id("ame-norberg"), frozenset()),))
    return story
