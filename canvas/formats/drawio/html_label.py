"""HTML labels -> rich text, once, when a file is read. Nothing of the markup survives but its text and known marks.

A bounded walk over what a lenient parser makes of the markup: tags and properties that are not named here have no effect, scripts,
styles and foreign content are left out, and only web and mail links are kept. Nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from canvas.drawing.text import LEAST_LINE, MOST_LINE
from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.css import (
    declarations,
    first_family,
    font_size,
    html_font_size,
    length,
    solid_color,
    vertical_margins,
)
from canvas.formats.drawio.html_flow import Flow, Marks
from canvas.formats.drawio.style_text import leading_number
from canvas.model.records import RichText, Scalar, plain

_INLINE: dict[str, dict[str, Scalar]] = {
    "b": {"bold": True}, "strong": {"bold": True}, "th": {"bold": True},
    "i": {"italic": True}, "em": {"italic": True}, "cite": {"italic": True}, "dfn": {"italic": True}, "var": {"italic": True},
    "u": {"underline": True}, "ins": {"underline": True},
    "s": {"strike": True}, "strike": {"strike": True}, "del": {"strike": True},
    "code": {"code": True}, "pre": {"code": True}, "kbd": {"code": True}, "samp": {"code": True}, "tt": {"code": True},
    "sub": {"script": "sub"}, "sup": {"script": "sup"}, "mark": {"background": "#ffff00"}, "center": {"align": "center"},
}  # fmt: skip
_HEADINGS = {
    "h1": (2.0, 0.67),
    "h2": (1.5, 0.83),
    "h3": (1.17, 1.0),
    "h4": (1.0, 1.33),
    "h5": (0.83, 1.67),
    "h6": (0.67, 2.33),
}
"""Font size and vertical margin, in ems of the text around and of the heading itself."""
_BLOCKS = frozenset(
    {
        "div", "p", "ul", "ol", "li", "table", "tr", "caption", "blockquote", "pre", "center", "address", "article",
        "aside", "dd", "dl", "dt", "figure", "figcaption", "footer", "form", "header", "main", "nav", "section", "fieldset",
        *_HEADINGS,
    }
)  # fmt: skip
_MARGINS = {"p": 1.0, "ul": 1.0, "ol": 1.0, "dl": 1.0, "blockquote": 1.0, "pre": 1.0, "figure": 1.0}
_LEFT_OUT = frozenset(
    {"script", "style", "head", "title", "template", "svg", "math", "object", "iframe", "select", "textarea"}
)
_UNMARKED = frozenset({"div", "p", "span", "font", "br", "hr", "table", "tbody", "tr", "td", "a", "body"})
"""Elements that mean nothing for the text inside them when they have no attributes."""
_LINKS = ("http://", "https://", "mailto:")
_LINK_CHARS = 2_000
_INDENT = 40.0
"""Scene units of one level of indentation."""
_ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "center": "center",
    "-webkit-center": "center",
    "right": "right",
    "end": "right",
}


@dataclass(frozen=True, slots=True)
class BaseFont:
    """What the shape's style says about its label, which markup may take back ("font-weight: normal")."""

    size: float = 12.0
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds inside an element: its marks by name, its font size, and whether white space counts."""

    marks: dict[str, Scalar]
    size: float
    keep_spaces: bool = False
    lists: int = 0

    @property
    def run_marks(self) -> Marks:
        return tuple(sorted(self.marks.items()))


def label_text(raw: str, *, html: bool, base: BaseFont | None = None) -> RichText:
    """Return a label as rich text.

    Args:
        raw: the label as the file has it.
        html: it is markup; else every character stands for itself.
        base: font of the shape's style, for relative sizes.

    Raises:
        LimitExceeded: the label is too long.
    """
    if len(raw) > limits.LABEL_CHARS:
        raise LimitExceeded("the length of a label", limits.LABEL_CHARS)
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not html:
        return plain(text)
    base = base or BaseFont()
    flow = Flow()
    context = _Context({}, base.size)
    # draw.io shows line feeds of markup labels as breaks.
    if "<" not in text and "&" not in text:
        for i, line in enumerate(text.split("\n")):
            if i:
                flow.line_break(())
            flow.text(line, ())
        return flow.runs()
    body = _parsed(text.replace("\n", "<br>"))
    if body is not None:
        _Walk(flow, base).inside(body, context, 0)
    return flow.runs()


def _parsed(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(f"<html><body><div>{markup}</div></body></html>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root.find("body") if root is not None else None


class _Walk:
    """Walks a parsed label and fills a flow."""

    def __init__(self, flow: Flow, base: BaseFont) -> None:
        self._flow = flow
        self._base = base
        self._elements = 0

    def inside(self, element: etree._Element, context: _Context, depth: int) -> None:
        """Add an element's text and children."""
        flow = self._flow
        if depth > limits.LABEL_DEPTH:
            flow.text("".join(str(text) for text in element.itertext()), context.run_marks)
            return
        if element.text:
            flow.text(element.text, context.run_marks, keep_spaces=context.keep_spaces)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, context, depth + 1)
            if child.tail:
                flow.text(child.tail, context.run_marks, keep_spaces=context.keep_spaces)

    def _element(self, element: etree._Element, context: _Context, depth: int) -> None:
        tag, flow = str(element.tag).lower(), self._flow
        self._elements += 1
        if tag in _LEFT_OUT:
            return
        if self._elements > limits.LABEL_ELEMENTS:
            flow.text("".join(str(text) for text in element.itertext()), context.run_marks)
            return
        css = declarations(element.get("style") or "")
        if css.get("display") == "none":
            return
        inner = self._context(element, tag, css, context)
        if tag == "br":
            flow.line_break(inner.run_marks)
        elif tag == "hr":
            top, bottom = vertical_margins(css, (0.0, 0.0), inner.size)
            flow.block(top)
            flow.line_break(inner.run_marks, rule=True)
            flow.block(bottom)
        elif tag in _BLOCKS or css.get("display") == "block":
            top, bottom = vertical_margins(css, self._margins(tag, context, inner), inner.size)
            flow.block(top)
            self.inside(element, inner, depth)
            flow.block(bottom)
        else:
            if tag in {"td", "th"}:
                flow.tab(context.run_marks)
            self.inside(element, inner, depth)

    def _margins(self, tag: str, outer: _Context, inner: _Context) -> tuple[float, float]:
        if tag in {"ul", "ol"} and outer.lists:
            return 0.0, 0.0
        em = _HEADINGS[tag][1] if tag in _HEADINGS else _MARGINS.get(tag, 0.0)
        return em * inner.size, em * inner.size

    def _context(self, element: etree._Element, tag: str, css: dict[str, str], outer: _Context) -> _Context:
        """Return what holds inside an element."""
        if tag in _UNMARKED and not element.attrib:
            return outer
        marks = dict(outer.marks)
        marks.update(_INLINE.get(tag, {}))
        size = outer.size
        if tag in _HEADINGS:
            marks["bold"] = True
            size = marks["size"] = round(outer.size * _HEADINGS[tag][0], 2)
        _attributes(element, tag, marks)
        size = self._sized(element, tag, css, marks, size, outer.size)
        self._css_font(css, marks)
        _css_colors(css, marks)
        _css_paragraph(css, marks)
        if tag in _BLOCKS:
            _css_line_height(css, marks, size)
        lists = outer.lists
        if tag in {"ul", "ol"}:
            lists += 1
            marks["list"], marks["indent"] = ("bullet" if tag == "ul" else "ordered"), float(lists)
        space = css.get("white-space", "")
        keep = tag == "pre" or space.startswith("pre") or (outer.keep_spaces and not space.startswith("n"))
        return replace(outer, marks=marks, size=size, keep_spaces=keep, lists=lists)

    @staticmethod
    def _sized(
        element: etree._Element, tag: str, css: dict[str, str], marks: dict[str, Scalar], size: float, em: float
    ) -> float:
        asked = html_font_size(element.get("size") or "") if tag == "font" else None
        if "font-size" in css:
            asked = font_size(css["font-size"], em) or asked
        elif tag in {"small", "big"}:
            asked = em / 1.2 if tag == "small" else em * 1.2
        if asked is None:
            return size
        marks["size"] = round(asked, 2)
        return asked

    def _css_font(self, css: dict[str, str], marks: dict[str, Scalar]) -> None:
        weight = css.get("font-weight", "")
        if weight:
            _switch(marks, "bold", weight in {"bold", "bolder", "600", "700", "800", "900"}, self._base.bold)
        style = css.get("font-style", "")
        if style:
            _switch(marks, "italic", style in {"italic", "oblique"}, self._base.italic)
        decoration = css.get("text-decoration", "") + css.get("text-decoration-line", "")
        if "underline" in decoration:
            marks["underline"] = True
        if "line-through" in decoration:
            marks["strike"] = True
        script = {"sub": "sub", "super": "sup"}.get(css.get("vertical-align", ""))
        if script:
            marks["script"] = script
        family = first_family(css.get("font-family", ""))
        if family and family.lower() not in {"inherit", "initial", "unset"}:
            marks["font"] = family


