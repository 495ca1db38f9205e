"""One picture for light and dark pages: the light display list with its colours paired with those of the dark one.

A pair is written as CSS writes it, "light-dark(#rrggbb, #rrggbb)". In the file the light colour stands in the attribute, where
every program finds it, and a class names the pair; a style sheet that counts only where dark is preferred holds the other colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from canvas.drawing.display_list import DisplayEntry, Fill, Item, PathItem, Stroke, TextItem
from canvas.drawing.text import TextBlock
from canvas.model.records import RichText, Run

Use: TypeAlias = tuple[str, str]
"""A property of an element and its colour."""

_PAIR = re.compile(r"light-dark\((#[0-9a-f]{6}|none), (#[0-9a-f]{6}|none)\)")
_RUN_COLORS = ("color", "background")
_SOLID = re.compile(r"#[0-9a-f]{6}|none")


def pair(light: str | None, dark: str | None) -> str | None:
    """Return two colours as one; None for no paint in both."""
    if light == dark:
        return light
    both = (light or "none", dark or "none")
    return f"light-dark({both[0]}, {both[1]})" if all(_SOLID.fullmatch(color) for color in both) else light


def split(color: str) -> tuple[str, str] | None:
    """Return the light and the dark colour of a pair, None for a plain colour."""
    found = _PAIR.fullmatch(color)
    return (found.group(1), found.group(2)) if found else None


def class_name(name: str, light: str, dark: str) -> str:
    """Return the class of elements whose property has a pair of colours."""
    return f"{name}-{light.lstrip('#')}-{dark.lstrip('#')}"


def style_sheet(entries: Iterable[DisplayEntry], background: str | None) -> str:
    """Return the <style> element with the dark colours of all pairs, "" when there are none."""
    uses = {use for entry in entries for item in entry.items for use in _uses(item)}
    if background:
        uses.add(("fill", background))
    rules: list[str] = []
    for name, color in sorted(uses):
        both = split(color)
        if both:
            rules.append(f".{class_name(name, *both)}{{{name}:{both[1]}}}")
    if not rules:
        return ""
    return f"<style>:root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{''.join(rules)}}}</style>\n"


def _uses(item: Item) -> Iterator[Use]:
    """Yield the properties and colours that an item is written with."""
    if isinstance(item, PathItem):
        if item.fill:
            yield "fill", item.fill.color
            if item.fill.gradient:
                yield "stop-color", item.fill.gradient.start
                yield "stop-color", item.fill.gradient.end
        if item.stroke:
            yield "stroke", item.stroke.color
    elif isinstance(item, TextItem):
        yield "fill", item.block.color
        yield "fill", item.block.background or ""
        yield "stroke", item.block.border or ""
        for run in item.block.text:
            for name in _RUN_COLORS:
                yield "fill", str(run.mark(name) or "")


def adaptive_entries(light: Iterable[DisplayEntry], dark: Sequence[DisplayEntry]) -> list[DisplayEntry]:
    """Return the light display list with paired colours.

    The two are made from the same page, so they have the same shapes. An entry that is built differently in the dark stays light.
    """
    others = {entry.id: entry for entry in dark}
    return [_entry(entry, others[entry.id]) if entry.id in others else entry for entry in light]


def _entry(light: DisplayEntry, dark: DisplayEntry) -> DisplayEntry:
    if [type(item) for item in light.items] != [type(item) for item in dark.items]:
        return light
    return replace(light, items=tuple(_item(a, b) for a, b in zip(light.items, dark.items, strict=True)))


def _item(light: Item, dark: Item) -> Item:
    if isinstance(light, PathItem) and isinstance(dark, PathItem):
        return replace(light, fill=_fill(light.fill, dark.fill), stroke=_stroke(light.stroke, dark.stroke))
    if isinstance(light, TextItem) and isinstance(dark, TextItem):
        return TextItem(_block(light.block, dark.block))
    return light


def _fill(light: Fill | None, dark: Fill | None) -> Fill | None:
    some = light or dark
    if some is None:
        return None
    color = pair(light.color if light else None, dark.color if dark else None) or "none"
    if light and dark and light.gradient and dark.gradient:
        start = pair(light.gradient.start, dark.gradient.start) or "none"
        end = pair(light.gradient.end, dark.gradient.end) or "none"
        return replace(light, color=color, gradient=replace(light.gradient, start=start, end=end))
    return replace(some, color=color, gradient=light.gradient if light else None)


def _stroke(light: Stroke | None, dark: Stroke | None) -> Stroke | None:
    some = light or dark
    return some and replace(some, color=pair(light.color if light else None, dark.color if dark else None) or "none")


def _block(light: TextBlock, dark: TextBlock) -> TextBlock:
    return replace(
        light,
        text=_text(light.text, dark.text),
        color=pair(light.color, dark.color) or light.color,
        background=pair(light.background, dark.background),
        border=pair(light.border, dark.border),
    )


def _text(light: RichText, dark: RichText) -> RichText:
    """Return the light text with the colours of its runs paired; both are of one label."""
    if light == dark or [run.text for run in light] != [run.text for run in dark]:
        return light
    return tuple(_run(a, b) for a, b in zip(light, dark, strict=True))


def _run(light: Run, dark: Run) -> Run:
    marks = dict(light.marks)
    for name in _RUN_COLORS:
        a, b = light.mark(name), dark.mark(name)
        if isinstance(a, str) and isinstance(b, str):
            marks[name] = pair(a, b) or a
    return Run(light.text, tuple(sorted(marks.items())))
