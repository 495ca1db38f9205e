"""DOC-9, HIS-1 to HIS-4, VIEW-9: three people, every plan, any causal delivery, undo, redo, copy, save and load.

Every value, mark and character bears its author, so that the oracle needs to know nothing of the CRDT. A failing run
prints its steps as code: keep them as a named test of the history or the view.

AIO_CANVAS_PROPERTY_EXAMPLES and AIO_CANVAS_PROPERTY_STEPS make it longer.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from canvas.model.document import Document
from canvas.model.plan import LAYERS, META, PAGES, UNSET, Create, Delete, Format, Op, Plan, Set, Splice
from canvas.model.records import Run, Snapshot, plain_text
from canvas.model.snapshot import plan_from_snapshot, snapshot_of
from canvas.model.view import GraphView
from tests.support.authorship import (
    ALPHABETS,
    COUNT,
    Values,
    author,
    author_index,
    characters,
    check_labels,
    made_at,
    tagged_values,
)
from tests.support.graphs import seen
from tests.support.replicas import Network

EXAMPLES = int(os.environ.get("AIO_CANVAS_PROPERTY_EXAMPLES", "40"))
STEPS = int(os.environ.get("AIO_CANVAS_PROPERTY_STEPS", "40"))
LIMIT = 30
REFERENCES = ("source", "target", "parent")
WHO = st.integers(0, COUNT - 1)
PICK = st.integers(0, 1000)
STEPS_OF_A_STORY = ("create", "move", "style", "write", "format", "delete", "attach", "group")
PLOT = st.lists(st.sampled_from(STEPS_OF_A_STORY), min_size=1, max_size=2)
"""A story is about one or two things, so that they meet often."""
TURNS = st.lists(st.tuples(WHO, st.integers(0, 6), PICK), min_size=4, max_size=14)


class Machine(RuleBasedStateMachine):
    """Random work of three people."""

    def __init__(self) -> None:
        super().__init__()
        self.network = Network(COUNT, LIMIT)
        self.counter = 0
        self.left: list[Values] = [{} for _ in range(COUNT)]
        self.checked = [0] * COUNT
        self.focus: str | None = None

    # Helpers

    def state(self, n: int) -> Snapshot:
        return self.network.snapshot(n)

    def fresh(self, n: int) -> float:
        self.counter += 1
        return float(self.counter * COUNT + n)

    def tag(self, n: int) -> str:
        return f"{self.fresh(n):.0f}:{n}"

    def pick(self, n: int, pick: int, connector: bool | None = None) -> str | None:
        shapes = self.state(n).shapes
        if self.focus is not None:
            return self.focus if self.focus in shapes else None
        ids = sorted((i for i, s in shapes.items() if connector is None or s.is_connector is connector), key=made_at)
        # People work on the same few shapes: that is where they meet.
        ids = ids[-3:] if pick % 4 else ids
        return ids[pick // 4 % len(ids)] if ids else None

    def pick_in(self, table: dict[str, Any] | Any, pick: int) -> str:
        ids = sorted(table)
        return ids[pick % len(ids)] if ids else "none"

    def act(self, n: int, operations: list[Op], check: int, gesture: Any = None) -> None:
        """Apply; then, one time in three, undo and redo and compare whole states; one time in three, tell everybody."""
        history, before = self.network.replicas[n].history, self.state(n)
        history.apply(Plan("act", tuple(operations)), gesture)
        after = self.state(n)
        if check % 3 == 0 and gesture is None and before != after:
            report = history.undo()
            assert report is not None
            assert not report.skipped
            assert self.state(n) == before, "undo right after the action is not the previous state"
            history.redo()
            assert self.state(n) == after, "redo right after undo is not the same state"
        elif check % 3 == 1:
            self.network.sync()

    # Pages, layers and the document itself

    @initialize()
    def first_page(self) -> None:
        self.act(0, self.page_operations(0), 1)
        self.network.sync()

    def page_operations(self, n: int) -> list[Op]:
        tag = self.tag(n)
        return [
            Create(f"p{tag}", {"name": tag, "order": "a0"}, table=PAGES),
            Create(f"l{tag}", {"name": tag, "order": "a0", "page": f"p{tag}"}, table=LAYERS),
        ]

    @rule(n=WHO, c=PICK)
    def add_page(self, n: int, c: int) -> None:
        self.act(n, self.page_operations(n), c)

    @rule(n=WHO, p=PICK, c=PICK)
    def add_layer(self, n: int, p: int, c: int) -> None:
        tag = self.tag(n)
        page = self.pick_in(self.state(n).pages, p)
        self.act(n, [Create(f"l{tag}", {"name": tag, "order": "a1", "page": page}, table=LAYERS)], c)

    @rule(n=WHO, p=PICK, c=PICK, table=st.sampled_from([PAGES, LAYERS]))
    def rename(self, n: int, p: int, c: int, table: str) -> None:
        if records := getattr(self.state(n), table):
            self.act(n, [Set(self.pick_in(records, p), "name", self.tag(n), table)], c)

    @rule(n=WHO, c=PICK)
    def retitle(self, n: int, c: int) -> None:
        self.act(n, [Set("", "title", self.tag(n), META)], c)

    @rule(n=WHO, p=PICK, c=PICK)
    def delete_page(self, n: int, p: int, c: int) -> None:
        state = self.state(n)
        if not state.pages:
            return
        page = self.pick_in(state.pages, p)
        gone = [i for i, s in state.shapes.items() if s.page == page]
        operations: list[Op] = [Delete(page, PAGES)]
        operations += [Delete(i, LAYERS) for i, layer in state.layers.items() if layer.page == page]
        self.act(n, operations + self.deletion(state, gone), c)

    @rule(n=WHO, p=PICK, q=PICK, r=PICK, c=PICK)
    def move_to_page(self, n: int, p: int, q: int, r: int, c: int) -> None:
        if i := self.pick(n, p):
            state = self.state(n)
            page, layer = self.pick_in(state.pages, q), self.pick_in(state.layers, r)
            self.act(n, [Set(i, "page", page), Set(i, "layer", layer)], c)

    # Shapes

    @rule(n=WHO, p=PICK, q=PICK, c=PICK, text=st.integers(0, 3), colour=st.booleans())
    def create(self, n: int, p: int, q: int, c: int, text: int, colour: bool) -> None:
        state, v = self.state(n), self.fresh(n)
        marks = (("color", self.tag(n)),) if colour else ()
        label = (Run(ALPHABETS[n][:text], marks),) if text else ()
        values = {"kind": "group", "x": v, "y": v, "style.fill": self.tag(n), "order": "a0"}
        values |= {"page": self.pick_in(state.pages, p), "layer": self.pick_in(state.layers, q)}
        self.act(n, [Create(f"s{v:.0f}", values, label)], c)

    @rule(n=WHO, p=PICK, c=PICK)
    def copy(self, n: int, p: int, c: int) -> None:
        if i := self.pick(n, p):
            shape, v = self.state(n).shapes[i], self.fresh(n)
            label = tuple(
                Run("".join(ALPHABETS[n][author_index(char)] for char in run.text), (("color", self.tag(n)),))
                for run in shape.label
            )
            values = {**shape.values, "x": v, "y": v, "style.fill": self.tag(n)}
            self.act(n, [Create(f"s{v:.0f}", values, label)], c)

    @rule(n=WHO, p=PICK, q=PICK, c=PICK)
    def connect(self, n: int, p: int, q: int, c: int) -> None:
        i, j = self.pick(n, p), self.pick(n, q)
        if i and j:
            page = self.state(n).shapes[i].page
            values = {"kind": "connector", "source": i, "target": j, "page": page, "style.fill": self.tag(n)}
            self.act(n, [Create(f"c{self.fresh(n):.0f}", values)], c)

    def deletion(self, state: Snapshot, gone: list[str]) -> list[Op]:
        """Return what deletes shapes and frees what points to them."""
        operations: list[Op] = [Delete(i) for i in gone]
        for j, shape in state.shapes.items():
            if j not in gone:
                operations += [Set(j, key, "") for key in REFERENCES if shape.get(key) in gone]
        return operations

    @rule(n=WHO, p=PICK, c=PICK, connectors=st.booleans())
    def delete(self, n: int, p: int, c: int, connectors: bool) -> None:
        if i := self.pick(n, p):
            state = self.state(n)
            gone = [i]
            if connectors:
                gone += [j for j, s in state.shapes.items() if i in (s.get("source"), s.get("target")) and j != i]
            self.act(n, self.deletion(state, gone), c)

    @rule(n=WHO, p=PICK, q=PICK, c=PICK, g=st.sampled_from([None, None, "drag"]))
    def move(self, n: int, p: int, q: int, c: int, g: str | None) -> None:
        ids = sorted({i for i in (self.pick(n, p), self.pick(n, q)) if i})
        self.act(n, [Set(i, key, self.fresh(n)) for i in ids for key in ("x", "y")], c, g)

    @rule(n=WHO, p=PICK, c=PICK, clear=st.booleans())
    def style(self, n: int, p: int, c: int, clear: bool) -> None:
        if i := self.pick(n, p):
            mine = author(self.state(n).shapes[i].get("style.fill")) == n
            self.act(n, [Set(i, "style.fill", UNSET if clear and mine else self.tag(n))], c)

    @rule(n=WHO, p=PICK, q=PICK, c=PICK)
    def reparent(self, n: int, p: int, q: int, c: int) -> None:
        i, j = self.pick(n, p), self.pick(n, q)
        if i and j:
            self.act(n, [Set(i, "parent", "" if i == j else j), Set(i, "order", f"a{self.fresh(n):.0f}")], c)

    @rule(n=WHO, p=PICK, q=PICK, c=PICK)
    def group(self, n: int, p: int, q: int, c: int) -> None:
        members = sorted({i for i in (self.pick(n, p), self.pick(n, q)) if i})
        if members:
            group = f"g{self.fresh(n):.0f}"
            operations: list[Op] = [Create(group, {"kind": "group", "style.fill": self.tag(n)})]
            self.act(n, operations + [Set(i, "parent", group) for i in members], c)

    @rule(n=WHO, p=PICK, c=PICK, kind=st.sampled_from(["rect", "connector"]))
    def attach(self, n: int, p: int, c: int, kind: str) -> None:
        if i := self.pick(n, p):
            values = {"kind": kind, "source" if kind == "connector" else "parent": i, "style.fill": self.tag(n)}
            self.act(n, [Create(f"c{self.fresh(n):.0f}", values)], c)

    # Labels

    @rule(n=WHO, p=PICK, at=PICK, size=st.integers(0, 4), remove=st.integers(0, 3), c=PICK, g=st.booleans())
    def write(self, n: int, p: int, at: int, size: int, remove: int, c: int, g: bool) -> None:
        if i := self.pick(n, p):
            length = len(plain_text(self.state(n).shapes[i].label))
            at %= length + 1
            text = "".join(ALPHABETS[n][(at + k) % 6] for k in range(size))
            marks = (("color", self.tag(n)),) if c % 2 else ()
            self.act(n, [Splice(i, at, min(remove, length - at), text, marks)], c, ("write", i) if g else None)

    @rule(n=WHO, p=PICK, at=PICK, size=st.integers(1, 4), c=PICK, kind=st.integers(0, 3), g=st.booleans())
    def format(self, n: int, p: int, at: int, size: int, c: int, kind: int, g: bool) -> None:
        if i := self.pick(n, p):
            label = characters(self.state(n).shapes[i])
            at %= len(label) + 1
            size = min(size, len(label) - at)
            mine = all(author(colour) in (n, None) for _, colour in label[at : at + size])
            removing: dict[str, Any] = {"color": None if mine else self.tag(n)}
            marks = ({"color": self.tag(n)}, {"bold": True}, {"bold": None}, removing)[kind]
            self.act(n, [Format(i, at, size, marks)], c, ("format", i) if g else None)

    # All at one shape

    @rule(plot=PLOT, turns=TURNS)
    def meet_at_one_shape(self, plot: list[str], turns: list[tuple[int, int, int]]) -> None:
        """Work on the same shape in turns, mostly seeing each other: what is random is then about undo, not about meeting."""
        for who, turn, c in turns:
            step = plot[turn % len(plot)] if turn < 4 else ("undo", "undo", "redo")[turn - 4]
            self.step_of_a_story(who, step, c)
            if c % 5:
                self.network.sync()
        self.focus = None

    def step_of_a_story(self, n: int, step: str, c: int) -> None:
        quiet = 2
        if step == "create" or self.focus is None:
            self.create(n, c, c, quiet, c % 4, c % 2 == 0)
            self.focus = max(self.state(n).shapes, key=made_at)
        elif step == "move":
            self.move(n, c, c, quiet, "drag" if c % 3 else None)
        elif step == "style":
            self.style(n, c, quiet, c % 4 == 0)
        elif step == "write":
            self.write(n, c, c, c % 3, c % 4, quiet + c % 2 * 3, c % 3 == 0)
        elif step == "format":
            self.format(n, c, c, 1 + c % 4, quiet, c % 4, c % 3 == 0)
        elif step == "delete":
            self.delete(n, c, quiet, c % 2 == 0)
        elif step == "attach":
            self.attach(n, c, quiet, "rect" if c % 2 else "connector")
        else:
            {"group": lambda: self.group(n, c, c, quiet), "undo": lambda: self.undo(n), "redo": lambda: self.redo(n)}[
                step
            ]()

    # Network, store

    @rule(n=WHO, picks=st.lists(PICK, min_size=1, max_size=4))
    def deliver(self, n: int, picks: list[int]) -> None:
        for p in picks:
            self.network.deliver(n, p)

    @rule()
    def sync(self) -> None:
        self.network.sync()
        states = [self.state(n) for n in range(COUNT)]
        assert states[0] == states[1] == states[2], "no convergence"
        views = [seen(r.view, states[0]) for r in self.network.replicas]
        assert views[0] == views[1] == views[2]
        for ends in views[0].ends.values():
            assert all(not end or end in states[0].shapes for end in ends), "dangling end in the view"

    @rule(n=WHO)
    def save_and_load(self, n: int) -> None:
        before = self.state(n)
        self.network.reload(n)
        assert self.state(n) == before

    @rule(n=WHO)
    def write_to_a_file_and_read_back(self, n: int) -> None:
        state, other = self.state(n), Document(1)
        other.apply(plan_from_snapshot(state, "Import"))
        copied = snapshot_of(other)
        assert (copied.pages, copied.layers, copied.shapes) == (state.pages, state.layers, state.shapes)

    # Undo and redo

    @rule(n=WHO)
    def undo(self, n: int) -> None:
        before = self.state(n)
        self.network.replicas[n].history.undo()
        after = self.state(n)
        old, new = tagged_values(before), tagged_values(after)
        for slot in old.keys() | new.keys():
            if old.get(slot) != new.get(slot):
                assert author(old.get(slot)) in (n, None), f"undo by {n} changed {slot} of {old[slot]}"
                self.left[n][slot] = new.get(slot)
        check_labels(n, before, after)

    @rule(n=WHO)
    def redo(self, n: int) -> None:
        old = tagged_values(self.state(n))
        self.network.replicas[n].history.redo()
        new = tagged_values(self.state(n))
        for slot, value in old.items():
            if new.get(slot) != value and author(value) != n:
                assert self.left[n].get(slot) == value, f"redo by {n} changed {slot} of {value}"

    @rule(n=WHO, times=st.integers(1, 10))
    def undo_much_then_redo(self, n: int, times: int) -> None:
        history, before = self.network.replicas[n].history, self.state(n)
        depth = len(history._redo)
        for _ in range(times):
            self.undo(n)
        for _ in range(len(history._redo) - depth):
            self.redo(n)
        assert self.state(n) == before, "undo n, redo n changed the document"
        assert len(history._redo) == depth

    # Always

    @invariant()
    def histories_are_bounded(self) -> None:
        for replica in self.network.replicas:
            history = replica.history
            entries = history._undo + history._redo
            assert len(entries) <= LIMIT
            named = {effect.ref for entry in entries for effect in entry.effects}
            assert set(history._tracker.refs()) <= named, "something is tracked that no entry names"

    @invariant()
    def projections_and_views_are_what_a_fresh_read_gives(self) -> None:
        for replica in self.network.replicas:
            if self.checked[replica.number] == len(replica.log):
                continue
            self.checked[replica.number] = len(replica.log)
            fresh = Document(99, [replica.document.state()])
            state = snapshot_of(replica.document)
            assert snapshot_of(fresh) == state
            assert seen(replica.view, state) == seen(GraphView(fresh.records), state)


TestDocumentMachine = Machine.TestCase
TestDocumentMachine.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


@settings(max_examples=4 * EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories=st.lists(st.tuples(PLOT, TURNS), min_size=1, max_size=3))
def test_people_who_meet_at_one_shape(stories: list[tuple[list[str], list[tuple[int, int, int]]]]) -> None:
    machine = Machine()
    machine.first_page()
    for plot, turns in stories:
        machine.meet_at_one_shape(plot, turns)
        machine.histories_are_bounded()
    machine.sync()
    machine.projections_and_views_are_what_a_fresh_read_gives()
