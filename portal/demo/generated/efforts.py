"""Efforts of every party in a generated case, side by side: offered, begun, completed, broken off, declined."""

from datetime import date, timedelta
from uuid import UUID

from events.kinds import DenialGround, FkCoordination, InterventionStatus
from portal.demo import association
from portal.demo.county import MUNICIPALITIES
from portal.demo.generated import words
from portal.demo.generated.course import Course
from portal.demo.generated.life import Life, Tell, working

GROUNDS = tuple(DenialGround)


def efforts(life: Life, course: Course) -> None:
    """At once rather than one after the other; some cases have none."""
    ame, af = course.officer("ame"), course.officer("af")
    if life.happens(0.7):
        _effort(life, course, course.reko, words.CARE_EFFORTS, life.after(course.opened, 10, 50), None)
    if ame and life.happens(0.85):
        hours = life.chance.choice((4, 8, 10, 12, 15, 20))
        day = life.after(course.opened, 20, 90)
        _effort(life, course, ame, words.TOWN_EFFORTS, day, hours, _paid_for(life, course))
    if ame is None and life.happens(0.5):
        day = life.after(course.opened, 25, 100)
        _effort(life, course, course.soc, words.TOWN_EFFORTS, day, None, _paid_for(life, course))
    if af:
        _at_the_employment_service(life, course, af)
    _coordination(life, course)


def _paid_for(life: Life, course: Course) -> UUID | None:
    """Most of what the municipality holds is paid for by the association, each part of the county its own."""
    if not life.happens(0.9):
        return None
    western = MUNICIPALITIES[course.resident.municipality].code in association.WESTERN
    return association.funded_id("Steget tillbaka" if western or life.happens(0.35) else "Gröna rummet")


def _effort(
    life: Life,
    course: Course,
    by: str,
    kinds: tuple[str, ...],
    day: date,
    hours: int | None,
    paid_for: UUID | None = None,
) -> None:
    kind, begins = life.chance.choice(kinds), life.after(day, 7, 35)
    begins = working(begins)
    ends = begins + timedelta(days=life.chance.randint(45, 200))
    straight_away = hours is None and life.happens(0.6)
    known: dict[str, UUID] = {}

    def first(when: str) -> None:
        status = "started" if straight_away else "offered"
        since = when[:10] if straight_away else begins.isoformat()
        known["id"] = life.effort(when, by, kind, since, max(ends.isoformat(), since), hours, status, paid_for)

    offered = life.on(day, by, first)
    if offered is None:
        return
    if not straight_away:
        if life.happens(0.12):
            life.on(life.after(offered, 2, 9), by, _changed(life, by, known, InterventionStatus.DECLINED))
            return
        if life.happens(0.5):
            life.on(offered + timedelta(days=1), by, _changed(life, by, known, InterventionStatus.ACCEPTED))
        if not life.on(max(begins, offered + timedelta(days=5)), by, _begun(life, by, known)):
            return
    broken = life.happens(0.18)
    over = begins + (ends - begins) / 3 if broken else ends
    last = InterventionStatus.INTERRUPTED if broken else InterventionStatus.COMPLETED
    life.on(max(over, offered + timedelta(days=14)), by, _ended(life, by, known, last))


def _changed(life: Life, by: str, known: dict[str, UUID], status: InterventionStatus) -> Tell:
    return lambda when: life.change(when, by, known["id"], status)


def _begun(life: Life, by: str, known: dict[str, UUID]) -> Tell:
    return lambda when: life.change(when, by, known["id"], "started", when[:10])


def _ended(life: Life, by: str, known: dict[str, UUID], status: InterventionStatus) -> Tell:
    return lambda when: life.change(when, by, known["id"], status, to=when[:10])


def _at_the_employment_service(life: Life, course: Course, af: str) -> None:
    programme = life.chance.choice((None, "Arbetsmarknadsutbildning", "Jobb- och utvecklingsgarantin"))
    day = life.after(course.opened, 20, 80)
    life.on(day, af, lambda when: life.enrolled(when, af, when[:10], programme))
    if life.happens(0.6):
        _effort(life, course, af, words.STATE_EFFORTS, life.after(day, 10, 60), None)


def _coordination(life: Life, course: Course) -> None:
    """The person applies, with help; Försäkringskassan decides within five weeks."""
    fk = course.officer("fk")
    if fk is None or not life.happens(0.6):
        return
    status = FkCoordination.APPLIED if life.happens(0.85) else FkCoordination.CONSIDERED
    applied = life.on(life.after(course.opened, 20, 70), course.reko, _noted(life, course.reko, status))
    if applied is None or status is FkCoordination.CONSIDERED:
        return
    if life.happens(0.22):
        life.on(life.after(applied, 12, 35), fk, _noted(life, fk, FkCoordination.DENIED, life.chance.choice(GROUNDS)))
        return
    granted = life.on(life.after(applied, 12, 35), fk, _noted(life, fk, FkCoordination.GRANTED))
    if granted and life.happens(0.25):
        life.on(life.after(granted, 60, 200), fk, _noted(life, fk, FkCoordination.ENDED))


def _noted(life: Life, by: str, status: FkCoordination, ground: DenialGround | None = None) -> Tell:
    return lambda when: life.coordination(when, by, status, ground)
