"""A stop that is asked for at the worst moment."""

import signal
import threading

from portal.operation.stopping import set_on_signal


def test_a_signal_is_heard_in_the_middle_of_the_wait_for_it() -> None:
    stop, before = threading.Event(), {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    set_on_signal(stop)
    try:
        with vars(stop)["_cond"]:  # as ``wait`` holds it: a handler that took it itself would never come back
            signal.raise_signal(signal.SIGTERM)
            assert not stop.is_set()
        assert stop.wait(30)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
