from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.layout.messages import MOST_NODES, decode_places, decode_request, encode_places, encode_request
from canvas.errors import LayoutFailed
from canvas.geometry.vec import Vec
from canvas.kernels.layout.request import Direction, Method, Node, Request

ODD = st.sampled_from([b"[]", b'{"a": 1}', b'{"a": [1]}', b'{"a": ["x", 1]}', b"null"])


def test_a_request_arrives_as_it_was_sent() -> None:
    nodes = (Node("a", 10.5, 20, Vec(1, -2), pinned=True), Node("b", 1, 1, Vec(0, 0)))
    request = Request(nodes, (("a", "b"), ("a", "b")), Method.RADIAL, Direction.RIGHT, 12.0, 13.0)
    assert decode_request(encode_request(request)) == request


def test_places_arrive_as_they_were_found() -> None:
    places = {"a": Vec(1.5, -2), "ü": Vec(0, 1e9)}
    assert decode_places(encode_places(places)) == places


def test_a_graph_that_would_take_minutes_is_refused() -> None:
    nodes = tuple(Node(str(i), 1, 1, Vec(0, 0)) for i in range(MOST_NODES + 1))
    with pytest.raises(LayoutFailed, match="too many"):
        encode_request(Request(nodes, (), Method.TREE))


@given(st.one_of(st.binary(max_size=40).filter(lambda data: data != b"{}"), ODD))
def test_half_an_answer_is_told(data: bytes) -> None:
    with pytest.raises(LayoutFailed):
        decode_places(data)
