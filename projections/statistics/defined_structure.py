"""I13–I15, I25–I26: routines, contact paths, coordinators and teams. Units are counted, never persons in cases."""

from projections.statistics.indicator import BY_MUNICIPALITY, WHOLE, Goal, Indicator, count, halves, rate, share
from projections.statistics.tables import Breakdown, Over

_VASTMANLAND = "Region Västmanland, Rehabkoordinator i samverkan, slutrapport 2024"
_OPEN = {"personal": False}
_SERVED = {"personal": False, "apart": frozenset({"municipality"})}
_PATHS = (*WHOLE, *halves(("org_type",), ("municipality",)))
_CARE_SCOPE: tuple[Breakdown, ...] = (*WHOLE, *halves(("care_scope",)))

STRUCTURE = (
    Indicator(
        "I13",
        "Kommuner med undertecknad rutin i kraft",
        "Hur många av länets kommuner som har en undertecknad rutin i kraft för all den vård som krävs där.",
        "Av dessa: kommuner där varje vårdform som krävs omfattas av en rutin i kraft på periodens sista dag.",
        (
            share("I13", "Kommuner med rutin i kraft", Over.STOCK, BY_MUNICIPALITY, **_OPEN),
            count("I13.partly", "Kommuner som delvis täcks", Over.STOCK, WHOLE, **_OPEN),
            share("I13.units", "Enheter som omfattas av en rutin i kraft", Over.STOCK, BY_MUNICIPALITY, **_SERVED),
        ),
        "Länets kommuner. För enheter: vårdenheter, försörjningsstöd och arbetsmarknadsenheter i länet.",
        goals=(Goal("I13", 90, "Nio av tio kommuner 2024", _VASTMANLAND),),
        cases=False,
    ),
    Indicator(
        "I14",
        "Rutinuppföljning i tid",
        "Hur stor del av rutinernas uppföljningar som hölls i tid. Kommunen kallar, första gången efter sex månader.",
        "Av dessa: uppföljningar som hölls senast 30 dagar efter den dag de skulle hållas.",
        (share("I14", "Hållna i tid", Over.FLOW, BY_MUNICIPALITY, **_OPEN),),
        "Uppföljningar som skulle hållas under perioden.",
        cases=False,
    ),
    Indicator(
        "I15",
        "Kontaktvägar",
        "Om enheternas väg in är aktuell, hänger på en enda person eller saknades.",
        "Av dessa: vägar in som är bekräftade de senaste 90 dagarna, respektive hänger på en enda person.",
        (
            share("I15.fresh", "Aktuella", Over.STOCK, _PATHS, **_SERVED),
            share("I15.vulnerable", "Sårbara", Over.STOCK, _PATHS, **_SERVED),
            count("I15.uncovered", "Utan väg in mer än fem arbetsdagar", Over.NEITHER, _PATHS, **_SERVED),
        ),
        "Enheter med publicerad väg in på periodens sista dag.",
        cases=False,
    ),
    Indicator(
        "I25",
        "Rehabkoordinatorer",
        "Hur många vårdenheter som har rehabkoordinator, och om det finns någon mer när hen är borta.",
        "Av dessa: vårdenheter med minst en rehabkoordinator, respektive minst två eller ersättare.",
        (
            share("I25.one", "Med minst en", Over.STOCK, _CARE_SCOPE, **_OPEN),
            share("I25.two", "Med minst två eller ersättare", Over.STOCK, _CARE_SCOPE, **_OPEN),
            rate("I25.turnover", "Avslutade uppdrag per 100 i genomsnitt", Over.NEITHER, _CARE_SCOPE, **_OPEN),
        ),
        "Länets vårdenheter. För omsättningen: genomsnittet av antalet uppdrag vid periodens början och slut.",
        cases=False,
    ),
    Indicator(
        "I26",
        "Försäkringsmedicinska team",
        "Hur många vårdenheter som har ett försäkringsmedicinskt team i gång. Bara uppgifter som är bekräftade de"
        " senaste 180 dagarna räknas.",
        "Vårdenheter vars väg in säger att teamet är i gång, håller på att bildas eller saknas.",
        (
            count("I26.active", "I gång", Over.STOCK, WHOLE, **_OPEN),
            count("I26.forming", "Bildas", Over.STOCK, WHOLE, **_OPEN),
            count("I26.none", "Inget team", Over.STOCK, WHOLE, **_OPEN),
            count("I26.unknown", "Ingen aktuell uppgift", Over.STOCK, WHOLE, **_OPEN),
        ),
        cases=False,
    ),
)
