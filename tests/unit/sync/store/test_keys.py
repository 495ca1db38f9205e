"""ST-70 to ST-79: where the key of a profile comes from."""

from __future__ import annotations

import os
from pathlib import Path

import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null

from sync.crypto.passphrase import seal_key
from sync.errors import CorruptLibraryError, KeyUnavailableError, StoreError, WrongKeyError, WrongPassphraseError
from sync.store.key_header import HEADER_NAME, KeyHeader, KeyKind, key_check, read_header, write_header
from sync.store.keyring_source import KeyringKey, accepted_backend
from sync.store.keys import (
    FixedPassphrase,
    PassphraseKey,
    PromptReason,
    RawKey,
    reseal,
    resolve_key,
    sealed_header,
    standard_sources,
)
from sync.store.profile import open_profile
from sync.store.rekey import rekey
from tests.support.library import CHEAP, KEY, OTHER_KEY, ticking_clock


class Vault(SecretService.Keyring):
    """A Secret Service whose vault is a dictionary: the bus is the one part a test machine lacks."""

    def __init__(self, *, locked: bool = False) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.locked = locked

    def _check(self) -> None:
        if self.locked:
            raise keyring.errors.InitError("Prompt dismissed")

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.items[service, username]


Vault.__module__, Vault.__qualname__ = SecretService.__name__, "Keyring"


class Plaintext(Vault):
    """What a plaintext keyring looks like: the same class name in another package."""


Plaintext.__module__, Plaintext.__qualname__ = "keyrings.alt.file", "Keyring"


def test_st70_a_new_profile_prefers_the_keyring_and_keeps_nothing_else(tmp_path: Path) -> None:
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
    assert not KeyringKey(backend).available()
    with pytest.raises(KeyUnavailableError, match="AIO_CANVAS_PASSPHRASE"):
        resolve_key(tmp_path, [KeyringKey(backend)])
    assert not (tmp_path / HEADER_NAME).exists()


def test_st71_a_chainer_is_looked_through_but_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    good, plain = Vault(), Plaintext()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, good])
    assert accepted_backend(chainer.ChainerBackend()) is good
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain])
    assert accepted_backend(chainer.ChainerBackend()) is None


def test_st72_a_locked_or_emptied_keyring_is_told(tmp_path: Path) -> None:
    vault = Vault()
    resolve_key(tmp_path, [KeyringKey(vault)])
    vault.locked = True
    with pytest.raises(KeyUnavailableError, match="unlock"):
        resolve_key(tmp_path, [KeyringKey(vault)], lambda _: pytest.fail("asked"))
    vault.locked = False
    vault.items.clear()
    with pytest.raises(KeyUnavailableError, match="restore a backup"):
        resolve_key(tmp_path, [KeyringKey(vault)])


def test_st73_without_a_keyring_a_passphrase_is_asked_for_until_it_is_right(tmp_path: Path) -> None:
    answers = iter(["first", "wrong", "first"])
    asked: list[PromptReason] = []

    def prompt(reason: PromptReason) -> str:
        asked.append(reason)
        return next(answers)

    source = PassphraseKey(prompt, CHEAP)
    key = resolve_key(tmp_path, [KeyringKey(fail.Keyring()), source])
    assert resolve_key(tmp_path, [KeyringKey(Vault()), source]) == key
    assert asked == [PromptReason.NEW, PromptReason.UNLOCK, PromptReason.WRONG]
    assert b"first" not in (tmp_path / HEADER_NAME).read_bytes()
    with pytest.raises(KeyUnavailableError, match="no passphrase was given"):
        resolve_key(tmp_path, [PassphraseKey(lambda _: None, CHEAP)])


def test_st74_a_wrong_passphrase_from_the_environment_is_an_error_at_once(tmp_path: Path) -> None:
    resolve_key(tmp_path, [FixedPassphrase("right", CHEAP)])
    before = (tmp_path / HEADER_NAME).read_bytes()
    sources = standard_sources({"AIO_CANVAS_PASSPHRASE": "wrong-secret"})
    with pytest.raises(WrongPassphraseError) as caught:
        resolve_key(tmp_path, sources, lambda _: pytest.fail("asked"))
    assert "secret" not in str(caught.value)
    assert (tmp_path / HEADER_NAME).read_bytes() == before
    assert [source.kind for source in standard_sources({})] == [KeyKind.KEYRING]


def test_st75_a_profile_keeps_the_kind_it_was_made_with(tmp_path: Path) -> None:
    resolve_key(tmp_path, [RawKey(KEY)])
    with pytest.raises(KeyUnavailableError, match="raw"):
        resolve_key(tmp_path, [FixedPassphrase("x", CHEAP), KeyringKey(Vault())])
    with pytest.raises(WrongKeyError):
        resolve_key(tmp_path, [RawKey(OTHER_KEY)])
    assert resolve_key(tmp_path, [RawKey(KEY)]) == KEY


