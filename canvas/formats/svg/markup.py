"""XML as text: elements, attributes, numbers. Everything that is not ours is escaped here."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from canvas.formats.svg.adaptive import class_name, split

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COLORS = frozenset({"fill", "stroke", "stop-color"})
_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)


def number(value: float) -> str:
    """Return a number with at most three decimals and nothing superfluous."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def text_node(text: str) -> str:
    """Return escaped character data."""
    return escape(clean(text))


def attributes(**values: str | float | None) -> str:
    """Return attributes with a leading space; None leaves one out, "_" in a name stands for "-".

    Of a pair of colours the light one becomes the value, and a class names the pair.
    """
    parts: list[str] = []
    classes: list[str] = []
    for name, value in values.items():
        if value is None:
            continue
        text = value if isinstance(value, str) else number(value)
        name = name.rstrip("_").replace("_", "-")
        both = split(text) if name in _COLORS else None
        if both:
            text = both[0]
            classes.append(class_name(name, *both))
        parts.append(f" {name}={quoteattr(clean(text))}")
    if classes:
        parts.append(f' class="{" ".join(classes)}"')
    return "".join(parts)


def safe_link(url: str | None) -> str | None:
    """Return a URL that may be written as a link, or None."""
    return url.strip() if url and _LINK.match(url.strip()) else None
