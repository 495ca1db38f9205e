"""Nineteen-inch racks: the cabinet with its numbered units, and front plates that stand for any maker's devices."""

from __future__ import annotations

from canvas.drawing.display_list import Item, TextItem
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, rect_path
from canvas.model.records import plain
from canvas.shapes.brushes import body, ink, param_color, solid_ink
from canvas.shapes.construction import whole
from canvas.shapes.definition import ShapeBox, ShapeKind
from canvas.shapes.glyph import glyph_kind

_SCALE = 33.0
"""Width of the strip of numbers on the left when the file names none, scene units."""
_RAIL = 9.0
_BEAM = 21.0
_FOOT = 22.0
_UNIT = 20.0
"""Height of one rack unit, scene units."""
_MOST_UNITS = 60
_NUMBER_SIZE = 12.0


def _frame(s: ShapeBox) -> Path:
    """Return the cabinet without its strip of numbers."""
    scale = max(0.0, s.number("margin_left", _SCALE) - _RAIL)
    return rect_path(min(scale, s.w), 0, max(0.0, s.w - scale), s.h)


def _cabinet(s: ShapeBox) -> tuple[Item, ...]:
    left, right = s.number("margin_left", _SCALE), s.number("margin_right", _RAIL)
    top, bottom = s.number("margin_top", _BEAM), s.number("margin_bottom", _FOOT)
    scale = max(0.0, left - _RAIL)
    room = max(0.0, s.h - top - bottom)
    items: list[Item] = [body(s, _frame(s))]
    inside = PathBuilder().move(left, 0).line(left, s.h).move(s.w - right, 0).line(s.w - right, s.h)
    inside.move(scale, top).line(s.w, top).move(scale, s.h - bottom).line(s.w, s.h - bottom)
    items.append(ink(s, inside.build()))
    screws = PathBuilder()
    for x in (scale + 2, s.w - right + 2):
        for y in (top / 2 - 2.5, s.h - bottom / 2 - 2.5):
            screws.ellipse(x, y, 5, 5)
    items.append(solid_ink(s, screws.build()))
    if s.text("num_disp", "ascend") == "off" or room <= 0:
        return tuple(items)
    units = min(_MOST_UNITS, round(room / _UNIT))
    return (*items, *_numbers(s, units, Box(0, top, scale, room)))


def _numbers(s: ShapeBox, units: int, strip: Box) -> list[Item]:
    """Return the numbers of all units with the lines between them, counted from the bottom unless told otherwise."""
    items: list[Item] = []
    step = strip.h / max(1, units)
    lines = PathBuilder()
    color = param_color(s, "text_color") or s.style.font_color
    for i in range(units):
        number = units - i if s.text("num_disp", "ascend") == "ascend" else i + 1
        place = Box(strip.x, strip.y + i * step, strip.w, step)
        lines.move(strip.x, place.y + step).line(strip.x + strip.w, place.y + step)
        items.append(TextItem(TextBlock(plain(str(number)), place, Font(size=_NUMBER_SIZE), color)))
    return [ink(s, lines.build()), *items]


_EARS = "b R0 0 100 100 ; i M4 0 L4 100 M96 0 L96 100"
_PANEL = f"{_EARS} ; i E1 20 2 12 E1 68 2 12 E97 20 2 12 E97 68 2 12"
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("rack.general.cat5e_enhanced_patch_panel_48_ports", "Patch panel", f"{_PANEL} ; f R8 24 84 12 R8 62 84 12"),
    ("rack.general.cat5e_enhanced_patch_panel_96_ports", "Patch panel", f"{_PANEL} ; f R8 14 84 6 R8 34 84 6 R8 58 84 6 R8 78 84 6"),
    ("rack.general.hub", "Hub", f"{_PANEL} ; i R8 20 84 60 ; f R10 40 8 20 R74 40 14 20"),
    ("rack.general.switches_1", "Switch", f"{_PANEL} ; i R8 20 84 26 R8 54 84 26"),
    ("rack.general.switches_2", "Switch", f"{_PANEL} ; i R8 20 40 26 R52 20 40 26 R8 54 40 26 R52 54 40 26"),
    ("rackGeneral.horCableDuct", "Cable duct", f"{_PANEL} ; i R14 0 3 70 R30 0 3 70 R46 0 3 70 R62 0 3 70 R78 0 3 70"),
    ("rackGeneral.neatPatch", "Cable tray", f"{_PANEL} ; f R4 8 92 84"),
    ("rackGeneral.plate", "Blank plate", _PANEL),
    ("rackGeneral.shelf", "Shelf", f"{_EARS} ; i M4 80 L96 80"),
)  # fmt: skip

RACK: tuple[ShapeKind, ...] = (
    ShapeKind(
        "rackGeneral.container",
        "Rack cabinet",
        "",
        lambda s: rect_path(0, 0, s.w, s.h),
        _cabinet,
        whole,
        size=(230.0, 690.0),
        container=True,
    ),
    *(glyph_kind(name, title, glyph, (160, 20)) for name, title, glyph in _ROWS),
)
