from __future__ import annotations

import io
import sys

import pytest

from app.cli import progress
from app.cli.progress import above_bar, with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def show_on(screen: io.StringIO, patch: pytest.MonkeyPatch, delay_s: float = 0.0) -> None:
    """Make this standard error; called in the test itself, since pytest sets its own between a fixture and the test."""
    patch.setattr(sys, "stderr", screen)
    patch.setattr(progress, "DELAY_S", delay_s)


def test_a_terminal_shows_a_bar_for_several_items(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    show_on(screen, monkeypatch)
    assert list(with_progress("abc", "file")) == ["a", "b", "c"]
    assert "file/s" in screen.getvalue()


@pytest.mark.parametrize(
    ("screen", "items", "delay_s"), [(Terminal(), "a", 0.0), (Terminal(), "abc", 60.0), (io.StringIO(), "abc", 0.0)]
)
def test_single_items_short_work_and_pipes_show_nothing(
    screen: io.StringIO, items: str, delay_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_on(screen, monkeypatch, delay_s)
    assert list(with_progress(items, "file")) == list(items)
    assert screen.getvalue().strip() == ""


def test_lines_get_a_line_of_their_own_above_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    show_on(screen, monkeypatch)
    for item in with_progress("ab", "file"):
        with above_bar():
            print(f"told {item}", file=sys.stderr)
    told = [line.rpartition("\r")[2] for line in screen.getvalue().split("\n") if "told" in line]
    assert told == ["told a", "told b"]
