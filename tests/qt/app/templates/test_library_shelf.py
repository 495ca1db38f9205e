from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.library.templates import Templates
from app.templates.library_shelf import LibraryShelf
from app.templates.shelf import TemplateShelf
from app.theme.icons import icon_svg
from canvas.qt.painter import PaintTools
from tests.support.session import Shelf, open_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path / "profile")
    yield opened
    opened.close()


def test_every_template_is_named_pictured_and_readable(qtbot: QtBot, shelf: Shelf) -> None:
    templates: TemplateShelf = LibraryShelf(Templates(shelf.session, PaintTools))
    found = templates.templates()
    assert [each.id for each in found[:2]] == ["flowchart", "er"]
    assert len(found) >= 24
    for template in found:
        assert template.title
        assert template.category
        assert icon_svg(template.icon)
        assert templates.snapshot(template.id).shapes
        assert templates.picture(template.id, dark=True)


def test_the_users_own_follow_the_quick_ones(qtbot: QtBot, shelf: Shelf) -> None:
    kept = Templates(shelf.session, PaintTools)
    templates, told = LibraryShelf(kept), list[int]()
    templates.subscribe(lambda: told.append(1))
    kept.save(shelf.session.open(kept.use("swot")).document, "Mine")
    own = templates.templates()[2]
    assert (own.title, own.own) == ("Mine", True)
    assert templates.snapshot(own.id).shapes
    assert told == [1]


def test_an_unknown_template_is_said_to_be_unknown(qtbot: QtBot, shelf: Shelf) -> None:
    templates = LibraryShelf(Templates(shelf.session, PaintTools))
    with pytest.raises(KeyError):
        templates.snapshot("../secret")
    with pytest.raises(KeyError):
        templates.picture("own:nothing", dark=False)
