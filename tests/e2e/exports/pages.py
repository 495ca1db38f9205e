"""Diagrams whose exports are compared: our examples, one page with every kind of paint, and a few real files."""

from __future__ import annotations

import base64
from pathlib import Path

from app.exporting.reading import read_snapshot
from canvas.model.records import Snapshot
from tests.conftest import ROOT
from tests.support.diagram_files import SHOP

EXAMPLES = ROOT / "resources" / "examples"
_SVG = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="teal"/>'
    b'<circle cx="20" cy="10" r="8" fill="gold"/></svg>'
).decode()


def _vertex(id_: str, at: tuple[int, int], style: str, label: str = "", link: str = "") -> str:
    cell = (
        f'<mxCell style="html=1;whiteSpace=wrap;{style}" vertex="1" parent="1">'
        f'<mxGeometry x="{at[0]}" y="{at[1]}" width="120" height="60" as="geometry"/></mxCell>'
    )
    target = f' link="{link}"' if link else ""
    return f'<UserObject id="{id_}" label="{label}"{target}>{cell}</UserObject>'


PAINT = (
    '<mxfile><diagram id="p" name="Paint"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    + _vertex("plain", (20, 20), "fillColor=#dae8fc;strokeColor=#6c8ebf;", "Plain label", "https://example.org/plain")
    + _vertex("gradient", (180, 20), "gradientColor=#7ea6e0;gradientDirection=east;fillColor=#ffffff;rounded=1;", "Gradient")
    + _vertex("dashed", (340, 20), "dashed=1;strokeWidth=3;fillColor=none;strokeColor=#b85450;", "Dashed")
    + _vertex("shadow", (20, 120), "shadow=1;fillColor=#fff2cc;strokeColor=#d6b656;", "Shadow")
    + _vertex("turned", (180, 120), "rotation=30;fillColor=#d5e8d4;", "Turned")
    + _vertex("upright", (340, 120), "horizontal=0;fillColor=#f8cecc;", "Upright")
    + _vertex("faint", (20, 220), "ellipse;opacity=40;fillColor=#6c8ebf;", "Faint")
    + _vertex("mirrored", (180, 220), "shape=cylinder3;size=15;flipH=1;fillColor=#e1d5e7;", "Cylinder")
    + _vertex("picture", (340, 220), f"shape=image;verticalLabelPosition=bottom;image=data:image/svg+xml,{_SVG};", "Picture")
    + _vertex("rich", (20, 330), "fillColor=#ffffff;fontSize=14;",
              "&lt;b&gt;Bold&lt;/b&gt; &lt;i&gt;slanted&lt;/i&gt; &lt;u&gt;underlined&lt;/u&gt; "
              "&lt;a href=&quot;https://example.org/inside&quot;&gt;linked&lt;/a&gt; H&lt;sub&gt;2&lt;/sub&gt;O")
    + _vertex("serif", (180, 330), "fontFamily=Times New Roman;fontSize=16;", "Serif letters")
    + _vertex("mono", (340, 330), "fontFamily=Courier New;align=left;", "Mono letters")
    + _vertex("unsafe", (500, 330), "", "Unsafe", "javascript:alert(1)")
    + '<mxCell id="edge" value="flows" style="edgeStyle=orthogonalEdgeStyle;rounded=1;endArrow=block;startArrow=diamond;html=1;" '
    'edge="1" parent="1" source="plain" target="upright"><mxGeometry relative="1" as="geometry"/></mxCell>'
    '<mxCell id="curve" value="" style="curved=1;dashed=1;strokeColor=#82b366;endArrow=open;" edge="1" parent="1" '
    'source="shadow" target="picture"><mxGeometry relative="1" as="geometry"/></mxCell>'
    "</root></mxGraphModel></diagram></mxfile>"
)  # fmt: skip
"""One page: fills, gradients, dashes, shadows, turns, pictures, fonts, rich labels, links, lines."""
REAL = (
    "meows__docs__images__architecture",
    "feature-flag-benefits",
    "sequence-diagram-examples",
    "drawio_azure_template_example",
)
"""Parts of the names of the real files that are compared."""


def own() -> dict[str, Snapshot]:
    """Return our own diagrams by name."""
    found = {
        "paint": read_snapshot(PAINT.encode(), "paint.drawio"),
        "shop": read_snapshot(SHOP.encode(), "shop.drawio"),
    }
    found |= {path.stem: read_snapshot(path.read_bytes(), path.name) for path in sorted(EXAMPLES.glob("*.drawio"))}
    return found


def real(corpus: Path) -> dict[str, Snapshot]:
    """Return some real diagrams by name."""
    files = sorted((corpus / "drawio" / "files").iterdir())
    chosen = [path for part in REAL for path in files if part in path.name]
    return {path.name: read_snapshot(path.read_bytes(), path.name) for path in chosen}
