"""Process plants (piping and instrumentation): vessels, exchangers, pumps, valves, instruments, as glyphs of our own drawing."""

from __future__ import annotations

from canvas.shapes.definition import ShapeKind
from canvas.shapes.glyph import glyph_kind

_ROWS: tuple[tuple[str, str, str, tuple[float, float]], ...] = (
    ("heat_exchangers.heat_exchanger_(plate)", "Plate exchanger", "b R0 0 100 100 ; i M10 0 L10 100 M90 0 L90 100 M22 0 L22 100 M50 0 L50 100 M78 0 L78 100 M22 0 L78 100 M78 0 L22 100", (100, 30)),
    ("heat_exchangers.heat_exchanger_(straight_tubes)", "Tube exchanger", "b R0 0 100 100 ; i M10 0 L10 100 M90 0 L90 100 M10 20 L90 20 M10 40 L90 40 M10 60 L90 60 M10 80 L90 80", (100, 30)),
    ("heat_exchangers.fixed_straight_tubes_heat_exchanger", "Tube exchanger", "b R0 0 100 100 ; i M10 0 L10 100 M90 0 L90 100 M10 12 L90 12 M10 24 L90 24 M10 37 L90 37 M10 50 L90 50 M10 63 L90 63 M10 76 L90 76 M10 88 L90 88", (100, 40)),
    ("heat_exchangers.shell_and_tube_heat_exchanger_1", "Shell and tube", "b E0 0 100 100 ; i M0 50 L18 50 L38 26 L62 74 L82 50 L100 50", (60, 60)),
    ("heat_exchangers.shell_and_tube_heat_exchanger_3", "Shell and tube", "b E0 0 100 100 ; i M50 0 L50 18 L26 32 L70 68 L50 82 L50 100", (60, 60)),
    ("heat_exchangers.condenser", "Condenser", "b E16 16 68 68 ; i M0 100 L100 0 M16 50 L32 50 L42 36 L58 64 L68 50 L84 50 M84 6 L100 0 L94 16", (80, 80)),
    ("compressors.centrifugal_compressor", "Compressor", "b E16 8 76 76 ; i M0 8 L54 8 M10 100 L30 80 M98 100 L78 80 M0 100 L100 100", (70, 70)),
    ("compressors_-_iso.compressor,_vacuum_pump", "Compressor", "b E0 0 100 100 ; i M24 7 L97 36 M24 93 L97 64", (60, 60)),
    ("pumps_-_din.hydraulic", "Pump", "b E0 0 100 100 ; i M12 32 L50 0 L88 32", (60, 60)),
    ("pumps.gas_compressor", "Compressor", "b M0 60 L100 0 L100 100 L0 100 Z", (100, 55)),
    ("pumps.turbine", "Turbine", "b M8 22 L92 0 L92 100 L8 78 Z R0 34 8 32 R92 34 8 32", (100, 60)),
    ("engines.generator_(ac)", "Generator", "b E0 0 100 100 ; i M22 78 Q36 62 50 78 Q64 94 78 78", (60, 60)),
    ("vessels.tank", "Tank", "b M0 15 Q0 0 50 0 Q100 0 100 15 L100 85 Q100 100 50 100 Q0 100 0 85 Z ; i M0 15 L100 15 M0 85 L100 85", (60, 120)),
    ("vessels.drum_or_condenser", "Drum", "b M10 0 L90 0 Q100 0 100 50 Q100 100 90 100 L10 100 Q0 100 0 50 Q0 0 10 0 Z", (120, 60)),
    ("vessels.reactor", "Reactor", "b M0 9 Q0 0 50 0 Q100 0 100 9 L100 91 Q100 100 50 100 Q0 100 0 91 Z ; i M0 9 L100 9 M0 91 L100 91 M0 30 L100 30 M0 70 L100 70 M0 40 L40 30 M0 50 L80 30 M0 60 L100 35 M0 70 L100 45 M40 70 L100 55 M80 70 L100 65", (80, 300)),
    ("vessels.gas_bottle", "Gas bottle", "b M0 34 Q0 18 50 18 Q100 18 100 34 L100 100 L0 100 Z M34 18 L34 8 Q34 0 50 0 Q66 0 66 8 L66 18", (35, 95)),
    ("vessels.tank_(conical_roof)", "Tank with a roof", "b M0 20 L50 0 L100 20 L100 100 L0 100 Z ; i M0 20 L100 20", (100, 90)),
    ("vessels.vessel_(dished_ends,_legs)", "Vessel on legs", "b M6 12 Q6 0 50 0 Q94 0 94 12 L94 66 Q94 76 50 76 Q6 76 6 66 Z ; i M6 12 L94 12 M6 66 L94 66 M6 66 L6 100 L20 100 L20 74 M94 66 L94 100 L80 100 L80 74", (80, 120)),
    ("vessels.container,_tank,_cistern_(legs)", "Open tank on legs", "i M0 0 L0 68 L100 68 L100 0 M8 68 L8 100 L20 100 L20 68 M80 68 L80 100 L92 100 L92 68", (100, 100)),
    ("vessels.mixing_reactor", "Mixing reactor", "b M4 36 L96 36 L96 82 L50 100 L4 82 Z ; b M42 4 Q42 0 50 0 Q58 0 58 4 L58 26 L42 26 Z ; i M50 26 L50 62 M50 62 Q34 52 30 62 Q34 70 50 62 Q66 52 70 62 Q66 70 50 62", (100, 160)),
    ("vessels.jacketed_mixing_vessel", "Jacketed vessel", "b M10 30 Q10 18 50 18 Q90 18 90 30 L90 80 Q90 94 50 94 Q10 94 10 80 Z ; i M10 40 L0 40 L0 84 Q4 100 50 100 Q96 100 100 84 L100 40 L90 40 M50 0 L50 76 M32 72 L68 80 M32 80 L68 72 R38 0 24 12", (100, 160)),
    ("vessels.tower_with_packing", "Packed tower", "b M0 8 Q0 0 50 0 Q100 0 100 8 L100 92 Q100 100 50 100 Q0 100 0 92 Z ; i M0 20 L100 50 M100 20 L0 50 M0 54 L100 84 M100 54 L0 84 M0 20 L100 20 M0 50 L100 50 M0 54 L100 54 M0 84 L100 84", (60, 300)),
    ("vessels.double_concrete_tank", "Double tank", "b M0 0 L6 0 L6 88 L47 88 L47 0 L53 0 L53 88 L94 88 L94 0 L100 0 L100 100 L0 100 Z ; i M0 12 L6 0 M0 28 L6 16 M0 44 L6 32 M0 60 L6 48 M0 76 L6 64 M0 92 L6 80 M94 12 L100 0 M94 28 L100 16 M94 44 L100 32 M94 60 L100 48 M94 76 L100 64 M94 92 L100 80 M10 100 L18 88 M24 100 L32 88 M38 100 L46 88 M52 100 L60 88 M66 100 L74 88 M80 100 L88 88", (110, 55)),
    ("misc.cooling_tower_(wet-dry,_natural_draught)", "Cooling tower", "b M26 0 L74 0 L100 84 L100 100 L0 100 L0 84 Z ; i M0 84 L100 84 M14 38 L50 38 M50 38 L40 50 M50 38 L50 50 M50 38 L60 50 M6 92 L94 92 M12 88 L12 96 M25 88 L25 96 M38 88 L38 96 M51 88 L51 96 M64 88 L64 96 M77 88 L77 96 M90 88 L90 96", (100, 120)),
    ("misc.boiler_(dome)", "Boiler", "b M0 16 L100 16 L100 100 L0 100 Z M30 16 Q32 0 50 0 Q68 0 70 16", (80, 80)),
    ("instruments.pressure_transmitter_2", "Pressure transmitter", "b E0 0 100 100 ; i M0 50 L100 50", (40, 40)),
    ("instruments.level_transmitter_2", "Level transmitter", "b E0 0 100 100 ; i M0 50 L100 50", (40, 40)),
    ("instruments.flow_transmitter", "Flow transmitter", "b E0 0 100 100", (40, 40)),
    ("valves.ball_valve", "Ball valve", "b M0 0 L100 100 L100 0 L0 100 Z ; b E29 15 42 70", (70, 45)),
    ("valves.motor_operated_valve", "Motor valve", "b M0 40 L100 100 L100 40 L0 100 Z ; i M50 14 L50 70 ; b R24 0 52 28", (64, 68)),
    ("heat_exchangers.heat_exchanger_(finned_tubes,_fan)", "Finned tubes with a fan", "b R0 0 100 100 ; i E26 14 48 46 M38 18 L28 50 M62 18 L72 50 M16 80 L84 80 M22 75 L22 85 M32 75 L32 85 M42 75 L42 85 M52 75 L52 85 M62 75 L62 85 M72 75 L72 85", (100, 100)),
    ("heat_exchangers.plate_and_frame_heat_exchanger", "Plates in a frame", "b R8 0 84 100 ; i M8 0 L92 100 M92 0 L8 100 M18 0 L18 100 M29 0 L29 100 M39 0 L39 100 M50 0 L50 100 M61 0 L61 100 M71 0 L71 100 M82 0 L82 100 M0 6 L8 6 M0 94 L8 94 M92 6 L100 6 M92 94 L100 94 M0 2 L0 10 M0 90 L0 98 M100 2 L100 10 M100 90 L100 98", (100, 120)),
    ("heat_exchangers.thin-film_evaporator", "Thin-film evaporator", "b M0 20 L100 20 L100 70 L50 100 L0 70 Z ; i M50 0 L50 36 M32 36 L68 36 L68 68 L32 68 Z M20 36 L20 72 L80 72 L80 36 M20 36 L26 36 M80 36 L74 36", (60, 90)),
    ("heat_exchangers.u-tube_heat_exchanger", "U-tube exchanger", "b R0 0 22 100 M22 16 L86 16 Q100 16 100 50 Q100 84 86 84 L22 84 Z ; i M0 50 L22 50 M11 0 L11 100", (60, 20)),
    ("heat_exchangers.hairpin_exchanger", "Hairpin exchanger", "b M4 12 L88 12 Q100 14 100 50 Q100 86 88 88 L4 88 L4 66 L84 66 L84 34 L4 34 Z ; i M0 22 L88 22 Q94 24 94 50 Q94 76 88 78 L0 78 R22 0 6 12 R70 0 6 12 R22 88 6 12 R70 88 6 12", (70, 22)),
    ("vessels.vessel_(different_diameters)", "Stepped vessel", "b M24 14 Q24 0 50 0 Q76 0 76 14 L76 38 L100 58 L100 84 Q100 100 50 100 Q0 100 0 84 L0 58 L24 38 Z", (50, 100)),
    ("vessels.vessel_(dome)", "Vessel with a dome", "b M10 34 L56 34 L56 12 Q58 0 66 0 Q76 0 78 12 L78 34 L90 34 Q100 36 100 67 Q100 98 90 100 L10 100 Q0 98 0 67 Q0 36 10 34 Z", (95, 55)),
    ("vessels.furnace", "Furnace", "b M20 30 L80 30 L100 45 L100 88 L0 88 L0 45 Z R26 0 48 30 R0 88 14 12 R86 88 14 12 ; i M8 58 L62 58 L22 76 L92 76 M0 45 L100 45", (80, 100)),
    ("vessels.container,_tank,_cistern_(boot)", "Tank with a boot", "i M0 0 L0 84 L52 84 L64 100 L100 100 L100 0", (185, 90)),
    ("vessels.tank_(concrete_base)", "Tank on concrete", "b R4 24 92 60 R0 88 100 12 ; i M70 24 L70 8 M84 24 L84 8 M66 8 L88 8 M66 4 L88 4 M10 100 L20 88 M26 100 L36 88 M42 100 L52 88 M58 100 L68 88 M74 100 L84 88 M90 100 L100 88", (170, 125)),
    ("pumps.vacuum_pump", "Vacuum pump", "b R0 36 24 28 R76 36 24 28 E24 0 52 100 ; i M0 50 L24 50 M76 50 L100 50", (80, 40)),
    ("pumps.sump_pump", "Sump pump", "b M34 4 Q34 0 50 0 Q66 0 66 4 L66 22 L34 22 Z R14 40 72 8 M10 82 L90 82 Q100 84 100 91 Q100 99 90 100 L10 100 Q0 99 0 91 Q0 84 10 82 ; i M44 22 L44 82 M56 22 L56 82 M14 44 L86 44", (74, 132)),
    ("compressors.centrifugal_compressor_-_turbine_driven", "Driven compressor", "b M38 40 L78 24 L78 100 L38 82 Z M0 56 L20 50 L20 80 L0 74 Z ; i M20 60 L38 60 M20 70 L38 70 M60 32 L60 0 L30 0 M70 27 L70 8 L100 8 M92 2 L100 8 L92 14", (268, 180)),
    ("compressors.ac_air_compressor", "Air compressor", "b M8 44 L92 44 Q100 46 100 72 Q100 98 92 100 L8 100 Q0 98 0 72 Q0 46 8 44 Z ; i E34 22 12 18 E54 10 20 28 M36 22 L60 10 M40 40 L66 38 M16 44 L16 18 M10 34 L22 34 M12 26 L20 26 M84 44 L84 30 M78 30 L90 30", (100, 65)),
    ("separators.gravity_separator,_settling_chamber", "Settling chamber", "b M0 0 L100 0 L100 70 L50 100 L0 70 Z ; i M50 26 L50 58 ; f M44 54 L56 54 L50 64 Z", (68, 100)),
    ("separators.separator_(wet_scrubber)", "Wet scrubber", "b M0 0 L100 0 L100 70 L50 100 L0 70 Z ; i M40 20 L40 56 M56 14 L64 24 L72 14 L80 24 L88 14 ; f M34 52 L46 52 L40 62 Z", (36, 54)),
    ("misc.air_separator", "Air separator", "b M20 20 Q20 8 50 8 Q80 8 80 20 L80 80 Q80 92 50 92 Q20 92 20 80 Z R40 0 20 8 R40 92 20 8 ; i M80 24 L100 24 M80 34 L100 34 M96 16 L96 42 M0 66 L20 66 M0 76 L20 76 M4 58 L4 84", (66, 106)),
    ("filters.liquid_filter", "Liquid filter", "b R0 0 100 100 ; i M0 50 L10 50 M18 50 L28 50 M36 50 L46 50 M54 50 L64 50 M72 50 L82 50 M90 50 L100 50", (50, 100)),
    ("crushers_grinding.crusher_(roller)", "Roller crusher", "b M0 0 L100 0 L84 100 L16 100 Z ; i M10 0 L10 78 L90 78 L90 0 E30 24 20 36 E50 24 20 36", (100, 60)),
    ("agitators.agitator_(propeller)", "Propeller", "i M50 0 L50 84 M50 84 Q14 66 4 84 Q14 102 50 84 Q86 66 96 84 Q86 102 50 84", (42, 60)),
)  # fmt: skip

PLANT: tuple[ShapeKind, ...] = (
    *(glyph_kind(f"pid.{name}", title, glyph, size) for name, title, glyph, size in _ROWS),
    glyph_kind(
        "pid2misc.column",
        "Column",
        "b M0 10 Q0 0 50 0 Q100 0 100 10 L100 90 Q100 100 50 100 Q0 100 0 90 Z",
        (50, 165),
    ),
)
