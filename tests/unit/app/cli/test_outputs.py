from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.cli.inputs import Source, sources
from app.cli.outputs import Targets, format_of, is_editable_picture
from app.errors import OutputError, UsageError

ONE = ((0, b"a"),)
TWO = ((0, b"a"), (2, b"c"))


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(output: str, inputs: Sequence[str], results: Sequence[tuple[int | None, bytes]]) -> None:
    chosen = sources(inputs)
    targets = Targets(output, "svg", chosen)
    for source in chosen:
        targets.write(source, results)


@pytest.mark.parametrize(
    ("inputs", "output", "results", "names"),
    [
        (["in/a.drawio"], "x.svg", ONE, {"x.svg"}),
        (["in/a.drawio"], "x", ONE, {"x"}),
        (["in/a.drawio"], "x.svg", TWO, {"x-1.svg", "x-3.svg"}),
        (["in/a.drawio"], "x.drawio.svg", TWO, {"x-1.drawio.svg", "x-3.drawio.svg"}),
        (["in/a.drawio"], "there", ONE, {"there/a.svg"}),
        (["in/a.drawio"], "made/", TWO, {"made/a-1.svg", "made/a-3.svg"}),
        (["in/a.drawio", "in/b.drawio"], "made", ONE, {"made/a.svg", "made/b.svg"}),
        (["in/a.drawio", "in/b.drawio"], "there", TWO, {f"there/{n}.svg" for n in ("a-1", "a-3", "b-1", "b-3")}),
    ],
)
def test_names_of_results(
    inputs: list[str],
    output: str,
    results: Sequence[tuple[int | None, bytes]],
    names: set[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """CLI-6."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    write(output, inputs, results)
    assert set(written(tmp_path)) == names


def test_an_input_is_never_replaced_also_through_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CLI-7."""
    monkeypatch.chdir(tmp_path)
    Path("a.svg").write_bytes(b"source")
    Path("link.svg").symlink_to("a.svg")
    for output in ("a.svg", "./a.svg", "link.svg", "."):
        with pytest.raises(OutputError, match="is an input"):
            write(output, ["a.svg"], ONE)
    assert Path("a.svg").read_bytes() == b"source"


def test_nothing_is_written_when_one_of_the_pages_would_hit_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x-3.svg").write_bytes(b"source")
    with pytest.raises(OutputError):
        write("x.svg", ["x-3.svg"], TWO)
    assert written(tmp_path) == {"x-3.svg": b"source"}


def test_two_inputs_never_go_to_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"both become a\.svg"):
        write("out", ["one/a.drawio", "two/a.xml"], ONE)
    chosen = sources(["a.drawio", "a-1.drawio"])
    targets = Targets("out", "svg", chosen)
    targets.write(chosen[0], ((0, b"first"), (1, b"second")))
    with pytest.raises(OutputError, match="already written"):
        targets.write(chosen[1], ONE)
    assert written(tmp_path)["out/a-1.svg"] == b"first"


def test_several_inputs_need_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plain").write_bytes(b"")
    for output in ("-", "plain", "x.svg"):
        with pytest.raises(UsageError):
            write(output, ["a.drawio", "b.drawio"], ONE)


def test_standard_output_takes_one_result(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write("-", ["a.drawio"], ((0, b"\x89PNG\r\n\x00\xff"),))
    assert capfdbinary.readouterr().out == b"\x89PNG\r\n\x00\xff"
    with pytest.raises(OutputError, match="2 pictures"):
        write("-", ["a.drawio"], TWO)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be made"):
        Targets(str(tmp_path / "file" / "x"), "svg", sources(["a", "b"])).write(Source("a"), ONE)


def test_the_format_comes_from_the_option_then_from_the_ending() -> None:
    assert format_of("x.SVG", None) == "svg"
    assert format_of("x.svg", "png") == "png"
    assert format_of("x.xml", None) == "drawio"
    for output in ("-", "folder", "x.vsdx"):
        with pytest.raises(UsageError, match="-f is needed"):
            format_of(output, None)


def test_names_that_promise_a_diagram_inside() -> None:
    assert is_editable_picture("a.drawio.SVG")
    assert not is_editable_picture("a.svg")
