"""PDF as other programs see it: every label, embedded fonts, links, sizes, vectors only."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.exporting.options import ExportOptions
from app.exporting.service import export, export_with_pages
from canvas.drawing.display_list import TextItem
from canvas.model.records import Snapshot, plain_text
from tests.e2e.exports.pages import own, real

pytestmark = pytest.mark.skipif(
    not all(shutil.which(program) for program in ("pdftotext", "pdffonts", "pdfinfo", "pdfimages")),
    reason="poppler-utils is not installed: apt-get install poppler-utils",
)


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def written(snapshot: Snapshot, path: Path, border: float = 0.0) -> str:
    (file,) = export(snapshot, ExportOptions("pdf", None, border=border))
    path.write_bytes(file.data)
    return str(path)


def letters(text: str) -> str:
    """Return what counts of a text: line breaks and spaces are the layout's."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text.replace("\ufb01", "fi").replace("\ufb02", "fl"))


def missing_words(snapshot: Snapshot, said_by_reader: str) -> list[str]:
    """Return the words of painted labels that a reader of the PDF does not find."""
    _, pages = export_with_pages(snapshot, ExportOptions("pdf", None))
    items = [item for page in pages for entry in page.entries for item in entry.items]
    words = {word for item in items if isinstance(item, TextItem) for word in plain_text(item.block.text).split()}
    assert words
    found = letters(said_by_reader)
    return sorted(word for word in words if letters(word) not in found)


@pytest.mark.parametrize("name", own())
def test_every_label_of_our_diagrams_is_found(name: str, tmp_path: Path) -> None:
    diagram = own()[name]
    assert missing_words(diagram, said("pdftotext", "-raw", written(diagram, tmp_path / "out.pdf"), "-")) == []


@pytest.mark.corpus
def test_every_label_of_real_files_is_found(corpus_directory: Path, tmp_path: Path) -> None:
    for name, diagram in real(corpus_directory).items():
        path = written(diagram, tmp_path / "out.pdf")
        assert missing_words(diagram, said("pdftotext", "-raw", path, "-")) == [], name


def test_fonts_are_embedded_with_their_letters_and_no_text_is_a_picture(tmp_path: Path) -> None:
    path = written(own()["paint"], tmp_path / "out.pdf")
    rows = [line.split() for line in said("pdffonts", path).splitlines()[2:]]
    assert len(rows) >= 4  # Regular, bold, italic, serif and mono.
    assert all((row[-5], row[-3]) == ("yes", "yes") for row in rows), rows
    kinds = [line.split()[2] for line in said("pdfimages", "-list", path).splitlines()[2:]]
    assert len(kinds) <= 2  # The one picture on the page, and its mask.


def test_links_of_shapes_and_labels_are_there_and_unsafe_ones_are_not(tmp_path: Path) -> None:
    links = said("pdfinfo", "-url", written(own()["paint"], tmp_path / "out.pdf"))
    assert "https://example.org/plain" in links
    assert "https://example.org/inside" in links
    assert "javascript" not in links


def test_each_page_is_as_large_as_its_content_and_border(tmp_path: Path) -> None:
    diagram = own()["shop"]
    plain = said("pdfinfo", "-f", "1", "-l", "2", written(diagram, tmp_path / "a.pdf"))
    wide = said("pdfinfo", "-f", "1", "-l", "2", written(diagram, tmp_path / "b.pdf", border=20.0))
    sizes = [re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", text) for text in (plain, wide)]
    assert [len(pages) for pages in sizes] == [2, 2]
    assert float(sizes[0][1][0]) == pytest.approx(121 * 0.75, abs=0.5)
    # A border of 20 units on each side is 30 points more.
    assert float(sizes[1][1][0]) == pytest.approx((121 + 40) * 0.75, abs=0.5)
