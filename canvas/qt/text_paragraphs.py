"""Rich text cut into paragraphs of styled stretches: marks become fonts and colours. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from canvas.drawing.text import CODE_FAMILY, LEAST_LINE, LINK_COLOR, MOST_LINE, Font, TextBlock
from canvas.model.records import Run, Scalar

SCRIPT_SIZE = 5 / 6
"""Size of sub- and superscripts relative to the text around them (CSS "smaller")."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one paragraph with one look; `raised` is how far the baseline is lifted, in scene units."""

    text: str
    font: Font
    color: str
    background: str | None = None
    link: str | None = None
    raised: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `marker` is the bullet or number to its left, empty when it is no list item; `line_height` is None for the block's."""

    stretches: tuple[Stretch, ...]
    align: str
    indent: int = 0
    marker: str = ""
    rule: bool = False
    color: str = "#000000"
    line_height: float | None = None

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(stretch.text for stretch in self.stretches)


def _string(marks: dict[str, Scalar], name: str) -> str | None:
    """Return a string mark or None when it is absent or of another type."""
    value = marks.get(name)
    return value if isinstance(value, str) and value else None


def _font(marks: dict[str, Scalar], base: Font) -> Font:
    """Return the font that marks make of the block's font."""
    size = marks.get("size")
    family = _string(marks, "font") or (CODE_FAMILY if marks.get("code") else base.family)
    points = float(size) if isinstance(size, (int, float)) and not isinstance(size, bool) and size > 0 else base.size
    if "script" in marks:
        points *= SCRIPT_SIZE
    weight = base.weight
    if "bold" in marks:
        weight = max(700, base.weight) if marks["bold"] else 400
    return Font(
        family=family,
        size=points,
        weight=weight,
        italic=bool(marks.get("italic", base.italic)),
        underline=bool(marks.get("underline", base.underline)) or "link" in marks,
        strike=bool(marks.get("strike", base.strike)),
    )


def _raised(marks: dict[str, Scalar], font: Font) -> float:
    """Return how far a sub- or superscript's baseline is lifted, in scene units."""
    size = font.size / SCRIPT_SIZE
    return {"super": size / 3, "sup": size / 3, "sub": -size / 5}.get(str(marks.get("script", "")), 0.0)


def _stretch(run: Run, text: str, block: TextBlock) -> Stretch:
    """Return a part of a run with its marks resolved."""
    marks = dict(run.marks)
    font = _font(marks, block.font)
    link = _string(marks, "link")
    color = _string(marks, "color") or (LINK_COLOR if link else block.color)
    return Stretch(text.replace("\t", "    "), font, color, _string(marks, "background"), link, _raised(marks, font))


def _pieces(block: TextBlock) -> Iterator[tuple[list[Stretch], dict[str, Scalar]]]:
    """Yield each paragraph's stretches with the marks that hold for the whole paragraph."""
    stretches: list[Stretch] = []
    marks: dict[str, Scalar] = {}
    open_paragraph = False
    for run in block.text:
        parts = run.text.split("\n")
        for index, part in enumerate(parts):
            if part:
                stretches.append(_stretch(run, part, block))
            if part or index < len(parts) - 1:
                marks, open_paragraph = dict(run.marks), True
            if index < len(parts) - 1:
                yield stretches, marks
                stretches, open_paragraph = [], False
    if open_paragraph:
        yield stretches, marks


def line_height(marks: dict[str, Scalar]) -> float | None:
    """Return the line height that marks ask for, a factor of the font's size; None when they ask for none."""
    value = marks.get("line_height")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return min(max(float(value), LEAST_LINE), MOST_LINE)


def paragraphs(block: TextBlock) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a block, list items numbered; a newline at the very end opens no further one."""
    result: list[Paragraph] = []
    numbers: dict[int, int] = {}
    for stretches, marks in _pieces(block):
        raw = marks.get("indent", 0)
        indent = max(0, min(12, int(raw))) if isinstance(raw, (int, float)) else 0
        kind = marks.get("list")
        marker = ""
        if kind in {"bullet", "ordered"}:
            indent = max(1, indent)
            numbers = {level: count for level, count in numbers.items() if level <= indent}
            numbers[indent] = numbers.get(indent, 0) + 1
            marker = "\u2022" if kind == "bullet" else f"{numbers[indent]}."
        else:
            numbers = {}
        paragraph = Paragraph(
            stretches=tuple(stretches),
            align=_string(marks, "align") or block.align,
            indent=indent,
            marker=marker,
            rule=bool(marks.get("rule")),
            color=_string(marks, "color") or block.color,
            line_height=line_height(marks),
        )
        result.append(paragraph)
    return tuple(result)


def cut(stretches: tuple[Stretch, ...], start: int, end: int) -> Iterator[Stretch]:
    """Yield the stretches between two positions of their paragraph."""
    at = 0
    for stretch in stretches:
        a, b = max(start - at, 0), min(end - at, len(stretch.text))
        if a < b:
            yield stretch if a == 0 and b == len(stretch.text) else replace(stretch, text=stretch.text[a:b])
        at += len(stretch.text)
