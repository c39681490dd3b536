"""V4 Dawit, who took the consent back with a question open; V5 Elsa, whose consent ran out."""

from events import commands as c
from events.kinds import HowObtained, HowVerified, InquiryType, Livelihood
from portal.demo.people import phone
from portal.demo.story import Story


def stories() -> list[Story]:
    return [_withdrawn(), _expired()]


def _withdrawn() -> Story:
    reko, soc, ame = "reko.jarpen", "handlaggare.soc-fagersta", "handlaggare.ame-fagersta"
    story = Story("V4")
    story.draft("2026-09-21 10:00", reko, c.Person("19910908-9835", "Dawit Testmark", phone(83)), "fagersta")
    story.team("2026-09-21 10:10", reko, "lakare.jarpen")
    story.consent("2026-09-23 13:00", reko, "soc-fagersta", "ame-fagersta", until="2027-03-22")
    story.contact_person("2026-09-23 13:10", reko)
    story.certificate("2026-09-23 13:20", reko, ("2026-09-14", "2026-10-11", 100), issued="2026-09-14", first=True)
    story.join("2026-09-24 09:00", soc)
    story.livelihood("2026-09-24 09:10", soc, Livelihood.INCOME_SUPPORT, "2026-07-01")
    story.join("2026-09-28 14:00", ame)
    story.view(
        "2026-10-01 10:30", reko,
        what_matters="Att få bestämma takten själv.",
        goals="Att komma tillbaka till lagerarbete.",
        strengths="Jag har truckkort och är van vid skift.",
    )  # fmt: skip
    story.certificate("2026-10-12 11:00", reko, ("2026-10-12", "2026-12-31", 75))
    story.contact("2026-10-19 09:15", ame, "jarpen", "Vi har en plats på lagret från mitten av november om Dawit vill.")
    purpose = "Enas om när arbetsträningen på lagret börjar och vem som följer upp den."
    sip = story.propose("2026-11-03 09:30", reko, purpose)
    place = "Fagersta vårdcentral, rum 2"
    story.call("2026-11-05 10:20", reko, sip, "2026-11-26 13:00", place, purpose, "soc-fagersta", "ame-fagersta")
    story.ask(
        "2026-11-05 10:40",
        reko,
        "soc-fagersta",
        "Kan vi planera start för arbetsträning innan SIP-mötet?",
        "2026-11-13",
    )
    story.come("2026-11-09 08:40", ame, sip)
    story.within("2026-11-10 14:20", soc, c.WithdrawConsent, how_told=HowObtained.PHONE)
    return story


def _expired() -> Story:
    reko, soc, fk = "reko.tarnan", "handlaggare.soc-kungsor", "handlaggare.fk-vastmanland"
    story = Story("V5")
    story.draft("2026-04-28 09:30", reko, c.Person("20010119-9847", "Elsa Provström", phone(84)), "kungsor")
    story.team("2026-04-28 09:40", reko, "lakare.tarnan")
    story.consent("2026-05-04 10:00", reko, "soc-kungsor", "fk-vastmanland", until="2026-10-31")
    story.contact_person("2026-05-04 10:10", reko)
    story.violence_question("2026-05-04 10:15", reko)
    story.certificate("2026-05-04 10:20", reko, ("2026-04-20", "2026-08-31", 75), issued="2026-04-20", first=True)
    story.join("2026-05-06 13:00", soc, HowVerified.SPOKE_WITH_PERSON)
    story.livelihood("2026-05-06 13:10", soc, Livelihood.INCOME_SUPPORT, "2026-02-01")
    story.join("2026-05-11 09:30", fk)
    story.sgi("2026-05-11 09:40", fk)
    story.view(
        "2026-05-18 14:00", reko,
        what_matters="Att studierna inte rinner ut i sanden.",
        goals="Att läsa klart gymnasiet på distans.",
        strengths="Jag tycker om att läsa och är envis.",
        worries="Att inte få svar i tid.",
    )  # fmt: skip
    pace = story.ask(
        "2026-08-17 10:00",
        soc,
        "tarnan",
        "Klarar Elsa att studera på halvfart i höst?",
        "2026-08-28",
        InquiryType.MEDICAL,
    )
    story.answer(
        "2026-08-24 16:00", "lakare.tarnan", pace, "Ja, om hon kan lägga upp tiden själv och börja sent på dagen."
    )
    story.certificate("2026-08-31 11:30", reko, ("2026-09-01", "2026-12-31", 50))
    story.contact("2026-09-14 13:15", soc, "tarnan", "Elsa har börjat läsa på halvfart. Nästa samtal är i oktober.")
    story.ask(
        "2026-10-27 09:00", soc, "tarnan", "Ska vi ses tillsammans med Elsa innan terminen är slut?", "2026-11-06"
    )
    return story
