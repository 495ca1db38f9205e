"""Devices of computer networks and figures of modelling notations that foreign files use, as glyphs of our own drawing."""

from __future__ import annotations

from canvas.shapes.definition import ShapeKind
from canvas.shapes.glyph import glyph_kind

_RACK = (
    "b M10 6 Q12 0 22 0 L78 0 Q88 0 90 6 L100 22 L0 22 Z U0 22 100 20 4 U0 42 100 20 4 U0 62 100 20 4 U0 82 100 18 4 ;"
    " i M8 34 L16 28 M20 34 L28 28 M32 34 L40 28 M44 34 L52 28 M8 54 L16 48 M20 54 L28 48 M32 54 L40 48 M44 54 L52 48"
    " M8 74 L16 68 M20 74 L28 68 M32 74 L40 68 M44 74 L52 68 M8 94 L16 88 M20 94 L28 88 M32 94 L40 88 M44 94 L52 88 ;"
    " w E80 29 8 7 E80 49 8 7 E80 69 8 7 E80 89 8 7"
)
_BOX = "b U0 0 100 84 16 R10 84 10 16 R80 84 10 16 ; w U6 14 88 56 10 ; b E70 20 18 44 ; f"
_PORTS = "E12 28 5 12 E20 28 5 12 E28 28 5 12 E36 28 5 12 E44 28 5 12 E52 28 5 12 E60 28 5 12 E16 48 5 12 E24 48 5 12 E32 48 5 12 E40 48 5 12 E48 48 5 12"

_NETWORK: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("server", "Server", _RACK, (90, 100)),
    ("server_storage", "Server with storage", f"{_RACK} ; b M62 66 Q62 60 80 60 Q98 60 98 66 L98 92 Q98 98 80 98 Q62 98 62 92 Z ; i M62 66 Q62 72 80 72 Q98 72 98 66 M62 79 Q62 85 80 85 Q98 85 98 79", (105, 105)),
    ("web_server", "Web server", f"{_RACK} ; b E62 62 38 38 ; i M62 81 L100 81 M81 62 L81 100 E71 62 20 38", (105, 105)),
    ("mail_server", "Mail server", f"{_RACK} ; b E62 62 38 38 ; w R70 73 22 16 ; i R70 73 22 16 M70 73 L81 82 L92 73", (105, 105)),
    ("proxy_server", "Proxy server", f"{_RACK} ; b E62 62 38 38 ; w R70 72 22 18 ; i R70 72 22 18", (105, 105)),
    ("laptop", "Laptop", "b U15 0 70 72 3 M12 76 L88 76 L100 94 L100 100 L0 100 L0 94 Z ; w R20 6 60 58", (100, 55)),
    ("pc", "Computer", "b U0 0 42 92 3 ; i M6 12 L36 12 M6 22 L36 22 M6 32 L20 32 ; b U22 14 78 62 3 R54 76 14 12 M20 100 L26 88 L96 88 L100 100 Z ; w R27 20 68 48", (100, 70)),
    ("desktop_pc", "Desktop computer", "b U0 0 100 100 6 ; i M10 14 L90 14 M10 24 L90 24 M10 34 L90 34 M0 58 L100 58 ; w E14 72 14 8", (30, 60)),
    ("terminal", "Terminal", "b U0 0 100 68 3 R42 68 16 12 M8 100 L14 82 L86 82 L92 100 Z ; w R6 6 88 56 ; i M18 91 L82 91", (80, 65)),
    ("mobile", "Mobile phone", "b U0 0 100 100 12 ; w R6 12 88 74 ; i M40 6 L60 6 E44 89 12 6", (50, 100)),
    ("tablet", "Tablet", "b U0 0 100 100 10 ; w R12 10 76 80", (100, 70)),
    ("printer", "Printer", "b R22 0 56 46 U0 40 100 42 6 ; i M72 52 L80 52 ; b M18 64 L82 64 L90 100 L10 100 Z ; i M24 74 L76 74 M22 84 L78 84", (100, 100)),
    ("router", "Router", f"{_BOX} {_PORTS} ; i M79 26 L79 58 M72 42 L86 42 M76 32 L79 26 L82 32 M76 52 L79 58 L82 52", (100, 30)),
    ("switch", "Switch", f"{_BOX} {_PORTS} ; i M73 30 L85 54 M85 30 L73 54", (100, 30)),
    ("hub", "Hub", f"{_BOX} {_PORTS} ; i M72 42 L86 42 M82 34 L86 42 L82 50", (100, 30)),
    ("load_balancer", "Load balancer", f"{_BOX} {_PORTS} ; i M72 42 L79 42 L86 28 M79 42 L86 42 M79 42 L86 56", (100, 30)),
    ("wireless_hub", "Wireless hub", "b U0 64 100 28 6 R10 92 10 8 R80 92 10 8 ; i M50 64 L50 26 M44 20 A10 10 0 1 56 20 M38 14 A18 18 0 1 62 14 M34 8 A24 24 0 1 66 8 ; f E10 74 5 5 E20 74 5 5 E30 74 5 5 E40 74 5 5 E50 74 5 5 E60 74 5 5 ; b E74 68 18 20 ; i M77 78 L89 78", (100, 85)),
    ("firewall", "Firewall", "b R0 0 100 100 ; i M0 20 L100 20 M0 40 L100 40 M0 60 L100 60 M0 80 L100 80 M25 0 L25 20 M75 0 L75 20 M50 20 L50 40 M12 20 L12 40 M88 20 L88 40 M25 40 L25 60 M75 40 L75 60 M12 60 L12 80 M50 60 L50 80 M88 60 L88 80 M25 80 L25 100 M75 80 L75 100 ; w M50 20 C56 34 72 44 70 62 C70 78 60 86 50 86 C38 86 30 76 31 62 C32 52 40 54 42 44 C46 38 50 32 50 20 Z", (60, 50)),
    ("cloud", "Cloud", "b M20 100 C-4 100 -6 60 16 54 C14 26 36 18 44 30 C52 -6 88 -4 88 40 C104 44 104 98 82 100 Z", (90, 50)),
    ("radio_tower", "Radio tower", "b M46 28 L54 28 L74 100 L26 100 Z E42 16 16 10 ; i M40 50 L60 50 M34 74 L66 74 M40 50 L66 74 M60 50 L34 74 M34 12 A20 12 0 0 34 30 M66 12 A20 12 0 1 66 30 M24 6 A30 18 0 0 24 36 M76 6 A30 18 0 1 76 36", (56, 100)),
    ("satellite_dish", "Satellite dish", "b M4 20 Q-6 64 26 80 Q54 94 78 78 Z M30 80 L50 80 L62 100 L10 100 Z ; i M40 48 L64 24 M66 16 A12 12 0 1 76 28 M70 8 A20 20 0 1 86 26 M74 0 A30 30 0 1 96 24", (90, 100)),
)  # fmt: skip

