"""Pictograms and symbols as glyphs: value streams, people, circuits, arrows and small marks."""

from __future__ import annotations

from canvas.geometry.box import Box
from canvas.shapes.construction import margins
from canvas.shapes.definition import ShapeBox, ShapeKind
from canvas.shapes.glyph import glyph_kind

_MAN = (
    "p E33 0 34 14 M22 16 L78 16 Q100 17 100 30 L100 56 L86 56 L86 30 L80 30 L80 100 L54 100 L54 62 L46 62 L46 100 L20 100"
    " L20 30 L14 30 L14 56 L0 56 L0 30 Q0 17 22 16 Z"
)
_WOMAN = (
    "p E36 0 28 14 M36 16 L64 16 Q72 16 76 26 L100 58 L90 62 L70 34 L88 74 L66 74 L66 100 L53 100 L53 74 L47 74 L47 100"
    " L34 100 L34 74 L12 74 L30 34 L10 62 L0 58 L24 26 Q28 16 36 16 Z"
)
_FACTORY = "b M0 29 L33 0 L33 29 L67 0 L67 29 L100 0 L100 100 L0 100 Z"

_LEAN: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("inventory_box", "Inventory", "b M50 0 L100 100 L0 100 Z ; s M50 42 L50 86 M41 42 L59 42 M41 86 L59 86", (80, 60)),
    ("operator", "Operator", "b E13 0 74 83 ; i M0 43 A50 57 0 0 100 43", (40, 35)),
    ("schedule", "Schedule", "b R0 0 100 100", (100, 60)),
    ("truck_shipment", "Truck", "b R0 0 60 80 R60 35 40 45 ; f E15 80 20 20 E65 80 20 20", (100, 100)),
    ("fifo_lane", "First in, first out", "i M0 41 L100 41 M0 100 L100 100 R2 50 26 42 E36 50 26 42 M70 50 L99 50 L84 92 Z", (80, 45)),
    ("push_arrow", "Push", "b M0 30 L78 30 L78 0 L100 50 L78 100 L78 70 L0 70 Z ; f R12 30 14 40 R40 30 14 40 R66 30 12 40", (60, 20)),
    ("physical_pull", "Pull", "i M62 8 A44 44 1 0 88 72 ; f M80 78 L89 54 L98 80 Z", (60, 60)),
    ("warehouse", "Warehouse", "b R0 0 100 100 ; i M0 25 L100 25", (100, 80)),
)  # fmt: skip

_ARROWS: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("signal-in_arrow", "Signal arrow", "b M0 0 L70 0 L100 50 L70 100 L0 100 L30 50 Z", (100, 60)),
    ("two_way_arrow_horizontal", "Two-way arrow", "b M0 50 L24 10 L24 30 L76 30 L76 10 L100 50 L76 90 L76 70 L24 70 L24 90 Z", (100, 60)),
    ("two_way_arrow_vertical", "Two-way arrow", "b M50 0 L90 24 L70 24 L70 76 L90 76 L50 100 L10 76 L30 76 L30 24 L10 24 Z", (60, 100)),
    ("arrow_right", "Arrow right", "b M0 30 L60 30 L60 0 L100 50 L60 100 L60 70 L0 70 Z", (100, 70)),
    ("arrow_left", "Arrow left", "b M100 30 L40 30 L40 0 L0 50 L40 100 L40 70 L100 70 Z", (100, 70)),
    ("arrow_up", "Arrow up", "b M30 100 L30 40 L0 40 L50 0 L100 40 L70 40 L70 100 Z", (70, 100)),
    ("arrow_down", "Arrow down", "b M30 0 L30 60 L0 60 L50 100 L100 60 L70 60 L70 0 Z", (70, 100)),
    ("chevron_arrow", "Chevron", "b M0 0 L60 0 L100 50 L60 100 L0 100 L40 50 Z", (60, 60)),
)  # fmt: skip

