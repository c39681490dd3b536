"""What is written in the generated cases: plain words, about nobody in particular."""

GOALS = (
    "Att arbeta halvtid till hösten.", "Att komma tillbaka till arbete i butik.", "Att prova ett nytt yrke.",
    "Att orka med en hel arbetsdag.", "Att börja studera på komvux.", "Att arbeta med händerna igen.",
    "Att komma ut några timmar i veckan.", "Att få ett arbete med stöd nära hemma.", "Att köra truck igen.",
)  # fmt: skip
MATTERS = (
    "Att veta vem jag ska ringa.", "Att slippa berätta samma sak flera gånger.", "Att få gå fram i min egen takt.",
    "Att någon ser hela bilden.", "Att mötena läggs på förmiddagen.", "Att få vara med och bestämma.",
    "Att det händer något.",
)  # fmt: skip
STRENGTHS = (
    "Jag är noggrann och van att arbeta.", "Jag är bra på att möta människor.", "Jag har arbetat länge inom lager.",
    "Jag är envis och ger mig inte.", "Jag är händig.", "Jag lär mig snabbt.", "Jag är van att planera.",
)  # fmt: skip
WORRIES = (
    "Att det går för fort.", "Att behöva vänta länge på besked.", "Att pengarna inte räcker.", "Att bli ensam.",
    "Att börja om från början.",
)  # fmt: skip
WORK = (
    "Arbete på lager, tidigare yrke. Lyft och högt tempo.", "Arbete i kök. Stående och gående.",
    "Städning, tidigare yrke. Arbete i många olika lokaler.", "Arbete i butik. Kassa och varuplock.",
    "Inget arbete i dag. Praktik på verkstad är tänkt.", "Arbete inom hemtjänst, tidigare yrke.",
    "Studier på grundläggande nivå.", "Arbete i kommunens verksamhet, i egen takt.",
)  # fmt: skip
WHY_CHANGED = (
    "Takten behövde bli lugnare.", "En plats blev ledig tidigare än väntat.", "Behandlingen är klar.",
    "Graden har sänkts och nästa steg kan börja.", "Personen vill hellre studera.",
)  # fmt: skip
CONDITIONS = ("Om arbetsträningen fungerar som nu.", "Om sömnen fortsätter att bli bättre.", "Om behandlingen hjälper.")
HARD = (
    "Lyfta och bära", "Stå längre stunder", "Hålla fokus i rörig miljö", "Läsa längre texter", "Ta emot många intryck",
    "Planera dagen", "Gå i trappor", "Resa med buss i rusning",
)  # fmt: skip
ADVICE = (
    "Korta pass med paus varje timme.", "En uppgift i taget och en plats med lugn.", "Möjlighet att växla ställning.",
    "Skriftlig information före nya uppgifter.",
)  # fmt: skip

CARE_EFFORTS = (
    "Fysioterapi",
    "Samtalsstöd",
    "Arbetsterapi",
    "Fysisk aktivitet på recept",
    "Smärtskola",
    "Stresshantering",
)
TOWN_EFFORTS = (
    "Arbetsträning", "Kartläggning av förmågor", "Anpassad praktik", "Språkpraktik", "Studievägledning",
    "Friskvårdsgrupp",
)  # fmt: skip
STATE_EFFORTS = ("Arbetsprövning", "Stöd till start av arbete", "Förberedande utbildning", "Introduktion till arbete")

EARLY = (
    "Frågade utan att nämna namn vem hos er som möter den som är sjukskriven. Vi ses när samtycket finns.",
    "Ringde tidigt för att komma överens om ett gemensamt samtal. Inget namn nämndes.",
)  # fmt: skip
CONTACTS = (
    "Vi gick igenom läget. Nästa steg är ett gemensamt samtal.", "Insatsen fungerar. Vi stämmer av om en månad.",
    "Planeringen håller. Tiderna på förmiddagen passar bäst.", "Vi kom överens om vem som tar nästa kontakt.",
    "Besöket blev av. Vi provar samma upplägg två veckor till.", "Starten flyttas en vecka.",
    "Personen vill gärna öka i små steg.", "Vi behöver ett nytt intyg innan nästa beslut.",
)  # fmt: skip
QUESTIONS = (
    "När kan insatsen börja?", "Hur många timmar i veckan passar den här månaden?", "Vem tar nästa kontakt?",
    "Finns det en plats på förmiddagen?", "Ska vi ses alla tre före månadens slut?", "Hur går det med planeringen?",
)  # fmt: skip
ANSWERS = (
    "Om två veckor. Vi hör av oss med exakt dag.", "Tio timmar går bra att börja med.", "Vi ringer i början av veckan.",
    "Ja, tisdagar och torsdagar.", "Ja. Vi föreslår två tider.", "Det går enligt planen.",
)  # fmt: skip
MEDICAL_QUESTIONS = (
    "Vilka arbetsuppgifter bör undvikas?", "Vad klarar personen i dag, och vad hindrar?", "Kan antalet timmar ökas?",
    "Behövs anpassning av arbetsplatsen?",
)  # fmt: skip
MEDICAL_ANSWERS = (
    "Tunga lyft bör undvikas. Kortare pass går bra.", "Lugna uppgifter med paus går bra.",
    "Ja, med två timmar i veckan åt gången.", "Ja, en lugn plats utan buller.",
)  # fmt: skip
MONEY_QUESTION, MONEY_ANSWER = "Finns pågående försörjningsstöd? Ja eller nej räcker.", "Ja."

PURPOSES = (
    "Att komma överens om vem som gör vad de närmaste tre månaderna.",
    "Att få behandling, arbetsträning och försörjning att passa ihop.",
    "Att hitta nästa steg när planen har stannat upp.",
)