_NOTATIONS: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("sysml.isControl", "Control action", "b U8 0 84 100 18 R0 36 8 28 R92 36 8 28", (100, 50)),
    ("sysml.objFlowL", "Object flow", "b U8 0 92 100 18 R0 30 8 40", (140, 60)),
    ("sysml.objFlowR", "Object flow", "b U0 0 92 100 18 R92 30 8 40", (100, 50)),
    ("sysml.callBehAct", "Call of a behaviour", "b U0 0 100 100 12 ; i M82 64 L94 64 M82 64 L82 84 M94 64 L94 84 M88 50 L88 84 M76 84 L76 74 L82 74", (140, 50)),
    ("sysml.accEvent", "Accepted event", "b M0 0 L100 0 L100 100 L0 100 L12 50 Z", (90, 24)),
    ("archimate3.actor", "Actor", "b E28 0 44 28 ; i M50 28 L50 66 M6 42 L94 42 M50 66 L12 100 M50 66 L88 100", (50, 95)),
    ("archimate3.service", "Service", "b M16 0 L84 0 Q100 4 100 50 Q100 96 84 100 L16 100 Q0 96 0 50 Q0 4 16 0 Z", (150, 50)),
    ("bpmn.timer_start", "Timer", "b E0 0 100 100 ; i E14 14 72 72 M50 20 L50 26 M50 74 L50 80 M20 50 L26 50 M74 50 L80 50 M48 50 L66 50 M50 52 L56 26", (40, 40)),
    ("flowchart.terminator", "Terminator", "b M16 0 L84 0 Q100 4 100 50 Q100 96 84 100 L16 100 Q0 96 0 50 Q0 4 16 0 Z", (120, 40)),
    ("flowchart.merge_or_storage", "Merge", "b M0 0 L100 0 L50 100 Z", (100, 70)),
    ("flowchart.paper_tape", "Paper tape", "b M0 10 Q25 28 50 10 Q75 -8 100 10 L100 90 Q75 72 50 90 Q25 108 0 90 Z", (120, 70)),
    ("flowchart.direct_data", "Direct data", "b M10 0 L90 0 Q100 4 100 50 Q100 96 90 100 L10 100 Q0 96 0 50 Q0 4 10 0 Z ; i M90 0 Q80 4 80 50 Q80 96 90 100", (120, 80)),
)  # fmt: skip

DEVICES: tuple[ShapeKind, ...] = (
    *(glyph_kind(f"networks.{name}", title, glyph, size) for name, title, glyph, size in _NETWORK),
    *(glyph_kind(name, title, glyph, size) for name, title, glyph, size in _NOTATIONS),
)