_BASIC: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("oval_callout", "Oval callout", "b M18 100 Q30 92 32 78 C-10 66 -12 12 40 2 C102 -4 120 66 70 78 Q52 84 40 80 Q36 94 18 100 Z", (100, 60)),
    ("rectangular_callout", "Callout", "b M0 0 L100 0 L100 75 L40 75 L20 100 L20 75 L0 75 Z", (100, 60)),
    ("rounded_rectangular_callout", "Rounded callout", "b M8 0 L92 0 Q100 0 100 8 L100 70 Q100 78 92 78 L44 78 L18 100 L26 78 L8 78 Q0 78 0 70 L0 8 Q0 0 8 0 Z", (100, 60)),
    ("8_point_star", "Star of eight points", "b M50 0 L61 22 L85 15 L78 39 L100 50 L78 61 L85 85 L61 78 L50 100 L39 78 L15 85 L22 61 L0 50 L22 39 L15 15 L39 22 Z", (80, 80)),
    ("6_point_star", "Star of six points", "b M50 0 L67 25 L100 25 L84 50 L100 75 L67 75 L50 100 L33 75 L0 75 L16 50 L0 25 L33 25 Z", (80, 80)),
    ("smiley", "Smiley", "b E0 0 100 100 ; s M20 60 Q50 102 80 60 M16 62 L24 57 M84 62 L76 57 ; s E31 27 7 15 E62 27 7 15", (80, 80)),
    ("heart", "Heart", "b M50 22 C38 -8 0 -4 0 30 C0 62 50 84 50 100 C50 84 100 62 100 30 C100 -4 62 -8 50 22 Z", (80, 80)),
    ("no_symbol", "No", "b E0 0 100 100 ; i E12 12 76 76 M23 23 L77 77", (80, 80)),
    ("sun", "Sun", "b E25 25 50 50 M50 0 L57 18 L43 18 Z M50 100 L43 82 L57 82 Z M0 50 L18 43 L18 57 Z M100 50 L82 57 L82 43 Z"
     " M15 15 L32 23 L23 32 Z M85 15 L77 32 L68 23 Z M15 85 L23 68 L32 77 Z M85 85 L68 77 L77 68 Z", (80, 80)),
    ("drop", "Drop", "b M50 0 C54 24 96 44 96 70 C96 88 76 100 50 100 C24 100 4 88 4 70 C4 44 46 24 50 0 Z", (60, 90)),
    ("cone", "Cone", "b M50 0 L100 85 Q98 100 50 100 Q2 100 0 85 Z ; i M0 85 Q4 72 50 72 Q96 72 100 85", (80, 90)),
    ("half_circle", "Half circle", "b M0 0 L100 0 A50 100 0 1 0 0 Z", (80, 40)),
    ("acute_triangle", "Acute triangle", "b M0 100 L50 0 L100 100 Z", (80, 80)),
    ("orthogonal_triangle", "Right triangle", "b M0 0 L100 100 L0 100 Z", (80, 80)),
    ("obtuse_triangle", "Obtuse triangle", "b M50 0 L100 100 L0 100 Z", (80, 80)),
    ("tick", "Tick", "b M0 60 L12 48 L34 74 L88 0 L100 10 L36 100 Z", (60, 60)),
    ("banner", "Banner", "b M0 30 L20 30 L20 10 L80 10 L80 30 L100 30 L88 60 L100 90 L72 90 L72 70 L28 70 L28 90 L0 90 L12 60 Z", (120, 60)),
    ("moon", "Moon", "b M0 0 A75 50 0 1 0 100 A40 62 0 0 0 0 Z", (60, 100)),
    ("donut", "Ring", "b E0 0 100 100 M50 25 C36 25 25 36 25 50 C25 64 36 75 50 75 C64 75 75 64 75 50 C75 36 64 25 50 25 Z", (80, 80)),
    ("plaque", "Plaque", "b M10 0 L90 0 Q90 16 100 20 L100 80 Q90 84 90 100 L10 100 Q10 84 0 80 L0 20 Q10 16 10 0 Z", (100, 80)),
)  # fmt: skip

