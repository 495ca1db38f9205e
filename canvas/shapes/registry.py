"""All shape kinds by name: those that code draws, and the figures of the library, which are read when one is asked for."""

from __future__ import annotations

from canvas.shapes.arrows import ARROWS
from canvas.shapes.basic import BASIC
from canvas.shapes.containers import CONTAINERS
from canvas.shapes.definition import ShapeKind
from canvas.shapes.devices import DEVICES
from canvas.shapes.floorplan import FLOORPLAN
from canvas.shapes.flowchart import FLOWCHART
from canvas.shapes.freehand import FREEHAND
from canvas.shapes.generic import GENERIC
from canvas.shapes.library.catalogue import figure_kind
from canvas.shapes.parametric import PARAMETRIC
from canvas.shapes.pictograms import PICTOGRAMS
from canvas.shapes.pictures import PICTURES
from canvas.shapes.plant import PLANT
from canvas.shapes.rack import RACK
from canvas.shapes.stencil import STENCIL
from canvas.shapes.uml import UML

_KINDS: dict[str, ShapeKind] = {
    k.name: k
    for k in (
        *BASIC,
        *FLOWCHART,
        *UML,
        *ARROWS,
        *CONTAINERS,
        *PICTURES,
        *FLOORPLAN,
        *PICTOGRAMS,
        *PARAMETRIC,
        *PLANT,
        *DEVICES,
        *RACK,
        FREEHAND,
        STENCIL,
    )
}

_ALIASES: dict[str, str] = {
    "": "rect",
    "rectangle": "rect",
    "rect2": "rect",
    "roundRect": "rect",
    "ext": "rect",
    "edgeLabel": "text",
    "diamond": "rhombus",
    "cylinder2": "cylinder3",
    "process2": "process",
    "parallelMarker": "rect",
    "note2": "note",
    "ellipse2": "doubleEllipse",
    "isoCube": "isoCube2",
    "icon": "image",
    "roundImage": "image",
    "imageBasic": "image",
    "package": "folder",
    "arrow": "singleArrow",
    "associativeEntity": "rhombus",
    "chevron": "step",
    "basic.rect": "rect",
    "basic.ellipse": "ellipse",
    "basic.cross2": "cross",
    "basic.star": "star",
    "basic.4_point_star_2": "star",
    "basic.pentagon": "pentagon",
    "basic.octagon2": "octagon",
    "flowchart.process": "rect",
    "flowchart.decision": "rhombus",
    "flowchart.data": "parallelogram",
    "flowchart.database": "cylinder3",
    "flowchart.document": "document",
    "flowchart.document2": "document",
    "flowchart.predefined_process": "process",
    "flowchart.start_1": "ellipse",
    "flowchart.start_2": "ellipse",
    "flowchart.on-page_reference": "ellipse",
    "flowchart.off-page_reference": "offPageConnector",
    "flowchart.manual_input": "manualInput",
    "flowchart.internal_storage": "internalStorage",
    "flowchart.delay": "delay",
    "flowchart.display": "display",
    "flowchart.card": "card",
    "flowchart.or": "orEllipse",
    "flowchart.summing_function": "sumEllipse",
    "flowchart.sort": "sortShape",
    "flowchart.collate": "collate",
    "flowchart.stored_data": "dataStorage",
    "arrows2.twoWayArrow": "doubleArrow",
    "infographic.cylinder": "cylinder3",
}
"""Other names for kinds; those of draw.io's stencils are the nearest figure we have."""


def canonical(name: str) -> str:
    """Return the registered name of a kind; "generic" when nothing of ours draws it.

    Args:
        name: a kind's name or an alias, with or without draw.io's "mxgraph.".
    """
    short = name.removeprefix("mxgraph.")
    if short in _KINDS or figure_kind(short) is not None:
        return short
    return _ALIASES.get(short, GENERIC.name)


def kind(name: str) -> ShapeKind:
    """Return the kind of a name or an alias; for unknown names the honest generic box."""
    return _KINDS.get(name) or figure_kind(name) or _KINDS.get(canonical(name), GENERIC)


def is_known(name: str) -> bool:
    """Tell whether we draw this kind or its nearest figure, not just the generic box."""
    return canonical(name) != GENERIC.name


def kinds(family: str) -> tuple[ShapeKind, ...]:
    """Return the kinds offered in a family of the shape library, in order."""
    return tuple(k for k in _KINDS.values() if k.family == family)


def families() -> tuple[str, ...]:
    """Return the families of the shape library, in order."""
    return tuple(dict.fromkeys(k.family for k in _KINDS.values() if k.family))
