"""Which key opens a profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyring.backends import fail

from sync.errors import KeyUnavailableError, WrongKeyError, WrongPassphraseError
from sync.store.key_header import HEADER_NAME, KeyHeader, KeyKind, key_check, write_header
from sync.store.keyring_source import KeyringKey
from sync.store.keys import (
    FixedPassphrase,
    PassphraseKey,
    PromptReason,
    RawKey,
    reseal,
    resolve_key,
    standard_sources,
)
from sync.store.profile import open_profile
from tests.support.keyrings import Vault
from tests.support.library import CHEAP, KEY, OTHER_KEY, ticking_clock


def test_st73_without_a_keyring_a_passphrase_is_asked_for_until_it_is_right(tmp_path: Path) -> None:
    """ST-73."""
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
    """ST-74."""
    resolve_key(tmp_path, [FixedPassphrase("right", CHEAP)])
    before = (tmp_path / HEADER_NAME).read_bytes()
    sources = standard_sources({"AIO_CANVAS_PASSPHRASE": "wrong-secret"})
    with pytest.raises(WrongPassphraseError) as caught:
        resolve_key(tmp_path, sources, lambda _: pytest.fail("asked"))
    assert "secret" not in str(caught.value)
    assert (tmp_path / HEADER_NAME).read_bytes() == before
    assert [source.kind for source in standard_sources({})] == [KeyKind.KEYRING]


def test_st75_a_profile_keeps_the_kind_it_was_made_with(tmp_path: Path) -> None:
    """ST-75."""
    resolve_key(tmp_path, [RawKey(KEY)])
    with pytest.raises(KeyUnavailableError, match="raw"):
        resolve_key(tmp_path, [FixedPassphrase("x", CHEAP), KeyringKey(Vault())])
    with pytest.raises(WrongKeyError):
        resolve_key(tmp_path, [RawKey(OTHER_KEY)])
    assert resolve_key(tmp_path, [RawKey(KEY)]) == KEY


def test_st75_a_library_without_its_header_never_gets_a_new_key(tmp_path: Path) -> None:
    """ST-75."""
    open_profile(tmp_path, KEY, ticking_clock()).store.close()
    with pytest.raises(KeyUnavailableError, match="header is missing"):
        resolve_key(tmp_path, [FixedPassphrase("x", CHEAP)])


def test_st77_changing_the_passphrase_keeps_the_library(tmp_path: Path) -> None:
    """ST-77."""
    key = resolve_key(tmp_path, [FixedPassphrase("old", CHEAP)])
    with pytest.raises(WrongPassphraseError):
        reseal(tmp_path, "not it", "new", CHEAP)
    reseal(tmp_path, "old", "new", CHEAP)
    assert resolve_key(tmp_path, [FixedPassphrase("new", CHEAP)]) == key
    with pytest.raises(WrongPassphraseError):
        resolve_key(tmp_path, [FixedPassphrase("old", CHEAP)])


def test_st75_a_raw_key_of_another_length_makes_no_profile(tmp_path: Path) -> None:
    """ST-75."""
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
    """ST-75."""
    write_header(tmp_path, KeyHeader("0a" * 16, kind, (key_check(KEY),)))
    with pytest.raises(KeyUnavailableError, match=advice):
        resolve_key(tmp_path, [RawKey(KEY)])
