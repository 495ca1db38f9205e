"""Which installed or packaged font stands for a family a diagram asks for, the same on every run.

Families are looked up by exact name, never by the system's fuzzy matching. Packaged fonts cover the common requests with
the same or nearly the same widths: Arimo for Helvetica and Arial, Newsreader for Times (within 1 %), IBM Plex Mono for
Courier (exact). A family that is installed always wins over a substitute.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

from canvas.drawing.text import Font
from canvas.errors import PaintingUnavailable

SANS = "Arimo"
SERIF = "Newsreader"
MONO = "IBM Plex Mono"
INTERFACE = "Inter"

_PACKAGES = ("fontpkg_arimo", "fontpkg_inter", "fontpkg_newsreader", "fontpkg_ibm_plex_mono")
_VARIABLE = frozenset({SANS, SERIF, INTERFACE})
"""Packaged families with a weight axis: their bold comes from the axis, since Qt would only smear the regular outline."""
_WEIGHT_AXIS = "wght"
_WEIGHT_RANGE = {SANS: (400, 700), SERIF: (200, 800), INTERFACE: (100, 900)}

_SERIF = ("Liberation Serif", "Tinos", "Nimbus Roman", SERIF)
_MONO = ("Liberation Mono", "Cousine", "Nimbus Mono PS", MONO)
_WIDE_SANS = ("Verdana", "DejaVu Sans", SANS)
SUBSTITUTES: dict[str, tuple[str, ...]] = {
    "helvetica": (SANS,),
    "arial": (SANS,),
    "helvetica neue": (SANS,),
    "liberation sans": (SANS,),
    "sans-serif": (SANS,),
    "verdana": _WIDE_SANS,
    "geneva": _WIDE_SANS,
    "tahoma": ("DejaVu Sans Condensed", SANS),
    "segoe ui": ("Open Sans", SANS),
    "times new roman": _SERIF,
    "times": _SERIF,
    "serif": _SERIF,
    "georgia": ("Gelasio", "DejaVu Serif", SERIF),
    "garamond": ("EB Garamond", SERIF),
    "cambria": ("Caladea", SERIF),
    "calibri": ("Carlito", SANS),
    "courier new": _MONO,
    "courier": _MONO,
    "monospace": _MONO,
    "lucida console": ("DejaVu Sans Mono", MONO),
    "consolas": ("DejaVu Sans Mono", MONO),
    "monaco": ("DejaVu Sans Mono", MONO),
    "menlo": ("DejaVu Sans Mono", MONO),
}
"""Lower-case family asked for -> families tried in order when it is not installed."""


def _is_wanted(file_name: str) -> bool:
    """Tell whether a file of a font package is loaded."""
    if not file_name.endswith((".ttf", ".otf")):
        return False
    return "[" in file_name or re.search(r"-(Regular|Bold|Italic|BoldItalic)\.", file_name) is not None


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Load the packaged fonts into Qt; needs a QGuiApplication, does nothing when called again.

    Raises:
        PaintingUnavailable: a packaged font file cannot be loaded.
    """
    for package in _PACKAGES:
        for entry in sorted(files(package).joinpath("files").iterdir(), key=lambda item: item.name):
            if not _is_wanted(entry.name):
                continue
            with as_file(entry) as path:
                if QFontDatabase.addApplicationFont(str(path)) < 0:
                    raise PaintingUnavailable(f"the packaged font {entry.name} cannot be loaded")
    _installed.cache_clear()
    resolve_family.cache_clear()


@lru_cache(maxsize=1)
def _installed() -> dict[str, str]:
    """Families Qt can draw, by lower-case name."""
    return {name.lower(): name for name in QFontDatabase.families()}


@lru_cache(maxsize=512)
def resolve_family(asked: str) -> str:
    """Return the family that is drawn for the one asked for; a CSS-like list is tried in order."""
    installed = _installed()
    names = [part.strip().strip("'\"").lower() for part in asked.split(",")]
    for name in names:
        if name in installed and name not in {"monospace", "serif", "sans serif"}:
            return installed[name]
        for substitute in SUBSTITUTES.get(name, ()):
            if substitute.lower() in installed:
                return installed[substitute.lower()]
    return SANS


def reference_size(size: float) -> int:
    """Return the whole pixel size a font is laid out at; painting scales the rest of the way.

    QFont takes only whole pixel sizes, and point sizes would depend on the screen's resolution.
    """
    return max(1, round(size))


@lru_cache(maxsize=2048)
def qt_font(font: Font) -> QFont:
    """Return the QFont for a font, at its reference size and without hinting so that widths scale with the zoom.

    Underline and strike-through are not set: the painter draws them itself, at the same place as the SVG writer.
    """
    family = resolve_family(font.family)
    result = QFont(family)
    result.setPixelSize(reference_size(font.size))
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setItalic(font.italic)
    if family in _VARIABLE:
        low, high = _WEIGHT_RANGE[family]
        result.setVariableAxis(QFont.Tag(_WEIGHT_AXIS), min(max(font.weight, low), high))
    else:
        result.setWeight(QFont.Weight(min(max(font.weight, 1), 1000)))
    return result
