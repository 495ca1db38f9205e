from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from app.cli.main import main
from tests.support.diagram_files import SHOP
from tests.support.pixels import rgba

Captured = pytest.CaptureFixture[str]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def cells(path: Path) -> list[list[str]]:
    return [[cell["id"] for cell in page["cells"]] for page in json.loads(path.read_text(encoding="utf-8"))["pages"]]


def test_nothing_is_printed_on_success(shop: Path, capsys: Captured) -> None:
    """CLI-1, CLI-2, CLI-6."""
    assert main(["export", "shop.drawio", "-o", "out.svg"]) == 0
    assert capsys.readouterr() == ("", "")
    text = Path("out.svg").read_text(encoding="utf-8")
    assert "Customer database" in text
    assert "Second page" not in text
    assert "<text" in text


def test_all_pages_get_numbers_or_share_one_pdf(shop: Path) -> None:
    """CLI-6."""
    assert main(["export", "shop.drawio", "-a", "-o", "out.png"]) == 0
    assert main(["export", "shop.drawio", "-a", "-o", "out.pdf"]) == 0
    assert names(shop.parent) == {"shop.drawio", "out-1.png", "out-2.png", "out.pdf"}
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")


def test_scale_and_border_set_the_size(shop: Path) -> None:
    assert main(["export", "shop.drawio", "-p", "2", "-s", "2", "-b", "10", "-o", "out.png"]) == 0
    with Image.open("out.png") as image:
        assert image.size == (2 * (121 + 20), 2 * (61 + 20))
        assert rgba(image, 0, 0) == (255, 255, 255, 255)


def test_the_background_can_be_left_out_or_dark(shop: Path) -> None:
    assert main(["export", "shop.drawio", "-t", "-b", "5", "-o", "clear.png"]) == 0
    assert main(["export", "shop.drawio", "--dark", "-b", "5", "-o", "dark.png"]) == 0
    with Image.open("clear.png") as image:
        assert rgba(image, 0, 0)[3] == 0
    with Image.open("dark.png") as image:
        assert max(rgba(image, 0, 0)[:3]) < 60


@pytest.mark.parametrize("name", ["out.drawio.svg", "out.drawio.png"])
def test_a_picture_with_the_diagram_inside_can_be_read_again(shop: Path, name: str, capsys: Captured) -> None:
    assert main(["export", "shop.drawio", "-o", name]) == 0
    assert main(["info", "--json", name]) == 0
    pages = json.loads(capsys.readouterr().out)[0]["pages"]
    assert [(page["name"], page["shapes"], page["connectors"]) for page in pages] == [("Front", 3, 1), ("Back", 1, 0)]


def test_the_list_of_cells_is_what_was_painted(shop: Path) -> None:
    """CLI-9."""
    assert main(["export", "shop.drawio", "-a", "-s", "2", "-b", "10", "-o", "o.png", "--cells-json", "o.json"]) == 0
    assert [sorted(page) for page in cells(Path("o.json"))] == [["a", "b", "e"], ["c"]]
    page = json.loads(Path("o.json").read_text(encoding="utf-8"))["pages"][0]
    assert page["scale"] == 2
    # The place of every listed box is where the picture has its fill.
    with Image.open("o-1.png") as image:
        for cell, color in (("a", (0xDA, 0xE8, 0xFC)), ("b", (0xD5, 0xE8, 0xD4))):
            x, y, w, h = next(c["bbox"] for c in page["cells"] if c["id"] == cell)
            at = ((x + w / 2 - page["origin"][0]) * 2, (y + h * 0.2 - page["origin"][1]) * 2)
            assert rgba(image, *at)[:3] == color


def test_several_inputs_go_into_folders_and_one_failure_does_not_stop_the_others(shop: Path, capsys: Captured) -> None:
    """CLI-5, CLI-15."""
    Path("bad.drawio").write_text("<mxfile><diagram>", encoding="utf-8")
    Path("good.xml").write_text(SHOP, encoding="utf-8")
    words = ["export", "shop.drawio", "bad.drawio", "missing.drawio", "good.xml", "-f", "svg", "-o", "out"]
    assert main([*words, "--cells-json", "lists"]) == 1
    assert names(Path("out")) == {"shop.svg", "good.svg"}
    assert names(Path("lists")) == {"shop.json", "good.json"}
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1].split()[0] for line in lines if line.startswith("aio-canvas:")] == [
        "bad.drawio",
        "missing.drawio",
    ]


def test_a_page_that_is_not_there_is_an_error_of_the_input(shop: Path, capsys: Captured) -> None:
    assert main(["export", "shop.drawio", "-p", "3", "-o", "out.svg"]) == 1
    assert "there is no page 3: the diagram has 2 pages" in capsys.readouterr().err
    assert not Path("out.svg").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "out.pdf", "-e"],
        ["-o", "out.pdf", "-t"],
        ["-o", "out.pdf", "-s", "2"],
        ["-o", "out.drawio", "--dark"],
        ["-o", "out.drawio", "--cells-json", "c.json"],
        ["-o", "out"],
        ["-o", "-"],
    ],
)
def test_options_that_would_do_nothing_are_refused(shop: Path, words: list[str], capsys: Captured) -> None:
    """CLI-1."""
    assert main(["export", "shop.drawio", *words]) == 2
    assert capsys.readouterr().err.startswith("aio-canvas: ")
    assert names(shop.parent) == {"shop.drawio"}


@pytest.mark.parametrize(
    "words",
    [
        ["-s", "0"],
        ["-s", "nan"],
        ["-s", "x"],
        ["-b", "-1"],
        ["-p", "0"],
        ["-p", "1", "-a"],
        ["-f", "gif"],
    ],
)
def test_values_that_make_no_sense_are_refused_by_the_grammar(shop: Path, words: list[str]) -> None:
    """CLI-1."""
    with pytest.raises(SystemExit) as caught:
        main(["export", "shop.drawio", "-o", "out.png", *words])
    assert caught.value.code == 2


def test_standard_input_and_output_carry_bytes(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """CLI-8."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SHOP.encode()), isatty=lambda: False))
    assert main(["export", "-", "-o", "-", "-f", "png"]) == 0
    out = capfdbinary.readouterr().out
    with Image.open(io.BytesIO(out)) as image:
        image.load()
        assert image.size[0] > 300


def test_an_adaptive_picture_is_an_svg_only(shop: Path, capsys: Captured) -> None:
    assert main(["export", "shop.drawio", "--adaptive", "-o", "both.svg"]) == 0
    assert "prefers-color-scheme:dark" in Path("both.svg").read_text(encoding="utf-8")
    assert main(["export", "shop.drawio", "--adaptive", "-o", "both.png"]) == 2
    assert "--adaptive has no meaning for png" in capsys.readouterr().err
