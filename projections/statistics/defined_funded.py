"""F01: who takes part in what the association pays for, for Uppföljning Finsam (domain.md 7.5).

Counted like every other indicator, through the same editions and the same disclosure control. It is none of I01–I29, so
it has a letter of its own.
"""

from projections.statistics.indicator import BY_YEAR, Indicator, count
from projections.statistics.tables import Over

FUNDED = Indicator(
    "F01",
    "Deltagare i finansierade insatser",
    "Hur många som började, och hur många som pågår, i var och en av de insatser som samordningsförbundet finansierar."
    " Räknas för kalenderår, i hela länet. En person kan delta i flera insatser och räknas då en gång i var och en.",
    "Nya: ärenden där insatsen började under året, första gången. Pågående: ärenden som pågår och där insatsen har"
    " börjat och inte är slut på årets sista dag. Bara insatser som handläggaren har angett som finansierade räknas.",
    (
        count("F01.new", "Nya deltagare", Over.FLOW, BY_YEAR),
        count("F01.ongoing", "Pågående deltagare", Over.STOCK, BY_YEAR),
    ),
    kind="Insats",
)
