from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from canvas.errors import FormatError
from canvas.geometry.box import Box
from canvas.qt.painter import PaintTools
from canvas.qt.pdf import PdfPage, write_pdf
from tests.support.painted import gallery

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="needs poppler-utils (pdftotext, pdffonts, pdfinfo)"
)


@pytest.fixture
def file(tmp_path: Path, tools: PaintTools) -> Path:
    pages = [
        PdfPage(
            gallery(), Box(0, 0, 600, 320), links={"plain": "https://example.org/a", "dashed": "javascript:alert(1)"}
        ),
        PdfPage(gallery()[:1], Box(0, 0, 160, 100), "#ffffee"),
    ]
    path = tmp_path / "out.pdf"
    path.write_bytes(write_pdf(pages, tools, "A & B"))
    return path


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@needs_poppler
def test_text_can_be_found(file: Path) -> None:
    text = said("pdftotext", "-layout", str(file), "-")
    for words in ("Plain box with text", "Gradient dashed", "edge label", "Vertical"):
        assert words in text
    assert text.count("Plain box with text") == 2


@needs_poppler
def test_fonts_are_embedded(file: Path) -> None:
    rows = [line.split() for line in said("pdffonts", str(file)).splitlines()[2:]]
    assert rows
    assert all(row[-5] == "yes" for row in rows), rows
    assert any("700wght" in row[0] or "Bold" in row[0] for row in rows)


@needs_poppler
def test_each_page_has_its_own_size_and_the_links_are_real(file: Path) -> None:
    info = said("pdfinfo", "-f", "1", "-l", "2", str(file))
    assert "450 x 240 pts" in info
    assert "120 x 75 pts" in info
    assert "A & B" in info
    links = said("pdfinfo", "-url", str(file))
    assert "https://example.org/a" in links
    assert "https://example.org/\n" in links
    assert "javascript" not in links


def test_a_document_of_no_page_is_refused(tools: PaintTools) -> None:
    with pytest.raises(FormatError):
        write_pdf([], tools)


def test_a_huge_page_is_scaled_down_to_what_readers_accept(tools: PaintTools) -> None:
    data = write_pdf([PdfPage((), Box(0, 0, 1e6, 1e5))], tools)
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert found
    assert [float(side) for side in found.groups()] == pytest.approx([14400, 1440])
