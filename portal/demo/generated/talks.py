"""Talk in a generated case: the early contact, the person's own words, questions answered in time, late or not yet."""

from datetime import date, timedelta
from uuid import UUID

from events.calendar import add_working_days
from events.kinds import Channel, ContactPurpose, InquiryType
from orgs.kinds import CARE_UNITS
from portal.demo.county import PLACE
from portal.demo.generated import words
from portal.demo.generated.course import Course
from portal.demo.generated.life import Life, unit_of, working

SETTLED = timedelta(days=60)
"""After so long something has begun that can be talked of."""


def talk(life: Life, course: Course) -> None:
    _early(life, course)
    _first(life, course)
    _own_words(life, course)
    talk_on(life, course)


def talk_on(life: Life, course: Course) -> None:
    for _ in range(life.chance.randint(1, 4)):
        _contact(life, course)
    for _ in range(life.chance.choices((0, 1, 2, 3, 4), (10, 30, 30, 20, 10))[0]):
        _question(life, course)


def _early(life: Life, course: Course) -> None:
    """Before the consent no name is said; written in when there is one."""
    if not (course.early or life.happens(0.2)):
        return
    by = course.reko
    text, spoken = life.chance.choice(words.EARLY), course.opened
    soc = unit_of(course.soc)
    life.on(
        life.after(course.opened, 8, 14), by,
        lambda when: life.contact(
            when, by, soc, text, purpose=ContactPurpose.EARLY_CONTACT, deidentified=True, dated=spoken
        ),
        soc,
    )  # fmt: skip


def _first(life: Life, course: Course) -> None:
    """Most call each other as soon as both have made sure of the consent."""
    by, other = course.reko, unit_of(course.soc)
    begun = [life.windows[slug][0][0] for slug in (unit_of(by), other) if life.windows.get(slug)]
    if len(begun) < 2 or not life.happens(0.8):
        return
    text, day = life.fresh(words.FIRST_CONTACTS), life.after(max(begun), 1, life.chance.choice((2, 4, 12)))
    life.on(day, by, lambda when: life.contact(when, by, other, text, purpose=ContactPurpose.PLANNING), other)


def _own_words(life: Life, course: Course) -> None:
    if not life.happens(0.75):
        return
    day = life.after(course.opened, 9, 45)
    texts = {
        "what_matters": life.chance.choice(words.MATTERS), "goals": _goal(life),
        "strengths": life.chance.choice(words.STRENGTHS),
    }  # fmt: skip
    if life.happens(0.5):
        texts["worries"] = life.chance.choice(words.WORRIES)
    life.on(day, course.opener, lambda when: life.view(when, course.opener, **texts))


def _goal(life: Life) -> str:
    life.goal = life.goal or life.chance.choice(tuple(words.ROADS))
    return life.goal


def _some_day(life: Life, course: Course) -> date:
    return life.after(course.opened, 15, max(40, (course.over - course.opened).days))


def _two(life: Life, course: Course) -> tuple[str, str] | None:
    """Two officers of different organisations."""
    by, other = life.chance.sample((course.reko, course.soc, *course.others), 2)
    return (by, other) if PLACE[unit_of(by)].body != PLACE[unit_of(other)].body else None


def _contact(life: Life, course: Course) -> None:
    day = _some_day(life, course)
    begun = day > course.opened + SETTLED
    text = life.fresh(words.CONTACTS if begun else words.FIRST_CONTACTS)
    channel = life.chance.choice(tuple(Channel))
    purpose = life.chance.choice((ContactPurpose.PLANNING, ContactPurpose.FOLLOW_UP))
    if two := _two(life, course):
        by, other = two[0], unit_of(two[1])
        present = channel is Channel.MEETING
        life.on(day, by, lambda when: life.contact(when, by, other, text, channel, purpose, with_person=present), other)


def _question(life: Life, course: Course) -> None:
    day, drawn = _some_day(life, course), life.chance.random()
    if (two := _two(life, course)) is None:
        return
    by, answers, kind, asked, said = _about(life, *two)
    slug, due = unit_of(answers), add_working_days(working(day), life.chance.choice((3, 5, 5, 5, 10)))
    known: dict[str, UUID] = {}

    def ask(when: str) -> None:
        known["id"] = life.ask(when, by, slug, asked, due.isoformat(), kind)

    if life.on(day, by, ask, slug) is None or drawn > 0.88:
        return
    late = drawn > 0.66
    spoken = due + timedelta(days=life.chance.randint(2, 24)) if late else life.after(working(day), 1, 4)
    life.on(spoken, answers, lambda when: life.answer(when, answers, known["id"], said), unit_of(by))


def _about(life: Life, by: str, other: str) -> tuple[str, str, InquiryType, str, str]:
    """Care is asked what a physician answers, income support a yes or no, everybody about the planning."""
    chance, kind = life.chance, PLACE[unit_of(other)].unit_type
    asker = unit_of(by)
    if kind in CARE_UNITS and not asker.startswith("af") and asker not in life.without_function and life.happens(0.5):
        n = chance.randrange(len(words.MEDICAL_QUESTIONS))
        physician = f"lakare.{unit_of(other)}"
        return by, physician, InquiryType.MEDICAL, words.MEDICAL_QUESTIONS[n], words.MEDICAL_ANSWERS[n]
    if unit_of(other).startswith("soc") and not asker.startswith(("af", "ame")) and life.happens(0.3):
        return by, other, InquiryType.ECONOMY_YES_NO, words.MONEY_QUESTION, words.MONEY_ANSWER
    asked = life.fresh(tuple(words.QUESTIONS))
    return by, other, InquiryType.PLANNING, asked, words.QUESTIONS[asked]
