"""Logs: one JSON object a line in production, readable lines in the demo, and no personal data, ever.

Only keys of the list below are written, whatever a caller passes: a name or a number does not slip in by mistake.
Exceptions are written as their type and the place in our code; their text and values may hold what somebody wrote.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = {
    *("event", "level", "timestamp", "logger", "component", "command", "topic", "key", "status", "method", "route"),
    *("duration_ms", "count", "position", "lag", "projection", "version", "port", "signal", "exit_code", "attempt"),
    *("error", "where"),
}


def configure_logs(production: bool, level: int = logging.INFO) -> None:
    """Once per process. Libraries are heard from warnings up."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_the_exception,
        drop_unknown_keys,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if production else structlog.dev.ConsoleRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[only_the_template, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for ours in ("portal", "projections", "events"):
        logging.getLogger(ours).setLevel(level)


def hush_library_warnings() -> None:
    """What libraries tell their developers is nothing for who runs the portal; some insist on being shown."""
    if not sys.warnoptions:
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").addHandler(logging.NullHandler())
        logging.getLogger("py.warnings").propagate = False


def only_the_template(_: object, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's message without the values filled into it: they may be anything."""
    record: logging.LogRecord | None = entry.get("_record")
    if record is not None:
        entry["event"] = str(record.msg)
        if record.exc_info:
            entry["exc_info"] = record.exc_info
            record.exc_info = record.exc_text = None
    return entry


def name_the_exception(_: object, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    given = entry.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    problem = given[1] if isinstance(given, tuple) else given
    if isinstance(problem, BaseException):
        entry["error"] = type(problem).__name__
        entry["where"] = place_of(problem)
    return entry


def place_of(problem: BaseException) -> str:
    """`file.py:line function` where it was raised, without any value."""
    frames = traceback.extract_tb(problem.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno} {frames[-1].name}" if frames else ""


def drop_unknown_keys(_: object, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in entry.items() if key in ALLOWED or key in ("_record", "_from_structlog")}
