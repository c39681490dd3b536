"""A generated case: its steps are thought of in any order and told in time order, in working hours."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from uuid import UUID

from events.calendar import is_working_day
from portal.demo.story import Story

LAST = date(2026, 11, 20)
"""The last working day before the demo day."""
_DAY = timedelta(days=1)
NEVER = date(2100, 1, 1)
Tell = Callable[[str], object]
"""Given its moment, adds the step."""


class Life(Story):
    def __init__(self, name: str, chance: Random) -> None:
        super().__init__(name)
        self.chance = chance
        self.goal = ""
        """What the person wants, in the plan as in their own words."""
        self.windows: dict[str, list[tuple[date, date]]] = {}
        """By unit: the days strictly between which it has made sure of a consent that holds."""
        self.until = date.min
        """The last day of the latest consent."""
        self.supported: tuple[str, UUID, str] | None = None
        """Who wrote down the income support, the entry that stands, and since when."""
        self.without_function = set[str]()
        """Units that at some time were not to know of function and plan."""
        self._beats: list[tuple[str, int, Tell]] = []
        self._clock = Random(name)  # noqa: S311 - apart from ``chance``, so that an hour changes nothing else
        self._said = set[str]()

    def on(self, day: date, subject: str, tell: Tell, *others: str, clock: str = "") -> date | None:
        """On the first working day from ``day``, if the officer's unit and ``others`` may act then; gives the day."""
        at = working(day)
        if at > LAST or not all(self.acts(slug, at) for slug in (unit_of(subject), *others)):
            return None
        return self.surely(at, tell, clock)

    def surely(self, day: date, tell: Tell, clock: str = "") -> date:
        """Whatever the consent. ``clock`` puts it before or after the rest of the day."""
        hour, minute = self.chance.randrange(9, 16), self.chance.randrange(0, 60)
        at = working(day)
        if at <= LAST:
            self._beats.append((f"{at} {clock or f'{hour:02}:{minute:02}'}", len(self._beats), tell))
        return at

    def acts(self, slug: str, day: date) -> bool:
        return any(first < day < last for first, last in self.windows.get(slug, ()))

    def first_day(self, slug: str) -> date:
        """The first day that the unit acts on; for one that never does, long after all is over."""
        return min((first for first, _ in self.windows.get(slug, ())), default=NEVER) + _DAY

    def last_day(self, slug: str) -> date:
        """The end of the unit's last window, as it was known."""
        return max((last for _, last in self.windows.get(slug, ())), default=date.min)

    def thought_of_after(self, day: date) -> bool:
        """Whether there are steps from that day on already."""
        return any(when >= day.isoformat() for when, _, _ in self._beats)

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

    def fresh(self, texts: tuple[str, ...]) -> str:
        """One of the texts, and not the same again before the others have been said."""
        start = self.chance.randrange(len(texts))
        turned = texts[start:] + texts[:start]
        said = next((text for text in turned if text not in self._said), turned[0])
        self._said.add(said)
        return said

    def clock(self, first_hour: int, last_hour: int) -> str:
        """A time of day from the one hour until the other is over."""
        return f"{self._clock.randint(first_hour, last_hour):02}:{self._clock.randrange(5, 58):02}"

    def after(self, day: date, fewest: int, most: int) -> date:
        return day + timedelta(days=self.chance.randint(fewest, most))


def unit_of(subject: str) -> str:
    return subject.split(".", 1)[1]


def working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
