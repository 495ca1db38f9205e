"""However a page is edited, its scene equals one built afresh, and what changed lies inside the dirty boxes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from canvas.drawing.display_list import DisplayEntry
from canvas.geometry.box import Box
from canvas.kernels.routing.label_point import point_on_line
from canvas.model.changes import Change, TextChange
from canvas.model.records import ShapeRecord, plain
from canvas.model.view import GraphView
from canvas.scene.avoiding import Search, is_avoiding
from canvas.scene.delta import SceneDelta
from canvas.scene.hit_test import hit
from canvas.scene.jumps import JUMPS, jumps
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine

_KINDS = ("rect", "ellipse", "rhombus", "swimlane", "umlActor", "cylinder3", "no such kind")
_ROUTINGS = ("straight", "orthogonal", "elbow", "segment", "entity", "isometric", "loop", "avoid", "avoid", "avoid")


class Editing:
    """Random edits of one page."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.diagram = Diagram()
        self.count = 0
        for _ in range(12):
            self.add()

    def any_shape(self) -> str:
        return self.rng.choice(["", *(i for i, r in self.diagram.shapes.items() if not r.is_connector)])

    def any(self) -> str:
        return self.rng.choice(list(self.diagram.shapes))

    def add(self) -> Change:
        rng, d = self.rng, self.diagram
        self.count += 1
        name = f"n{self.count}"
        at = {"x": float(rng.randrange(-300, 900)), "y": float(rng.randrange(-300, 900))}
        if rng.random() < 0.4 and d.shapes:
            ends = {"source": rng.choice(["", self.any()]), "target": rng.choice(["", self.any()])}
            free = {"source__point": (at["x"], at["y"]), "target__point": (100.0, 50.0)}
            waypoints = tuple((float(rng.randrange(500)), float(rng.randrange(500))) for _ in range(rng.randrange(3)))
            look = {"routing": rng.choice(_ROUTINGS), "style__jump": rng.choice(JUMPS)}
            return d.add(name, "line" * rng.randrange(3), kind="connector", waypoints=waypoints, **look, **ends, **free)
        parent = self.any() if rng.random() < 0.4 and d.shapes else ""
        relative = bool(parent) and d.shapes[parent].is_connector
        if relative:
            at = {"x": rng.uniform(-1.2, 1.2), "y": float(rng.randrange(-40, 40))}
        return d.add(
            name,
            "some label\nof it" * rng.randrange(3),
            kind=rng.choice(_KINDS),
            parent=parent,
            relative=relative,
            **at,
        )

    def step(self) -> list[Change]:
        rng, d = self.rng, self.diagram
        if not d.shapes or rng.random() < 0.2:
            return [self.add()]
        name = self.any()
        choice = rng.random()
        if choice < 0.1:
            return [d.remove(name)]
        key, value = rng.choice(
            [
                ("x", float(rng.randrange(900))),
                ("y", float(rng.randrange(900))),
                ("w", float(rng.randrange(1, 300))),
                ("rotation", float(rng.randrange(360))),
                ("hidden", rng.random() < 0.5),
                ("collapsed", rng.random() < 0.5),
                ("order", f"{rng.randrange(99):06}"),
                ("parent", self.any_shape()),
                ("style.direction", rng.choice(["north", "south", "east"])),
                ("style.stroke_width", float(rng.randrange(1, 9))),
                ("style.font_size", float(rng.randrange(8, 40))),
                ("flip_h", rng.random() < 0.5),
                ("source", self.any()),
                ("target", self.any_shape()),
                ("kind", rng.choice(_KINDS)),
            ]
        )
        if key == "kind" and d.shapes[name].is_connector:
            key, value = "style.curved", True
        if choice < 0.15:
            return [d.set_layer("l", "visible", rng.random() < 0.8)]
        return [d.set(name, key, value), d.set(name, "style.dash", rng.choice(["solid", "dashed"]))]


def entries(scene: PageScene) -> dict[str, DisplayEntry]:
    return {i: scene.entry(i) for i in scene.order}


def differing(before: dict[str, DisplayEntry], after: dict[str, DisplayEntry]) -> set[str]:
    return {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)}


def assert_covers(delta: SceneDelta, before: dict[str, DisplayEntry], after: dict[str, DisplayEntry]) -> None:
    for i in differing(before, after):
        assert all(covered(e.bounds, delta) for e in (before.get(i), after.get(i)) if e is not None), i


