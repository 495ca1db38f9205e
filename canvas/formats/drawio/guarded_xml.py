"""XML from strangers: no DTD, no entities, nothing fetched, and limits that hold while the parser runs.

The checks sit in the parser's own callbacks, so encodings that hide a DOCTYPE from a search of the bytes do not get past them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from lxml import etree

from canvas.errors import FormatError, LimitExceeded, MalformedFile
from canvas.formats import limits

_CHUNK = 256 * 1024
_HEAD = 4096
_DOCTYPE = "the file declares a document type (DOCTYPE), which diagrams never need"
_SVG_DOCTYPES = frozenset({"-//W3C//DTD SVG 1.1//EN", "-//W3C//DTD SVG 1.0//EN"})
"""draw.io's own .svg files name this one; it is never fetched, and no entity may be declared beside it."""


@dataclass(slots=True)
class XmlBudget:
    """What one file may still use; shared by all documents inside it.

    Attributes:
        nodes: elements, comments and processing instructions left.
        text: characters of names, attributes and text left.
        inflated: bytes left for compressed parts.
    """

    nodes: int = limits.XML_NODES
    text: int = limits.XML_TEXT_BYTES
    inflated: int = limits.INFLATED_BYTES

    def take(self, nodes: int, text: int) -> None:
        """Count nodes and characters."""
        self.nodes -= nodes
        self.text -= text
        if self.nodes < 0:
            raise LimitExceeded("the number of XML elements", limits.XML_NODES)
        if self.text < 0:
            raise LimitExceeded("the amount of text in the file", limits.XML_TEXT_BYTES)

    def take_inflated(self, count: int) -> None:
        """Count bytes that came out of a compressed part."""
        self.inflated -= count
        if self.inflated < 0:
            raise LimitExceeded("the size of the unpacked diagram in bytes", limits.INFLATED_BYTES)


class _GuardedBuilder:
    """Parser target: builds the tree and raises as soon as a limit is passed."""

    def __init__(self, budget: XmlBudget) -> None:
        self._budget = budget
        self._builder = etree.TreeBuilder(insert_comments=True, insert_pis=True)
        self._depth = 0
        self.problem: FormatError | None = None

    def doctype(self, name: str | None, public: str | None, _system: str | None) -> None:
        if name != "svg" or public not in _SVG_DOCTYPES:
            self._refuse(MalformedFile(_DOCTYPE))

    def _refuse(self, problem: FormatError) -> NoReturn:
        # lxml closes the target when a callback raises and reports only what closing says, so the cause is kept here.
        self.problem = problem
        raise problem

    def _count(self, nodes: int, text: int) -> None:
        try:
            self._budget.take(nodes, text)
        except FormatError as problem:
            self._refuse(problem)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.XML_DEPTH:
            self._refuse(LimitExceeded("the depth of XML elements", limits.XML_DEPTH))
        if len(attributes) > limits.XML_ATTRIBUTES:
            self._refuse(LimitExceeded("the number of attributes of one XML element", limits.XML_ATTRIBUTES))
        if len(tag) > limits.XML_NAME_CHARS or any(len(k) > limits.XML_NAME_CHARS for k in attributes):
            self._refuse(LimitExceeded("the length of an XML name", limits.XML_NAME_CHARS))
        self._count(1, len(tag) + sum(len(k) + len(v) for k, v in attributes.items()))
        self._builder.start(tag, attributes)  # type: ignore[arg-type] # As above.

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def data(self, text: str) -> None:
        self._count(0, len(text))
        self._builder.data(text)

    def comment(self, text: str) -> None:
        self._count(1, len(text))
        # lxml's own builder does not take comments outside the root element.
        if self._depth:
            self._builder.comment(text)

    def pi(self, target: str, text: str | None) -> None:
        self._count(1, len(target) + len(text or ""))
        if self._depth:
            self._builder.pi(target, text)

    def close(self) -> etree._Element | None:
        try:
            return self._builder.close()
        except (AssertionError, etree.XMLSyntaxError):
            return None  # Elements are still open: the parser itself says why.


def parse_xml(data: bytes | str, budget: XmlBudget | None = None) -> etree._Element:
    """Return the root element of a document from a stranger.

    Args:
        data: bytes in any encoding that XML knows, or text.
        budget: what the whole file may still use; a fresh one when None.

    Raises:
        MalformedFile: no well-formed XML, or it declares a document type.
        LimitExceeded: too deep, too many elements, too much text.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    _refuse_declarations(raw)
    builder = _GuardedBuilder(budget or XmlBudget())
    parser = etree.XMLParser(
        target=builder,  # type: ignore[arg-type] # The stubs say str | bytes for what is always str.
        encoding="utf-8" if isinstance(data, str) else None,
        # False would hand "&amp;" in attributes to the target as "&#38;". There are no entities left to resolve.
        resolve_entities="internal",  # type: ignore[arg-type] # The stubs know only the booleans.
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
    )
    try:
        for at in range(0, len(raw), _CHUNK):
            parser.feed(raw[at : at + _CHUNK])
        root: etree._Element | None = parser.close()
    except (FormatError, etree.XMLSyntaxError, ValueError) as error:
        raise builder.problem or _malformed(error) from error
    if builder.problem is not None:
        raise builder.problem
    if root is None:
        raise MalformedFile("the file is cut off: XML elements are still open at its end")
    return root


def _refuse_declarations(raw: bytes) -> None:
    """Raise MalformedFile when the file declares entities; the parser knows that when it meets the first element.

    What is no XML at all is left to the real parser to complain about.
    """
    parser = etree.XMLPullParser(("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        for at in range(0, len(raw), _HEAD):
            parser.feed(raw[at : at + _HEAD])
            for _event, element in parser.read_events():
                dtd: Any = element.getroottree().docinfo.internalDTD  # type: ignore[union-attr] # "start" gives elements.
                if dtd is not None and (any(dtd.iterentities()) or any(dtd.iterelements())):
                    raise MalformedFile(_DOCTYPE)
                return
    except (etree.XMLSyntaxError, ValueError):
        return


def _malformed(error: Exception) -> MalformedFile:
    line = (str(error).splitlines() or ["unknown error"])[0][:200]
    return MalformedFile(f"this is not well-formed XML: {line}")


def drop_attribute(element: etree._Element, name: str) -> str:
    """Remove an attribute and return its value, "" when it is not there."""
    value = element.get(name)
    if value is None:
        return ""
    del element.attrib[name]
    return value


def compact_text(element: etree._Element) -> str:
    """Return an element as XML text without the white space that only lays out the file."""
    for inner in element.iter():
        if inner.text is not None and len(inner) and not inner.text.strip():
            inner.text = None
        if inner is not element and inner.tail is not None and not inner.tail.strip():
            inner.tail = None
    return element_text(element)


def element_text(element: etree._Element) -> str:
    """Return an element as XML text, without what follows it."""
    return etree.tostring(element, encoding="unicode", with_tail=False)
