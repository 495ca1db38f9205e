from __future__ import annotations

from lxml import etree

from canvas.formats.drawio.cell_geometry import geometry_values, patch_geometry


def geometry(xml: str) -> etree._Element:
    return etree.fromstring(xml)


def test_the_place_of_a_connectors_label_counts_only_when_it_is_relative() -> None:
    assert geometry_values(geometry('<g x="0.5" y="10" relative="1"/>'), edge=True) == {"x": 0.5, "y": 10.0}
    assert geometry_values(geometry('<g x="436" y="736" width="5"/>'), edge=True) == {}
    assert geometry_values(geometry('<g x="436" y="736" width="5"/>'), edge=False) == {"x": 436.0, "y": 736.0, "w": 5.0}


def test_moving_the_label_of_a_connector_makes_its_place_relative() -> None:
    stale = geometry('<g x="436" y="736"/>')
    patch_geometry(stale, {"y": 12.0}, edge=True)
    assert dict(stale.attrib) == {"x": "0", "y": "12", "relative": "1"}
    assert geometry_values(stale, edge=True) == {"y": 12.0}


def test_what_means_the_same_stays_as_it_was() -> None:
    for xml, edge in (('<g x="436" y="736"/>', True), ('<g x="0.50" relative="1"/>', True), ('<g x="1.0"/>', False)):
        kept = geometry(xml)
        patch_geometry(kept, geometry_values(kept, edge=edge), edge=edge)
        assert dict(kept.attrib) == dict(geometry(xml).attrib)