def covered(box: Box, delta: SceneDelta) -> bool:
    return any(dirty.inflated(1e-6).contains_box(box) for dirty in delta.dirty)


_ONCE_DIFFERED = (112, 132, 149, 160, 186, 309, 329, 350)
"""Lines at lines that run around shapes, routed while a page was opened, before all of its lines were known."""


@pytest.mark.parametrize("seed", [*range(8), *_ONCE_DIFFERED])
def test_changed_scene_equals_a_new_one(seed: int) -> None:
    editing = Editing(seed)
    graph = GraphView(editing.diagram)
    scene = PageScene(editing.diagram, graph, "p", FixedTextEngine())
    for _ in range(50):
        before = entries(scene)
        changes = editing.step()
        delta = scene.apply(changes, graph.update(changes))
        fresh = PageScene(editing.diagram, GraphView(editing.diagram), "p", FixedTextEngine())
        after = entries(fresh)
        assert scene.order == fresh.order
        assert tuple(sorted(scene.order, key=scene.position)) == scene.order
        assert entries(scene) == after
        assert scene.content_bounds() == pytest.approx(fresh.content_bounds())
        assert_covers(delta, before, after)
        assert delta.removed == before.keys() - after.keys()
        assert delta.added == after.keys() - before.keys()


@pytest.mark.parametrize("seed", range(110, 118))
def test_a_scene_whose_shapes_are_painted_and_written_on_equals_a_new_one(seed: int) -> None:
    editing, rng = Editing(seed), random.Random(seed)
    d, graph = editing.diagram, GraphView(editing.diagram)
    scene = PageScene(d, graph, "p", FixedTextEngine())

    def look() -> Change:
        name = editing.any()
        if rng.random() < 0.4:
            d.shapes[name] = ShapeRecord(name, d.shapes[name].values, plain("word " * rng.randrange(20)))
            return TextChange(name, ())
        key, value = rng.choice(
            [("style.fill", "none"), ("style.stroke", "#ff0000"), ("style.opacity", 20.0), ("clip", rng.random() < 0.5)]
        )
        return d.set(name, key, value)

    for _ in range(30):
        before = entries(scene)
        changes = [*(editing.step() if rng.random() < 0.5 else ()), *(look() for _ in range(rng.randrange(3)))]
        delta = scene.apply(changes, graph.update(changes))
        after = entries(PageScene(d, GraphView(d), "p", FixedTextEngine()))
        assert_covers(delta, before, after)
        assert entries(scene) == after


@pytest.mark.parametrize("seed", range(100, 108))
def test_it_does_not_matter_what_is_asked_for_first(seed: int) -> None:
    editing = Editing(seed)
    for _ in range(40):
        editing.step()
    scenes = [PageScene(editing.diagram, GraphView(editing.diagram), "p", FixedTextEngine()) for _ in range(3)]
    wanted = entries(scenes[0])
    backwards, anyhow = scenes[0].order[::-1], list(scenes[0].order)
    editing.rng.shuffle(anyhow)
    for scene, order in zip(scenes[1:], (backwards, anyhow), strict=True):
        assert {i: scene.entry(i) for i in order} == wanted


@pytest.mark.parametrize("seed", range(40, 48))
def test_what_is_seen_of_a_change_is_told(seed: int) -> None:
    editing, rng = Editing(seed), random.Random(seed)
    graph = GraphView(editing.diagram)
    scene = PageScene(editing.diagram, graph, "p", FixedTextEngine())
    for _ in range(50):
        before = entries(scene)
        changes = editing.step()
        view = Box(rng.uniform(-200, 800), rng.uniform(-200, 800), 300, 200)
        delta = scene.apply(changes, graph.update(changes), seen=view.inflated(64))
        after = entries(PageScene(editing.diagram, GraphView(editing.diagram), "p", FixedTextEngine()))
        for i in differing(before, after):
            for entry in (before.get(i), after.get(i)):
                assert entry is None or not entry.bounds.intersects(view) or covered(entry.bounds, delta), i
        assert entries(scene) == after


