"""A library that cannot be opened says why and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import ProfileError
from app.library.opening import find_key, open_profile_library
from sync.store.keys import PASSPHRASE_VARIABLE, FixedPassphrase, RawKey
from tests.support.library import CHEAP, KEY, OTHER_KEY, ticking_clock


def test_the_key_given_outright_opens_what_it_made(tmp_path: Path) -> None:
    assert find_key(tmp_path, {}, None, [RawKey(KEY)]) == KEY
    library = open_profile_library(tmp_path, KEY, ticking_clock())
    assert library.info.first_run
    library.close()


def test_another_key_is_refused_with_advice(tmp_path: Path) -> None:
    open_profile_library(tmp_path, KEY, ticking_clock()).close()
    with pytest.raises(ProfileError) as caught:
        open_profile_library(tmp_path, OTHER_KEY, ticking_clock())
    assert "backup" in caught.value.advice


def test_a_library_in_use_is_refused_with_advice(tmp_path: Path) -> None:
    library = open_profile_library(tmp_path, KEY, ticking_clock())
    with pytest.raises(ProfileError) as caught:
        open_profile_library(tmp_path, KEY, ticking_clock())
    assert "Close the other window" in caught.value.advice
    library.close()


def test_a_wrong_passphrase_is_refused_with_advice(tmp_path: Path) -> None:
    find_key(tmp_path, {}, None, [FixedPassphrase("right words", CHEAP)])
    with pytest.raises(ProfileError) as caught:
        find_key(tmp_path, {}, None, [FixedPassphrase("wrong words", CHEAP)])
    assert "Caps Lock" in caught.value.advice


def test_nobody_to_ask_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        find_key(tmp_path, {}, None)
    assert PASSPHRASE_VARIABLE in caught.value.advice
