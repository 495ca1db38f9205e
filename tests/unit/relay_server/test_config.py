from __future__ import annotations

from pathlib import Path

import pytest

from relay_server.config import load_settings
from relay_server.errors import ConfigurationError


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIO_RELAY_PORT", raising=False)


def written(folder: Path, text: str) -> Path:
    """Write a configuration file."""
    file = folder / "relay.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_defaults_are_for_nobody_but_this_machine() -> None:
    settings = load_settings()
    assert (settings.host, settings.registration, settings.mail.mode) == ("127.0.0.1", "invite", "console")
    assert settings.trusted_proxies == ()
    assert settings.sentry_dsn is None
    assert settings.base_url == "http://127.0.0.1:8787"


def test_the_environment_wins_over_the_file_and_options_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, 'port = 1001\nname = "From file"\n[mail]\nmode = "smtp"\nhost = "mail.example.org"\n')
    monkeypatch.setenv("AIO_RELAY_PORT", "1002")
    monkeypatch.setenv("AIO_RELAY_MAIL__PASSWORD", "hush")
    monkeypatch.setenv("AIO_RELAY_TRUSTED_PROXIES", '["10.0.0.0/8"]')
    settings = load_settings(file)
    assert (settings.port, settings.name, settings.mail.host) == (1002, "From file", "mail.example.org")
    assert settings.mail.password is not None
    assert settings.mail.password.get_secret_value() == "hush"
    assert "hush" not in repr(settings)
    assert load_settings(file, port=1003).port == 1003


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("port = 70000", "port"),
        ('registration = "everyone"', "registration"),
        ('public_url = "relay.example.org"', "public_url"),
        ('public_url = "https://relay.example.org/?x=1"', "public_url"),
        ('nonsense = "x"', "nonsense"),
        ('[mail]\nsender = "a@b.de\\r\\nBcc: c@d.de"', "mail.sender"),
        ('[rates]\nlogin_total = "often"', "rates.login_total"),
        ("port = [", "relay.toml"),
    ],
)
def test_problems_name_their_setting(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_settings(written(tmp_path, text))
    assert any(word in problem for problem in refused.value.problems)


def test_problems_repeat_no_value(tmp_path: Path) -> None:
    """ACC-97."""
    with pytest.raises(ConfigurationError) as refused:
        load_settings(written(tmp_path, '[mail]\npassword = ["hush"]\nport = "hush"'))
    assert "hush" not in str(refused.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no configuration file"):
        load_settings(tmp_path / "relay.toml")


def test_ipv6_addresses_are_written_with_brackets() -> None:
    assert load_settings(host="::1", port=1).base_url == "http://[::1]:1"
    assert load_settings(public_url="https://relay.example.org/").base_url == "https://relay.example.org"
