"""What time brings about with a deviation: lifted when nobody has answered, closed when nobody has anything to add.

Safely repeatable, by any number of processes at once and however late: empty when there is nothing to do.
"""

from datetime import date

from msgspec.structs import replace

from events.act import Act
from events.deviation import Deviation
from events.facts import AnyFact, Entry
from events.facts import deviations as f


def time_passes(deviation: Deviation, act: Act) -> list[Entry]:
    """Dated the day it fell due, also when the clock is asked a week later."""
    lifted, closed = deviation.escalates_on, deviation.closes_on
    if closed is not None and closed <= act.day:
        return [_by_the_portal(deviation, act, f.DeviationClosed(), closed)]
    if lifted is not None and lifted <= act.day:
        return [_by_the_portal(deviation, act, f.DeviationEscalated(to=f.EscalatedTo.PROCESS_LEADER), lifted)]
    return []


def _by_the_portal(deviation: Deviation, act: Act, fact: AnyFact, due: date) -> Entry:
    owner = deviation.told.about_unit
    return replace(act.entry(None, fact, owner_unit=owner, dated=due), stream_id=deviation.deviation_id)
