"""What is restored at the next start: the window, its tabs and where each of them looked.

Kept in the library's session settings, which no backup holds. Whatever is found there, an older format or nonsense, becomes
the nearest sound state; nothing of it can keep the program from starting.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sync.store.records import JsonValue

SETTING = "window"
"""Name in the library's session settings."""
FORMAT = 1
MAX_TABS = 64
MAX_SELECTED = 2000
"""A larger selection is not restored."""
MAX_NAME = 200
MAX_PANELS = 32
MAX_SIDE_PX = 32_767
MAX_COORDINATE = 1e9
MIN_ZOOM, MAX_ZOOM = 0.001, 1000.0


@dataclass(frozen=True, slots=True)
class WindowGeometry:
    """Place and size of the window on the desktop, pixels; of the window as it was before it was maximised."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TabState:
    """One tab.

    Attributes:
        document: id of the diagram.
        page: id of the page that was shown, or "".
        zoom: view pixels per scene unit.
        origin: scene point at the view's top left corner; None when the page is to be fitted.
        selection: ids of the selected shapes.
    """

    document: str
    page: str = ""
    zoom: float = 1.0
    origin: tuple[float, float] | None = None
    selection: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowState:
    """A window as it was left.

    Attributes:
        geometry: None leaves the place to the desktop.
        maximised: whether it filled the screen.
        tabs: from left to right; a document is in one tab at most.
        active: number of the tab in front; -1 shows the home screen.
        panels: names of the panels that were shown; None shows what a new window shows.
    """

    geometry: WindowGeometry | None = None
    maximised: bool = False
    tabs: tuple[TabState, ...] = ()
    active: int = -1
    panels: tuple[str, ...] | None = None


def encode_state(state: WindowState) -> dict[str, JsonValue]:
    """Return a state as JSON."""
    geometry = state.geometry
    return {
        "format": FORMAT,
        "geometry": [geometry.x, geometry.y, geometry.width, geometry.height] if geometry is not None else None,
        "maximised": state.maximised,
        "tabs": [_encode_tab(tab) for tab in state.tabs[:MAX_TABS]],
        "active": state.active,
        "panels": list(state.panels) if state.panels is not None else None,
    }


def decode_state(found: object) -> WindowState:
    """Return the state that JSON describes; what is missing or makes no sense becomes the default."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return WindowState()
    tabs = _tabs(found.get("tabs"))
    # Tabs that were left out move the others: the one in front is found by its document.
    active = _number(found.get("active"), -1, MAX_TABS, -1)
    front = _document_at(found.get("tabs"), int(active))
    return WindowState(
        _geometry(found.get("geometry")),
        found.get("maximised") is True,
        tabs,
        next((place for place, tab in enumerate(tabs) if tab.document == front), -1),
        _names(found.get("panels"), MAX_PANELS) if isinstance(found.get("panels"), list) else None,
    )


def without_missing(state: WindowState, kept: frozenset[str]) -> WindowState:
    """Return the state without the tabs whose diagrams are not in the library any more, or in its trash."""
    front = state.tabs[state.active].document if 0 <= state.active < len(state.tabs) else ""
    tabs = tuple(tab for tab in state.tabs if tab.document in kept)
    active = next((place for place, tab in enumerate(tabs) if tab.document == front), -1)
    return WindowState(state.geometry, state.maximised, tabs, active, state.panels)


def _encode_tab(tab: TabState) -> JsonValue:
    return {
        "document": tab.document,
        "page": tab.page,
        "zoom": tab.zoom,
        "origin": list(tab.origin) if tab.origin is not None else None,
        "selection": list(tab.selection) if len(tab.selection) <= MAX_SELECTED else [],
    }


def _tabs(found: object) -> tuple[TabState, ...]:
    if not isinstance(found, list):
        return ()
    tabs: dict[str, TabState] = {}
    for one in found[:MAX_TABS]:
        tab = _tab(one)
        if tab is not None:
            tabs.setdefault(tab.document, tab)
    return tuple(tabs.values())


def _tab(found: object) -> TabState | None:
    if not isinstance(found, dict) or not (document := _name(found.get("document"))):
        return None
    return TabState(
        document,
        _name(found.get("page")),
        _number(found.get("zoom"), MIN_ZOOM, MAX_ZOOM, 1.0),
        _point(found.get("origin")),
        _names(found.get("selection"), MAX_SELECTED),
    )


def _document_at(found: object, place: int) -> str:
    """Return the document of a tab as it was written, or ""."""
    if isinstance(found, list) and 0 <= place < len(found) and isinstance(found[place], dict):
        return _name(found[place].get("document"))
    return ""


def _geometry(found: object) -> WindowGeometry | None:
    if not isinstance(found, list) or len(found) != 4 or not all(_is_number(one) for one in found):
        return None
    x, y, width, height = (int(one) for one in found)
    sound = max(abs(x), abs(y)) <= MAX_SIDE_PX and 0 < width <= MAX_SIDE_PX and 0 < height <= MAX_SIDE_PX
    return WindowGeometry(x, y, width, height) if sound else None


def _point(found: object) -> tuple[float, float] | None:
    if not isinstance(found, list) or len(found) != 2:
        return None
    if not all(_is_number(one) and abs(one) <= MAX_COORDINATE for one in found):
        return None
    return float(found[0]), float(found[1])


def _names(found: object, most: int) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > most:
        return ()
    return tuple(name for one in found if (name := _name(one)))


def _name(found: object) -> str:
    return found if isinstance(found, str) and len(found) <= MAX_NAME else ""


def _number(found: Any, least: float, most: float, default: float) -> float:  # noqa: ANN401  JSON from outside
    return float(found) if _is_number(found) and least <= found <= most else default


def _is_number(found: Any) -> bool:  # noqa: ANN401  JSON from outside
    """Tell whether this is a finite number that is no truth value; a huge integer is none that we could use."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return abs(found) <= MAX_COORDINATE and math.isfinite(found)
