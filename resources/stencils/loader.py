"""The list of libraries and the bytes of one. Files are read when somebody asks for a figure of theirs, never at the start."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Library:
    """One library of the list.

    Attributes:
        id: name of its file without the ending; figures are called "aio.<id>.<figure>".
        title: English source text, translated where it is shown (context "ShapeLibrary").
        opened: whether the panel shows its shapes at first.
    """

    id: str
    title: str
    opened: bool = False


LIBRARIES: tuple[Library, ...] = (
    Library("basic", "Basic", opened=True),
    Library("flowchart", "Flowchart", opened=True),
    Library("arrows", "Arrows"),
    Library("uml_class", "UML class"),
    Library("uml_sequence", "UML sequence"),
    Library("uml_behaviour", "UML state and activity"),
    Library("uml_structure", "UML use case and deployment"),
    Library("bpmn", "BPMN 2.0"),
    Library("er", "Entity relation"),
    Library("network", "Network"),
    Library("cloud", "Cloud"),
    Library("containers", "Containers and tables"),
    Library("wireframe", "Wireframe"),
    Library("floorplan", "Floor plan"),
    Library("mindmap", "Mind map"),
    Library("orgchart", "Org chart"),
    Library("more", "More shapes"),
)
"""In the order of the panel."""


def read_library(library: str) -> bytes:
    """Return the TOML of a library of LIBRARIES.

    Raises:
        KeyError: there is no such library.
    """
    if all(known.id != library for known in LIBRARIES):
        raise KeyError(library)
    return files("resources.stencils").joinpath(f"{library}.toml").read_bytes()
