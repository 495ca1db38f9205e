"""Values that operations change."""

from __future__ import annotations

from sync.protocol.membership.timeline import Timeline


def test_a_timeline_knows_what_was() -> None:
    line: Timeline[str | None] = Timeline(None)
    line = line.then(3, "a").then(7, "b").then(9, None)
    assert [line.at(seq) for seq in (0, 2, 3, 6, 7, 8, 9, 99)] == [None, None, "a", "a", "b", "b", None, None]
    assert line.now is None
    assert Timeline(False).now is False


def test_a_value_that_does_not_change_makes_no_step_and_one_operation_makes_one() -> None:
    line = Timeline(0).then(3, 1)
    assert line.then(5, 1) is line
    assert line.then(3, 2) == Timeline(0, ((3, 2),))
