"""Keeps the statistics published: beside the projector, in a thread of its own, so that no list waits for figures."""

import os
import sys
import threading

import structlog

from portal.logs import place_of
from portal.operation.opening import read_clock
from portal.settings import Settings
from projections.statistics.publishing import publish_all

EVERY = 60.0  # seconds
_NICENESS = 15
log = structlog.get_logger(__name__)


def keep_publishing(settings: Settings, stop: threading.Event) -> None:
    """Until told to stop. What fails is said in the log and tried again: the lists must go on meanwhile."""
    _give_way()
    dsn = settings.url("projector")
    while not stop.is_set():
        try:
            if count := publish_all(dsn, read_clock(dsn).moment(), stop):
                log.info("editions-made", count=count)
        except Exception as problem:  # noqa: BLE001 (the edge of the thread: it is logged and tried again)
            log.error(  # noqa: TRY400 (a trace may hold data)
                "editions-not-made", error=type(problem).__name__, component=place_of(problem)
            )
        stop.wait(EVERY)


def _give_way() -> None:
    """Lists and pages go first. On Linux this is about the thread alone; elsewhere it would slow the whole process."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def publishing_thread(settings: Settings, stop: threading.Event) -> threading.Thread:
    return threading.Thread(target=keep_publishing, args=(settings, stop), name="editions", daemon=True)
