from __future__ import annotations

import json

import pytest

from app.cli.console import printable, say_error, say_json
from app.errors import InputError


def test_text_of_foreign_files_cannot_reach_the_terminal_as_commands() -> None:
    assert printable("a\x1b[2Jb\nc\x9bd\u202eé") == "a?[2Jb c?d?é"


def test_an_error_is_one_line_that_begins_with_the_program_and_a_second_with_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """CLI-2."""
    say_error(InputError("the file\nis damaged", "Try another."), "plan.drawio")
    assert capsys.readouterr() == ("", "aio-canvas: plan.drawio: the file is damaged\n  Try another.\n")


def test_a_message_that_names_the_input_does_not_name_it_twice(capsys: pytest.CaptureFixture[str]) -> None:
    say_error(InputError("plan.drawio does not exist"), "plan.drawio")
    assert capsys.readouterr().err == "aio-canvas: plan.drawio does not exist\n"


def test_json_is_plain_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"title": "Größe\x1b"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out) == {"title": "Größe\x1b"}
