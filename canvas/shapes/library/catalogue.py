"""What the library offers, read when it is asked for: entries by name and by library, figures as kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from canvas.model.records import Value
from canvas.shapes.definition import ShapeKind
from canvas.shapes.library.figure import Figure, figure_of, kind_of
from canvas.shapes.library.form import PartForm, ShapeForm, read_form
from canvas.shapes.library.looks import values_of
from resources.stencils.loader import LIBRARIES, read_library

PREFIX = "aio."
"""Figures are kinds of this name space: no library of another program can mean them by accident."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be put onto a page.

    Attributes:
        name: unique over all libraries: the name of a kind that is offered as it is, else "aio.<library>.<id>".
        library: id of its library.
        title: English source text.
        words: more words that find it.
        kind: kind of the shape it makes, "" for a structure.
        values: document values above the defaults of new shapes.
        size: width and height, None for the kind's own.
        label: text of a new one.
        parts: the shapes of a structure, parents before children.
    """

    name: str
    library: str
    title: str
    words: tuple[str, ...]
    kind: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    size: tuple[float, float] | None = None
    label: str = ""
    parts: tuple[PartForm, ...] = ()


@dataclass(frozen=True, slots=True)
class _Loaded:
    entries: Mapping[str, Entry]
    drawn: Mapping[str, ShapeForm]


@lru_cache(maxsize=64)
def _load(library: str) -> _Loaded:
    entries: dict[str, Entry] = {}
    drawn: dict[str, ShapeForm] = {}
    for form in read_form(read_library(library), library).shape:
        entry = _entry(library, form)
        entries[entry.name] = entry
        if form.draw:
            drawn[entry.name] = form
    return _Loaded(entries, drawn)


def _entry(library: str, form: ShapeForm) -> Entry:
    name = f"{PREFIX}{library}.{form.id}"
    values = values_of(form.look, form.style, form.params)
    if form.container:
        values["container"] = True
    plain = form.kind == form.id and not values and not form.label and form.size is None
    kind = name if form.draw else form.kind
    words = tuple(form.words.split())
    return Entry(
        form.id if plain else name, library, form.title, words, kind, values, form.size, form.label, form.parts
    )


def _library_of(name: str) -> str:
    """Return the library that a name of our name space belongs to, "" for others."""
    if not name.startswith(PREFIX):
        return ""
    library = name[len(PREFIX) :].partition(".")[0]
    return library if any(known.id == library for known in LIBRARIES) else ""


def entries(library: str) -> tuple[Entry, ...]:
    """Return what a library offers, in its order.

    Raises:
        KeyError: there is no such library.
        MalformedFile: its file is damaged.
    """
    return tuple(_load(library).entries.values())


def entry(name: str) -> Entry | None:
    """Return the entry "aio.<library>.<id>", None when there is none; kinds offered as they are have no entry of that name."""
    library = _library_of(name)
    return _load(library).entries.get(name) if library else None


@lru_cache(maxsize=4096)
def figure(name: str) -> Figure | None:
    """Return a figure by the name of its kind, None when it is none of ours."""
    library = _library_of(name)
    form = _load(library).drawn.get(name) if library else None
    return figure_of(form) if form is not None else None


@lru_cache(maxsize=4096)
def figure_kind(name: str) -> ShapeKind | None:
    """Return the kind that a figure is, None when it is none of ours."""
    drawn = figure(name)
    return kind_of(name, drawn) if drawn is not None else None
