"""Floor plans: walls and doors of fixed thickness, and furniture as glyphs."""

from __future__ import annotations

from canvas.drawing.display_list import Item
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, polyline_path, rect_path
from canvas.shapes.brushes import body, ink
from canvas.shapes.construction import open_lines, whole
from canvas.shapes.definition import Outline, Paint, ShapeBox, ShapeKind
from canvas.shapes.glyph import glyph_kind

_WALL = 10.0
_JAMB = 5.0
"""Thickness of a wall and of a door's threshold, scene units."""


def _thickness(s: ShapeBox) -> float:
    return max(0.0, min(s.w, s.h, s.number("wall_thickness", _WALL)))


def _wall(s: ShapeBox) -> Path:
    t = max(0.0, min(s.w, s.number("wall_thickness", _WALL)))
    return rect_path(0, (s.h - t) / 2, s.w, t)


def _wall_corner(s: ShapeBox) -> Path:
    t, w, h = _thickness(s), s.w, s.h
    return polyline_path([(0, 0), (w, 0), (w, t), (t, t), (t, h), (0, h)], True)


def _wall_u(s: ShapeBox) -> Path:
    t, w, h = _thickness(s), s.w, s.h
    return polyline_path([(0, 0), (w, 0), (w, h), (w - t, h), (w - t, t), (t, t), (t, h), (0, h)], True)


def _room(s: ShapeBox) -> Path:
    t, w, h = min(_thickness(s), s.w / 2, s.h / 2), s.w, s.h
    pen = PathBuilder().rect(0, 0, w, h)
    return pen.move(t, t).lines((t, h - t), (w - t, h - t), (w - t, t)).close().build()


def _window_line(s: ShapeBox) -> Path:
    return polyline_path([(0, s.h / 2), (s.w, s.h / 2)])


def _threshold(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, min(_JAMB, s.h))


def _leaf(s: ShapeBox, hinge: float, end: float) -> Path:
    """Return the leaf of a door hung at x = hinge, and the way of its edge to x = end."""
    top = min(_JAMB, s.h)
    pen = PathBuilder().move(hinge, top).line(hinge, s.h)
    return pen.arc(abs(end - hinge), s.h - top, end, top, sweep=end < hinge).build()


def _doors(*leaves: tuple[float, float]) -> tuple[Outline, Paint]:
    """Return outline and painting of a door with leaves given as fractions (hinge, end) of the width."""

    def paint(s: ShapeBox) -> tuple[Item, ...]:
        swings = (ink(s, _leaf(s, a * s.w, b * s.w)) for a, b in leaves)
        return (*swings, body(s, _threshold(s)))

    return _around, paint


def _around(s: ShapeBox) -> Path:
    return rect_path(0, 0, s.w, s.h)


def _window_paint(s: ShapeBox) -> tuple[Item, ...]:
    return (body(s, _wall(s)), ink(s, _window_line(s)))


