from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.cli.main import main

Captured = pytest.CaptureFixture[str]


def test_info_counts_what_is_there_and_what_is_painted(shop: Path, capsys: Captured) -> None:
    """CLI-13."""
    assert main(["info", "--json", "shop.drawio"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    front, back = found["pages"]
    assert (found["format"], found["compressed"], found["bytes"]) == ("drawio", False, shop.stat().st_size)
    assert (front["name"], front["size"]) == ("Front", [600, 400])
    assert (front["shapes"], front["connectors"], front["cells"], front["painted"]) == (3, 1, 4, 3)
    assert [(layer["name"], layer["visible"]) for layer in front["layers"]] == [("", True), ("Notes", False)]
    assert (back["name"], back["cells"], back["painted"]) == ("Back", 1, 1)
    assert (found["shapes"], found["connectors"], found["cells"]) == (4, 1, 5)


def test_info_for_people_has_a_line_for_the_file_and_one_for_each_page(shop: Path, capsys: Captured) -> None:
    """CLI-13."""
    assert main(["info", "shop.drawio"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "shop.drawio: drawio, plain, 2 pages"
    assert "Front" in lines[1]
    assert "3 shapes, 1 connector, 3 painted" in lines[1]
    assert any("layer Notes  hidden" in line for line in lines)


def test_info_tells_the_good_files_when_one_is_bad(shop: Path, capsys: Captured) -> None:
    """CLI-5."""
    Path("bad").write_bytes(os.urandom(200))
    assert main(["info", "--json", "bad", "shop.drawio"]) == 1
    out, err = capsys.readouterr()
    assert [found["file"] for found in json.loads(out)] == ["shop.drawio"]
    assert err.startswith("aio-canvas: bad: ")


def test_a_file_that_loses_nothing_is_valid_and_silent(shop: Path, capsys: Captured) -> None:
    """CLI-14."""
    assert main(["validate", "shop.drawio"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_is_kept_but_not_shown_is_listed_and_is_no_failure(shop: Path, capsys: Captured) -> None:
    """CLI-14."""
    text = shop.read_text(encoding="utf-8").replace("ellipse;", "shape=mxgraph.made.up;")
    shop.write_text(
        text.replace('vertex="1" parent="b1"', 'style="image;image=https://x.test/a.png" vertex="1" parent="b1"')
    )
    assert main(["validate", "--json", "shop.drawio"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["ok"]
    assert found["lost"] == []
    assert [len(entry["ids"]) for entry in found["unshown"]] == [1, 1]
    assert any("made.up" in entry["what"] for entry in found["unshown"])
    assert any("not fetched" in entry["what"] for entry in found["unshown"])


def test_convert_takes_a_diagram_into_a_picture_and_out_again(shop: Path, capsys: Captured) -> None:
    for picture in ("p.svg", "p.png"):
        assert main(["convert", "shop.drawio", "-o", picture]) == 0
        assert main(["convert", picture, "-o", "back.drawio"]) == 0
        assert main(["info", "--json", "back.drawio"]) == 0
        assert [page["name"] for page in json.loads(capsys.readouterr().out)[0]["pages"]] == ["Front", "Back"]


def test_convert_never_replaces_its_input(shop: Path, capsys: Captured) -> None:
    """CLI-7."""
    before = shop.read_bytes()
    assert main(["convert", "shop.drawio", "-o", "shop.drawio"]) == 1
    assert "is an input" in capsys.readouterr().err
    assert shop.read_bytes() == before


def test_new_makes_an_empty_page_and_replaces_nothing(shop: Path, capsys: Captured) -> None:
    """CLI-16."""
    assert main(["new", "fresh.drawio", "--title", "Größe <1>"]) == 0
    assert main(["info", "--json", "fresh.drawio"]) == 0
    (page,) = json.loads(capsys.readouterr().out)[0]["pages"]
    assert (page["name"], page["cells"], len(page["layers"])) == ("Größe <1>", 0, 1)
    before = shop.read_bytes()
    assert main(["new", "shop.drawio"]) == 1
    assert "--force" in capsys.readouterr().err
    assert shop.read_bytes() == before
    assert main(["new", "shop.drawio", "--force"]) == 0
    assert shop.read_bytes() != before
    assert main(["new", "x.svg"]) == 2


def test_added_files_are_found_and_come_out_again(
    shop: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CLI-10."""
    monkeypatch.setenv("AIO_CANVAS_HOME", "home")
    monkeypatch.setenv("AIO_CANVAS_PASSPHRASE", "correct horse")
    Path("bad.drawio").write_text("<", encoding="utf-8")
    assert main(["library", "add", "shop.drawio", "bad.drawio"]) == 1
    out, err = capsys.readouterr()
    document = out.strip()
    assert "bad.drawio" in err
    assert main(["library", "search", "customer data"]) == 0
    assert capsys.readouterr().out == f"{document}  shop: Customer database\n"
    assert main(["library", "get", document[:8], "-o", "out.svg"]) == 0
    assert "Customer database" in Path("out.svg").read_text(encoding="utf-8")
    assert main(["library", "get", "shop", "-o", "there/"]) == 2
    assert main(["library", "get", "shop", "-f", "drawio", "-o", "there/"]) == 0
    assert main(["info", "--json", "there/shop.drawio"]) == 0
    assert [page["painted"] for page in json.loads(capsys.readouterr().out)[0]["pages"]] == [3, 1]
