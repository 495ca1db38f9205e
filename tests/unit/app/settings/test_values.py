"""Settings survive JSON, and no JSON can hurt them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings.values import UI_SCALES, Decoded, Settings, decode, encode

OWN = Settings(
    start="home",
    theme="dark",
    ui_scale=1.25,
    motion="reduced",
    snap_grid=False,
    snap_guides=False,
    guides=False,
    wheel_zooms=True,
    minimap=True,
    hints=False,
    connector="curved",
    recent_colors=("#c2242a", "#0070d1"),
    keys={"edit.undo": ("F6", "F7"), "tool.rect": ()},
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=10), inner, max_size=6),
    max_leaves=20,
)


def test_settings_come_back_as_they_were() -> None:
    assert decode(json.loads(json.dumps(encode(OWN)))) == Decoded(OWN)


def test_no_file_and_an_empty_one_mean_the_defaults() -> None:
    assert decode({}) == Decoded(Settings())


@given(JSON)
def test_anything_becomes_settings(found: Any) -> None:
    assert decode(found).settings == Settings() or isinstance(found, dict)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(encode(Settings()), JSON)))
def test_whatever_stands_in_the_file_is_sound_afterwards(found: dict[str, Any]) -> None:
    settings = decode(found).settings
    assert settings.ui_scale in UI_SCALES
    assert decode(json.loads(json.dumps(encode(settings)))) == Decoded(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", 3),
        ("ui_scale", 40),
        ("recent_colors", ["red"]),
        ("recent_colors", ["#000000"] * 11),
        ("ui_scale", True),
        ("minimap", "yes"),
        ("keys", {"edit.undo": "Ctrl+Z"}),
        ("keys", {"edit.undo": ["x" * 500]}),
        ("keys", {str(n): [] for n in range(5000)}),
    ],
)
def test_what_makes_no_sense_is_named_and_the_rest_is_kept(name: str, value: Any) -> None:
    decoded = decode({**encode(OWN), name: value})
    assert decoded.wrong == (name,)
    assert getattr(decoded.settings, name) == getattr(Settings(), name)
    assert decoded.settings.start == "home"
