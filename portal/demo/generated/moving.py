"""Somebody moves within the county: a new consent first, then the responsibility is handed over (domain.md 5.3.1).

The unit that hands over reads on for thirty days and writes no more; the case is counted where the person now lives.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from events import commands as c
from events.calendar import add_months
from events.kinds import Channel, Outcome, ResponsibilityKind, TransferReason
from orgs.kinds import UnitType
from portal.demo.county import MUNICIPALITIES
from portal.demo.generated import words
from portal.demo.generated.consenting import joining
from portal.demo.generated.course import Course, Fate, serving
from portal.demo.generated.life import LAST, Life, unit_of, working
from portal.demo.generated.residents import SEED
from portal.demo.ids import unit_id

SHARE = 0.16
TO = ("koping", "sala", "arboga", "hallstahammar", "kungsor", "surahammar", "fagersta")
"""Not to the two smallest, which are to stay small in the statistics."""
SETTLED, LEFT_OVER = timedelta(days=70), timedelta(days=30)


def move(life: Life, course: Course) -> Course | None:
    """The course as it goes on in the new municipality; ``None`` for those who stay where they are."""
    # A chance apart, so that everybody who stays lives as if nobody had moved.
    chance = Random(f"{SEED} moves {course.resident.number}")  # noqa: S311 - a story, not a secret
    old = unit_of(course.reko)
    goes = course.fate is Fate.GOES_ON and course.opener == course.reko and chance.random() < SHARE
    stays_on = course.outcome not in {Outcome.MOVED, Outcome.DECEASED}
    earliest, latest = course.opened + SETTLED, min(course.over - LEFT_OVER, LAST - timedelta(days=12))
    if not goes or not stays_on or earliest >= latest:
        return None
    day = working(earliest + (latest - earliest) * chance.random())
    if not life.acts(old, day) or life.thought_of_after(day) or life.last_day(old) < day + timedelta(days=15):
        return None
    where = chance.choice([slug for slug in TO if slug != course.resident.municipality])
    centre = chance.choice(serving(where, UnitType.PRIMARY_CARE_UNIT))
    others = tuple(each for each in course.others if unit_of(each).startswith(("fk", "af")))
    after = replace(
        course, opened=day, opener=f"reko.{centre}", reko=f"reko.{centre}",
        soc=f"handlaggare.soc-{where}", others=others,
    )  # fmt: skip
    _let_in(life, course, after, day)
    _hand_over(life, course, after, life.after(day, 5, 9), MUNICIPALITIES[where].code)
    return after


def _let_in(life: Life, course: Course, after: Course, day: date) -> None:
    """The person lets the new units in and leaves out those of the municipality they move from."""
    by, until = course.reko, add_months(day, 12) - timedelta(days=1)
    life.until = until
    life.closed_from(day)
    slugs = tuple(unit_of(each) for each in (after.reko, *after.parties))
    life.surely(day, lambda when: life.consent(when, by, *slugs, until=until.isoformat()), life.clock(9, 14))
    life.windows[unit_of(by)].append((day, day + timedelta(days=4)))
    for each in (after.reko, *after.parties):
        joined = working(life.after(day, 1, 3))
        life.surely(joined, joining(life, each), life.clock(8, 12))
        life.windows.setdefault(unit_of(each), []).append((joined, min(until, course.over)))


def _hand_over(life: Life, course: Course, after: Course, day: date, code: str) -> None:
    by, to, soc = course.reko, unit_of(after.reko), unit_of(after.soc)
    text = life.fresh(words.HANDING_OVER)

    def tell(when: str) -> None:
        life.contact(when, by, soc, text, Channel.VIDEO, with_person=True)
        for kind in (ResponsibilityKind.MEDICAL, ResponsibilityKind.LEAD):
            where = {"municipality_code": code} if kind is ResponsibilityKind.MEDICAL else {}
            terms = {"kind": kind, "to_unit": unit_id(to), "reason": TransferReason.MOVED, **where}
            life.within(when, by, c.TransferCaseResponsibility, **terms)

    life.surely(day, tell, life.clock(10, 14))
