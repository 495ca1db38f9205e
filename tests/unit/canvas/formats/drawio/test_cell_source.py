from __future__ import annotations

from lxml import etree

from canvas.formats.drawio.cell_source import cell_source, shell, with_long_values, without_long_values


def test_bare_and_wrapped_cells() -> None:
    bare = cell_source(etree.fromstring('<mxCell id="a" value="v" style="html=1" edge="1"/>'))
    wrapped = cell_source(etree.fromstring('<object id="b" label="l"><mxCell vertex="1"/></object>'))
    assert bare is not None
    assert wrapped is not None
    assert (bare.id, bare.label, bare.is_edge, bare.is_html(), bare.wrapper) == ("a", "v", True, True, None)
    assert (wrapped.id, wrapped.label, wrapped.is_vertex, wrapped.is_html()) == ("b", "l", True, False)
    assert wrapped.wrapper is wrapped.outer


def test_other_nodes_are_no_cells() -> None:
    assert cell_source(etree.Comment("x")) is None
    assert cell_source(etree.fromstring("<plugin/>")) is None


def test_the_shell_has_all_but_style_and_label() -> None:
    source = cell_source(
        etree.fromstring('<object id="b" label="l" own="1">\n <mxCell style="s" value="v"/>\n</object>')
    )
    assert source is not None
    assert shell(source) == '<object id="b" label="" own="1"><mxCell style="" value="v"/></object>'
    assert source.cell.get("style") == "s"


def test_long_values_are_marked_and_put_back() -> None:
    image, stencil = "data:image/png," + "A" * 300, "B" * 300
    style = f"shape=stencil({stencil});image={image};x=1"
    short = without_long_values(style, image, stencil)
    assert short == "shape=stencil(*);image=*;x=1"
    assert with_long_values(short, image, stencil) == style
    assert without_long_values("image=a;", "a", "") == "image=a;"
