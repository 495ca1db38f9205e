from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.cli.inputs import Source, for_each, sources
from app.errors import InputError, UsageError
from canvas.errors import MalformedFile


class Piped:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("argument", "stem"),
    [("a/plan.drawio", "plan"), ("plan.drawio.svg", "plan"), ("v1.2.drawio", "v1.2"), ("-", "stdin"), ("x.xml", "x")],
)
def test_outputs_are_named_after_the_input(argument: str, stem: str) -> None:
    assert Source(argument).stem == stem


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"\x00\r\n\xff"))
    assert Source("-").read() == b"\x00\r\n\xff"


def test_empty_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b""))
    with pytest.raises(InputError, match="empty"):
        Source("-").read()


def test_standard_input_can_be_named_only_once() -> None:
    with pytest.raises(UsageError):
        sources(["-", "a.drawio", "-"])


def test_one_failure_is_told_and_the_others_are_still_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """CLI-5."""
    done: list[str] = []

    def work(source: Source) -> None:
        if source.name == "bad":
            raise MalformedFile("it is not XML")
        done.append(source.name)

    assert for_each(sources(["a", "bad", "b"]), work) == 1
    assert done == ["a", "b"]
    assert capsys.readouterr().err == "aio-canvas: bad: it is not XML\n"


def test_a_defect_of_ours_is_not_hidden() -> None:
    def work(_: Source) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        for_each(sources(["a"]), work)
