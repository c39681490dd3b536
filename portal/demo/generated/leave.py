"""Sick leave of a generated case: certificates one after the other, the violence question, livelihood, SGI."""

from datetime import date, timedelta

from events import commands as c
from events.kinds import Livelihood, SgiStatus
from portal.demo.generated.course import Course
from portal.demo.generated.life import LAST, Life, Tell, unit_of

Row = tuple[str, str, int]
Recorded = tuple[date, date, date, int]
"""(when it was written in, from, to, percent)"""
LOWER = {100: 75, 75: 50, 50: 25, 25: 25}
HIGHER = {25: 50, 50: 75, 75: 100, 100: 100}


def certify(life: Life, course: Course, first: bool = True) -> list[Recorded]:
    """As long as the sick leave lasts, from its ``first`` certificate on or its next; gives what has been recorded."""
    chance, recorded = life.chance, list[Recorded]()
    begun, ended = course.sick
    degree = chance.choices((100, 75, 50), (72, 16, 12))[0]
    since = begun
    earliest = max(life.after(course.opened, 2, 12), life.first_day(unit_of(course.reko)))
    while since <= ended and since <= LAST:
        to = min(since + timedelta(days=chance.choice((20, 27, 34, 48, 62, 89))), ended)
        if first:
            to = max(to, min(earliest + timedelta(days=14), ended))
        issued = since if first else since - timedelta(days=chance.randint(0, 3))
        rows = _rows(life, since, to, degree)
        if on := _recorded(life, course, max(issued, earliest), issued, rows, first):
            recorded += [(on, *row) for row in rows]
        pause = 0 if chance.random() < 0.86 else chance.choice((2, 3, 4, 12, 20))
        since, first = to + timedelta(days=1 + pause), False
        degree = _next(rows[-1][2], chance.random())
    return recorded


def _rows(life: Life, since: date, to: date, degree: int) -> list[tuple[date, date, int]]:
    """Some certificates step down half-way."""
    half = since + (to - since) / 2
    if degree > 25 and (to - since).days > 30 and life.happens(0.22):
        return [(since, half, degree), (half + timedelta(days=1), to, LOWER[degree])]
    return [(since, to, degree)]


def _next(degree: int, drawn: float) -> int:
    return LOWER[degree] if drawn < 0.3 else HIGHER[degree] if drawn > 0.93 else degree


def _recorded(
    life: Life, course: Course, day: date, issued: date, rows: list[tuple[date, date, int]], first: bool
) -> date | None:
    by = course.physician if life.happens(0.25) else course.reko
    told: list[Row] = [(a.isoformat(), b.isoformat(), degree) for a, b, degree in rows]
    return life.on(day, by, lambda when: life.certificate(when, by, *told, issued=issued.isoformat(), first=first))


def ask_and_note(life: Life, course: Course) -> None:
    """The question about violence, what the person lives on, and whether there is an income to compute from."""
    woman = course.resident.woman
    if life.happens(0.66 if woman else 0.5):
        asked, recorded = life.happens(0.86), life.happens(0.62 if woman else 0.5)
        life.on(life.after(course.opened, 6, 40), course.reko, _question(life, course.reko, asked, asked and recorded))
    since = (course.sick[0] - timedelta(days=life.chance.randint(20, 400))).replace(day=1)

    def supported(when: str) -> None:
        entry = life.livelihood(when, course.soc, Livelihood.INCOME_SUPPORT, since.isoformat())
        life.supported = course.soc, entry, since.isoformat()

    life.on(life.after(course.opened, 8, 24), course.soc, supported)
    fk = course.officer("fk")
    if fk and life.on(life.after(course.opened, 12, 30), fk, lambda when: life.sgi(when, fk)):
        return
    status = SgiStatus.UNKNOWN if life.happens(0.12) else SgiStatus.ZERO
    life.on(life.after(course.opened, 10, 25), course.reko, lambda when: life.sgi(when, course.reko, status))


def _question(life: Life, by: str, asked: bool, recorded: bool) -> Tell:
    def tell(when: str) -> None:
        day = date.fromisoformat(when[:10])
        life.within(when, by, c.DocumentViolenceQuestion, asked=asked, asked_on=day, documented_per_routine=recorded)

    return tell


def degree_on(recorded: list[Recorded], day: date) -> int:
    """What the certificates recorded before the day say of it."""
    known = (row for row in reversed(recorded) if row[0] < day)
    return next((degree for _, first, last, degree in known if first <= day <= last), 0)
