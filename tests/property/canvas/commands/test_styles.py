"""Whatever is done to looks, in any order: undoing all of it brings back equal records, redoing all of it the result."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.commands import default_looks, named_looks, style, style_edit, text, themes
from canvas.commands.text import set_label
from canvas.editor.editor import Editor
from canvas.model.records import Run
from tests.support.test_editor import TestEditor

Action = Callable[[Editor], object]
WISHES: dict[str, tuple[object, ...]] = {
    "fill.kind": ("solid", "linear", "radial", "none"),
    "style.fill": ("#ff0000", "none", "default"),
    "style.dash": ("solid", "6 3 1 3"),
    "style.opacity": (10.0, 100.0),
    "style.shadow": (True, False),
    "style.sketch": (True, False),
    "param.jiggle": (0.5, 2.0),
    "style.radius": (0.0, 12.0),
    "style.font_size": (8.0, 30.0),
    "style.font_color": ("#00ff00", "#000000"),
    "style.bold": (True, False),
    "style.align": ("left", "center"),
    "text.weight": (400.0, 500.0, 700.0),
    "text.position": ("inside", "above", "left"),
    "text.flow": ("wrap", "line", "clip"),
    "mark.list": ("bullet", "ordered", ""),
    "mark.script": ("sup", ""),
    "mark.line_height": (1.5, 1.0),
}


def edit(wish: tuple[str, object]) -> Action:
    return lambda editor: style_edit.edit(editor, *wish)


def paste(editor: Editor) -> object:
    return style.paste_style(editor, style.copy_style(editor))


def name_it(editor: Editor) -> object:
    return named_looks.create(editor, "Look")


def on_first_look(act: Callable[[Editor, str], object]) -> Action:
    def run(editor: Editor) -> None:
        looks = named_looks.all_looks(editor)
        if looks:
            act(editor, looks[0].id)

    return run


ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.sampled_from([(key, value) for key, values in WISHES.items() for value in values]).map(edit),
    st.sampled_from(["ocean", "vivid", "standard"]).map(lambda name: lambda editor: themes.apply_palette(editor, name)),
    st.sampled_from(["paper", "c3", "ink"]).map(lambda role: lambda editor: themes.apply_role(editor, role)),
    st.sampled_from(["style.bold", "style.italic", "style.strike"]).map(
        lambda key: lambda editor: style.toggle(editor, key)
    ),
    st.sampled_from(["bullet", "ordered"]).map(lambda kind: lambda editor: text.toggle_mark(editor, "list", kind)),
    st.sampled_from(
        [
            paste,
            name_it,
            on_first_look(named_looks.give),
            on_first_look(named_looks.update),
            on_first_look(named_looks.delete),
            default_looks.use_as_default,
            default_looks.reset_default,
        ]
    ),
)
SELECTIONS = st.sets(st.integers(0, 3), min_size=1)


def drawing() -> tuple[TestEditor, list[str]]:
    t = TestEditor()
    shapes = [
        t.shape(0, 0, text="one\ntwo"),
        t.shape(200, 0, kind="ellipse", style__font_weight=500.0),
        t.shape(0, 200, kind="text", text="free", style__fill="none"),
    ]
    shapes.append(t.connector(shapes[0], shapes[1], text="line"))
    set_label(t.editor, shapes[0], (Run("one", (("bold", True), ("size", 20.0))), Run("\ntwo")))
    return t, shapes


@given(st.lists(st.tuples(SELECTIONS, ACTIONS), max_size=12))
@settings(max_examples=60, deadline=None)
def test_undo_and_redo_of_everything(steps: list[tuple[set[int], Action]]) -> None:
    t, shapes = drawing()
    before, least = (t.snapshot(), dict(t.document.records.meta)), t.steps()
    for chosen, action in steps:
        t.select(*(shapes[index] for index in sorted(chosen)))
        count = t.steps()
        action(t.editor)
        assert t.steps() <= count + 1
    after, count = (t.snapshot(), dict(t.document.records.meta)), t.steps()
    for _ in range(count - least):
        t.editor.undo()
    assert (t.snapshot(), dict(t.document.records.meta)) == before
    for _ in range(count - least):
        t.editor.redo()
    assert (t.snapshot(), dict(t.document.records.meta)) == after
