"""The commands by which the demo county comes to be: organisations, units, and everybody's assignments, twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from events.calendar import STOCKHOLM
from portal.demo import people
from portal.demo.county import BODIES, PLACES
from portal.demo.schedule import Step

STARTED = datetime(2024, 11, 4, 8, 0, tzinfo=STOCKHOLM)
"""Before the first case, so that everybody is at work when it opens."""
READY = STARTED + timedelta(hours=1)
RENEWED = datetime(2026, 3, 9, 8, 0, tzinfo=STOCKHOLM)


def steps() -> Iterator[Step]:
    """A second apart: each on top of what came before."""
    first = [body.command for body in BODIES] + [place.command for place in PLACES] + list(people.assignments(0))
    for start, commands in ((STARTED, first), (RENEWED, list(people.assignments(1)))):
        for number, command in enumerate(commands):
            yield Step(start + timedelta(seconds=number), command)
