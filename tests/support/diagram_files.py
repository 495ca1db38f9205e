"""Small .drawio files for tests that need a real one."""

from __future__ import annotations

SHOP = """<mxfile host="test">
<diagram id="front" name="Front"><mxGraphModel pageWidth="600" pageHeight="400"><root>
<mxCell id="0"/><mxCell id="1" parent="0"/><mxCell id="hid" parent="0" value="Notes" visible="0"/>
<mxCell id="a" value="Customer database" style="rounded=1;fillColor=#dae8fc;strokeColor=#6c8ebf;" vertex="1" parent="1">
<mxGeometry x="40" y="40" width="120" height="60" as="geometry"/></mxCell>
<mxCell id="b" value="Shop" style="ellipse;fillColor=#d5e8d4;" vertex="1" parent="1">
<mxGeometry x="300" y="40" width="120" height="60" as="geometry"/></mxCell>
<mxCell id="e" value="reads" style="edgeStyle=orthogonalEdgeStyle;" edge="1" source="a" target="b" parent="1">
<mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="n" value="secret note" vertex="1" parent="hid">
<mxGeometry x="900" y="900" width="120" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram>
<diagram id="back" name="Back"><mxGraphModel><root><mxCell id="b0"/><mxCell id="b1" parent="b0"/>
<mxCell id="c" value="Second page" vertex="1" parent="b1">
<mxGeometry x="10" y="20" width="120" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram>
</mxfile>"""
"""Two pages. The first has three painted cells and one on a hidden layer, the second has one."""

BOX = (
    '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    '<mxCell id="2" value="Hub" style="rounded=1;fillColor=#ff0000;" vertex="1" parent="1">'
    '<mxGeometry width="80" height="40" as="geometry"/></mxCell>'
    '<mxCell id="3" value="" style="ellipse;" vertex="1" parent="2"><mxGeometry x="5" y="6" width="10" height="10" as="geometry"/></mxCell>'
    '<mxCell id="4" style="endArrow=block;" edge="1" parent="1" source="2"><mxGeometry relative="1" as="geometry">'
    '<mxPoint x="200" y="90" as="targetPoint"/></mxGeometry></mxCell></root></mxGraphModel>'
)
"""A box with an ellipse in it, and a line from it to nothing, as the clipboard has them."""
