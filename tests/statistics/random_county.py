"""Counties drawn at random: cases, counted into tables edition by edition, with late entries in between."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random
from statistics import median as middle

from projections.statistics.indicator import COUNTY, GROUPS, STANDARD, count, median, rate, share
from projections.statistics.periods import Period, period_of
from projections.statistics.tables import TOTAL, Catalogue, Figure, Over, Row, Table

GENDERS, AGES = ("woman", "man"), ("16-24", "25-54", "55-66")
EDITIONS = (
    ("2026M01",),
    ("2026M02",),
    ("2026M03", "2026Q1"),
    ("2026M03", "2026Q1"),
    ("2026M06", "2026Q2", "2026H1"),
    ("2026M06", "2026Q2", "2026H1"),
)
"""Moments of publication. A quarter and the half-year come twice: the day after, then with what was entered late."""

FEWER = (("2026M01",), ("2026M03", "2026Q1"), ("2026M03", "2026Q1"), ("2026M06", "2026Q2", "2026H1"))

MONTH_BY_MONTH = (
    ("2026M01",),
    ("2026M02",),
    ("2026M03", "2026Q1"),
    ("2026M04", "2026T1"),
    ("2026M05",),
    ("2026M06", "2026Q2", "2026H1"),
)
"""Every month is told before the quarter, the tertial and the half-year that it is in."""


@dataclass(frozen=True)
class Drawn:
    """A case: from its first to its last month of the half-year, both included."""

    gender: str
    age: str
    municipality: str
    first: int
    last: int
    full_time: bool
    plan_in: int
    days: int

    def value(self, breakdown: str, groups: dict[str, str]) -> str:
        of_place = {"municipality": self.municipality, "municipality_group": groups[self.municipality]}
        return of_place.get(breakdown) or {"gender": self.gender, "age_group": self.age}.get(breakdown, "unit")


@dataclass(frozen=True)
class County:
    """``editions``: (day, tables); periods that end on one day are published together."""

    catalogue: Catalogue
    editions: tuple[tuple[str, tuple[Table, ...]], ...]


BREAKDOWNS = tuple(each for each in STANDARD if "care_unit" not in each.by)


def drawn_county(seed: int, *, small: bool = False) -> County:
    """The same for the same seed. ``small``: fewer places, figures and moments."""
    chance = Random(seed)
    municipalities = [f"19{number:02}" for number in range(chance.randint(3, 4) if small else chance.randint(4, 7))]
    groups = {each: f"group {number // 2}" for number, each in enumerate(municipalities)}
    figures = (
        count("I01", "Pågående", Over.STOCK, BREAKDOWNS),
        count("I02", "Nya", Over.FLOW, BREAKDOWNS),
        share("I05", "Plan", Over.NEITHER, BREAKDOWNS),
        share("I08", "Heltid", Over.STOCK, BREAKDOWNS),
        share("I10", "Nedtrappning", Over.STOCK, BREAKDOWNS),
        median("I11.median", "Längd", Over.STOCK, "dagar", BREAKDOWNS),
        rate("I18.rate", "Per hundra", Over.STOCK, BREAKDOWNS),
    )
    same = ((("I08", "numerator"), ("I10", "denominator")), (("I01", "numerator"), ("I18.rate", "denominator")))
    catalogue = Catalogue(
        figures[:2] + figures[3:4] if small else figures,
        same=() if small else same,
        within=((("I08", "denominator"), ("I01", "numerator")),),
        groups=groups,
    )
    weights = [chance.choice((1, 2, 4, 12, 30)) for _ in municipalities]
    cases = [
        _case(chance, municipalities, weights)
        for _ in range(chance.choice((40, 90, 240) if small else (12, 40, 90, 240)))
    ]
    editions: list[tuple[str, tuple[Table, ...]]] = []
    for day, codes in enumerate(FEWER if small else EDITIONS):
        periods = [period for code in codes if (period := period_of(code))]
        made = (
            _table(figure, by, period, cases, groups, municipalities)
            for period in periods
            for figure, by in catalogue.tables(period)
        )
        editions.append((str(day), tuple(made)))
        # What is entered late or withdrawn before the next edition.
        for _ in range(chance.randint(0, 2)):
            place = chance.randrange(len(cases))
            cases[place] = replace(cases[place], full_time=chance.random() < 0.5, plan_in=chance.randint(1, 12))
        if chance.random() < 0.3:
            cases.append(_case(chance, municipalities, weights))
    return County(catalogue, tuple(editions))


def thin_county(seed: int) -> County:
    """What happens a few times in a half-year, told month by month: the same for the same seed."""
    chance = Random(f"thin {seed}")
    municipalities = ["1901", "1902", "1903"]
    groups = {"1901": "group 0", "1902": "group 0", "1903": "group 1"}
    rare = share("I16.within_5", "Rare", Over.FLOW, COUNTY)
    catalogue = Catalogue((count("I02", "Nya", Over.FLOW, GROUPS), rare), groups=groups)
    cases = [_case(chance, municipalities, (1, 3, 6)) for _ in range(chance.choice((3, 6, 12, 24, 90)))]
    editions: list[tuple[str, tuple[Table, ...]]] = []
    for day, codes in enumerate(MONTH_BY_MONTH):
        periods = [period for code in codes if (period := period_of(code))]
        made = (
            _table(figure, by, period, cases, groups, municipalities)
            for period in periods
            for figure, by in catalogue.tables(period)
        )
        editions.append((str(day), tuple(made)))
        if chance.random() < 0.2:
            cases.append(_case(chance, municipalities, (1, 3, 6)))
    return County(catalogue, tuple(editions))


def _case(chance: Random, municipalities: Sequence[str], weights: Sequence[int]) -> Drawn:
    first = chance.randint(1, 6)
    return Drawn(
        chance.choices(GENDERS, (3, 2))[0],
        chance.choice(AGES),
        chance.choices(municipalities, weights)[0],
        first,
        first + chance.randint(0, 6),
        chance.random() < 0.6,
        chance.randint(1, 12),
        chance.randint(10, 400),
    )


Counted = Callable[[list[Drawn]], tuple[int | None, int | None, float | None]]


def _counting(figure: str, period: Period) -> Counted:
    first, last = period.first.month, period.last.month

    def on_the_day(cases: Iterable[Drawn]) -> list[Drawn]:
        return [case for case in cases if case.first <= last <= case.last]

    def touching(cases: Iterable[Drawn]) -> list[Drawn]:
        return [case for case in cases if case.first <= last and case.last >= first and case.days > 30]

    def full_time(cases: Iterable[Drawn]) -> list[Drawn]:
        return [case for case in on_the_day(cases) if case.full_time and case.days > 30]

    def of(part: list[Drawn], whole: list[Drawn]) -> tuple[int, int, float | None]:
        return len(part), len(whole), 100 * len(part) / len(whole) if whole else None

    counted: dict[str, Counted] = {
        "I01": lambda cases: (len(on_the_day(cases)), None, None),
        "I02": lambda cases: (sum(first <= case.first <= last for case in cases), None, None),
        "I05": lambda cases: of([case for case in touching(cases) if case.plan_in <= last], touching(cases)),
        "I16.within_5": lambda cases: of(
            [case for case in cases if first <= case.first <= last and case.full_time],
            [case for case in cases if first <= case.first <= last],
        ),
        "I08": lambda cases: of(full_time(cases), [case for case in on_the_day(cases) if case.days > 30]),
        "I10": lambda cases: of([case for case in full_time(cases) if case.plan_in > last], full_time(cases)),
        "I18.rate": lambda cases: of([case for case in on_the_day(cases) if case.days > 350], on_the_day(cases)),
        "I11.median": lambda cases: (
            None,
            len(on_the_day(cases)),
            float(middle([case.days for case in on_the_day(cases)])) if on_the_day(cases) else None,
        ),
    }
    return counted[figure]


def _table(
    figure: Figure,
    by: tuple[str, ...],
    period: Period,
    cases: list[Drawn],
    groups: dict[str, str],
    municipalities: list[str],
) -> Table:
    values = {
        "gender": GENDERS,
        "age_group": AGES,
        "municipality": tuple(municipalities),
        "municipality_group": tuple(dict.fromkeys(groups.values())),
    }
    counted = _counting(figure.key, period)
    rows = []
    for key in product(*((*values[name], TOTAL) for name in by)):
        chosen = [
            case
            for case in cases
            if all(value in (TOTAL, case.value(name, groups)) for name, value in zip(by, key, strict=True))
        ]
        rows.append(Row(key, *counted(chosen)))
    return Table(figure.key, period.code, by, tuple(rows))
