"""The certificate of a purge: which cases, why, what is gone, and what is not gone yet."""

from collections.abc import Sequence

from events.calendar import STOCKHOLM
from portal.operation.ending import Purged
from portal.swedish import label

NOTHING = "Inget ska gallras i dag."
DONE = """Nycklarna till varje uppgift är förstörda och personens namn och nummer är borttagna ur valvet.
Borttagna rader är städade ur databasens filer.
Kvar i loggen finns oläsbar text, bevisen för att inget har ändrats, och det som statistiken räknar: kommun, kön,
födelseår, datum och koder. Det är pseudonymiserade personuppgifter.
Inte klart: databasens ändringslogg skrivs över efterhand, och säkerhetskopior från före gallringen innehåller nycklarna
tills de har gallrats enligt er rutin. Kör portal purge efter varje återställning; en gallring som beslutades efter
kopian behöver då beslutas igen."""


def certificate(purged: Sequence[Purged]) -> str:
    if not purged:
        return NOTHING
    lines = [_line(each) for each in purged]
    return "\n".join(["Intyg om gallring", *lines, DONE])


def _line(each: Purged) -> str:
    decided = f", beslut {each.decision_ref}" if each.decision_ref else ""
    at = each.at.astimezone(STOCKHOLM)
    why = label(each.ground, "purge_ground").lower()
    return f"{each.number}: gallrat {at:%Y-%m-%d %H.%M}, {why}{decided}. {each.entries} händelser."
