from __future__ import annotations

import getpass
import sys
from collections.abc import Callable

import pytest

from app.cli.passphrases import BACKUP_VARIABLE, backup_passphrase, terminal_prompt
from app.errors import InputError
from sync.store.keys import PASSPHRASE_VARIABLE, PromptReason

Answers = Callable[..., list[str]]


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Let a person at a terminal give these answers; returns the questions as they are asked."""

    def given(*replies: str) -> list[str]:
        waiting, asked = list(replies), list[str]()

        def ask(question: str) -> str:
            asked.append(question)
            return waiting.pop(0)

        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", ask)
        return asked

    return given


def test_nobody_is_asked_when_standard_input_is_no_terminal() -> None:
    assert terminal_prompt() is None
    with pytest.raises(InputError) as caught:
        backup_passphrase({}, new=True)
    assert BACKUP_VARIABLE in caught.value.advice


def test_the_variable_of_the_backup_comes_before_that_of_the_library() -> None:
    assert backup_passphrase({PASSPHRASE_VARIABLE: "a", BACKUP_VARIABLE: "b"}, new=False) == "b"
    assert backup_passphrase({PASSPHRASE_VARIABLE: "a"}, new=False) == "a"


def test_a_new_passphrase_is_asked_for_until_two_are_the_same(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = answers("one", "two", "good", "good")
    prompt = terminal_prompt()
    assert prompt is not None
    assert prompt(PromptReason.NEW) == "good"
    assert len(asked) == 4
    assert "not the same" in capsys.readouterr().err


def test_a_known_library_is_asked_for_once_and_an_empty_answer_gives_up(answers: Answers) -> None:
    answers("good", "")
    prompt = terminal_prompt()
    assert prompt is not None
    assert prompt(PromptReason.UNLOCK) == "good"
    assert prompt(PromptReason.WRONG) is None


def test_a_backup_without_a_passphrase_is_not_made(answers: Answers) -> None:
    answers("")
    with pytest.raises(InputError, match="nothing was done"):
        backup_passphrase({}, new=True)


def test_the_passphrase_of_a_backup_that_exists_is_asked_for_once(answers: Answers) -> None:
    assert len(answers("good")) == 0
    assert backup_passphrase({}, new=False) == "good"
