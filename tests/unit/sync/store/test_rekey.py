"""Re-encrypting a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.crypto.passphrase import seal_key
from sync.engine.records import SharingRow, WorkspaceRow
from sync.errors import StoreError, WrongKeyError
from sync.store.key_header import write_header
from sync.store.keys import (
    FixedPassphrase,
    resolve_key,
    sealed_header,
)
from sync.store.profile import open_profile
from sync.store.rekey import rekey
from tests.support.library import CHEAP, KEY, OTHER_KEY, ticking_clock


def test_st78_rekeying_locks_the_old_key_out_and_keeps_everything(tmp_path: Path) -> None:
    """ST-78, ST-87."""
    key = resolve_key(tmp_path, [FixedPassphrase("old", CHEAP)])
    profile = open_profile(tmp_path, key, ticking_clock())
    profile.store.settings.set("kept", 1)
    profile.store.session.set("tabs", [1])
    profile.store.shared.write([WorkspaceRow("0a" * 16, "0b" * 16), SharingRow("0c" * 16, "0a" * 16, "diagram")])
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
    kept = again.store.shared.load_workspace("0a" * 16)
    assert kept is not None
    assert kept.documents == ("0c" * 16,)
    again.store.close()


@pytest.mark.parametrize("file_key", [KEY, OTHER_KEY])
def test_st79_an_interrupted_rekey_opens_with_the_new_passphrase(tmp_path: Path, file_key: bytes) -> None:
    """ST-79."""
    open_profile(tmp_path, file_key, ticking_clock()).store.close()
    seals = [seal_key(key, "new", CHEAP) for key in (KEY, OTHER_KEY)]
    write_header(tmp_path, sealed_header("0a" * 16, [KEY, OTHER_KEY], seals))
    assert resolve_key(tmp_path, [FixedPassphrase("new", CHEAP)]) == file_key
