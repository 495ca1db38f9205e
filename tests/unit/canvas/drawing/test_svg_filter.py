from __future__ import annotations

import pytest

from canvas.drawing.svg_filter import DEPTH_LIMIT, filtered_svg

NS = 'xmlns="http://www.w3.org/2000/svg"'


def kept(inside: str, attributes: str = "") -> str:
    result = filtered_svg(f"<svg {NS} {attributes}>{inside}</svg>".encode())
    assert result is not None
    return result.decode()


def test_shapes_gradients_and_inner_references_stay() -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g id="a"><path d="M0 0h9" fill="url(#g)"/></g><use href="#a"/><style>.b{fill:blue}</style>'
    )
    result = kept(inside)
    for part in ('fill="url(#g)"', 'href="#a"', ".b{fill:blue}", "linearGradient"):
        assert part in result


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">BAD</b></foreignObject>',
        '<image href="BAD.png"/>',
        '<rect onclick="BAD()"/>',
        '<rect fill="url(http://BAD/#a)"/>',
        "<rect style=\"fill: URL( 'file:///BAD' )\"/>",
        '<a href="javascript:BAD"><rect/></a>',
        "<style>@import 'BAD.css';</style>",
        '<rect xml:base="http://BAD/"/>',
        '<animate attributeName="href" values="BAD"/>',
    ],
)
def test_what_reaches_outside_is_removed(inside: str) -> None:
    result = kept(inside)
    assert "BAD" not in result
    assert "alert" not in result


def test_entities_and_other_documents_are_refused() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg {NS}><text>&b;</text></svg>'
    assert filtered_svg(bomb.encode()) is None
    assert filtered_svg(b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>') is None
    assert filtered_svg(b"<html><svg/></html>") is None
    assert filtered_svg(b"<svg") is None
    assert filtered_svg(f"<svg {NS}/>".encode("utf-16")) is not None


def test_depth_and_nodes_are_bounded() -> None:
    deep = f"<svg {NS}>" + "<g>" * DEPTH_LIMIT + "</g>" * DEPTH_LIMIT + "</svg>"
    assert filtered_svg(deep.encode()) is None
    wide = f"<svg {NS}>" + "<g/>" * 30_000 + "</svg>"
    assert filtered_svg(wide.encode()) is None


def test_chains_of_uses_are_cut() -> None:
    chain = '<g id="g0"><rect/></g>' + "".join(
        f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, 30)
    )
    assert kept(chain).count("<use") == 2
