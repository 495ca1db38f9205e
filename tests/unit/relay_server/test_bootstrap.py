from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from relay_server.adapters.console_mail import ConsoleMailer
from relay_server.adapters.smtp import SmtpMailer
from relay_server.bootstrap import Outside, http_state, open_environment, start_sentry
from relay_server.config import MailSettings, Settings
from relay_server.errors import ConfigurationError
from tests.support.relay import Clock


def opened(folder: Path, **settings: Any) -> Settings:
    """Return settings for a folder."""
    return Settings(data_directory=folder / "data", **settings)


def test_a_second_opening_finds_what_the_first_one_stored(tmp_path: Path) -> None:
    """ACC-100."""
    outside = Outside(now_ms=Clock(), password_cost=4)
    with open_environment(opened(tmp_path), outside) as env, env.transactions.write() as unit:
        unit.state.put("name", "value")
    with open_environment(opened(tmp_path), outside) as env, env.transactions.read() as unit:
        assert unit.state.get("name") == "value"


def test_a_lost_secret_beside_a_database_is_told(tmp_path: Path) -> None:
    """ACC-100."""
    outside = Outside(password_cost=4)
    with open_environment(opened(tmp_path), outside):
        pass
    (tmp_path / "data" / "secrets" / "sealing.key").unlink()
    with pytest.raises(ConfigurationError, match="is missing"), open_environment(opened(tmp_path), outside):
        pass


def test_mail_goes_where_the_settings_say(tmp_path: Path) -> None:
    outside = Outside(password_cost=4)
    with open_environment(opened(tmp_path), outside) as env:
        assert isinstance(env.mailer, ConsoleMailer)
    with open_environment(opened(tmp_path, mail=MailSettings(mode="smtp")), outside) as env:
        assert isinstance(env.mailer, SmtpMailer)


@pytest.mark.parametrize(("url", "https"), [("https://relay.test", True), ("http://127.0.0.1:1", False)])
def test_https_is_promised_where_people_use_it(tmp_path: Path, url: str, https: bool) -> None:
    """ACC-96."""
    settings = opened(tmp_path, public_url=url)
    with open_environment(settings, Outside(password_cost=4)) as env:
        assert http_state(settings, env).settings.https is https


def test_sentry_is_loaded_only_when_asked_for_and_told_little(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """ACC-97."""
    given: dict[str, Any] = {}
    module = types.ModuleType("sentry_sdk")
    module.init = lambda **options: given.update(options)  # type: ignore[attr-defined] # A stand-in.
    monkeypatch.setitem(sys.modules, "sentry_sdk", module)
    start_sentry(opened(tmp_path))
    assert given == {}
    start_sentry(opened(tmp_path, sentry_dsn=SecretStr("https://key@sentry.test/1")))
    assert given["dsn"] == "https://key@sentry.test/1"
    assert (given["send_default_pii"], given["include_local_variables"]) == (False, False)
    assert given["max_request_body_size"] == "never"


def test_a_relay_of_one_process_does_not_load_what_others_need() -> None:
    look = "import sys, relay_server.bootstrap; print([name for name in ('alembic', 'redis', 'PIL') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
