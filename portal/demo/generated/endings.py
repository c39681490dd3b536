"""How a generated case stops: closed with its outcome, taken up again, withdrawn, run out, locked."""

from datetime import date, timedelta

from events import commands as c
from events.kinds import HowObtained, Livelihood, Outcome, RetractionReason, SgiStatus
from portal.demo.generated import words
from portal.demo.generated.course import Course, Fate
from portal.demo.generated.life import LAST, Life, Tell, unit_of, working

EVENING = (16, 16)
"""Hours of what ends a day's work in a case."""
TOLD = (HowObtained.PHONE, HowObtained.IN_PERSON, HowObtained.LETTER)
AT_WORK = frozenset({Outcome.REGULAR_WORK, Outcome.SUBSIDISED_WORK, Outcome.STUDIES})
NO_LONGER_SUPPORTED = frozenset({
    Outcome.REGULAR_WORK, Outcome.SUBSIDISED_WORK, Outcome.STUDIES, Outcome.SICKNESS_COMPENSATION,
    Outcome.ACTIVITY_COMPENSATION, Outcome.REGAINED_SGI,
})  # fmt: skip
WHY_AGAIN = ("Personen är sjukskriven igen och vill ha stöd.", "Arbetet gick inte att fortsätta. Vi planerar på nytt.")


def end(life: Life, course: Course) -> None:
    match course.fate:
        case Fate.WITHDRAWN:
            _withdrawn(life, course)
        case Fate.LAPSED:
            _run_out(life, course, life.until + timedelta(days=1))
        case Fate.LOCKED:
            by = course.opener
            life.surely(
                life.last_day(unit_of(by)),
                lambda when: life.within(when, by, c.NoteProtectedIdentity),
                life.clock(*EVENING),
            )
        case Fate.GOES_ON if course.over <= LAST:
            _closed(life, course)


def _withdrawn(life: Life, course: Course) -> None:
    """Told to whoever the person happened to speak with."""
    day = life.last_day(unit_of(course.opener))
    joined = [each for each in course.parties if life.last_day(unit_of(each)) == day]
    by, how = life.chance.choice((course.opener, *joined)), life.chance.choice(TOLD)
    life.surely(day, lambda when: life.within(when, by, c.WithdrawConsent, how_told=how), life.clock(*EVENING))
    _run_out(life, course, day)


def _run_out(life: Life, course: Course, since: date) -> None:
    """Without a consent: some say no to a new one, and in time the case closes for want of it."""
    by = course.opener
    if life.happens(0.35):
        life.surely(life.after(since, 6, 40), lambda when: life.within(when, by, c.RefuseConsent))
    if life.happens(0.6):
        _close(life, by, working(life.after(since, 50, 160)), Outcome.CONSENT_ENDED)


def _close(life: Life, by: str, day: date, outcome: Outcome) -> None:
    life.surely(
        day, lambda when: life.within(when, by, c.CloseCase, outcome=outcome, void_inquiries=True), life.clock(*EVENING)
    )


def _closed(life: Life, course: Course) -> None:
    by, before = course.opener, course.over - timedelta(days=life.chance.randint(2, 6))
    since = before.isoformat()
    match course.outcome:
        case Outcome.MOVED:
            text = life.fresh(words.MOVES_AWAY)
            soc = unit_of(course.soc)
            life.on(before, course.reko, lambda when: life.contact(when, course.reko, soc, text), soc)
        case Outcome.REGAINED_SGI:
            who = course.officer("fk") or course.reko
            life.on(before, who, lambda when: life.sgi(when, who, SgiStatus.HAS_SGI))
        case Outcome.REGULAR_WORK | Outcome.SUBSIDISED_WORK:
            life.on(before, course.soc, lambda when: life.livelihood(when, course.soc, Livelihood.WAGE, since))
        case Outcome.STUDIES:
            life.on(before, course.soc, lambda when: life.livelihood(when, course.soc, Livelihood.STUDY_SUPPORT, since))
    if course.outcome in NO_LONGER_SUPPORTED and life.happens(0.8):
        life.on(before, course.soc, _support_ends(life, course.soc, before - timedelta(days=1)))
    _close(life, by, course.over, course.outcome)
    _taken_up_again(life, course)


def _support_ends(life: Life, soc: str, last: date) -> Tell:
    """What was written without an end is taken back and written with one, by the unit that wrote it."""

    def tell(when: str) -> None:
        if life.supported is not None and life.supported[0] == soc:
            _, entry, since = life.supported
            life.within(when, soc, c.RetractEntry, event_id=entry, reason=RetractionReason.WRONG_FACT)
            life.livelihood(when, soc, Livelihood.INCOME_SUPPORT, since, last.isoformat())

    return tell


def _taken_up_again(life: Life, course: Course) -> None:
    """Sometimes it did not last; then the consent must have."""
    by, again = course.opener, working(life.after(course.over, 14, 50))
    possible = again < life.until - timedelta(days=20) and course.outcome not in {Outcome.DECEASED, Outcome.MOVED}
    if (
        not possible
        or life.last_day(unit_of(by)) != course.over
        or not life.happens(0.08 if course.outcome in AT_WORK else 0.2)
    ):
        return
    why = life.chance.choice(WHY_AGAIN)
    life.surely(again, lambda when: life.within(when, by, c.ReopenCase, reason=why), life.clock(8, 11))
    life.windows[unit_of(by)].append((again, life.until))
    if by == course.reko:
        row = ((again - timedelta(days=2)).isoformat(), life.after(again, 20, 60).isoformat(), 50)
        life.on(again + timedelta(days=1), by, lambda when: life.certificate(when, by, row, issued=row[0], first=True))
