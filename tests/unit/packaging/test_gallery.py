"""The gallery has enough screens, and its page shows every picture."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[3] / "packaging"


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    """Load the script by its path: packaging/ is no package, on purpose."""
    spec = importlib.util.spec_from_file_location("gallery", FOLDER / "gallery.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_shows_every_picture(gallery: ModuleType, tmp_path: Path) -> None:
    for name in ("editor-light-1x.png", "home-dark-2x.png"):
        (tmp_path / name).write_bytes(b"png")
    gallery.write_index(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert page.count("<figure>") == 2
    assert 'src="home-dark-2x.png"' in page


def test_there_are_forty_screens_and_more_in_every_theme_and_scale(gallery: ModuleType) -> None:
    sources = "\n".join((FOLDER / f"{part}.py").read_text(encoding="utf-8") for part in gallery.PARTS)
    names = re.findall(r'@scene\("([a-z0-9-]+)"\)', sources)
    assert len(names) == len(set(names))
    assert len(names) >= 40