@pytest.mark.parametrize(("most_nudged", "most_at_once"), [(300, 3), (300, 0), (0, 3), (0, 0)])
@pytest.mark.parametrize("seed", range(60, 68))
def test_settled_scene_equals_a_new_one_whatever_was_searched_before(
    seed: int, most_nudged: int, most_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("canvas.scene.avoiding.MOST_NUDGED", most_nudged)
    monkeypatch.setattr("canvas.scene.avoiding.MOST_AT_ONCE", most_at_once)
    editing = Editing(seed)
    graph = GraphView(editing.diagram)
    scene = PageScene(editing.diagram, graph, "p", FixedTextEngine())
    entries(scene)
    for _ in range(12):
        for _ in range(editing.rng.randrange(1, 6)):
            if editing.rng.random() < 0.5:
                scene.preview({editing.any(): {"x": float(editing.rng.randrange(900))}})
            before = entries(scene)
            changes = editing.step()
            delta = scene.apply(changes, graph.update(changes), search=editing.rng.choice(tuple(Search)))
            assert_covers(delta, before, entries(scene))
        while not scene.is_settled:
            before = entries(scene)
            delta = scene.settle(lambda: False)
            assert differing(before, entries(scene)) <= delta.changed
            assert_covers(delta, before, entries(scene))
        scene.end_preview()
        fresh = PageScene(editing.diagram, GraphView(editing.diagram), "p", FixedTextEngine())
        assert entries(scene) == entries(fresh)
        assert scene.content_bounds() == pytest.approx(fresh.content_bounds())
        assert scene.fallbacks == fresh.fallbacks


_ONCE_OUTSIDE = (112, 154, 221, 285, 295, 301, 305, 325)
"""Names of unknown kinds and titles of lanes, turned by `direction`, that were painted outside their rough boxes."""


@pytest.mark.parametrize("seed", [*range(20, 28), *_ONCE_OUTSIDE])
def test_rough_bounds_hold_exact_ones_and_hits_are_painted(seed: int) -> None:
    editing = Editing(seed)
    for _ in range(60):
        editing.step()
    scene = PageScene(editing.diagram, GraphView(editing.diagram), "p", FixedTextEngine())
    rough = {i: scene.bounds(i) for i in scene.order}
    for i in scene.order:
        assert rough[i].inflated(1e-6).contains_box(scene.entry(i).bounds), editing.diagram.shapes[i]
    for i in scene.order:
        found = hit(scene, scene.entry(i).bounds.center, 2)
        assert found is None or scene.is_painted(found)


_ON_LINES_AROUND = (26, 91, 98, 100, 160, 171, 228, 237, 269, 290, 329, 350)
"""Labels on lines that run around shapes, and lines at such lines, which look for better ways when all is let go."""


@pytest.mark.parametrize("seed", [*range(40, 44), *_ON_LINES_AROUND])
def test_preview_equals_the_change_it_shows(seed: int) -> None:
    editing = Editing(seed)
    graph = GraphView(editing.diagram)
    scene = PageScene(editing.diagram, graph, "p", FixedTextEngine())
    for _ in range(25):
        name = editing.any()
        moved = {"x": float(editing.rng.randrange(900)), "y": float(editing.rng.randrange(900)), "rotation": 30.0}
        shown = {e.id: e for e in scene.preview({name: moved})}
        changes = [editing.diagram.set(name, key, value) for key, value in moved.items()]
        delta = scene.apply(changes, graph.update(changes))
        assert_on_their_lines(editing.diagram, shown)
        led = led_elsewhere(scene, delta, shown)
        for i, entry in shown.items():
            # Lines around shapes keep the way they had while something is dragged, and hop where the others were.
            if scene.is_painted(i) and i not in led and not jumps(editing.diagram.shapes[i]):
                now = scene.entry(i)
                # What only moves is moved as a whole, so that the last digits of its bounds may be others.
                assert replace(entry, bounds=now.bounds) == now, i
                assert entry.bounds == pytest.approx(now.bounds, abs=1e-6), i


def led_elsewhere(scene: PageScene, delta: SceneDelta, shown: dict[str, DisplayEntry]) -> frozenset[str]:
    """Return the lines around shapes that found another way when all was let go, with all that hangs on them."""
    around = [i for i in {*shown, *delta.changed} if scene.is_painted(i) and is_avoiding(scene.records.shapes[i])]
    return scene.affected_by(i for i in around if i not in shown or shown[i].points != scene.points(i))


def assert_on_their_lines(diagram: Diagram, shown: dict[str, DisplayEntry]) -> None:
    """Whatever way a line has in a picture of a gesture, its labels lie on it there."""
    for entry in shown.values():
        record = diagram.shapes[entry.id]
        line = shown.get(record.parent)
        if line is not None and line.points and record.get("relative") and not record.is_connector:
            at = point_on_line(line.points, record.get("x"), record.get("y"))
            assert entry.placement.box[:2] == pytest.approx(at), entry.id
