"""Looks: what of a shape is its appearance and may be given to another one, and how it fits another kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.kernels.label_style import BOLD, MARK_OF, WEIGHT, uniform_values
from canvas.model.plan import UNSET
from canvas.model.records import ShapeRecord, Value

SKETCH_KEYS = (
    "param.fill_style",
    "param.hachure_gap",
    "param.hachure_angle",
    "param.fill_weight",
    "param.jiggle",
)
"""How a sketched shape is drawn: see `canvas.shapes.sketch`."""
_BOTH = frozenset(
    {
        "style.stroke", "style.stroke_opacity", "style.stroke_width", "style.dash", "style.opacity", "style.rounded",
        "style.shadow", "style.sketch", "style.font_family", "style.font_size", "style.font_color", "style.font_weight",
        "style.bold", "style.italic", "style.underline", "style.strike", "style.text_opacity", "style.label_background",
        "style.label_border", *SKETCH_KEYS,
    }
)  # fmt: skip
_SHAPE = frozenset(
    {
        "style.fill", "style.fill_opacity", "style.gradient", "style.gradient_direction", "style.radius", "style.glass",
        "style.align", "style.valign", "style.label_h", "style.label_v", "style.horizontal", "style.wrap", "style.overflow",
        "style.spacing", "style.spacing_top", "style.spacing_right", "style.spacing_bottom", "style.spacing_left",
        "param.arc_size",
    }
)  # fmt: skip
_CONNECTOR = frozenset(
    {
        "routing", "style.start_arrow", "style.end_arrow", "style.start_fill", "style.end_fill", "style.start_size",
        "style.end_size", "style.curved", "style.jump", "style.jump_size", "style.source_spacing", "style.target_spacing",
    }
)  # fmt: skip
SHAPE_LOOK = _BOTH | _SHAPE
CONNECTOR_LOOK = _BOTH | _CONNECTOR
LOOK_KEYS = SHAPE_LOOK | CONNECTOR_LOOK
SHAPE_ONLY = SHAPE_LOOK - CONNECTOR_LOOK
CONNECTOR_ONLY = CONNECTOR_LOOK - SHAPE_LOOK


@dataclass(frozen=True, slots=True)
class Look:
    """An appearance.

    Attributes:
        values: document keys of it; those that are not named have their defaults.
        connector: it is that of a connector.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    connector: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """All keys that this kind of look decides about."""
        return CONNECTOR_LOOK if self.connector else SHAPE_LOOK


def look_of(record: ShapeRecord) -> Look:
    """Return a record's look; what all characters of its label have in common counts as the label's own."""
    own = CONNECTOR_LOOK if record.is_connector else SHAPE_LOOK
    stated = {key: value for key, value in record.values.items() if key in own}
    marked = {key: value for key, value in uniform_values(record).items() if key in own}
    if BOLD in marked:
        stated.pop(WEIGHT, None)
    return Look({**stated, **marked}, record.is_connector)


def fitted(look: Look, record: ShapeRecord) -> dict[str, Value]:
    """Return the values that give a record a look; UNSET for those that go back to their defaults.

    Between shapes and connectors only what both have is handed over. Keys that characters of a label may override are
    always named, so that whoever writes the values knows to take the overriding marks away.
    """
    shared = (CONNECTOR_LOOK if record.is_connector else SHAPE_LOOK) & look.keys
    named = [key for key in (*record.values, *MARK_OF) if key in shared and key not in look.values]
    gone: dict[str, Value] = dict.fromkeys(named, UNSET)
    return {**gone, **{key: value for key, value in look.values.items() if key in shared}}
