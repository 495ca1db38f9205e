"""Foreign SVG made harmless before anybody renders it: an allowlist of elements, and references only within the picture itself.

Qt's SVG renderer opens files named in it. What remains here has no script, no foreignObject, no external reference, no
document type, and bounded depth and node count.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

NODE_LIMIT = 20_000
DEPTH_LIMIT = 64
BYTE_LIMIT = 4 * 1024 * 1024
USE_COST_LIMIT = 20_000
"""Greatest number of nodes that all <use> elements together may repeat."""
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_ALLOWED = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "style", "switch", "a",
})  # fmt: skip
_URL = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)", re.IGNORECASE)
_BAD_CSS = re.compile(r"@import|@font-face|expression\s*\(|\\", re.IGNORECASE)


def filtered_svg(data: bytes) -> bytes | None:
    """Return the picture with everything that could reach outside removed, or None when it cannot be made harmless."""
    if len(data) > BYTE_LIMIT:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        return None
    if _name(root) != "svg" or not _within_limits(root):
        return None
    _clean(root)
    _drop_costly_uses(root)
    return etree.tostring(root)


def _name(node: etree._Element) -> str:
    """Return an element's name without the SVG namespace, "" for entity nodes."""
    tag: object = node.tag
    return tag.removeprefix(_SVG) if isinstance(tag, str) else ""


def _within_limits(root: etree._Element) -> bool:
    """Tell whether the tree is small enough; walks without recursion."""
    nodes = 0
    level = [root]
    depth = 0
    while level:
        depth += 1
        nodes += len(level)
        if depth > DEPTH_LIMIT or nodes > NODE_LIMIT:
            return False
        level = [child for node in level for child in node]
    return True


def _clean(root: etree._Element) -> None:
    """Remove elements and attributes that are not allowed, in place."""
    for node in list(root.iter()):
        name = _name(node)
        if name not in _ALLOWED:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
            continue
        if name == "style" and (_URL.search(node.text or "") or _BAD_CSS.search(node.text or "")):
            node.text = ""
        for key, value in list(node.attrib.items()):
            if not _attribute_is_safe(str(key), str(value)):
                del node.attrib[key]


def _drop_costly_uses(root: etree._Element) -> None:
    """Remove <use> of nothing, of what holds a <use> itself (chains grow exponentially), and any beyond the cost limit."""
    by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
    cost = 0
    dropped: list[etree._Element] = []
    for use in [node for node in root.iter() if _name(node) == "use"]:
        reference = use.get("href") or use.get(_XLINK_HREF) or ""
        target = by_id.get(reference.strip().removeprefix("#"))
        repeated = ["use"] if target is None else [_name(node) for node in target.iter()]
        cost += len(repeated)
        if "use" in repeated or cost > USE_COST_LIMIT:
            dropped.append(use)
    for use in dropped:
        parent = use.getparent()
        if parent is not None:
            parent.remove(use)


def _attribute_is_safe(key: str, value: str) -> bool:
    """Tell whether an attribute may stay."""
    lower = key.lower()
    if lower.startswith("on") or lower.endswith("}base"):
        return False
    if lower == "href" or key == _XLINK_HREF:
        return value.strip().startswith("#")
    return not _URL.search(value) and not _BAD_CSS.search(value)
