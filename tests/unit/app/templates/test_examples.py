"""The examples are templates whose files can be read."""

from __future__ import annotations

import pytest

from app.templates.examples import ExampleShelf
from app.templates.shelf import EmptyShelf, TemplateShelf
from app.theme.icons import icon_svg


def test_every_example_is_named_pictured_and_readable() -> None:
    shelf: TemplateShelf = ExampleShelf()
    assert len(shelf.templates()) == 2
    for template in shelf.templates():
        assert template.title
        assert icon_svg(template.icon)
        assert shelf.snapshot(template.id).shapes


@pytest.mark.parametrize("shelf", [ExampleShelf(), EmptyShelf()])
def test_an_unknown_template_is_said_to_be_unknown(shelf: TemplateShelf) -> None:
    with pytest.raises(KeyError):
        shelf.snapshot("../secret")
