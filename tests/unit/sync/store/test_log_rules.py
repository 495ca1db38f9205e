"""The rules that every store applies first."""

from __future__ import annotations

import pytest

from sync.errors import CompactionError, LimitExceededError
from sync.store.log_rules import by_writer, check_counters, check_covers, checked_title, encoded_setting
from tests.support.library import appends, writer_for


def test_updates_are_grouped_by_writer_in_their_order() -> None:
    one, two = writer_for("0c" * 16), writer_for("0c" * 16)
    first, second = appends(one, b"a", b"b"), appends(two, b"c")
    groups = by_writer([first[0], second[0], first[1]])
    assert list(groups.values()) == [first, second]


def test_an_update_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.store.log_rules.MAX_UPDATE_BYTES", 3)
    assert check_counters(appends(writer_for("0c" * 16), b"abc"), 0) == 1
    with pytest.raises(LimitExceededError):
        check_counters(appends(writer_for("0c" * 16), b"abcd"), 0)


def test_covers_lie_between_the_present_state_and_what_is_stored() -> None:
    check_covers("d", {"w": 3}, {"w": (2, 3)})
    check_covers("d", {"w": 2, "unused": 0}, {"w": (2, 3)})
    for covers in ({"w": 1}, {"w": 4}, {"w": 3, "other": 1}):
        with pytest.raises(CompactionError):
            check_covers("d", covers, {"w": (2, 3)})


def test_titles_and_settings_are_made_fit_to_store() -> None:
    assert checked_title("ä\ud800") == "ä?"
    assert encoded_setting("x", {"a": "\ud800"}) == '{"a":"\\ud800"}'
