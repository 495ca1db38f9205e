"""The entry by which a desktop on Linux finds the program, and hands it its links."""

from __future__ import annotations

import configparser

from app.bootstrap import DESKTOP_FILE
from app.links import OWN_SCHEME
from tests.architecture.repository import ROOT


def test_links_of_the_program_are_handed_to_it() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ROOT / "packaging/linux" / f"{DESKTOP_FILE}.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert f"x-scheme-handler/{OWN_SCHEME.rstrip(':')}" in section["MimeType"].split(";")
    assert section["Exec"] == "aio-canvas open %U"
    assert section["StartupWMClass"] == DESKTOP_FILE
