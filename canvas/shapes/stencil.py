"""Inline stencils as a shape kind: an interpreter of the drawing commands that a file's own figures are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from canvas.drawing.color import parse
from canvas.drawing.display_list import Fill, ImageItem, Item, PathItem, Stroke, TextItem
from canvas.drawing.style import Style, color
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.path import Command, Path
from canvas.geometry.path_builder import rect_path
from canvas.geometry.vec import Vec
from canvas.model.records import Value, plain
from canvas.shapes.brushes import fill_of, stroke_of
from canvas.shapes.construction import whole
from canvas.shapes.definition import ShapeBox, ShapeKind
from canvas.shapes.stencil_pen import Fit, box_of, closed_figure
from canvas.shapes.stencil_source import Element, Figure, figure_of

NAME = "stencil"
_ITEMS = 4_000
_SAVED = 100
_TEXT_CHARS = 500


@dataclass(frozen=True, slots=True)
class _State:
    """What the commands `save` and `restore` keep: paints, pen and font."""

    fill: Fill | None
    stroke: str | None
    stroke_opacity: float
    width: float
    alpha: float = 1.0
    dashed: bool = False
    pattern: tuple[float, ...] = (3.0, 3.0)
    cap: str = "butt"
    join: str = "miter"
    font: Font = field(default_factory=Font)
    font_color: str = "#000000"

    def pen(self) -> Stroke | None:
        """Return the stroke, None when nothing is drawn."""
        if self.stroke is None or self.width <= 0:
            return None
        dash = tuple(v * self.width for v in self.pattern) if self.dashed else ()
        return Stroke(self.stroke, self.width, self.stroke_opacity * self.alpha, dash, self.cap, self.join)

    def brush(self) -> Fill | None:
        """Return the fill, None when nothing is filled."""
        return replace(self.fill, opacity=self.fill.opacity * self.alpha) if self.fill is not None else None


@dataclass(slots=True)
class _Interpreter:
    """Runs commands and collects what they paint."""

    shape: ShapeBox
    fit: Fit
    state: _State
    shadow: bool
    items: list[Item] = field(default_factory=list)
    saved: list[_State] = field(default_factory=list)
    path: Path = field(default_factory=Path)

    def run(self, commands: Iterable[Element]) -> None:
        for command in commands:
            if len(self.items) > _ITEMS:
                return
            figure = closed_figure(command, self.fit)
            if figure is not None:
                self.path = figure
            elif command.tag in _PAINTS:
                self._paint(command.tag)
            elif command.tag == "text":
                self._text(command)
            elif command.tag == "image":
                self._image(command)
            else:
                self._set(command)

    def _paint(self, how: str) -> None:
        fill = self.state.brush() if how != "stroke" else None
        stroke = self.state.pen() if how != "fill" else None
        if self.path.commands and (fill is not None or stroke is not None):
            box = Box(0.0, 0.0, self.shape.w, self.shape.h)
            self.items.append(PathItem(self.path, fill, stroke, box, shadow=self.shadow))

    def _set(self, command: Element) -> None:
        if command.tag == "save" and len(self.saved) < _SAVED:
            self.saved.append(self.state)
        elif command.tag == "restore" and self.saved:
            self.state = self.saved.pop()
        elif command.tag in _PEN:
            self.state = _pen_state(self.state, command, self.fit.least)
        elif command.tag in _FONT:
            self.state = _font_state(self.state, command, self.fit.least, self.shape.style)
        elif command.tag in _COLOR:
            self.state = _color_state(self.state, command, self.shape.style)

    def _text(self, command: Element) -> None:
        words = command.attributes.get("str", "")[:_TEXT_CHARS]
        if not words:
            return
        x, y = self.fit.at(command.number("x"), command.number("y"))
        turn = -90.0 if command.attributes.get("vertical") == "1" else 0.0
        align, valign = command.attributes.get("align", "left"), command.attributes.get("valign", "top")
        block = TextBlock(
            plain(words),
            Box(x, y, 0.0, 0.0),
            self.state.font,
            self.state.font_color,
            align if align in {"center", "right"} else "left",
            valign if valign in {"middle", "bottom"} else "top",
            rotation=turn - command.number("rotation"),
            opacity=self.state.alpha,
        )
        self.items.append(TextItem(block))

    def _image(self, command: Element) -> None:
        source = command.attributes.get("src", "")
        if source.startswith("data:image/"):
            self.items.append(ImageItem(Box(*box_of(command, self.fit)), source, opacity=self.state.alpha))


_PAINTS = frozenset({"stroke", "fill", "fillstroke"})
_PEN = frozenset({"strokewidth", "dashed", "dashpattern", "linecap", "linejoin"})
_FONT = frozenset({"fontsize", "fontstyle", "fontfamily", "fontcolor"})
_COLOR = frozenset({"strokecolor", "fillcolor", "alpha", "fillalpha", "strokealpha"})
_CAPS = {"flat": "butt", "round": "round", "square": "square"}


def _pen_state(state: _State, command: Element, scale: float) -> _State:
    tag, text = command.tag, command.attributes.get
    if tag == "strokewidth":
        return replace(state, width=max(0.0, command.number("width", 1.0)) * (1 if text("fixed") == "1" else scale))
    if tag == "dashed":
        return replace(state, dashed=text("dashed") == "1")
    if tag == "linecap":
        return replace(state, cap=_CAPS.get(text("cap", ""), "butt"))
    if tag == "linejoin":
        join = text("join", "miter")
        return replace(state, join=join if join in {"round", "bevel"} else "miter")
    try:
        lengths = tuple(float(v) * scale for v in text("pattern", "").split())[:16]
    except ValueError:
        return state
    return replace(state, pattern=lengths) if lengths and min(lengths) >= 0 and 0 < sum(lengths) < 1e6 else state


def _font_state(state: _State, command: Element, scale: float, style: Style) -> _State:
    tag, text = command.tag, command.attributes.get
    if tag == "fontsize":
        size = max(0.5, min(1000.0, command.number("size", 11.0) * scale))
        return replace(state, font=replace(state.font, size=size))
    if tag == "fontfamily":
        return replace(state, font=replace(state.font, family=text("family", "")[:100] or "Helvetica"))
    if tag == "fontcolor":
        return replace(state, font_color=color(text("color", ""), style.scheme, paper=False) or state.font_color)
    bits = int(command.number("style"))
    font = replace(state.font, weight=700 if bits & 1 else 400, italic=bool(bits & 2), underline=bool(bits & 4))
    return replace(state, font=font)


def _color_state(state: _State, command: Element, style: Style) -> _State:
    tag, name = command.tag, command.attributes.get("color", "")
    if tag == "strokecolor":
        value = style.stroke if name == "stroke" else color(name, style.scheme, paper=False) if parse(name) else None
        return replace(state, stroke=value)
    if tag == "fillcolor":
        value = style.stroke if name == "stroke" else color(name, style.scheme, paper=True) if parse(name) else None
        return replace(state, fill=Fill(value, style.fill_opacity) if value else None)
    alpha = max(0.0, min(1.0, command.number("alpha", 1.0)))
    if tag == "fillalpha":
        return replace(state, fill=replace(state.fill, opacity=alpha) if state.fill else None)
    return replace(state, stroke_opacity=alpha) if tag == "strokealpha" else replace(state, alpha=alpha)


def _fit(figure: Figure, s: ShapeBox) -> Fit:
    sx, sy = s.w / figure.w, s.h / figure.h
    if not figure.fixed:
        return Fit(0.0, 0.0, sx, sy)
    k = min(sx, sy)
    return Fit((s.w - figure.w * k) / 2, (s.h - figure.h * k) / 2, k, k)


def paint_figure(figure: Figure, s: ShapeBox) -> tuple[Item, ...]:
    """Return what a figure paints in a shape, back to front."""
    fit = _fit(figure, s)
    style = s.style
    width = style.stroke_width if figure.stroke_width is None else figure.stroke_width * fit.least
    pen = stroke_of(style)
    state = _State(fill_of(style), pen.color if pen else None, style.stroke_opacity, width, font_color=style.font_color)
    if style.dash and style.stroke_width > 0:
        state = replace(state, dashed=True, pattern=tuple(v / style.stroke_width for v in style.dash))
    runner = _Interpreter(s, fit, state, style.shadow)
    runner.run(figure.background)
    runner.shadow = style.shadow and not runner.items
    runner.run(figure.foreground)
    return tuple(runner.items)


def _figure(s: ShapeBox) -> Figure | None:
    return figure_of(s.text(NAME))


def _outline(s: ShapeBox) -> Path:
    figure = _figure(s)
    if figure is None:
        return rect_path(0, 0, s.w, s.h)
    fit = _fit(figure, s)
    commands: tuple[Command, ...] = ()
    for part in (figure.background, figure.foreground):
        commands = tuple(c for element in part for c in (closed_figure(element, fit) or Path()).commands)
        if commands:
            break
    return Path(commands) if commands else rect_path(0, 0, s.w, s.h)


def _paint(s: ShapeBox) -> tuple[Item, ...]:
    figure = _figure(s)
    return paint_figure(figure, s) if figure is not None else ()


def _ports(params: Mapping[str, Value]) -> tuple[Vec, ...]:
    figure = figure_of(str(params.get(NAME, "")))
    return figure.ports if figure is not None else ()


STENCIL = ShapeKind(NAME, "Figure of a file", "", _outline, _paint, whole, size=(80.0, 80.0), ports_of=_ports)
"""A shape whose figure stands in its parameter "stencil"; where that cannot be drawn, the generic box is."""