def _stairs_paint(s: ShapeBox) -> tuple[Item, ...]:
    steps = max(1, min(200, int(s.w // 25)))
    treads = [((s.w * i / steps, 0.0), (s.w * i / steps, s.h)) for i in range(1, steps)]
    last = s.w * (steps - 1) / steps
    arrow = ((last, 0.0), (s.w, s.h / 2), (last, s.h))
    return (body(s, _around(s)), ink(s, open_lines(*treads, ((0.0, s.h / 2), (s.w, s.h / 2)), arrow)))


def _solid(name: str, title: str, outline: Outline, size: tuple[float, float]) -> ShapeKind:
    return ShapeKind(f"floorplan.{name}", title, "", outline, lambda s: (body(s, outline(s)),), whole, size=size)


def _door(name: str, title: str, size: tuple[float, float], *leaves: tuple[float, float]) -> ShapeKind:
    outline, paint = _doors(*leaves)
    return ShapeKind(f"floorplan.{name}", title, "", outline, paint, whole, size=size)


def _petals() -> str:
    leaves = (
        "C36 34 36 12 48 0 C60 12 62 34 50 50", "C62 26 78 12 96 14 C96 30 76 46 50 50", "C66 38 90 46 100 60 C86 72 66 66 50 50",
        "C70 56 84 76 80 98 C62 92 48 72 50 50", "C54 70 46 92 34 100 C24 84 32 62 50 50", "C40 66 22 78 4 78 C4 62 26 46 50 50",
        "C34 58 8 50 0 34 C18 26 38 34 50 50", "C32 44 18 24 18 4 C36 8 52 26 50 50",
    )  # fmt: skip
    return "b " + " ".join(f"M50 50 {leaf} Z" for leaf in leaves)


_SEAT = "b U0 22 12 70 5 U88 22 12 70 5 U8 10 84 80 6 ; b U4 0 92 18 5"
_CHAIR = "b M18 26 Q10 60 26 92 Q50 104 74 92 Q90 60 82 26 Z ; b M2 26 Q50 -16 98 26 L94 34 Q50 4 6 34 Z"
_TABLE_LAMP = "b R0 0 100 100 ; i E14 14 72 72 E28 28 44 44 E40 40 20 20 M50 8 L50 92 M8 50 L92 50"

_GLYPHS: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("plant", "Plant", _petals(), (47, 51)),
    ("chair", "Chair", _CHAIR, (40, 52)),
    ("office_chair", "Office chair", "b U12 28 76 70 24 ; b M0 34 Q4 0 50 0 Q96 0 100 34 L92 40 Q80 10 50 10 Q20 10 8 40 Z", (40, 43)),
    ("sofa", "Armchair", _SEAT, (90, 80)),
    ("couch", "Couch", "b U0 22 8 74 4 U92 22 8 74 4 R7 14 86 78 ; b U3 0 94 20 4 ; i M50 20 L50 92", (150, 80)),
    ("dresser", "Dresser", "b R0 0 100 92 ; i M0 86 L100 86 ; b U19 92 10 8 1 U71 92 10 8 1", (149, 58)),
    ("bookcase", "Bookcase", "b R0 0 100 100 ; i M4 20 L4 90 M12 20 L12 90 M20 20 L20 90 M28 20 L28 90 M36 20 L36 90 M44 20 L44 90"
     " M52 20 L52 90 M60 20 L60 90 M68 20 L68 90 M76 20 L76 90 M84 20 L84 90 M92 20 L92 90 M4 90 L96 90", (120, 30)),
    ("floor_lamp", "Lamp", "b E0 0 100 100 ; i E18 18 64 64 E36 36 28 28 M50 10 L50 90 M10 50 L90 50", (30, 30)),
    ("table_lamp", "Table lamp", _TABLE_LAMP, (60, 60)),
    ("table", "Table", "b U0 0 100 100 3", (120, 60)),
    ("desk_corner", "Corner desk", "b M0 0 L100 0 L100 50 L58 50 Q50 50 50 58 L50 100 L0 100 Z", (120, 120)),
    ("workstation", "Workstation", "b U10 0 80 26 4 M16 26 L84 26 L96 44 L4 44 Z ; b U4 56 78 40 3 ;"
     " i M8 68 L78 68 M8 82 L78 82 ; b U87 60 12 30 5", (50, 40)),
    ("toilet", "Toilet", "b U0 0 100 25 4 ; b M16 34 L84 34 Q100 58 88 80 Q74 100 50 100 Q26 100 12 80 Q0 58 16 34 Z M34 25 L66 25 L66 34 L34 34 Z ;"
     " i E24 42 52 50 ; f E42 48 16 16", (50, 67)),
    ("sink_1", "Sink", "b U0 0 100 100 10 ; i U10 26 80 66 16 ; b U44 6 12 34 4 ; i E46 52 8 12", (61, 45)),
    ("sink_2", "Wash basin", "b M0 0 L100 0 L100 40 Q96 100 50 100 Q4 100 0 40 Z ; i M10 30 Q50 6 90 30 Q92 92 50 92 Q8 92 10 30 Z ;"
     " b U44 4 12 34 5", (46, 33)),
    ("sink_double", "Double sink", "b U0 0 100 100 5 ; i U5 26 42 66 8 U53 26 42 66 8 E23 50 6 14 E71 50 6 14 ; b U47 6 6 40 2", (80, 35)),
    ("bathtub", "Bathtub", "b R0 0 100 100 ; i M10 14 L86 14 Q94 50 86 86 L10 86 Q4 50 10 14 Z E82 46 4 8", (210, 70)),
    ("shower", "Shower", "b R0 0 100 100 ; i U6 6 88 88 10 M16 16 L84 84 ; b E70 70 18 18 E46 46 8 8", (100, 100)),
    ("bed_double", "Double bed", "b U0 0 100 100 1 ; i M0 24 L100 24 ; b U6 5 40 17 3 U54 5 40 17 3 ; i M0 34 L100 34", (169, 180)),
    ("bed_single", "Bed", "b U0 0 100 100 2 ; b U12 4 76 17 5 ; i M0 26 L100 26", (100, 180)),
    ("refrigerator", "Refrigerator", "b U0 0 100 84 4 ; b R3 84 94 10 ; b U8 94 8 6 2", (70, 72)),
    ("range_1", "Cooker", "b R0 0 100 100 ; i M0 14 L100 14 E10 24 32 26 E58 24 32 26 E10 62 32 26 E58 62 32 26 E12 4 8 7 E30 4 8 7 E62 4 8 7 E80 4 8 7", (50, 62)),
    ("range_2", "Cooker with oven", "b R0 0 100 100 ; i M0 16 L100 16 E8 26 24 26 E68 26 24 26 E8 66 24 26 E68 66 24 26 U40 28 20 60 5", (75, 68)),
    ("fireplace", "Fireplace", "b M0 0 L100 0 L100 92 L84 92 L66 20 L34 20 L16 92 L0 92 Z M0 92 L100 92 L100 100 L0 100 Z ; i M34 20 Q50 26 66 20", (128, 72)),
    ("piano", "Piano", "b M0 86 L0 20 Q2 0 30 0 Q56 2 58 30 Q62 48 82 46 Q100 48 100 66 L100 86 Z ; b R0 86 100 14 ; i M8 86 L8 100 M16 86 L16 100 M24 86 L24 100"
     " M32 86 L32 100 M40 86 L40 100 M48 86 L48 100 M56 86 L56 100 M64 86 L64 100 M72 86 L72 100 M80 86 L80 100 M88 86 L88 100", (113, 120)),
    ("flat_tv", "Flat television", "b R0 50 100 30 M6 30 L94 30 L94 50 L6 50 Z R40 80 20 20 R20 0 60 30", (70, 10)),
    ("crt_tv", "Television", "b R0 0 100 62 ; b M4 62 L96 62 L80 100 L20 100 Z ; i M24 74 L76 74 M26 84 L74 84", (80, 40)),
    ("water_cooler", "Water cooler", "b R0 0 100 100 ; i E10 10 80 80 E30 30 40 40", (50, 50)),
)  # fmt: skip

FLOORPLAN: tuple[ShapeKind, ...] = (
    _solid("wall", "Wall", _wall, (100, 10)),
    _solid("wallCorner", "Wall corner", _wall_corner, (100, 100)),
    _solid("wallU", "Walls on three sides", _wall_u, (100, 100)),
    _solid("room", "Room", _room, (200, 160)),
    ShapeKind("floorplan.window", "Window", "", _wall, _window_paint, whole, size=(100, 10)),
    _door("doorLeft", "Door hung left", (80, 85), (0.0, 1.0)),
    _door("doorRight", "Door hung right", (80, 85), (1.0, 0.0)),
    _door("doorDouble", "Double door", (160, 85), (0.0, 0.5), (1.0, 0.5)),
    ShapeKind("floorplan.stairs", "Stairs", "", _around, _stairs_paint, whole, size=(300, 100)),
    *(glyph_kind(f"floorplan.{name}", title, glyph, size) for name, title, glyph, size in _GLYPHS),
)
