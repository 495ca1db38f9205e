"""The log tells what happened and where, and never what is in a diagram."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.program_log import LOG_NAME, report_unexpected, start_log


@pytest.fixture
def pytest_faulthandler_again() -> Iterator[None]:
    """Give pytest back its own crash reports after a test took them."""
    enabled = faulthandler.is_enabled()
    yield
    if enabled:
        faulthandler.enable(sys.__stderr__)


def secret_failure() -> None:
    raise ValueError("the label of a secret diagram")


@pytest.mark.usefixtures("pytest_faulthandler_again")
def test_an_error_is_written_with_its_kind_and_place_only(tmp_path: Path) -> None:
    stop = start_log(tmp_path / "log")
    try:
        secret_failure()
    except ValueError:
        logging.getLogger("app.test").exception("saving failed")
    stop()
    text = (tmp_path / "log" / LOG_NAME).read_text()
    assert "saving failed" in text
    assert "ValueError" in text
    assert "secret_failure" in text
    assert "label" not in text


@pytest.mark.usefixtures("pytest_faulthandler_again")
def test_what_failed_in_a_group_is_written_too(tmp_path: Path) -> None:
    stop = start_log(tmp_path / "log")
    try:
        try:
            secret_failure()
        except ValueError as error:
            raise ExceptionGroup("tasks", [error]) from None
    except ExceptionGroup:
        logging.getLogger("app.test").exception("a task failed")
    stop()
    text = (tmp_path / "log" / LOG_NAME).read_text()
    assert "ExceptionGroup" in text
    assert "ValueError" in text
    assert "secret_failure" in text
    assert "label" not in text


@pytest.mark.usefixtures("pytest_faulthandler_again")
def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    start_log(tmp_path)()
    logging.getLogger("app.test").warning("too late")
    assert "too late" not in (tmp_path / LOG_NAME).read_text()


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    start_log(tmp_path / "file" / "log")()
    assert "no log is written" in capsys.readouterr().err


def test_an_error_nobody_caught_is_told_by_its_kind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    passed_on: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _places: passed_on.append(kind))
    told: list[str] = []
    stop = report_unexpected(told.append)
    try:
        secret_failure()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    stop()
    assert (told, passed_on) == (["ValueError"], [ValueError, KeyboardInterrupt])
    assert [record.message for record in caplog.records] == ["an unexpected error"]