def test_st75_a_library_without_its_header_never_gets_a_new_key(tmp_path: Path) -> None:
    open_profile(tmp_path, KEY, ticking_clock()).store.close()
    with pytest.raises(KeyUnavailableError, match="header is missing"):
        resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "5", '{"version": 2}', '{"version": 1}', '{"version": 1, "profile": 5}', "[" * 5_000, "x" * 70_000])  # fmt: skip
def test_st76_a_malformed_header_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / HEADER_NAME).write_text(text)
    with pytest.raises(CorruptLibraryError):
        resolve_key(tmp_path, [RawKey(KEY)])


def test_st76_a_header_cannot_ask_for_all_memory(tmp_path: Path) -> None:
    resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])
    path = tmp_path / HEADER_NAME
    path.write_text(path.read_text().replace('"memory_kib": 64', '"memory_kib": 99999999'))
    with pytest.raises(CorruptLibraryError, match="out of bounds"):
        resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])


def test_st77_changing_the_passphrase_keeps_the_library(tmp_path: Path) -> None:
    key = resolve_key(tmp_path, [FixedPassphrase("old", CHEAP)])
    with pytest.raises(WrongPassphraseError):
        reseal(tmp_path, "not it", "new", CHEAP)
    reseal(tmp_path, "old", "new", CHEAP)
    assert resolve_key(tmp_path, [FixedPassphrase("new", CHEAP)]) == key
    with pytest.raises(WrongPassphraseError):
        resolve_key(tmp_path, [FixedPassphrase("old", CHEAP)])


def test_st78_rekeying_locks_the_old_key_out_and_keeps_everything(tmp_path: Path) -> None:
    key = resolve_key(tmp_path, [FixedPassphrase("old", CHEAP)])
    profile = open_profile(tmp_path, key, ticking_clock())
    profile.store.settings.set("kept", 1)
    profile.store.session.set("tabs", [1])
    with pytest.raises(StoreError, match="in use"):
        rekey(tmp_path, key, "new", CHEAP)
    profile.store.close()
    new_key = rekey(tmp_path, key, "new", CHEAP)
    assert new_key != key
    with pytest.raises(WrongKeyError):
        open_profile(tmp_path, key, ticking_clock())
    assert resolve_key(tmp_path, [FixedPassphrase("new", CHEAP)]) == new_key
    again = open_profile(tmp_path, new_key, ticking_clock())
    assert again.info.identity == profile.info.identity
    assert (again.store.settings.get("kept"), again.store.session.get("tabs")) == (1, [1])
    again.store.close()


@pytest.mark.parametrize("file_key", [KEY, OTHER_KEY])
def test_st79_an_interrupted_rekey_opens_with_the_new_passphrase(tmp_path: Path, file_key: bytes) -> None:
    open_profile(tmp_path, file_key, ticking_clock()).store.close()
    seals = [seal_key(key, "new", CHEAP) for key in (KEY, OTHER_KEY)]
    write_header(tmp_path, sealed_header("0a" * 16, [KEY, OTHER_KEY], seals))
    assert resolve_key(tmp_path, [FixedPassphrase("new", CHEAP)]) == file_key


def test_st70_a_key_check_does_not_show_the_key() -> None:
    header = KeyHeader("0a" * 16, KeyKind.RAW, (key_check(KEY),))
    assert KEY.hex()[:16] not in repr(header)
    assert key_check(KEY) != key_check(OTHER_KEY)


def test_st71_the_keyring_of_the_system_is_held_to_the_same_list(tmp_path: Path) -> None:
    # The test session runs with the failing backend, as a machine without a desktop does.
    assert not KeyringKey().available()
    with pytest.raises(KeyUnavailableError, match="no accepted keyring"):
        KeyringKey().create("0a" * 16, tmp_path)
    with pytest.raises(KeyUnavailableError, match="unlock"):
        KeyringKey().unlock(KeyHeader("0a" * 16, KeyKind.KEYRING, ()), tmp_path)


def test_st72_a_damaged_entry_or_a_keyring_that_forgets_is_told(tmp_path: Path) -> None:
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


def test_st75_a_raw_key_of_another_length_makes_no_profile(tmp_path: Path) -> None:
    with pytest.raises(KeyUnavailableError):
        resolve_key(tmp_path / "p", [RawKey(b"short")])
    with pytest.raises(KeyUnavailableError, match="32 bytes"):
        RawKey(b"short").create("0a" * 16, tmp_path)
    with pytest.raises(KeyUnavailableError, match="passphrase"):
        reseal(tmp_path, "a", "b", CHEAP)


@pytest.mark.parametrize(
    ("kind", "advice"), [(KeyKind.PASSPHRASE, "AIO_CANVAS_PASSPHRASE"), (KeyKind.KEYRING, "desktop session")]
)
def test_st75_what_is_missing_is_told(tmp_path: Path, kind: KeyKind, advice: str) -> None:
    write_header(tmp_path, KeyHeader("0a" * 16, kind, (key_check(KEY),)))
    with pytest.raises(KeyUnavailableError, match=advice):
        resolve_key(tmp_path, [RawKey(KEY)])
