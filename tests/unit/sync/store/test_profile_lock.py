"""One writer per profile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sync.errors import (
    ProfileLockedError,
    ReadOnlyError,
)
from sync.store.profile import open_profile
from sync.store.records import DocumentQuery
from tests.support.filled_library import CLOCK, LABEL, filled
from tests.support.library import KEY


def test_st56_a_second_writer_is_refused_by_name_until_the_first_is_gone(tmp_path: Path) -> None:
    """ST-56."""
    filled(tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from sync.store.profile import open_profile\n"
        "profile = open_profile(Path(sys.argv[1]), bytes(range(32)), lambda: 1)\n"
        "print('open', flush=True); sys.stdin.read()\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        with pytest.raises(ProfileLockedError, match=str(child.pid)) as caught:
            open_profile(tmp_path, KEY, CLOCK)
        assert caught.value.pid == child.pid
        reader = open_profile(tmp_path, KEY, CLOCK, read_only=True)
        assert [info.title for info in reader.store.documents.list(DocumentQuery())] == [LABEL]
        with pytest.raises(ReadOnlyError):
            reader.store.settings.set("x", 1)
        reader.store.close()
        child.kill()
    profile = open_profile(tmp_path, KEY, CLOCK)
    assert profile.info.unclean
    with pytest.raises(ProfileLockedError):
        open_profile(tmp_path, KEY, CLOCK)
    profile.store.close()
    open_profile(tmp_path, KEY, CLOCK).store.close()
    alone = open_profile(tmp_path, KEY, CLOCK, read_only=True)
    assert not alone.info.unclean
    assert alone.store.documents.count(DocumentQuery()) == 1
    alone.store.close()
