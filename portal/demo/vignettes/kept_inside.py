"""V9 Irina, of whose violence question nothing may show outside care; V10 Jonas, where no routine is signed."""

from datetime import date

from events import commands as c
from events.kinds import Channel, HowObtained, HowVerified, InquiryType, Livelihood
from portal.demo.people import phone
from portal.demo.story import Story


def stories() -> list[Story]:
    return [_asked(), _without_routine()]


def _asked() -> Story:
    reko, soc, ame = "reko.orren", "handlaggare.soc-surahammar", "handlaggare.ame-surahammar"
    story = Story("V9")
    irina = c.Person("19890203-9880", "Irina Provdal", phone(88), reach_safely="Ring bara vardagar 9-11.")
    story.draft("2026-10-08 09:00", reko, irina, "surahammar")
    story.team("2026-10-08 09:10", reko, "lakare.orren")
    story.consent("2026-10-12 10:00", reko, "soc-surahammar", "ame-surahammar", until="2027-04-11")
    story.contact_person("2026-10-12 10:10", reko)
    story.certificate("2026-10-12 10:20", reko, ("2026-10-05", "2026-12-06", 100), issued="2026-10-05", first=True)
    story.join("2026-10-13 13:00", soc, HowVerified.SPOKE_WITH_PERSON)
    story.livelihood("2026-10-13 13:10", soc, Livelihood.INCOME_SUPPORT, "2026-09-01")
    story.violence_question("2026-10-14 10:30", reko)
    story.join("2026-10-19 09:00", ame)
    story.view(
        "2026-10-26 10:00", reko,
        what_matters="Att samtalen sker på dagtid och att jag vet vem som ringer.",
        goals="Att börja studera till undersköterska nästa höst.",
        strengths="Jag är lugn och bra på att lyssna.",
    )  # fmt: skip
    story.plan(
        "2026-10-26 10:20", reko, "Att börja studera till undersköterska nästa höst.", "Studier, inget arbete i dag.",
        ("Studievägledning", "Surahammars kommun", "2026-12-14", "2027-01-29"), follow_up="2026-12-16",
    )  # fmt: skip
    story.effort("2026-11-05 09:00", ame, "Studievägledning", "2026-12-14", "2027-01-29", status="accepted")
    studies = story.ask("2026-11-09 09:10", ame, "orren", "När tror ni att Irina kan börja med studievägledning?")
    story.answer("2026-11-12 14:40", reko, studies, "I mitten av december, om hon får välja tid på dagen.")
    purpose = "Enas om hur Irina kommer i gång med studierna och vem som stöttar när."
    sip = story.propose("2026-11-13 10:00", reko, purpose)
    place, others = "Surahammars kommunhus, rum Skogen", ("soc-surahammar", "ame-surahammar")
    story.call("2026-11-17 09:30", reko, sip, "2026-12-02 10:00", place, purpose, *others, relative=True)
    story.come("2026-11-18 11:10", soc, sip)
    story.prepare_person(
        "2026-11-19 10:00", reko, sip, matters_most="Att få börja studera.", wanted_result="En dag att börja på.",
        wish="Vilken ort jag helst vill studera på.",
    )  # fmt: skip
    story.prepare("2026-11-20 14:30", ame, sip, offer="Studievägledning från mitten av december.")
    return story


def _without_routine() -> Story:
    reko, soc, ame = "reko.talltitan", "handlaggare.soc-vasteras", "handlaggare.ame-vasteras"
    story = Story("V10")
    story.draft("2026-10-15 13:00", reko, c.Person("19740822-9896", "Jonas Testholm", phone(89)), "vasteras")
    story.team("2026-10-15 13:10", reko, "lakare.talltitan")
    story.consent("2026-10-19 10:00", reko, "soc-vasteras", "ame-vasteras", "fk-vastmanland", until="2027-04-18")
    story.contact_person("2026-10-19 10:10", reko)
    story.violence_question("2026-10-19 10:15", reko)
    story.certificate("2026-10-19 10:20", reko, ("2026-09-07", "2026-12-31", 100), issued="2026-09-07", first=True)
    story.join("2026-10-23 11:00", soc)
    story.livelihood("2026-10-23 11:15", soc, Livelihood.INCOME_SUPPORT, "2026-04-01")
    story.join("2026-10-28 14:00", ame, HowVerified.OWN_FORM)
    story.view(
        "2026-11-03 09:30", reko,
        what_matters="Att någon håller i trådarna.",
        goals="Att köra buss igen.",
        strengths="Jag är pålitlig och kommer alltid i tid.",
        worries="Att det har gått så lång tid redan.",
    )  # fmt: skip
    story.within("2026-11-03 09:45", reko, c.NoteConsentCopy, on=date(2026, 11, 3), how=HowObtained.LETTER)
    story.contact(
        "2026-11-06 10:20", soc, "talltitan",
        "Vi fick veta om sjukskrivningen först i oktober. Vi behöver en gemensam väg in.", Channel.PHONE,
    )  # fmt: skip
    story.sgi("2026-11-06 13:00", reko)
    story.effort("2026-11-12 10:00", ame, "Kartläggning av förmågor", "2026-12-07", "2026-12-18", status="offered")
    story.ask(
        "2026-11-18 15:00", ame, "talltitan", "Vad kan Jonas göra några timmar i veckan redan nu?", "2026-12-01",
        InquiryType.MEDICAL,
    )  # fmt: skip
    return story
