"""Versions of the frames."""

from __future__ import annotations

import pytest

from sync.protocol.errors import ErrorCode, UnsupportedVersion
from sync.protocol.version import SOCKET_VERSION, negotiate


def test_pro2_both_sides_speak_the_lower_version() -> None:
    """PRO-2."""
    assert negotiate(SOCKET_VERSION, 1) == SOCKET_VERSION
    assert negotiate(SOCKET_VERSION + 5, 1) == SOCKET_VERSION


@pytest.mark.parametrize(("theirs", "oldest"), [(0, 0), (SOCKET_VERSION + 5, SOCKET_VERSION + 1)])
def test_pro2_without_a_version_in_common_there_is_an_error(theirs: int, oldest: int) -> None:
    """PRO-2."""
    with pytest.raises(UnsupportedVersion) as refused:
        negotiate(theirs, oldest)
    assert refused.value.code is ErrorCode.VERSION