_ELECTRICAL: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("resistors.resistor_1", "Resistor", "b R18 0 64 100 ; i M0 50 L18 50 M82 50 L100 50", (100, 20)),
    ("resistors.resistor_2", "Resistor", "i M0 50 L18 50 L22 0 L30 100 L38 0 L46 100 L54 0 L62 100 L70 0 L78 100 L82 50 L100 50", (100, 20)),
    ("resistors.potentiometer_2", "Potentiometer", "i M0 75 L18 75 L22 50 L30 100 L38 50 L46 100 L54 50 L62 100 L70 50 L78 100 L82 75 L100 75 M50 0 L50 44 M42 26 L50 46 L58 26", (100, 40)),
    ("capacitors.capacitor_1", "Capacitor", "i M0 50 L45 50 M55 50 L100 50 M45 0 L45 100 M55 0 L55 100", (100, 60)),
    ("capacitors.capacitor_2", "Capacitor", "i M0 50 L45 50 M52 50 L100 50 M45 0 L45 100 M60 0 Q44 50 60 100", (100, 60)),
    ("capacitors.capacitor_3", "Polarised capacitor", "i M0 50 L45 50 M53 50 L100 50 M45 0 L45 100 M60 0 Q46 50 60 100 M30 16 L38 16 M34 9 L34 23", (100, 60)),
    ("inductors.inductor_3", "Inductor", "i M0 100 L18 100 A8 100 0 1 34 100 A8 100 0 1 50 100 A8 100 0 1 66 100 A8 100 0 1 82 100 L100 100", (100, 8)),
    ("inductors.inductor_1", "Inductor", "f R18 0 64 100 ; i M0 50 L100 50", (100, 20)),
    ("miscellaneous.monocell_battery", "Cell", "i M0 50 L44 50 M54 50 L100 50 M54 0 L54 100 ; f R42 25 5 50", (100, 60)),
    ("miscellaneous.multicell_battery", "Battery", "i M0 50 L25 50 M75 50 L100 50 M33 0 L33 100 M75 0 L75 100 M42 50 L46 50 M50 50 L54 50 M58 50 L62 50"
     " ; f R23 25 5 50 R64 25 5 50", (100, 60)),
    ("miscellaneous.light_bulb", "Lamp", "b E8 0 84 100 ; i M20 15 L80 85 M20 85 L80 15 M0 50 L8 50 M92 50 L100 50", (100, 60)),
    ("miscellaneous.fuse_1", "Fuse", "i M0 50 L15 50 R15 0 70 100 M30 0 L30 100 M70 0 L70 100 M85 50 L100 50", (100, 20)),
    ("miscellaneous.fuse_2", "Fuse", "b R15 0 70 100 ; i M0 50 L100 50", (100, 20)),
    ("signal_sources.protective_earth", "Earth", "i M50 0 L50 30 M0 30 L100 30 M12 47 L88 47 M24 64 L76 64 M36 81 L64 81 M46 98 L54 98", (40, 30)),
    ("signal_sources.signal_ground", "Ground", "b M0 40 L100 40 L50 100 Z ; i M50 0 L50 40", (45, 30)),
    ("signal_sources.ac_source", "Alternating source", "b E0 0 100 100 ; i M30 50 C36 34 44 38 50 50 C56 62 64 66 70 50", (60, 60)),
    ("signal_sources.dc_source_1", "Direct source", "b E0 0 100 100 ; i M25 42 L75 42 M25 56 L40 56 M45 56 L55 56 M60 56 L75 56", (60, 60)),
    ("instruments.ampermeter", "Ammeter", "b E0 0 100 100 ; i M30 78 L66 28 ; f M60 28 L72 18 L70 36 Z", (60, 60)),
    ("electro-mechanical.simple_switch", "Switch", "i M0 90 L20 90 M25 84 L76 4 M80 90 L100 90 ; b E20 76 6 24 E76 76 6 24", (80, 20)),
    ("electro-mechanical.push_switch_no", "Push button", "i M0 84 L20 84 M80 84 L100 84 M26 60 L74 60 M50 0 L50 60 ; b E20 68 6 24 E74 68 6 24", (80, 20)),
    ("diodes.diode", "Diode", "b M25 0 L75 50 L25 100 Z ; i M0 50 L100 50 M75 0 L75 100", (100, 60)),
    ("transistors.pnp_transistor_1", "Transistor", "b E10 10 80 80 ; i M0 50 L36 50 M36 25 L36 75 M36 40 L70 15 L70 0 M36 60 L70 85 L70 100 ; f M44 66 L56 68 L50 76 Z", (60, 60)),
    ("transistors.npn_transistor_1", "Transistor", "b E10 10 80 80 ; i M0 50 L36 50 M36 25 L36 75 M36 40 L70 15 L70 0 M36 60 L70 85 L70 100 ; f M56 68 L66 82 L52 80 Z", (60, 60)),
    ("abstract.dac", "Converter", "b M0 0 L75 0 L100 50 L75 100 L0 100 Z", (100, 60)),
)  # fmt: skip

_OTHER: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("signs.people.man_1", "Man", _MAN, (40, 100)),
    ("signs.people.woman_1", "Woman", _WOMAN, (48, 100)),
    ("bootstrap.horLines", "Striped row", "p R0 0 100 100 ; s M0 0 L100 0 M0 100 L100 100", (200, 40)),
    ("bootstrap.user", "User", "p E29 0 42 52 M0 100 L0 84 Q2 70 36 58 Q50 66 64 58 Q98 70 100 84 L100 100 Z", (40, 40)),
    ("bootstrap.x", "Close", "i M0 0 L100 100 M100 0 L0 100", (15, 15)),
    ("atlassian.x", "Close", "i M0 0 L100 100 M100 0 L0 100", (15, 15)),
    ("ios7ui.phone", "Phone", "b U0 0 100 100 12 ; i R6.25 12.5 87.5 75 U42 5 16 1.6 0.8 E43.5 90.5 13 6.5 U47 92.3 6 3 0.6", (200, 400)),
    ("android.phone2", "Phone", "b U0 0 100 100 8 ; i R3 11.5 94 77", (200, 390)),
    ("sysml.actFinal", "Activity final", "b E0 0 100 100 ; f E20 20 60 60", (40, 40)),
    ("sysml.flowFinal", "Flow final", "b E0 0 100 100 ; i M15 15 L85 85 M85 15 L15 85", (40, 40)),
    ("ios.iBgFlat", "Background", "b R0 0 100 100", (175, 280)),
)  # fmt: skip


def _lean_text(s: ShapeBox) -> Box:
    return margins(s, top=s.h * 0.3)


def _table(prefix: str, rows: tuple[tuple[str, str, str, tuple[float, float]], ...]) -> tuple[ShapeKind, ...]:
    return tuple(glyph_kind(f"{prefix}{name}", title, glyph, size) for name, title, glyph, size in rows)


PICTOGRAMS: tuple[ShapeKind, ...] = (
    glyph_kind("lean_mapping.outside_sources", "Factory", _FACTORY, (100, 70), text=_lean_text),
    *_table("lean_mapping.", _LEAN),
    *_table("arrows.", _ARROWS),
    *_table("basic.", _BASIC),
    *_table("electrical.", _ELECTRICAL),
    *_table("", _OTHER),
)
