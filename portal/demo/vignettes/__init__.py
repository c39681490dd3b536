"""The told cases of the demo county (domain.md 9.6): V1-V14, and two persons of whom nothing is kept."""

from portal.demo.story import Story
from portal.demo.vignettes import (
    closed_and_moving,
    drafts,
    ended,
    good_path,
    interpreter,
    kept_inside,
    long_spell,
    nobody,
    partial,
    waiting,
)


def stories() -> list[Story]:
    """All of them, each complete; the schedule mixes them in time order."""
    told = (good_path, long_spell, partial, ended, waiting, drafts, kept_inside, closed_and_moving, interpreter, nobody)
    return [story for chapter in told for story in chapter.stories()]
