"""I05–I07b, I16–I17, I20–I21, I23–I24, I27–I28: what is planned, asked, agreed and done in the cases."""

from projections.statistics.indicator import (
    BY_KIND,
    COUNTY,
    GROUPS,
    WHOLE,
    Goal,
    Indicator,
    count,
    halves,
    median,
    share,
)
from projections.statistics.tables import Over

_LONG_TERM = "Region Jämtland Härjedalen, uppföljning av den långsiktiga planen"
_BOARD = "Regionstyrelsen, Region Jämtland Härjedalen"
_VASTMANLAND = "Region Västmanland, Rehabkoordinator i samverkan, slutrapport 2024"
_UNITS = frozenset({"care_unit"})
_CARE = (*COUNTY, *halves(("care_unit",)))

WORK = (
    Indicator(
        "I05",
        "Andel med plan, sjukskrivna mer än 30 dagar",
        "Hur stor del av dem som har varit sjukskrivna mer än 30 dagar som har en sjukskrivnings- och"
        " rehabiliteringsplan. Längden räknas från sjukfallets första till sista intygade dag.",
        "Av dessa: ärenden med en plan som är upprättad tidigast 30 dagar före sjukfallets start och senast periodens"
        " sista dag.",
        (share("I05", "Har plan", Over.NEITHER),),
        "Ärenden med ett sjukfall som berör perioden och är längre än 30 dagar.",
        goals=(
            Goal("I05", 30, "Mål 2023: minst 30 procent", _LONG_TERM),
            Goal("I05", 50, "Mål 2027: minst 50 procent", _LONG_TERM),
            Goal("I05", 100, "Alla med försörjningsstöd ska ha en plan", _VASTMANLAND),
        ),
    ),
    Indicator(
        "I06",
        "Plan inom 30 dagar",
        "Hur stor del av dem som har varit sjukskrivna mer än 30 dagar som fick sin plan inom 30 dagar.",
        "Av dessa: ärenden med en plan upprättad senast 30 dagar efter sjukfallets start.",
        (share("I06", "Plan inom 30 dagar", Over.NEITHER),),
        "Ärenden med ett sjukfall som berör perioden och är längre än 30 dagar (nämnaren i I05).",
    ),
    Indicator(
        "I06b",
        "Plan med KVÅ-kod",
        "Hur stor del av planerna som är kodade i journalen. Planer måste kodas för att kunna räknas.",
        "Av dessa: ärenden där planen är registrerad med KVÅ-kod.",
        (share("I06b", "Plan med KVÅ-kod", Over.NEITHER),),
        "Ärenden med plan (täljaren i I05).",
    ),
    Indicator(
        "I07",
        "Frågan om våld ställd och journalförd enligt rutin",
        "Hur stor del av nya sjukfall där vårdenheten har ställt frågan om våld och journalfört det enligt rutin."
        " Svaret finns inte i portalen.",
        "Av dessa: den senaste uppgiften, högst 30 dagar från sjukfallets start, säger ställd och journalförd enligt"
        " rutin.",
        (share("I07", "Ställd och journalförd", Over.FLOW, _CARE, apart=_UNITS),),
        "Sjukfall som började under perioden i ärenden där vårdenheten är part.",
        goals=(
            Goal("I07", 30, "Mål 2023: minst 30 procent", _LONG_TERM),
            Goal("I07", 50, "Mål 2027: minst 50 procent", _LONG_TERM),
            Goal("I07", 100, "Styrelsens beslut: alla", _BOARD),
        ),
    ),
    Indicator(
        "I07b",
        "Frågan om våld ställd men inte rätt journalförd",
        "Hur stor del av nya sjukfall där frågan är ställd men inte journalförd enligt rutin, och därför inte syns i"
        " vårdens egen statistik.",
        "Av dessa: den senaste uppgiften, högst 30 dagar från sjukfallets start, säger ställd men inte journalförd"
        " enligt rutin.",
        (share("I07b", "Ställd men inte rätt journalförd", Over.FLOW, _CARE, apart=_UNITS),),
        "Sjukfall som började under perioden i ärenden där vårdenheten är part.",
    ),
    Indicator(
        "I16",
        "Tid till första kontakt",
        "Antal arbetsdagar från personens första samtycke till den första kontakten mellan region och kommun. När den"
        " ena saknas i ärendet räknas första kontakten mellan den som öppnade ärendet och en annan part.",
        "Av dessa: kontakt inom fem arbetsdagar.",
        (
            median("I16.median", "Mediantid", Over.FLOW, "arbetsdagar"),
            share("I16.within_5", "Inom fem arbetsdagar", Over.FLOW),
        ),
        "Ärenden vars första samtycke är givet under perioden och där en kontakt är antecknad.",
    ),
    Indicator(
        "I17",
        "Tidig kontakt",
        "Hur stor del av de nya ärendena där organisationerna hade kontakt innan personen blev sjukskriven på heltid."
        " Det är rutinens huvudregel.",
        "Av dessa: första kontakten mellan organisationer senast första dagen på heltid, eller aldrig på heltid.",
        (share("I17", "Tidig kontakt", Over.FLOW),),
        "Nya ärenden under perioden med sjukskrivning.",
        goals=(Goal("I17", 100, "Rutinens huvudregel", _VASTMANLAND),),
    ),
    Indicator(
        "I20",
        "Fråga och svar",
        "Hur många frågor parterna ställer till varandra i ärendena och hur snabbt svaren kommer.",
        "Frågor ställda respektive besvarade under perioden. Försenad är en fråga som besvarades efter sista dag, eller"
        " är obesvarad när sista dag har passerat.",
        (
            count("I20.sent", "Ställda frågor", Over.FLOW, (*BY_KIND, *halves(("org_type",)))),
            count("I20.answered", "Besvarade frågor", Over.FLOW, (*BY_KIND, *halves(("org_type",)))),
            median("I20.median", "Mediantid till svar", Over.FLOW, "arbetsdagar", (*BY_KIND, *halves(("org_type",)))),
            share("I20.overdue", "Försenade", Over.NEITHER, (*BY_KIND, *halves(("org_type",)))),
        ),
        "För andelen försenade: frågor vars sista svarsdag infaller under perioden.",
        kinds=(
            ("general", "Allmän fråga"),
            ("medical", "Medicinsk fråga"),
            ("certificate_completion", "Komplettering av läkarintyg"),
            ("planning", "Fråga om planering"),
            ("economy_yes_no", "Fråga om försörjning"),
        ),
    ),
    Indicator(
        "I21",
        "Uppföljning av ärenden",
        "Hur stor del av sexmånadersuppföljningarna som blev av i tid.",
        "Av dessa: uppföljningar som hölls senast 30 dagar efter den dagen.",
        (share("I21", "Hållna i tid", Over.FLOW, GROUPS),),
        "Sexmånadersuppföljningar vars dag infaller under perioden: den bokade dagen, eller, om ingen då är bokad, sex"
        " månader efter det första samtycket. Ärendet ska vara aktivt den dagen.",
    ),
    Indicator(
        "I23",
        "Samtycken",
        "Hur samtycken ges, förändras och upphör. Ärenden där personen sa nej räknas bara här.",
        "Samtycken som gavs, nekades, återkallades, begränsades eller gick ut utan att förnyas under perioden.",
        (
            count("I23.recorded", "Givna samtycken", Over.FLOW, COUNTY),
            share("I23.written", "Varav skriftliga", Over.FLOW, COUNTY),
            count("I23.refused", "Samtycke inte lämnat", Over.FLOW, COUNTY),
            count("I23.withdrawn", "Återkallade", Over.FLOW, COUNTY),
            count("I23.narrowed", "Begränsade", Over.FLOW, COUNTY),
            count("I23.expired", "Utgångna utan förnyelse", Over.NEITHER, COUNTY),
        ),
        "För andelen skriftliga: givna samtycken.",
    ),
    Indicator(
        "I24",
        "Samordning hos Försäkringskassan",
        "Hur ofta samordning av rehabiliteringsinsatser söks och beviljas, och varför den nekas.",
        "Ansökningar och beslut under perioden.",
        (
            count("I24.applied", "Sökta", Over.FLOW, WHOLE),
            count("I24.granted", "Beviljade", Over.FLOW, WHOLE),
            count("I24.denied", "Nekade", Over.FLOW, (*WHOLE, *halves(("kind",)))),
            median("I24.median", "Mediantid till beslut", Over.FLOW, "dagar", WHOLE),
        ),
        kinds=(
            ("has_sgi", "Har SGI"),
            ("not_insured", "Inte försäkrad i Sverige"),
            ("no_certificate", "Läkarintyg saknas"),
            ("no_work_rehab_need", "Inget behov av arbetslivsinriktad rehabilitering"),
        ),
    ),
    Indicator(
        "I27",
        "Överförd funktions- och aktivitetsinformation",
        "Hur stor del av dem som har börjat en kommunal insats där enheten som håller i insatsen har fått veta vad"
        " personen klarar.",
        "Av dessa: en bedömning av funktion och aktivitet som enheten kan läsa, delad senast 14 dagar efter start.",
        (share("I27", "Informationen överförd", Over.NEITHER),),
        "Ärenden där en kommunal insats började under perioden.",
    ),
    Indicator(
        "I28",
        "Parallella insatser",
        "Hur stor del av de pågående ärendena där minst två parter har en insats i gång samtidigt.",
        "Av dessa: ärenden med pågående insatser från minst två parter på periodens sista dag.",
        (share("I28", "Parallella insatser", Over.STOCK, COUNTY),),
        "Pågående ärenden på periodens sista dag (I01).",
    ),
)
