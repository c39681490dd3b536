"""About 240 cases beside the told ones, drawn from a fixed seed: the same commands, the same schedule (contract 4).

``residents`` says who, ``course`` how it goes; each of the other parts adds its steps to a ``Life``.
"""

from dataclasses import replace

from portal.demo.generated.consenting import open_case
from portal.demo.generated.course import Course, Fate, course_of
from portal.demo.generated.efforts import efforts
from portal.demo.generated.endings import end
from portal.demo.generated.leave import ask_and_note, certify
from portal.demo.generated.life import Life
from portal.demo.generated.meetings import meet
from portal.demo.generated.moving import move
from portal.demo.generated.residents import residents
from portal.demo.generated.talks import talk, talk_on
from portal.demo.generated.work import plan
from portal.demo.story import Story


def stories() -> list[Story]:
    return [_told(course_of(resident)) for resident in residents()]


def name_of(number: int) -> str:
    """The stable name that the ids of a generated case derive from."""
    return f"generated {number}"


def _told(course: Course) -> Story:
    life = Life(name_of(course.resident.number), course.resident.chance)
    open_case(life, course)
    if course.fate not in {Fate.DRAFT, Fate.REFUSED}:
        after = move(life, course)
        recorded = certify(life, course)
        ask_and_note(life, course)
        plan(life, course, recorded)
        efforts(life, course)
        talk(life, course)
        meet(life, course)
        if after:
            certify(life, replace(after, sick=(after.opened, after.sick[1])), first=False)
            talk_on(life, after)
        end(life, after or course)
    return life.tell()
