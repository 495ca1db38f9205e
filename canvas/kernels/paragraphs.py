"""Labels as paragraphs: what a text field edits as a whole, lists, indentation and alignment.

In a document every character of a paragraph bears the paragraph's marks, and so does the newline that ends it. Here they stand
once beside the paragraph, so that an empty last item of a list, which has no characters yet, is an item all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from canvas.kernels.label_style import PARAGRAPH_MARKS
from canvas.kernels.text_edit import joined
from canvas.model.records import RichText, Run, Scalar

Marks: TypeAlias = tuple[tuple[str, Scalar], ...]
DEEPEST = 6
RULE = "rule"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        runs: its characters, with marks of characters only.
        marks: of the paragraph.
        ended: marks of the newline that ends it, without the paragraph's; None for the last one.
    """

    runs: tuple[Run, ...] = ()
    marks: Marks = ()
    ended: Marks | None = None

    @property
    def list_kind(self) -> str:
        """Return "bullet", "ordered" or ""."""
        return str(dict(self.marks).get("list", ""))

    @property
    def level(self) -> int:
        """Return how far it is indented; an item of a list at least once."""
        value = dict(self.marks).get("indent", 0)
        level = int(value) if isinstance(value, (int, float)) else 0
        return max(level, 1) if self.list_kind else max(level, 0)


Paragraphs: TypeAlias = tuple[Paragraph, ...]


def split(marks: Marks) -> tuple[Marks, Marks]:
    """Return the marks of characters and those of paragraphs."""
    own = tuple(mark for mark in marks if mark[0] in PARAGRAPH_MARKS)
    return tuple(mark for mark in marks if mark[0] not in PARAGRAPH_MARKS), own


def paragraphs_of(label: RichText) -> Paragraphs:
    """Return a label's paragraphs, at least one."""
    found: list[Paragraph] = []
    runs: list[Run] = []
    own: Marks = ()
    for run in label:
        letters, marks = split(run.marks)
        for index, part in enumerate(run.text.split("\n")):
            if index:
                found.append(Paragraph(tuple(runs), marks, letters))
                runs, own = [], ()
            if part:
                runs.append(Run(part, letters))
                own = marks
    return (*found, Paragraph(tuple(runs), own))


def label_of(paragraphs: Iterable[Paragraph]) -> RichText:
    """Return paragraphs as a label. A rule is a paragraph without characters: text typed into one makes it plain."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        own = tuple(m for m in paragraph.marks if m[0] != RULE or not paragraph.runs)
        runs += [Run(run.text, _together(run.marks, own)) for run in paragraph.runs]
        if paragraph.ended is not None:
            runs.append(Run("\n", _together(paragraph.ended, own)))
    return joined(runs)


def _together(letters: Marks, own: Marks) -> Marks:
    return tuple(sorted({**dict(letters), **dict(own)}.items()))


def marked(paragraphs: Paragraphs, first: int, last: int, marks: Mapping[str, Scalar | None]) -> Paragraphs:
    """Return paragraphs with marks set (None removes one) from the first to the last of some."""
    return _changed(paragraphs, first, last, lambda paragraph: _with(paragraph, marks))


def toggled_list(paragraphs: Paragraphs, first: int, last: int, kind: str, align: str = "") -> Paragraphs:
    """Return paragraphs with some made items of a list ("bullet", "ordered"), or plain when all of them are already.

    Args:
        paragraphs: of a label.
        first: number of the first one that changes.
        last: number of the last one.
        kind: of the list.
        align: alignment of new items that have none of their own: markers in a ragged column cannot be read.
    """
    on = all(paragraph.list_kind == kind for paragraph in paragraphs[first : last + 1])
    return _changed(paragraphs, first, last, lambda p: _plain(p, align) if on else _item(p, kind, align))


def _item(paragraph: Paragraph, kind: str, align: str) -> Paragraph:
    own = dict(paragraph.marks).get("align")
    marks: dict[str, Scalar | None] = {"list": kind, "indent": float(max(1, paragraph.level))}
    return _with(paragraph, {**marks, "align": own or align or None})


def _plain(paragraph: Paragraph, align: str) -> Paragraph:
    own = dict(paragraph.marks).get("align")
    return _with(paragraph, {"list": None, "indent": None, "align": None if own == align else own})


def shifted(paragraphs: Paragraphs, first: int, last: int, by: int) -> Paragraphs:
    """Return paragraphs with some a level further in (1) or out (-1); an item of the first level becomes plain."""
    return _changed(paragraphs, first, last, lambda paragraph: _shifted(paragraph, by))


def _shifted(paragraph: Paragraph, by: int) -> Paragraph:
    level = min(DEEPEST, paragraph.level + by)
    if level <= 0:
        return _with(paragraph, {"list": None, "indent": None})
    return _with(paragraph, {"indent": float(level)})


def _with(paragraph: Paragraph, marks: Mapping[str, Scalar | None]) -> Paragraph:
    own = {**dict(paragraph.marks), **marks}
    return replace(paragraph, marks=tuple(sorted((k, v) for k, v in own.items() if v is not None)))


def _changed(paragraphs: Paragraphs, first: int, last: int, change: Callable[[Paragraph], Paragraph]) -> Paragraphs:
    chosen: Sequence[Paragraph] = [change(paragraph) for paragraph in paragraphs[first : last + 1]]
    return (*paragraphs[:first], *chosen, *paragraphs[last + 1 :])
