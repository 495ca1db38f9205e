from __future__ import annotations

import re
from dataclasses import astuple

import pytest

from app.theme.qss import style_sheet
from app.theme.tokens import DARK, LIGHT, Tokens


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_only_colours_of_the_theme_are_used(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9A-Fa-f]{6,8}\b", style_sheet(tokens)))
    assert used
    assert used - {value for value in astuple(tokens) if isinstance(value, str)} == set()


def test_no_fonts_and_no_files() -> None:
    sheet = style_sheet(LIGHT)
    assert "font" not in sheet
    assert "url(" not in sheet


def test_brackets_match() -> None:
    sheet = style_sheet(DARK)
    assert sheet.count("{") == sheet.count("}") > 50
