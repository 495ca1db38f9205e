from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from relay_server.adapters.structured_log import LogFormat, configure_logging, hide_secrets


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def written(log_format: LogFormat) -> str:
    """Return what is written for two events."""
    stream = io.StringIO()
    configure_logging(stream, log_format, "info")
    structlog.get_logger("ours").info("signed_in", account="a1", password="p4ss", refresh_token="t0k")
    logging.getLogger("theirs").warning("old %s", "style")
    structlog.get_logger("ours").debug("unheard")
    return stream.getvalue()


def test_one_json_object_a_line_without_secrets() -> None:
    """ACC-97."""
    first, second = [json.loads(line) for line in written("json").splitlines()]
    assert (first["event"], first["account"], first["level"]) == ("signed_in", "a1", "info")
    assert (first["password"], first["refresh_token"]) == ("(hidden)", "(hidden)")
    assert (second["event"], second["logger"]) == ("old style", "theirs")


@pytest.mark.parametrize("log_format", ["console", "auto"])
def test_text_for_terminals_and_json_for_pipes(log_format: LogFormat) -> None:
    text = written(log_format)
    assert "p4ss" not in text
    assert "t0k" not in text
    assert text.startswith("{") is (log_format == "auto")


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_tracebacks_show_no_values(log_format: LogFormat) -> None:
    """ACC-97."""
    stream = io.StringIO()
    configure_logging(stream, log_format, "info")

    def fail(password: str) -> None:
        raise RuntimeError(f"failed after {len(password)} characters")

    typed = "-".join(["p4ss", "phrase"])
    try:
        fail(typed)
    except RuntimeError:
        structlog.get_logger("ours").exception("unexpected")
    assert "RuntimeError: failed after 11 characters" in stream.getvalue()
    assert typed not in stream.getvalue()


@pytest.mark.parametrize(
    "name", ["password", "new_password", "access_token", "Authorization", "set_cookie", "sentry_dsn"]
)
def test_names_that_sound_like_secrets_are_hidden(name: str) -> None:
    """ACC-97."""
    assert hide_secrets(None, "", {name: "x", "route": "/me"}) == {name: "(hidden)", "route": "/me"}
