from __future__ import annotations

import pytest

from canvas.errors import MalformedFile
from canvas.shapes.library.form import read_form

GOOD = 'shape = [{id="a", title="A", words="x", size=[10, 10], draw="b R0 0 10 10"}]'


def test_a_sound_library_is_read() -> None:
    (shape,) = read_form(GOOD.encode(), "test").shape
    assert (shape.id, shape.size, shape.perimeter) == ("a", (10, 10), "outline")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("shape = [", "test"),
        ("shape = 3", "test"),
        ('shape = [{id="a", title="A", words="x", size=[10, 10]}]', "exactly one"),
        ('shape = [{id="a", title="A", words="x", size=[10, 10], draw="b", kind="rect"}]', "exactly one"),
        ('shape = [{id="a", title="A", words="x", draw="b R0 0 1 1"}]', "size"),
        ('shape = [{id="a", title="A", words="x", size=[0, 5], draw="b R0 0 1 1"}]', "size"),
        ('shape = [{id="a", title="A", words="x", size=[9, 9], draw="b", color="red"}]', "color"),
        ('shape = [{id="a", title="A", words="x", size=[9, 9], draw="b", fixed_x=[[5, 2]]}]', "stretches"),
        ('shape = [{id="a", title="A", words="x", size=[9, 9], draw="b", fixed_x=[[0, 20]]}]', "stretches"),
        ('shape = [{id="a", title="A", words="x", size=[9, 9], draw="b", fixed_x=[[0, 9]]}]', "free to stretch"),
        (
            'shape = [{id="a", title="A", words="x", size=[9, 9], parts=[{id="p", kind="rect", parent="q"}]}]',
            "come before",
        ),
        (
            'shape = [{id="a", title="A", words="x", size=[9, 9], parts=[{id="p", kind="rect"}, {id="p", kind="rect"}]}]',
            "two parts",
        ),
        (GOOD[:-1] + ", " + GOOD[9:], "taken"),
    ],
)
def test_what_is_not_of_the_form_is_refused_with_its_place(broken: str, said: str) -> None:
    with pytest.raises(MalformedFile, match=said):
        read_form(broken.encode(), "test")


def test_too_many_shapes_are_refused() -> None:
    many = ", ".join(f'{{id="a{n}", title="A", words="x", kind="rect"}}' for n in range(501))
    with pytest.raises(MalformedFile, match="more than"):
        read_form(f"shape = [{many}]".encode(), "test")
