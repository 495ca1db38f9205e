"""Rich text -> the HTML of a draw.io label. `html_label.label_text` reads it back to the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from canvas.formats.drawio.style_text import number_text
from canvas.model.records import RichText, Run, Scalar

_SWALLOWED = re.compile(r"[ \t\f]{2}|[\t\f]")
"""White space that a browser would swallow."""
_TAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strike", "strike"), ("code", "code"))
_PARAGRAPH_MARKS = frozenset({"align", "list", "indent", "line_height", "rule"})
_INDENT = 40


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One line with the marks that hold for all of it; `ended` tells that a newline follows."""

    runs: tuple[Run, ...]
    marks: dict[str, Scalar]
    ended: bool

    @property
    def block(self) -> tuple[tuple[str, Scalar], ...]:
        """Marks that need an element of their own around the line."""
        return tuple(sorted((k, v) for k, v in self.marks.items() if k in _PARAGRAPH_MARKS))

    def around(self, index: int) -> tuple[str, str]:
        """Return the characters before and after a run, "" at the ends of the line."""
        before = self.runs[index - 1].text[-1:] if index else ""
        after = self.runs[index + 1].text[:1] if index < len(self.runs) - 1 else ""
        return before, after


@dataclass(frozen=True, slots=True)
class _List:
    tag: str
    level: int


def label_html(label: RichText) -> str:
    """Return a label as HTML."""
    paragraphs = list(_paragraphs(label))
    parts: list[str] = []
    opened: _List | None = None
    for i, paragraph in enumerate(paragraphs):
        wanted = _list_of(paragraph)
        if opened is not None and wanted != opened:
            parts.append(f"</{opened.tag}>" * opened.level)
        if wanted is not None and wanted != opened:
            parts.append(f'<{wanted.tag} style="margin: 0px">' * wanted.level)
        opened = wanted
        parts.append(_line(paragraph, last=i == len(paragraphs) - 1))
    if opened is not None:
        parts.append(f"</{opened.tag}>" * opened.level)
    return "".join(parts)


def _line(paragraph: _Paragraph, *, last: bool) -> str:
    inner = "".join(_inline(run, *paragraph.around(i)) for i, run in enumerate(paragraph.runs))
    if not paragraph.block:
        return inner + _newline(paragraph)
    if paragraph.marks.get("rule") and not paragraph.runs:
        return '<hr style="margin: 0px">'
    tail = _newline(paragraph) if paragraph.ended and (last or not paragraph.runs) else ""
    return _wrapped(paragraph, inner + tail)


def is_plain(label: RichText) -> bool:
    """Tell whether a label has no marks, so that it needs no markup."""
    return not any(run.marks for run in label)


def _newline(paragraph: _Paragraph) -> str:
    if not paragraph.ended:
        return ""
    marks = tuple(sorted((k, v) for k, v in paragraph.marks.items() if k not in _PARAGRAPH_MARKS))
    return _tagged("<br>", dict(marks))


def _paragraphs(label: RichText) -> Iterator[_Paragraph]:
    line: list[Run] = []
    for run in label:
        pieces = run.text.split("\n")
        for i, piece in enumerate(pieces):
            if piece:
                line.append(Run(piece, run.marks))
            if i < len(pieces) - 1:
                yield _Paragraph(tuple(line), dict(run.marks), True)
                line = []
    if line:
        yield _Paragraph(tuple(line), dict(line[-1].marks), False)


def _level(paragraph: _Paragraph) -> int:
    raw = paragraph.marks.get("indent", 0)
    return max(0, min(12, int(raw))) if isinstance(raw, (int, float)) else 0


def _list_of(paragraph: _Paragraph) -> _List | None:
    tag = {"bullet": "ul", "ordered": "ol"}.get(str(paragraph.marks.get("list", "")))
    return _List(tag, max(1, _level(paragraph))) if tag else None


def _wrapped(paragraph: _Paragraph, inner: str) -> str:
    """Return a line in the element of its alignment, list or indentation."""
    align = paragraph.marks.get("align")
    style = f"text-align: {escape(align)};" if isinstance(align, str) else ""
    height = paragraph.marks.get("line_height")
    if isinstance(height, (int, float)) and not isinstance(height, bool):
        style += f"line-height: {number_text(height)};"
    tag = "li" if _list_of(paragraph) else "div"
    if tag == "div" and (level := _level(paragraph)):
        style += f"margin-left: {level * _INDENT}px;"
    return f'<{tag} style="{style}">{inner}</{tag}>' if style else f"<{tag}>{inner}</{tag}>"


def _inline(run: Run, before: str, after: str) -> str:
    """Return a run as markup; white space that a browser would swallow beside its neighbours is protected."""
    text = escape(run.text, quote=False).replace("\u00a0", "&nbsp;")
    if _SWALLOWED.search((before or " ") + run.text + (after or " ")):
        text = f'<span style="white-space: pre-wrap">{text}</span>'
    return _tagged(text, dict(run.marks))


def _tagged(text: str, marks: dict[str, Scalar]) -> str:
    for name, tag in _TAGS:
        if marks.get(name) is True:
            text = f"<{tag}>{text}</{tag}>"
    script = {"sub": "sub", "sup": "sup", "super": "sup"}.get(str(marks.get("script", "")))
    if script:
        text = f"<{script}>{text}</{script}>"
    css = _css(marks)
    if css:
        text = f'<span style="{escape(css)}">{text}</span>'
    link = marks.get("link")
    return f'<a href="{escape(link)}">{text}</a>' if isinstance(link, str) else text


def _css(marks: dict[str, Scalar]) -> str:
    parts: list[str] = []
    for name, css in (("color", "color"), ("background", "background-color"), ("font", "font-family")):
        value = marks.get(name)
        if isinstance(value, str) and value:
            parts.append(f"{css}: {value.replace(';', '')}")
    size = marks.get("size")
    if isinstance(size, (int, float)) and not isinstance(size, bool):
        parts.append(f"font-size: {number_text(size)}px")
    if marks.get("bold") is False:
        parts.append("font-weight: normal")
    if marks.get("italic") is False:
        parts.append("font-style: normal")
    return "; ".join(parts)
