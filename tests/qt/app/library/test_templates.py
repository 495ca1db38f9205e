from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.library.templates import OWN, SETTING, TemplateInfo, Templates, category_title, kept_blobs
from canvas.model.plan import Create, Plan
from canvas.qt.painter import PaintTools
from resources.templates.loader import CATEGORIES, TEMPLATES
from tests.support.session import Shelf


@pytest.fixture
def templates(qtbot: QtBot, shelf: Shelf) -> Templates:
    return Templates(shelf.session, PaintTools)


def drawn(shelf: Shelf) -> str:
    document = shelf.session.create("Plan")
    diagram = shelf.session.open(document)
    view_page = next(iter(diagram.document.records.pages))
    layer = next(iter(diagram.document.records.layers))
    values = {"kind": "rect", "page": view_page, "layer": layer, "order": "a", "w": 80.0, "h": 40.0}
    diagram.history.apply(Plan("Draw", (Create("box", values),)))
    return document


def test_those_of_the_program_are_listed_with_pictures(templates: Templates) -> None:
    assert [info.id for info in templates.all()] == [template.id for template in TEMPLATES]
    first = templates.all()[0]
    assert not first.is_own
    assert "Processes" in first.words
    for dark in (False, True):
        assert not QImage.fromData(templates.picture(first.id, dark=dark)).isNull()


def test_using_one_makes_a_diagram_of_its_own(templates: Templates, shelf: Shelf) -> None:
    made = templates.use("bpmn")
    diagram = shelf.session.open(made)
    assert diagram.title == "BPMN process"
    assert any(shape.kind == "aio.bpmn.task_user" for shape in diagram.document.records.shapes.values())
    assert templates.use("bpmn") != made


def test_a_kept_diagram_comes_first_and_can_be_used_renamed_and_deleted(templates: Templates, shelf: Shelf) -> None:
    told: list[int] = []
    stop = templates.subscribe(lambda: told.append(1))
    document = shelf.session.open(drawn(shelf)).document
    own = templates.save(document, "  My plan ")
    assert templates.all()[0] == TemplateInfo(own, "My plan", OWN)
    assert templates.all()[0].is_own
    assert not QImage.fromData(templates.picture(own, dark=True)).isNull()
    made = shelf.session.open(templates.use(own))
    assert (made.title, set(made.document.records.shapes)) == ("My plan", {"box"})
    templates.rename(own, "Other")
    templates.rename(own, "   ")
    assert templates.all()[0].title == "Other"
    templates.delete(own)
    assert not any(info.is_own for info in templates.all())
    assert len(told) == 3
    stop()
    templates.save(document, "Again")
    assert len(told) == 3


def test_what_it_needs_is_named_for_a_sweep(templates: Templates, shelf: Shelf) -> None:
    own = templates.save(shelf.session.open(drawn(shelf)).document, "Kept")
    library = shelf.session.library
    swept = library.submit(lambda store: store.blobs.sweep(kept_blobs(store), 2**62)).result()
    assert swept == 0
    assert templates.use(own)


def test_the_newest_comes_first(templates: Templates, shelf: Shelf) -> None:
    document = shelf.session.open(drawn(shelf)).document
    for title in ("first", "second"):
        templates.save(document, title)
    assert [info.title for info in templates.all()[:2]] == ["second", "first"]


@pytest.mark.parametrize("damaged", [None, 3, "x", [1], [{}], [{"id": 1}], {"id": "x"}])
def test_a_damaged_setting_hides_nothing_else(templates: Templates, shelf: Shelf, damaged: object) -> None:
    shelf.session.library.submit(lambda store: store.settings.set(SETTING, damaged)).result()  # type: ignore[arg-type]
    assert len(templates.all()) == len(TEMPLATES)


def test_one_that_does_not_exist_is_said(templates: Templates) -> None:
    for name in ("nothing", "own:nothing"):
        with pytest.raises(KeyError):
            templates.use(name)


def test_every_category_has_a_heading() -> None:
    assert all(category_title(category) for category in (*CATEGORIES, OWN))
