"""The key in the keyring of the system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from sync.errors import KeyUnavailableError, WrongKeyError
from sync.store.key_header import HEADER_NAME, KeyHeader, KeyKind, read_header
from sync.store.keyring_source import KeyringKey, accepted_backend
from sync.store.keys import (
    resolve_key,
)
from tests.support.keyrings import Plaintext, Vault


def test_st70_a_new_profile_prefers_the_keyring_and_keeps_nothing_else(tmp_path: Path) -> None:
    """ST-70."""
    vault = Vault()
    key = resolve_key(tmp_path, [KeyringKey(vault)], lambda _: pytest.fail("asked"))
    assert resolve_key(tmp_path, [KeyringKey(vault)]) == key
    header = read_header(tmp_path)
    assert header is not None
    assert header.kind is KeyKind.KEYRING
    assert list(vault.items) == [("aio-canvas", f"library:{header.profile}")]
    text = (tmp_path / HEADER_NAME).read_text()
    assert key.hex() not in text
    assert next(iter(vault.items.values())) not in text
    if os.name == "posix":
        assert (tmp_path / HEADER_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), Plaintext(), Vault(locked=True)])
def test_st71_keyrings_that_do_not_protect_are_not_used(tmp_path: Path, backend: KeyringBackend) -> None:
    """ST-71."""
    assert not KeyringKey(backend).available()
    with pytest.raises(KeyUnavailableError, match="AIO_CANVAS_PASSPHRASE"):
        resolve_key(tmp_path, [KeyringKey(backend)])
    assert not (tmp_path / HEADER_NAME).exists()


def test_st71_a_chainer_is_looked_through_but_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """ST-71."""
    good, plain = Vault(), Plaintext()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, good])
    assert accepted_backend(chainer.ChainerBackend()) is good
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain])
    assert accepted_backend(chainer.ChainerBackend()) is None


def test_st72_a_locked_or_emptied_keyring_is_told(tmp_path: Path) -> None:
    """ST-72."""
    vault = Vault()
    resolve_key(tmp_path, [KeyringKey(vault)])
    vault.locked = True
    with pytest.raises(KeyUnavailableError, match="unlock"):
        resolve_key(tmp_path, [KeyringKey(vault)], lambda _: pytest.fail("asked"))
    vault.locked = False
    vault.items.clear()
    with pytest.raises(KeyUnavailableError, match="restore a backup"):
        resolve_key(tmp_path, [KeyringKey(vault)])


def test_st71_the_keyring_of_the_system_is_held_to_the_same_list(tmp_path: Path) -> None:
    """ST-71."""
    # The test session runs with the failing backend, as a machine without a desktop does.
    assert not KeyringKey().available()
    with pytest.raises(KeyUnavailableError, match="no accepted keyring"):
        KeyringKey().create("0a" * 16, tmp_path)
    with pytest.raises(KeyUnavailableError, match="unlock"):
        KeyringKey().unlock(KeyHeader("0a" * 16, KeyKind.KEYRING, ()), tmp_path)


def test_st72_a_damaged_entry_or_a_keyring_that_forgets_is_told(tmp_path: Path) -> None:
    """ST-72."""
    vault = Vault()
    resolve_key(tmp_path / "a", [KeyringKey(vault)])
    vault.items = dict.fromkeys(vault.items, "not base64!")
    with pytest.raises(KeyUnavailableError, match="damaged") as caught:
        resolve_key(tmp_path / "a", [KeyringKey(vault)])
    assert "base64!" not in str(caught.value)
    vault.items = dict.fromkeys(vault.items, "AAAA")
    with pytest.raises(WrongKeyError):
        resolve_key(tmp_path / "a", [KeyringKey(vault)])
    vault.locked = True
    with pytest.raises(KeyUnavailableError, match="unlock"):
        KeyringKey(vault).create("0a" * 16, tmp_path)
