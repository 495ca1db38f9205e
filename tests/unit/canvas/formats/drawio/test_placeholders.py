from __future__ import annotations

from canvas.formats.drawio.placeholders import expanded, file_variables

HOLDERS = ({"name": "Ann", "label": "%name%"}, {"name": "Layer", "team": "Core"})


def shown(text: str) -> str:
    return expanded(text, "c1", HOLDERS, {"page": "Overview", "name": "never"})


def test_the_nearest_holder_wins_then_parents_then_the_page() -> None:
    assert shown("%name% of %team% on %page%") == "Ann of Core on Overview"


def test_the_id_is_the_cells() -> None:
    assert shown("%id%") == "c1"


def test_unknown_names_stay() -> None:
    assert shown("%who% 100% and 50%") == "%who% 100% and 50%"


def test_a_label_does_not_stand_inside_itself() -> None:
    assert shown("%label% %tooltip%") == "%label% %tooltip%"


def test_a_doubled_percent_sign_escapes() -> None:
    assert shown("%%name%") == "%name%"


def test_variables_of_the_file() -> None:
    assert file_variables('{"a": "b", "n": 3, "l": []}') == {"a": "b", "n": "3"}
    for text in (None, "", "[]", "{", "[" * 100_000):
        assert file_variables(text) == {}
