"""A window's state survives JSON, and no JSON can hurt it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.session_state import (
    MAX_SELECTED,
    MAX_TABS,
    TabState,
    WindowGeometry,
    WindowState,
    decode_state,
    encode_state,
    without_missing,
)

LEFT = WindowState(
    WindowGeometry(-20, 30, 1440, 900),
    maximised=True,
    tabs=(TabState("a", "p", 1.5, (10.0, -4.5), ("s1", "s2")), TabState("b")),
    active=1,
    panels=("library",),
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=10), inner, max_size=6),
    max_leaves=20,
)
KEYS = ("format", "geometry", "maximised", "tabs", "active", "panels")
TAB_KEYS = ("document", "page", "zoom", "origin", "selection")


def test_a_state_comes_back_as_it_was() -> None:
    assert decode_state(json.loads(json.dumps(encode_state(LEFT)))) == LEFT


def test_a_window_that_shows_home_comes_back_so() -> None:
    home = WindowState(tabs=(TabState("a"),), panels=())
    assert decode_state(encode_state(home)) == home


@given(JSON)
def test_anything_becomes_a_state(found: Any) -> None:
    assert decode_state(found) == WindowState() or isinstance(found, dict)


@given(
    st.fixed_dictionaries(
        {"format": st.just(1)},
        optional=dict.fromkeys(KEYS[1:], JSON)
        | {"tabs": st.lists(st.dictionaries(st.sampled_from(TAB_KEYS), JSON, max_size=5) | JSON, max_size=5)},
    )
)
def test_a_state_made_of_nonsense_is_sound(found: dict[str, Any]) -> None:
    state = decode_state(found)
    assert -1 <= state.active < max(1, len(state.tabs))
    assert all(tab.document and tab.zoom > 0 for tab in state.tabs)
    assert decode_state(json.loads(json.dumps(encode_state(state)))) == state


@pytest.mark.parametrize(
    "geometry", [[0, 0, 0, 10], [0, 0, 10, 10**9], [float("nan"), 0, 10, 10], [True, 0, 10, 10], [1, 2, 3], "1234"]
)
def test_a_window_is_never_placed_by_nonsense(geometry: object) -> None:
    assert decode_state({"format": 1, "geometry": geometry}).geometry is None


def test_another_format_is_left_alone() -> None:
    assert decode_state({**encode_state(LEFT), "format": 2}) == WindowState()


def test_the_tab_in_front_is_found_although_another_one_was_left_out() -> None:
    found = encode_state(LEFT)
    tabs = found["tabs"]
    assert isinstance(tabs, list)
    found["tabs"] = [{"page": "no document"}, *tabs]
    found["active"] = 2
    assert decode_state(found).tabs[decode_state(found).active].document == "b"


def test_a_document_has_one_tab() -> None:
    twice = WindowState(tabs=(TabState("a", "p"), TabState("a", "q")), active=1)
    assert decode_state(encode_state(twice)) == WindowState(tabs=(TabState("a", "p"),), active=0)


def test_tabs_and_selections_are_bounded() -> None:
    many = WindowState(tabs=tuple(TabState(f"d{n}") for n in range(MAX_TABS + 9)))
    assert len(decode_state(encode_state(many)).tabs) == MAX_TABS
    large = WindowState(tabs=(TabState("a", selection=tuple(f"s{n}" for n in range(MAX_SELECTED + 1))),))
    assert decode_state(encode_state(large)).tabs[0].selection == ()


def test_tabs_of_diagrams_that_are_gone_are_left_out() -> None:
    assert without_missing(LEFT, frozenset({"b"})).tabs == (TabState("b"),)
    assert without_missing(LEFT, frozenset({"b"})).active == 0
    assert without_missing(LEFT, frozenset({"a"})).active == -1
