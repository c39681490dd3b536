"""What is written in the generated cases: plain words, about nobody in particular."""

ROADS = {
    "Att arbeta halvtid till hösten.": "Arbete inom hemtjänst, tidigare yrke. Lyft och många förflyttningar.",
    "Att komma tillbaka till arbete i butik.": "Arbete i butik, tidigare yrke. Kassa och varuplock.",
    "Att prova ett nytt yrke.": "Inget arbete i dag. Arbete på lager tidigare, med lyft och högt tempo.",
    "Att orka med en hel arbetsdag.": "Städning, tidigare yrke. Arbete i många olika lokaler.",
    "Att börja studera på komvux.": "Studier på grundläggande nivå. Tidigare arbete i kök.",
    "Att arbeta med händerna igen.": "Inget arbete i dag. Praktik på verkstad är tänkt.",
    "Att komma ut några timmar i veckan.": "Arbete i kommunens verksamhet, i egen takt.",
    "Att få ett arbete med stöd nära hemma.": "Arbete i kök med stöd. Stående och gående.",
    "Att köra truck igen.": "Arbete på lager, tidigare yrke. Truck, plock och högt tempo.",
}
"""What the person wants, and the occupation that the plan then describes."""
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
FIRST_CONTACTS = (
    "Vi gick igenom läget. Nästa steg är ett gemensamt samtal.", "Vi kom överens om vem som tar nästa kontakt.",
    "Kartläggningen börjar nästa vecka. Vi hörs när den är klar.", "Vi väntar på intyget innan vi planerar vidare.",
    "Personen vill börja i liten skala. Vi letar en plats nära hemma.", "Vi stämde av vem som är kontakt hos er.",
    "Tiderna på förmiddagen passar bäst. Vi planerar efter det.", "Vi tar upp frågan om arbetsträning vid nästa besök.",
)  # fmt: skip
CONTACTS = (
    "Vi gick igenom de närmaste månaderna. Inget behöver ändras nu.", "Det går bättre. Vi stämmer av om en månad.",
    "Planeringen håller. Tiderna på förmiddagen passar bäst.", "Vi kom överens om vem som ringer efter läkarbesöket.",
    "Besöket blev av. Vi provar samma upplägg två veckor till.", "Det har varit en tung tid. Takten sänks nu.",
    "Personen vill gärna öka i små steg.", "Vi behöver ett nytt intyg innan nästa beslut.",
)  # fmt: skip
"""As many as the first ones, so that a case takes the same turn with either."""
MOVES_AWAY = (
    "Personen flyttar till ett annat län. Vi har berättat vart hen kan vända sig, och avslutar här.",
    "Flyttar till ett annat län vid månadsskiftet. Personen tar själv med sig planen.",
)
HANDING_OVER = (
    "Samtal inför flytten. Den nya vårdcentralen tar över, och ni är kontakt i kommunen.",
    "Vi gick igenom planen tillsammans med personen. Den nya vårdcentralen håller ihop ärendet från och med nu.",
    "Flytten är klar. Nästa läkarbesök är på den nya vårdcentralen.",
)
QUESTIONS = {
    "När kan ni ha ett första möte med personen?": "Om två veckor. Vi hör av oss med exakt dag.",
    "Hur många timmar i veckan passar den här månaden?": "Tio timmar går bra att börja med.",
    "Vem tar nästa kontakt?": "Vi ringer i början av veckan.",
    "Finns det en tid på förmiddagen?": "Ja, tisdagar och torsdagar.",
    "Ska vi ses alla tre före månadens slut?": "Ja. Vi föreslår två tider.",
    "Hur går det med planeringen?": "Det går framåt. Vi har bokat ett nytt samtal.",
}
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
