"""The command line. Whatever goes wrong is one sentence on stderr and an exit code that is not 0, never a traceback."""

import os
import sys
import threading

from portal.cli import importing, keeping, reports, running, store  # noqa: F401 (each hangs its commands on the app)
from portal.cli.common import app
from portal.cli.sentences import sentence_for
from portal.logs import hush_library_warnings


def leave(code: int) -> None:
    """End the process, at once when a thread is still at work in it.

    Python would take such a thread apart wherever it stands, and the solver behind the statistics answers that by
    aborting the whole process. What the thread was making is a transaction that now never happened.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if any(thread.daemon for thread in threading.enumerate()):
        os._exit(code)
    sys.exit(code)


def main() -> None:
    hush_library_warnings()
    code = 0
    try:
        app(exit_on_error=False, print_error=False)
    except KeyboardInterrupt:
        code = 130
    except Exception as problem:  # noqa: BLE001 (the outermost edge: everything becomes a sentence)
        print(sentence_for(problem), file=sys.stderr)
        code = 1
    leave(code)
