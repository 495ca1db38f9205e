"""Templates in the real window: beginning from one, keeping one, looking after one's own."""

from __future__ import annotations

from app.home.entries import HomeSection
from tests.support.named import Named
from tests.support.stage import Stage


def answering(stage: Stage, *names: str) -> None:
    parts = stage.window.shapes
    object.__setattr__(parts, "questions", Named(list(names)))


def test_new_from_template_shows_them_and_one_becomes_a_diagram(stage: Stage) -> None:
    stage.window.registry.action("file.new_from_template").trigger()
    home = stage.window.home
    assert stage.window.front() is None
    assert home.section is HomeSection.TEMPLATES
    entry = next(e for e in home._templates if e.title == "SWOT")
    home.template_requested.emit(entry.id)
    assert stage.tab.diagram.title == "SWOT"
    assert len(stage.shapes) > 5


def test_the_diagram_in_front_is_kept_renamed_and_deleted_as_a_template(stage: Stage) -> None:
    answering(stage, "Our box", "Their box")
    stage.window.workbench.insert_shape("rect")
    stage.window.registry.action("file.save_template").trigger()
    assert "Our box" in stage.said[-1].text
    own = next(e for e in stage.window.home._templates if e.own)
    assert own.title == "Our box"
    start, rename, delete = stage.window.home.list.menu(own).actions()
    picture = stage.window._home_link.picture(own.id, False)
    assert picture is not None
    start.trigger()
    assert [s.kind for s in stage.shapes] == ["rect"]
    rename.trigger()
    assert next(e for e in stage.window.home._templates if e.own).title == "Their box"
    stage.answers.yes = False
    delete.trigger()
    assert any(e.own for e in stage.window.home._templates)
    stage.answers.yes = True
    delete.trigger()
    assert not any(e.own for e in stage.window.home._templates)


def test_saving_a_template_can_be_given_up(stage: Stage) -> None:
    answering(stage)
    stage.window.registry.action("file.save_template").trigger()
    assert not any(e.own for e in stage.window.home._templates)


def test_without_a_diagram_there_is_nothing_to_keep(stage: Stage) -> None:
    stage.window.show_home()
    assert not stage.window.registry.action("file.save_template").isEnabled()
