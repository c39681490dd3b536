"""The consents of a generated case: given, made sure of, renewed, narrowed, withdrawn, run out, refused."""

from datetime import date, timedelta
from typing import Any

from events import commands as c
from events.calendar import add_months
from events.categories import Category
from events.facts import Removal
from events.kinds import ConsentForm, HowObtained, HowVerified, InitiatingReason
from portal.demo.generated.course import Course, Fate
from portal.demo.generated.life import LAST, Life, Tell, unit_of, working
from portal.demo.ids import unit_id

HOW_VERIFIED = (HowVerified.SEEN_FORM, HowVerified.SPOKE_WITH_PERSON, HowVerified.OWN_FORM)
NEVER_JOINS = 0.06
STOPPED = frozenset({Fate.WITHDRAWN, Fate.LOCKED})


def open_case(life: Life, course: Course) -> None:
    """The draft and what it comes to."""
    reason = InitiatingReason.EARLY_CONTACT if course.early else InitiatingReason.SICK_LEAVE_WITHOUT_SGI
    if not course.early and life.happens(0.15):
        reason = InitiatingReason.HANDOVER
    by, resident = course.opener, course.resident
    beside = (course.physician,) if by.startswith("reko") else ()

    def opening(when: str) -> None:
        life.draft(when, by, resident.person, resident.municipality, reason)
        life.team(when, by, *beside)

    life.surely(course.opened, opening, life.clock(8, 11))
    if course.fate is Fate.DRAFT:
        return
    given = working(life.after(course.opened, 1, 9))
    if course.fate is Fate.REFUSED:
        life.surely(given, lambda when: life.within(when, by, c.RefuseConsent))
        return
    _consents(life, course, given)


def _consents(life: Life, course: Course, given: date) -> None:
    """One after the other while the case goes on; some are renewed too late, and leave a pause."""
    absent = frozenset(each for each in course.parties if life.happens(NEVER_JOINS))
    while given <= LAST:
        months = life.chance.choices((3, 6, 12), (14, 62, 24))[0]
        until = add_months(given, months) - timedelta(days=1)
        stops = life.after(given, 30, (until - given).days - 5) if course.fate in STOPPED else until
        if course.fate is Fate.LOCKED and given < LAST - timedelta(days=30) < until:
            stops = life.after(LAST, -20, -3)  # kept for 30 days, so that there is one to see
        again = working(life.after(until, 4, 40) if life.happens(0.2) else life.after(until, -24, -3))
        last = again >= course.over or course.fate is not Fate.GOES_ON
        _given(life, course, given, until, working(stops) if last else min(again, until), absent)
        if last:
            break
        given = again
    if course.fate is Fate.GOES_ON:
        life.closed_from(course.over)
    _narrowed(life, course)


def _given(life: Life, course: Course, given: date, until: date, acts_to: date, absent: frozenset[str]) -> None:
    by, life.until = course.opener, until
    slugs = tuple(unit_of(each) for each in course.parties)
    oral = life.happens(0.16)
    terms: dict[str, Any] = {"form": ConsentForm.ORAL, "how_obtained": HowObtained.PHONE} if oral else {}
    if course.resident.person.interpreter_language:
        terms |= {"interpreter_used": True, "language": course.resident.person.interpreter_language}
    held_back = {
        slug: frozenset({Category.FUNCTIONAL_STATUS, Category.REHAB_PLAN})
        for slug in slugs
        if slug.startswith("soc") and life.happens(0.08)
    }
    life.without_function.update(held_back)
    first = unit_of(by) not in life.windows

    def record(when: str) -> None:
        life.consent(when, by, *slugs, until=until.isoformat(), without=held_back, **terms)
        if first:
            life.contact_person(when, by)

    life.surely(given, record, life.clock(9, 14))
    life.windows.setdefault(unit_of(by), []).append((given, acts_to))
    for party in course.parties:
        joined = working(life.after(given, 1, 14 if first else 6))
        if party not in absent and joined < acts_to:
            life.surely(joined, joining(life, party), life.clock(8, 15))
            life.windows.setdefault(unit_of(party), []).append((joined, acts_to))
    if life.happens(0.5):
        day = life.after(given, 0, 5)
        copy = {"on": working(day), "how": HowObtained.LETTER}
        life.on(day, by, lambda when: life.within(when, by, c.NoteConsentCopy, **copy))


def joining(life: Life, party: str) -> Tell:
    how = life.chance.choice(HOW_VERIFIED)
    return lambda when: life.join(when, party, how)


def _narrowed(life: Life, course: Course) -> None:
    """The person takes one of the units away."""
    left_out = course.officer("ame", "fk", "af")
    if left_out is None or not life.happens(0.16):
        return
    slug = unit_of(left_out)
    day = working(life.after(course.opened, 40, 160))
    removed = (Removal(unit_id(slug), frozenset()),)
    by = course.opener
    told = life.on(day, by, lambda when: life.within(when, by, c.NarrowConsent, removed=removed), slug)
    if told:
        life.windows[slug] = [(first, min(last, told)) for first, last in life.windows[slug] if first < told]
