from __future__ import annotations

import secrets
import stat
from pathlib import Path

import pytest

from relay_server.adapters.secret_files import load_secrets, replace_token_key, secret_problems
from relay_server.errors import ConfigurationError


def test_the_first_run_makes_three_secrets_for_its_user_alone(tmp_path: Path) -> None:
    """ACC-100."""
    folder = tmp_path / "secrets"
    made = load_secrets(folder, secrets.token_bytes, may_create=True)
    assert len({made.database, made.token, made.sealing}) == 3
    assert load_secrets(folder, secrets.token_bytes, may_create=True) == made
    assert load_secrets(folder, secrets.token_bytes, may_create=False) == made
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert made.database.hex() not in repr(made)


def test_they_are_not_made_anew_beside_a_database(tmp_path: Path) -> None:
    """ACC-100."""
    load_secrets(tmp_path, secrets.token_bytes, may_create=True)
    (tmp_path / "database.key").unlink()
    with pytest.raises(ConfigurationError, match="is missing"):
        load_secrets(tmp_path, secrets.token_bytes, may_create=False)
    assert not (tmp_path / "database.key").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_what_others_can_read_is_told(tmp_path: Path, mode: int) -> None:
    """ACC-100."""
    load_secrets(tmp_path, secrets.token_bytes, may_create=True)
    (tmp_path / "token.key").chmod(mode)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        load_secrets(tmp_path, secrets.token_bytes, may_create=False)
    assert len(secret_problems(tmp_path)) == 1


@pytest.mark.parametrize("text", ["", "ab", "zz" * 32, "a" * 66, "\u00e4" * 64])
def test_a_damaged_one_is_told_without_its_value(tmp_path: Path, text: str) -> None:
    """ACC-100."""
    load_secrets(tmp_path, secrets.token_bytes, may_create=True)
    (tmp_path / "sealing.key").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="damaged") as refused:
        load_secrets(tmp_path, secrets.token_bytes, may_create=False)
    assert not text or text not in str(refused.value)


def test_only_the_token_key_is_replaced(tmp_path: Path) -> None:
    """ACC-100."""
    before = load_secrets(tmp_path, secrets.token_bytes, may_create=True)
    replace_token_key(tmp_path, secrets.token_bytes)
    after = load_secrets(tmp_path, secrets.token_bytes, may_create=False)
    assert after.token != before.token
    assert (after.database, after.sealing) == (before.database, before.sealing)
