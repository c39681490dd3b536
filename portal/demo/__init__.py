"""The demo county (contract 4): units, people and stories, made by the same commands as everything else."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from events.log import Log
from events.personnummer import Mode
from events.vault import load_store_key
from portal.clock import DEMO_DAY
from portal.demo import association, baselines, deviations, generated, registering, routines, vignettes, ways_in
from portal.demo.schedule import Schedule, Step
from portal.demo.story import Story
from portal.operation.opening import prepare
from portal.operation.progress import Progress, progress_bar, unheard
from portal.settings import Settings

SAID = "Läser in det påhittade länet"


def everybody() -> list[Story]:
    """The told cases and the generated ones."""
    return [*vignettes.stories(), *generated.stories()]


def steps(stories: Iterable[Story]) -> Iterator[Step]:
    """All that ever happens in the county, story by story; the schedule puts it in time order."""
    yield from registering.steps()
    yield from ways_in.steps()
    yield from routines.steps()
    yield from association.steps()
    yield from deviations.steps()
    yield from baselines.steps()
    for story in stories:
        yield from story.steps


def load_into(
    log: Log,
    keeper: Log,
    until: datetime = DEMO_DAY,
    progress: Progress = unheard,
    stories: Callable[[], Iterable[Story]] = everybody,
) -> None:
    """Everything that has happened in the county up to ``until``, into an empty store.

    ``log`` is over the web's login role, ``keeper`` over the keeper's. What comes later has not happened yet, but the
    units and their people are always there. Two loads give the same ids.
    """
    Schedule(log, keeper, steps(stories())).run(max(until, registering.READY), progress)


def load(settings: Settings) -> None:
    """Fill the empty, migrated store of a demo up to its day. Shows progress on stderr."""
    prepare(settings)
    store_key = load_store_key(settings.url("web"), settings.master_key())
    log = Log(settings.url("web"), store_key, Mode.DEMO, pool_size=2)
    keeper = Log(settings.url("keeper"), store_key, Mode.DEMO, pool_size=2)
    try:
        with progress_bar(SAID) as progress:
            load_into(log, keeper, settings.now or DEMO_DAY, progress)
    finally:
        log.close()
        keeper.close()
    prepare(settings)  # the clock of a day before the first entry goes on from there
