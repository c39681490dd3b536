"""What a log line may hold."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from portal.logs import configure_logs

SECRET = "19121212-1212"


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before
    structlog.reset_defaults()


def written(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    line: dict[str, object] = json.loads(capsys.readouterr().err)
    return line


def test_a_known_key_is_written_and_an_unknown_one_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(production=True)
    structlog.get_logger("portal.try").info("command-done", topic="case-drafted", personnummer=SECRET)
    line = written(capsys)
    assert (line["event"], line["topic"], line["level"]) == ("command-done", "case-drafted", "info")
    assert SECRET not in json.dumps(line)


def test_an_exception_is_its_type_and_place_without_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(production=True)
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.get_logger("portal.try").exception("handler-failed")
    line = written(capsys)
    assert line["error"] == "ValueError"
    assert str(line["where"]).startswith("test_logs.py:")
    assert SECRET not in json.dumps(line)


def test_a_librarys_warning_is_written_without_what_was_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(production=True)
    try:
        raise KeyError(SECRET)
    except KeyError:
        logging.getLogger("some.library").warning("no row for %s", SECRET, exc_info=True)
    line = written(capsys)
    assert (line["event"], line["error"]) == ("no row for %s", "KeyError")
    assert SECRET not in json.dumps(line)


def test_the_demo_writes_readable_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(production=False)
    structlog.get_logger("portal.try").info("ready", port=8000)
    assert "ready" in capsys.readouterr().err
