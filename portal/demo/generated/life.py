"""A generated case: its steps are thought of in any order and told in time order, in working hours."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from events.calendar import is_working_day
from portal.demo.story import Story

LAST = date(2026, 11, 20)
"""The last working day before the demo day."""
Tell = Callable[[str], object]
"""Given its moment, adds the step."""


class Life(Story):
    def __init__(self, name: str, chance: Random) -> None:
        super().__init__(name)
        self.chance = chance
        self.windows: dict[str, list[tuple[date, date]]] = {}
        """By unit: the days strictly between which it has made sure of a consent that holds."""
        self.until = date.min
        """The last day of the latest consent."""
        self.without_function = set[str]()
        """Units that at some time were not to know of function and plan."""
        self._beats: list[tuple[str, int, Tell]] = []

    def on(self, day: date, subject: str, tell: Tell, *others: str) -> date | None:
        """On the first working day from ``day``, if the officer's unit and ``others`` may act then; gives the day."""
        at = working(day)
        if at > LAST or not all(self.acts(slug, at) for slug in (unit_of(subject), *others)):
            return None
        return self.surely(at, tell)

    def surely(self, day: date, tell: Tell, clock: str = "") -> date:
        """Whatever the consent. ``clock`` puts it before or after the rest of the day."""
        hour, minute = self.chance.randrange(9, 16), self.chance.randrange(0, 60)
        at = working(day)
        if at <= LAST:
            self._beats.append((f"{at} {clock or f'{hour:02}:{minute:02}'}", len(self._beats), tell))
        return at

    def acts(self, slug: str, day: date) -> bool:
        return any(first < day < last for first, last in self.windows.get(slug, ()))

    def last_day(self, slug: str) -> date:
        """The end of the unit's last window, as it was known."""
        return max((last for _, last in self.windows.get(slug, ())), default=date.min)

    def closed_from(self, day: date, slug: str = "") -> None:
        """From this day on nobody acts any more, or that unit does not."""
        for unit in [slug] if slug else list(self.windows):
            self.windows[unit] = [(first, min(last, day)) for first, last in self.windows[unit] if first < day]

    def tell(self) -> "Life":
        for when, _, each in sorted(self._beats, key=lambda beat: beat[:2]):
            each(when)
        return self

    # What chance brings -----------------------------------------------------------------------------------------------

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def after(self, day: date, fewest: int, most: int) -> date:
        return day + timedelta(days=self.chance.randint(fewest, most))


def unit_of(subject: str) -> str:
    return subject.split(".", 1)[1]


def working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
