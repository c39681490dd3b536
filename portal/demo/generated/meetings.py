"""Joint meetings in generated cases: proposed, declined, summoned, cancelled, held, with a plan."""

from datetime import date, timedelta
from uuid import UUID

from events.calendar import add_months
from events.commands import sip as s
from events.sip.kinds import CancelReason, DeclinedBy, SipReason
from portal.demo.generated import words
from portal.demo.generated.course import Course
from portal.demo.generated.life import LAST, Life, unit_of, working

SHARE = 0.2
ROOM = "Kommunhuset, rum 2"
REASONS = (SipReason.SEVERAL_PARTIES, SipReason.PERSON_WISH, SipReason.STUCK, SipReason.CHANGE_AHEAD)


def meet(life: Life, course: Course) -> None:
    """By care or income support, with each other and whoever else has joined."""
    if not life.happens(SHARE):
        return
    by, other = (course.reko, course.soc) if life.happens(0.6) else (course.soc, course.reko)
    known: dict[str, UUID] = {}
    purpose, reason = life.chance.choice(words.PURPOSES), life.chance.choice(REASONS)

    def propose(when: str) -> None:
        known["sip"] = life.propose(when, by, purpose, reason)

    proposed = life.on(life.after(course.opened, 20, 120), by, propose, unit_of(other))
    if proposed is None:
        return
    if life.happens(0.12):
        no = {"by": DeclinedBy.PERSON}
        life.on(life.after(proposed, 2, 8), by, lambda when: life.within(when, by, s.DeclineSip, **_of(known), **no))
        return
    _summoned(life, course, by, other, known, purpose, life.after(proposed, 1, 9))


def _summoned(life: Life, course: Course, by: str, other: str, known: dict[str, UUID], purpose: str, day: date) -> None:
    at = working(day + timedelta(days=life.chance.randint(14, 28)))
    guests = [unit_of(each) for each in course.others if life.acts(unit_of(each), day) and life.acts(unit_of(each), at)]
    hour = life.chance.choice(("09:00", "10:30", "13:00", "14:30"))
    if not life.acts(unit_of(by), at):
        return
    called = life.on(
        day, by, lambda when: life.call(when, by, known["sip"], f"{at} {hour}", ROOM, purpose, unit_of(other), *guests),
        unit_of(other),
    )  # fmt: skip
    if called is None:
        return
    life.on(life.after(called, 1, 5), other, lambda when: life.come(when, other, known["sip"]))
    if life.happens(0.1):
        why = {"reason": life.chance.choice((CancelReason.ILLNESS, CancelReason.PERSON_WISH))}
        life.on(at - timedelta(days=3), by, lambda when: life.within(when, by, s.CancelSip, **_of(known), **why))
        return
    there = life.happens(0.9)
    came = [slug for slug in guests if life.happens(0.85)]
    held = life.on(
        at,
        by,
        lambda when: life.meet(_evening(when), by, known["sip"], unit_of(other), *came, person=there),
        unit_of(other),
    )
    if held and held < LAST:
        _planned(life, by, other, known, held)


def _evening(when: str) -> str:
    """After the meeting, the same day."""
    return max(when, f"{when[:10]} 16:00")


def _planned(life: Life, by: str, other: str, known: dict[str, UUID], held: date) -> None:
    care, town, goal = words.CARE_EFFORTS, words.TOWN_EFFORTS, life.goal or life.chance.choice(tuple(words.ROADS))
    first, last = held + timedelta(days=7), add_months(held, 3)
    own, theirs = (care, town) if by.startswith("reko") else (town, care)
    measures = tuple(
        (life.chance.choice(kinds), unit_of(subject), first.isoformat(), last.isoformat())
        for kinds, subject in ((own, by), (theirs, other))
    )
    follow_up = add_months(held, life.chance.choice((1, 2, 3)))
    agreed: list[UUID] = []

    def agree(when: str) -> None:
        agreed.extend(
            life.agree(
                when, by, known["sip"], "Insatserna behöver passa ihop i tid.", goal, *measures,
                follow_up=follow_up.isoformat(),
            )
        )  # fmt: skip

    made = life.on(life.after(held, 1, 4), by, agree, unit_of(other))
    if made and life.happens(0.75):
        day = follow_up if follow_up == working(follow_up) else working(follow_up - timedelta(days=4))
        reviewed = day if life.happens(0.7) else life.after(follow_up, 5, 20)
        life.on(
            max(reviewed, made), by, lambda when: life.review(_evening(when), by, known["sip"], *agreed), unit_of(other)
        )


def _of(known: dict[str, UUID]) -> dict[str, UUID]:
    return {"sip_id": known["sip"]}
