"""How a generated case goes: when it opens, how long the sick leave lasts, who takes part, and how it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from events.kinds import Outcome
from orgs.kinds import UnitType
from portal.demo.county import MUNICIPALITIES, PLACES
from portal.demo.generated.life import LAST, unit_of, working
from portal.demo.generated.residents import Resident

FIRST_DAY = date(2025, 1, 8)
_DAYS_SICK = ((25, 70, 16), (70, 180, 28), (180, 365, 30), (365, 640, 26))
"""(fewest days, most days, how many of a hundred)"""
_OUTCOMES = {
    Outcome.REGULAR_WORK: 16, Outcome.SUBSIDISED_WORK: 14, Outcome.STUDIES: 10, Outcome.LABOUR_MARKET_PROGRAMME: 12,
    Outcome.MUNICIPAL_ACTIVITY: 9, Outcome.SICKNESS_COMPENSATION: 8, Outcome.REGAINED_SGI: 7, Outcome.MOVED: 7,
    Outcome.DECEASED: 2, Outcome.NO_LONGER_NEED: 12, Outcome.OTHER: 3,
}  # fmt: skip
_STILL_SICK = frozenset({
    Outcome.SICKNESS_COMPENSATION, Outcome.ACTIVITY_COMPENSATION, Outcome.MOVED, Outcome.NO_LONGER_NEED,
})  # fmt: skip
"""It may close while the sick leave goes on."""
_YOUNG = 30
"""Younger than this, activity compensation comes in place of sickness compensation."""


class Fate(Enum):
    DRAFT = auto()
    REFUSED = auto()
    WITHDRAWN = auto()
    LAPSED = auto()
    LOCKED = auto()
    GOES_ON = auto()
    """Until the sick leave ends; then it closes with its outcome."""


@dataclass(frozen=True)
class Course:
    resident: Resident
    opened: date
    sick: tuple[date, date]
    """First and last day of the sick leave as it will turn out."""
    fate: Fate
    outcome: Outcome
    over: date
    """When there is no more to do: the case closes, if it has not stopped before."""
    opener: str
    reko: str
    soc: str
    others: tuple[str, ...]

    @property
    def physician(self) -> str:
        return f"lakare.{unit_of(self.reko)}"

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody but the opener."""
        return tuple(each for each in (self.reko, self.soc, *self.others) if each != self.opener)

    def officer(self, *kinds: str) -> str | None:
        """The one of Arbetsmarknadsenheten, Försäkringskassan or Arbetsförmedlingen, by the slug's beginning."""
        return next((each for each in self.others if unit_of(each).startswith(kinds)), None)

    @property
    def early(self) -> bool:
        return (self.opened - self.sick[0]).days <= 21


def course_of(resident: Resident) -> Course:
    chance = resident.chance
    span = (LAST - FIRST_DAY).days
    opened = working(min(FIRST_DAY + timedelta(days=int(chance.random() ** 0.8 * span)), LAST - timedelta(days=3)))
    lag = chance.randint(2, 21) if chance.random() < 0.45 else chance.randint(22, chance.choice((60, 120, 300)))
    begun = opened - timedelta(days=lag)
    fewest, most, _ = chance.choices(_DAYS_SICK, [row[2] for row in _DAYS_SICK])[0]
    ended = max(begun + timedelta(days=chance.randint(fewest, most)), opened + timedelta(days=chance.randint(30, 60)))
    reko, soc, others = _officers(resident)
    fate, outcome, days = _fate(resident, opened), _outcome(resident, ended), timedelta(days=chance.randint(3, 24))
    over = max(ended - days, opened + timedelta(days=31)) if outcome in _STILL_SICK else ended + days
    return Course(
        resident, opened, (begun, ended), fate, outcome, working(over),
        soc if chance.random() < 0.12 else reko, reko, soc, others,
    )  # fmt: skip


def _fate(resident: Resident, opened: date) -> Fate:
    if (LAST - opened).days <= 16 and resident.chance.random() < 0.5:
        return Fate.DRAFT
    weights = {Fate.REFUSED: 5, Fate.WITHDRAWN: 7, Fate.LAPSED: 9, Fate.LOCKED: 3, Fate.GOES_ON: 77}
    return resident.chance.choices(list(weights), list(weights.values()))[0]


def _outcome(resident: Resident, ended: date) -> Outcome:
    drawn = resident.chance.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
    young = resident.age(ended) < _YOUNG
    return Outcome.ACTIVITY_COMPENSATION if young and drawn is Outcome.SICKNESS_COMPENSATION else drawn


def _officers(resident: Resident) -> tuple[str, str, tuple[str, ...]]:
    """A health centre of the municipality, its income support, and of the others those who are of use."""
    chance, where = resident.chance, resident.municipality
    centre = chance.choice(serving(where, UnitType.PRIMARY_CARE_UNIT))
    second = chance.random() < 0.45 and centre != "sidensvansen"
    others = []
    for prefix, slugs, share in (
        ("handlaggare", [f"ame-{where}"], 0.62),
        ("handlaggare", ["fk-vastmanland"], 0.6),
        ("handlaggare", serving(where, UnitType.AF_OFFICE), 0.42),
        ("reko", serving(where, UnitType.ADULT_PSYCHIATRY_UNIT), 0.14),
    ):
        if chance.random() < share:
            others.append(f"{prefix}{chance.choice(('', '2'))}.{slugs[0]}")
    return f"reko{'2' if second else ''}.{centre}", f"handlaggare{chance.choice(('', '2'))}.soc-{where}", tuple(others)


def serving(where: str, kind: UnitType) -> list[str]:
    code = MUNICIPALITIES[where].code
    return [place.slug for place in PLACES if place.unit_type is kind and code in place.serves]
