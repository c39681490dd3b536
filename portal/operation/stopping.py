"""SIGINT and SIGTERM as an event to wait for."""

import _thread
import signal
import threading


def set_on_signal(stop: threading.Event) -> None:
    """To be called from the main thread.

    A handler runs in the middle of whatever the main thread does, mostly ``stop.wait()``, which for a moment holds the
    event's lock: to set it there would be to wait for oneself for ever. So another thread sets it.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _thread.start_new_thread(stop.set, ()))