def _switch(marks: dict[str, Scalar], name: str, on: bool, base: bool) -> None:
    """Set a mark, or take it back; a base style that has it must be contradicted."""
    if on:
        marks[name] = True
    elif base:
        marks[name] = False
    else:
        marks.pop(name, None)


def _attributes(element: etree._Element, tag: str, marks: dict[str, Scalar]) -> None:
    if tag == "font":
        color = solid_color(element.get("color") or "")
        if color:
            marks["color"] = color
        family = first_family(element.get("face") or "")
        if family:
            marks["font"] = family
    if tag == "a":
        link = safe_link(element.get("href") or "")
        if link:
            marks["link"] = link
    align = _ALIGNMENTS.get((element.get("align") or "").lower())
    if align and tag in _BLOCKS:
        marks["align"] = align


def _css_colors(css: dict[str, str], marks: dict[str, Scalar]) -> None:
    color = solid_color(css.get("color", ""))
    if color:
        marks["color"] = color
    background = css.get("background-color") or css.get("background", "")
    solid = solid_color(background.split(" ")[0] if "(" not in background else background)
    if solid:
        marks["background"] = solid
    elif background in {"none", "transparent", "initial"}:
        marks.pop("background", None)


def _css_paragraph(css: dict[str, str], marks: dict[str, Scalar]) -> None:
    align = _ALIGNMENTS.get(css.get("text-align", ""))
    if align:
        marks["align"] = align
    left = length(css.get("margin-left", ""), 12.0)
    if left is not None and left >= _INDENT and "list" not in marks:
        marks["indent"] = float(min(round(left / _INDENT), 12))


def _css_line_height(css: dict[str, str], marks: dict[str, Scalar], size: float) -> None:
    """Take over a block's line height as a factor of its font's size."""
    asked = css.get("line-height", "")
    number = leading_number(asked)
    if asked == "normal":
        marks.pop("line_height", None)
    elif number is not None and number > 0:
        pure = asked.strip().replace(".", "", 1).isdigit()
        scene = number * size if pure else length(asked, size)
        if scene is not None:
            marks["line_height"] = round(min(max(scene / size, LEAST_LINE), MOST_LINE), 3)


def safe_link(href: str) -> str:
    """Return a link that may be kept: web and mail addresses, "" for anything else."""
    link = href.strip()
    return link if link.lower().startswith(_LINKS) and len(link) <= _LINK_CHARS and link.isprintable() else ""
