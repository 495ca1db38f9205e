"""draw.io's own viewer in a headless browser: what it makes of a file, cell by cell. Tests only; nothing of it is in the product."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.chromium import MISSING, chromium, run
from tests.support.node_packages import BUILD, why_no_packages

FOLDER = BUILD / "drawio-viewer"
PACKAGE = "docusaurus-plugin-drawio@0.4.0"
"""Carries the viewer of draw.io 16.6.4 in one file."""
VIEWER = FOLDER / "node_modules" / "docusaurus-plugin-drawio" / "viewer.min.js"
_OPEN, _CLOSE = '<pre id="found" hidden="">', "</pre>"
_PAGE = """<!doctype html><meta charset="utf-8"><body>
<script>
var errors = [], cells = [];
window.DRAWIO_BASE_URL = "about:blank";
window.onDrawioViewerLoad = function () {};
window.onerror = function (message) { errors.push(String(message)); };
</script>
<script src="VIEWER"></script>
<script>
function numbers(box) { return box ? [box.x, box.y, box.width, box.height] : null; }
function told(state, page) {
  var shape = state.shape, text = state.text, points = state.absolutePoints;
  return {
    page: page, id: state.cell.id, edge: !!state.cell.edge, box: numbers(state),
    stencil: !!(shape && shape.stencil), text: numbers(text && text.boundingBox),
    points: points ? points.map(function (p) { return [p.x, p.y]; }) : null,
  };
}
FILES.forEach(function (xml, page) {
  try {
    var model = mxUtils.parseXml(xml).getElementsByTagName("mxGraphModel")[0];
    var graph = new Graph(document.createElement("div"));
    document.body.appendChild(graph.container);
    new mxCodec(model.ownerDocument).decode(model, graph.getModel());
    graph.view.states.getValues().forEach(function (state) {
      if (state.cell.edge || state.cell.vertex) { cells.push(told(state, page)); }
    });
  } catch (error) { errors.push(page + ": " + error.stack); }
});
var out = document.createElement("pre");
out.id = "found"; out.hidden = true; out.textContent = JSON.stringify({ errors: errors, cells: cells });
document.body.appendChild(out);
</script>"""


@dataclass(frozen=True)
class Seen:
    """One cell as draw.io shows it.

    Attributes:
        box: x, y, width, height, page space.
        stencil: its figure is one that the file defines.
        text: box of the painted label, None without one.
        points: of a connector, ends included.
    """

    box: tuple[float, float, float, float]
    stencil: bool
    text: tuple[float, float, float, float] | None
    points: tuple[tuple[float, float], ...]


def why_no_viewer() -> str:
    """Fetch the viewer unless it is there; return "" or the reason why it cannot be used."""
    if chromium() is None:
        return MISSING
    return why_no_packages(FOLDER, [PACKAGE], ["--ignore-scripts", "--legacy-peer-deps"])


def seen(files: Sequence[bytes], folder: Path) -> list[dict[str, Seen]]:
    """Return the cells of the first page of each uncompressed .drawio file by id; fails where draw.io meets an error."""
    texts = json.dumps([data.decode() for data in files]).replace("</", "<\\/")
    page = folder / "viewer.html"
    page.write_text(_PAGE.replace("VIEWER", VIEWER.as_uri()).replace("FILES", texts))
    shown = run(page, ["--dump-dom", "--virtual-time-budget=10000"], 120).stdout.decode()
    start = shown.index(_OPEN) + len(_OPEN)
    found: dict[str, Any] = json.loads(html.unescape(shown[start : shown.index(_CLOSE, start)]))
    assert found["errors"] == []
    result: list[dict[str, Seen]] = [{} for _ in files]
    for cell in found["cells"]:
        points = tuple((x, y) for x, y in cell["points"] or ())
        result[cell["page"]][cell["id"]] = Seen(tuple(cell["box"]), cell["stencil"], cell["text"], points)
    return result
