"""An hour without a network in two whole editors: a thousand edits each, of all kinds, and what each of them meant afterwards.

Both work on the same shapes, lines, containers, pages and cells. What one of them did last with one thing is looked for in what merged,
one by one; ``tests/property/canvas/commands/test_offline_intents.py`` looks at what contradicts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

from canvas.commands import arrange, connectors, pages, style, tables
from canvas.commands import text as texts
from canvas.commands.delete import delete
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec, sub
from canvas.kernels import tables as table_kernel
from canvas.model.plan import Plan, Splice
from canvas.model.records import Value, plain, plain_text
from sync.engine import intents as want
from tests.support.canvas_office import CanvasOffice
from tests.support.founding import Household
from tests.support.offices import Net
from tests.support.offline_pair import end_at, first_page, frame, line, rect
from tests.support.plan_of_many import PLAN
from tests.support.workspace import ANA, BEN, CLEO, DAN

EDITS = 1_000
MANY = 12
LIMIT_S = 2.0

Check: TypeAlias = Callable[[Editor], bool]
Found: TypeAlias = tuple[str, Check]
"""What an intent was about, and how to see it."""


class Diagram:
    """What both begin with."""

    def __init__(self, editor: Editor) -> None:
        self.shapes = [rect(editor, 150.0 * at, label=f"shape {at}") for at in range(MANY)]
        self.movers = [rect(editor, 150.0 * at, 200.0) for at in range(MANY)]
        self.doomed = [rect(editor, 150.0 * at, 400.0) for at in range(2 * MANY)]
        self.lines = [line(editor, self.shapes[at], self.shapes[(at + 1) % MANY]) for at in range(MANY)]
        connectors.set_routing(editor, "straight", self.lines)
        self.ordered = [rect(editor, 150.0 * at, 600.0) for at in range(4)]
        self.boxes = [frame(editor, 600.0 * at, 900.0) for at in range(2)]
        self.table = tables.insert(editor, 3, 3, at=Vec(400.0, 2000.0))
        self.cells = table_kernel.read(editor.graph, self.table).cells
        self.pages = [pages.add(editor, f"Page of {at}") for at in range(6)]
        editor.set_page(editor.view.pages()[0])


class Author:
    """One of the two; ``meant`` holds how to see that his last intent about each thing is in a diagram."""

    def __init__(self, editor: Editor, diagram: Diagram, *, first: bool) -> None:
        self.editor, self.diagram, self.first = editor, diagram, first
        self.meant: dict[tuple[str, str], Check] = {}

    def act(self, number: int) -> None:
        """Do something, and note what was meant by it."""
        kinds = (self.look, self.write, self.reconnect, self.line, self.move, self.draw, self.order)
        kinds += (self.page, self.cell, self.delete)
        kind, at = kinds[number % len(kinds)], number // len(kinds) % MANY
        thing, check = kind(at, number)
        self.meant[kind.__name__, thing] = check

    def has(self, table: str, thing: str, key: str, value: Value) -> Found:
        """Return how to see that a record has a value."""
        return thing, lambda editor: getattr(editor.records, table)[thing].get(key) == value

    def look(self, at: int, number: int) -> Found:
        """One fills what the other one strokes."""
        shape, key = self.diagram.shapes[at], "style.fill" if self.first else "style.stroke"
        style.set_values(self.editor, {key: f"#{number:06x}"}, (shape,))
        return self.has("shapes", shape, key, f"#{number:06x}")

    def write(self, at: int, number: int) -> Found:
        """Both type into one label, at its two ends; every word counts."""
        shape, word = self.diagram.shapes[at], f"<{'ab'[self.first]}{number}>"
        label = plain_text(self.editor.records.shapes[shape].label)
        self.editor.apply(Plan("Type", (Splice(shape, len(label) if self.first else 0, 0, word),)))
        return f"{shape} {number}", lambda editor: word in plain_text(editor.records.shapes[shape].label)

    def reconnect(self, at: int, number: int) -> Found:
        """One takes the sources of lines elsewhere, the other one the targets."""
        connector, end = self.diagram.lines[at], 0 if self.first else 1
        shape = self.diagram.shapes[(at + number) % MANY]
        connectors.reconnect(self.editor, connector, end, end_at(self.editor, shape))
        return connector, lambda editor: editor.view.ends(connector)[end] == shape

    def line(self, at: int, number: int) -> Found:
        """One bends the lines that the other one makes thick."""
        connector = self.diagram.lines[at]
        if not self.first:
            connectors.set_values(self.editor, {"style.stroke_width": 1.0 + number % 7}, (connector,))
            return self.has("shapes", connector, "style.stroke_width", 1.0 + number % 7)
        connectors.straighten(self.editor, (connector,))
        connectors.insert_waypoint(self.editor, connector, Vec(float(number), 77.0), Vec(float(number), 77.0))
        return self.has("shapes", connector, "waypoints", ((float(number), 77.0),))

    def move(self, at: int, number: int) -> Found:
        """One moves into a container what the other one turns."""
        shape, box = self.diagram.movers[at], self.diagram.boxes[number % 2]
        if self.first != bool(at % 2):
            self.editor.select((shape,))
            arrange.set_rotation(self.editor, float(1 + number % 300))
            return self.has("shapes", shape, "rotation", float(1 + number % 300))
        goal, here = self.editor.graph.box(box).center, self.editor.graph.box(shape).center
        arrange.move(self.editor, sub(goal, here), (shape,), drop=goal)
        return shape, lambda editor: editor.view.parent(shape) == box

    def draw(self, at: int, number: int) -> Found:
        """Both draw, in the open and into one container."""
        inside = self.diagram.boxes[0] if number % 3 else ""
        mine = rect(self.editor, 10.0 * at, 950.0, inside, f"new {number}")
        return mine, lambda editor: editor.view.parent(mine) == inside and mine in editor.view.paint_order(editor.page)

    def order(self, at: int, number: int) -> Found:
        """One brings to the front what the other one does not touch; the other one sends to the back."""
        shape = self.diagram.ordered[number // 10 % 2 * 2 + self.first]
        self.editor.select((shape,))
        arrange.arrange(self.editor, "front" if self.first else "back")
        order = self.editor.records.shapes[shape].order
        return self.has("shapes", shape, "order", order)

    def page(self, at: int, number: int) -> Found:
        """One names the pages whose background the other one changes."""
        page = self.diagram.pages[at % len(self.diagram.pages)]
        if self.first:
            pages.rename(self.editor, page, f"Named {number}")
            return self.has("pages", page, "name", f"Named {number}")
        pages.set_value(self.editor, page, "background", f"#{number:06x}")
        return self.has("pages", page, "background", f"#{number:06x}")

    def cell(self, at: int, number: int) -> Found:
        """One writes into the cells that the other one fills."""
        cell = self.diagram.cells[at % 3, at // 3 % 3]
        if not self.first:
            style.set_values(self.editor, {"style.fill": f"#{number:06x}"}, (cell,))
            return self.has("shapes", cell, "style.fill", f"#{number:06x}")
        texts.set_label(self.editor, cell, plain(f"cell {number}"))
        return cell, lambda editor: plain_text(editor.records.shapes[cell].label) == f"cell {number}"

    def delete(self, at: int, number: int) -> Found:
        """Each deletes other shapes, in the end some that he just drew."""
        shape = self.diagram.doomed[2 * at + self.first]
        if shape not in self.editor.records.shapes:
            shape = rect(self.editor, 0.0, 1500.0)
        delete(self.editor, (shape,))
        return shape, lambda editor: shape not in editor.records.shapes


def test_eng52_a_thousand_edits_each_in_two_editors_merge_with_every_intent_kept() -> None:
    """ENG-52: for both, and for newcomers who hear of one or the other first; also after a reload."""
    house = Household()
    house.do(ANA, want.NewDiagram(PLAN))
    for person in (BEN, CLEO, DAN):
        house.join(person)
    net = Net([CanvasOffice(one.name, one.laptop, one.user, house, 1) for one in (ANA, BEN, CLEO, DAN)])
    offices = [net.offices[name] for name in ("ana", "ben", "cleo", "dan")]
    ana, ben, cleo, dan = (one for one in offices if isinstance(one, CanvasOffice))
    for office in (ana, ben, cleo, dan):
        office.take_part(PLAN)
    first_page(ana.editors[PLAN])
    diagram = Diagram(ana.editors[PLAN])
    links = [net.connect("ana", name) for name in ("ben", "cleo", "dan")]
    net.settle(2.0)
    for link in links:
        net.cut(link)
    authors = [Author(one.editors[PLAN], diagram, first=first) for one, first in ((ana, True), (ben, False))]
    for number in range(EDITS):
        for author in authors:
            author.act(number)
    start = time.perf_counter()
    net.connect("ana", "ben")
    net.settle(2.0)
    elapsed = time.perf_counter() - start
    net.connect("cleo", "ana")
    net.settle(2.0)
    net.connect("dan", "ben")
    net.settle(2.0)
    shown = ana.drawing(PLAN)
    for office in (ana, ben, cleo, dan):
        assert office.drawing(PLAN) == office.reloaded(PLAN) == shown
        lost = [about for author in authors for about, seen in author.meant.items() if not seen(office.editors[PLAN])]
        assert lost == []
        assert office.status(PLAN).unsent == 0
    assert sum(len(author.meant) for author in authors) > 12 * MANY
    assert elapsed <= LIMIT_S
