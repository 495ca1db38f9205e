from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from relay_server.bootstrap import Outside, open_environment
from relay_server.config import Settings
from relay_server.configuration_check import configuration_findings, encryption_findings
from tests.support.mail_sink import OnFreePort, Sink


def levels(folder: Path, word: str, **settings: Any) -> set[str]:
    """Return the levels of the findings that hold a word."""
    chosen = Settings(data_directory=folder / "data", **{"port": 0, **settings})
    return {finding.level for finding in configuration_findings(chosen) if word in finding.text}


@pytest.mark.parametrize(
    ("word", "settings", "level"),
    [
        ("not encrypted", {"public_url": "http://relay.example.org"}, "problem"),
        ("public_url is not set", {"host": "0.0.0.0"}, "problem"),
        ("trusted_proxies", {"public_url": "https://relay.example.org"}, "warning"),
        ("nobody could register", {"registration": "domains"}, "problem"),
        ("mail.mode is console", {"registration": "open"}, "problem"),
        ("mail.mode is console", {}, "warning"),
        ("unencrypted", {"mail": {"mode": "smtp", "host": "mail.example.org", "security": "none"}}, "problem"),
        ("no mail leaves through", {"mail": {"mode": "smtp", "host": "127.0.0.1", "port": 1}}, "problem"),
        ("no DSN", {"sentry_dsn": "x"}, "problem"),
        ("cannot listen", {"host": "203.0.113.1"}, "problem"),
    ],
)
def test_what_is_unwise_or_wrong_is_told(tmp_path: Path, word: str, settings: dict[str, Any], level: str) -> None:
    assert level in levels(tmp_path, word, **settings)


def test_a_mail_server_is_greeted(tmp_path: Path) -> None:
    controller = OnFreePort(Sink(), hostname="127.0.0.1", port=0)
    controller.start()
    try:
        mail = {"mode": "smtp", "host": "127.0.0.1", "port": controller.port, "security": "none"}
        assert levels(tmp_path, "the server answers", mail=mail) == {"ok"}
        # It speaks no TLS: links for new passwords would not leave.
        assert levels(tmp_path, "no mail leaves", mail={**mail, "security": "starttls"}) == {"problem"}
    finally:
        controller.stop()


def test_a_name_in_the_environment_that_is_no_setting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIO_RELAY_PROT", "1")
    monkeypatch.setenv("AIO_RELAY_MAIL__HOST", "localhost")
    assert levels(tmp_path, "AIO_RELAY_PROT") == {"warning"}
    assert levels(tmp_path, "AIO_RELAY_MAIL__HOST") == set()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert levels(tmp_path, "cannot listen", port=taken.getsockname()[1]) == {"problem"}


def test_database_and_secrets_are_tried(tmp_path: Path) -> None:
    """ACC-100."""
    assert levels(tmp_path, "no database yet") == {"ok"}
    settings = Settings(data_directory=tmp_path / "data", port=0)
    with open_environment(settings, Outside(password_cost=4)):
        pass
    assert levels(tmp_path, "opens") == {"ok"}
    key = settings.secrets_path / "database.key"
    key.chmod(0o644)
    assert levels(tmp_path, "chmod 600") == {"problem"}
    key.chmod(0o600)
    key.write_text("00" * 32)
    assert levels(tmp_path, "does not open") == {"problem"}
    key.unlink()
    assert levels(tmp_path, "is missing") == {"problem"}


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    assert levels(tmp_path, "cannot be written") == {"problem"}


@pytest.mark.parametrize(
    ("database", "redis", "said"),
    [
        ("postgresql://u:p@127.0.0.1/x", "redis://localhost/0", 0),
        ("postgresql://u:p@db.example.org/x?sslmode=verify-full", "rediss://cache.example.org/0", 0),
        ("postgresql://u:p@db.example.org/x", "redis://cache.example.org/0", 2),
        ("postgresql://u:p@db.example.org/x?sslmode=require", None, 1),
        (None, None, 0),
    ],
)
def test_connections_to_other_machines_are_encrypted(database: str | None, redis: str | None, said: int) -> None:
    found = list(encryption_findings(Settings(database_url=database, redis_url=redis)))
    assert [finding.level for finding in found] == ["warning"] * said
    assert not any("u:p" in finding.text for finding in found)
