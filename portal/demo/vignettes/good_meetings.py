"""V1 Amina: the SIP of September with its plan, and the meeting in December that is being prepared."""

from datetime import date

from portal.demo.story import Story

REKO = "reko.larkan"
SOC, AME, FK = "handlaggare.soc-koping", "handlaggare.ame-koping", "handlaggare.fk-vastmanland"
OTHERS = ("soc-koping", "ame-koping", "fk-vastmanland")


def joint_meetings() -> Story:
    """In the case of V1, beside the rest of its story: the steps of all are taken in the order of their moments."""
    story = Story("V1")
    _september(story)
    _december(story)
    return story


def _september(story: Story) -> None:
    purpose = "Enas om arbetsträning i höst och vem som gör vad, så att Amina vet vad som händer."
    sip = story.propose("2026-08-27 10:00", REKO, purpose)
    place = "Vårdcentralen Lärkan, rum Linden"
    story.call("2026-09-01 09:00", REKO, sip, "2026-09-17 13:00", place, purpose, *OTHERS)
    for when, subject in (("2026-09-02 10:30", SOC), ("2026-09-02 15:10", AME), ("2026-09-04 08:50", FK)):
        story.come(when, subject, sip)
    story.prepare_person(
        "2026-09-10 11:00", REKO, sip,
        matters_most="Att veta vad som händer och vem jag ska ringa.",
        works_well="Fysioterapin och samtalen med min kontakt.",
        is_hard="Att stå länge.",
        wanted_result="Att jag vet när arbetsträningen börjar.",
    )  # fmt: skip
    story.prepare(
        "2026-09-11 14:00", REKO, sip, attending="Rehabkoordinator och läkare", offer="Fysioterapi till december.",
        degree="100 procent, intyg till 30 september.", suitable_activity="Lättare arbete, 15 timmar i veckan.",
    )  # fmt: skip
    story.prepare("2026-09-14 09:20", AME, sip, offer="En plats från 5 oktober.", activity="Arbetsträning, 15 timmar.")
    story.prepare("2026-09-14 13:00", SOC, sip, livelihood="Försörjningsstöd så länge planen följs.")
    story.prepare("2026-09-15 08:30", FK, sip, can_apply_for="Samordning av rehabiliteringsinsatser.")
    story.meet("2026-09-17 14:15", REKO, sip, *OTHERS)
    measures = story.agree(
        "2026-09-17 15:00", REKO, sip, "Stöd att börja arbeta stegvis, med pauser.",
        "Jag vill arbeta heltid i februari.",
        ("Arbetsträning 15 timmar i veckan.", "ame-koping", "2026-10-05", "2027-01-29"),
        ("Fysioterapi en gång i veckan.", "larkan", "2026-09-07", "2026-12-18"),
        ("Tar emot ansökan om samordning.", "fk-vastmanland", "2026-09-18", "2026-10-15"),
        ("Planerar försörjningen under arbetsträningen.", "soc-koping", "2026-09-18", "2026-11-30"),
        follow_up="2026-12-10", goals_professional=("Arbetsträning som trappas upp efter årsskiftet.",),
        measures_by_others="Amina ansöker själv om samordning.", copy_to_person_on=date(2026, 9, 17),
    )  # fmt: skip
    story.confirm("2026-09-18 09:00", AME, sip, measures[0])
    story.confirm("2026-09-18 10:15", REKO, sip, measures[1])
    story.confirm("2026-09-21 09:40", FK, sip, measures[2])


def _december(story: Story) -> None:
    purpose = "Bestämma hur Amina går från 50 till 25 procents sjukskrivning i januari, och vem som gör vad."
    sip = story.propose("2026-11-16 10:00", AME, purpose)
    place = "Kommunhuset Köping, rum Ån"
    story.call("2026-11-17 08:45", REKO, sip, "2026-12-10 13:00", place, purpose, *OTHERS, relative=True)
    story.come("2026-11-18 09:05", SOC, sip)
    story.come("2026-11-18 13:40", AME, sip)
    story.prepare_person(
        "2026-11-18 11:00", REKO, sip, "Min förra arbetsplats.",
        matters_most="Att jag orkar hela veckan, och att jag kommer tillbaka till ett jobb.",
        works_well="Arbetsträningen på förmiddagarna.",
        is_hard="Dagar utan paus. Långa resor.",
        wanted_result="En plan som alla följer.",
    )  # fmt: skip
    story.prepare(
        "2026-11-19 15:20", REKO, sip, attending="Rehabkoordinator och läkare",
        our_questions="Kan passen läggas på förmiddagen?", offer="Fysioterapi till den 18 december.",
        need="Att arbetsträningen kan ökas stegvis.", degree="50 procent, intyg till 31 december.",
        step_down="25 procent från 4 januari om arbetsträningen fungerar som nu.",
    )  # fmt: skip
    story.prepare(
        "2026-11-20 10:10", SOC, sip, attending="Socialsekreterare", offer="Försörjningsstöd under arbetsträningen.",
        livelihood="Försörjningsstöd, så länge planen följs.",
    )  # fmt: skip
