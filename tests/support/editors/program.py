"""One whole editor as a process of its own: ``python -m tests.support.editors.program FOLDER NAME``.

Window, encrypted library, engine and network thread are the product's, offscreen. Standard input brings one JSON object a line,
``{"do": word, ...}``; each is answered on standard output by ``{"done": word, ...}``. What happens by itself is said as
``{"event": word, ...}``. Times are seconds of the monotonic clock, which all processes of a machine share.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.bootstrap import _application
from app.collaboration.network.together import Together
from app.collaboration.presence.showing import figures
from app.collaboration.room_state import JoinState, RoomState
from canvas.editor.camera import Camera
from canvas.geometry.vec import Vec
from canvas.model.canonical import records_hash
from canvas.model.plan import Plan, Set
from canvas.model.records import Snapshot
from canvas.qt.render_model import View
from tests.bench.diagram import make_records
from tests.support.editors import stages
from tests.support.editors.bad_line import channels_over
from tests.support.editors.effort import effort, since
from tests.support.editors.hand import Hand
from tests.support.editors.relay_orders import RelayOrders
from tests.support.editors.speech import say
from tests.support.editors.watch import Pulse, Watch, own_shape
from tests.support.ice import loopback_candidates
from tests.support.stage import CTRL, Stage

PICTURE_ZOOM = 0.25


class Orders(QObject):
    """Lines of standard input, on the GUI thread."""

    came = Signal(str)
    ended = Signal()

    def listen(self) -> None:
        """Read until the test lets go; then the program ends."""
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)
        self.ended.emit()


class EditorProgram:
    """Carries out orders."""

    def __init__(self, folder: Path, name: str) -> None:
        self.stage = Stage(folder)
        self.stage.window.resize(1440, 900)
        self.stage.window.show()
        self.together.name = name
        self.hand = Hand(self.stage, time.monotonic)
        self.watch = Watch(self.stage, time.monotonic)
        self.pulse = Pulse(time.monotonic)
        self._ticket = ""
        self._effort: dict[str, float] = {}
        self._besides = 0.0
        self.words: dict[str, Callable[..., dict[str, Any] | None]] = {
            name.removeprefix("do_"): getattr(one, name)
            for one in (self, RelayOrders(self.stage))
            for name in dir(one)
            if name.startswith("do_")
        }

    @property
    def together(self) -> Together:
        return self.stage.window.sharing.together()

    def take(self, line: str) -> None:
        """Carry out one order."""
        given = json.loads(line)
        word = given.pop("do")
        answer = self.words[word](**given)
        if answer is not None:
            say(done=word, **answer)

    # ------------------------------------------------------------------ diagrams

    def do_fill(self, count: int) -> dict[str, Any]:
        """Make a diagram of so many shapes and half as many connectors, and show it."""
        made = make_records(count)
        document = self.stage.desktop.session.add(Snapshot(made.meta, made.pages, made.layers, made.shapes), "Plan")
        return self.do_open(document)

    def do_open(self, document: str) -> dict[str, Any]:
        """Show a diagram, its upper left corner at full size."""
        started = time.monotonic()
        assert self.stage.window.open_diagram(document)
        size = self.stage.view.size()
        self.stage.editor.set_camera(Camera(1.0, Vec(-40, -40), size.width(), size.height()))
        self.stage.view.settle()
        self.watch.follow()
        return {"document": document, "seconds": time.monotonic() - started}

    def do_reload(self, document: str) -> dict[str, Any]:
        """Close a diagram and load it from the library."""
        self.stage.window.close_tab(document)
        return self.do_open(document)

    def do_shows(self) -> dict[str, Any]:
        """Say what is in front, and what the status line says."""
        front = self.stage.window.front()
        self.stage.window.workbench.status.show_now()
        says = self.stage.window.workbench.top.status.text()
        return {
            "document": front.id if front else "",
            "says": says,
            "shapes": len(self._records.shapes) if front else 0,
        }

    @property
    def _records(self) -> Any:
        return self.stage.editor.records

    def do_hash(self) -> dict[str, Any]:
        """Return the hash of the canonical projection, and what is still on its way."""
        last = self.stage.window.teams._statuses.get(self.stage.tab.id)
        status = last.status if last is not None else None
        state = self.stage.tab.diagram.state
        begun = time.thread_time()
        found = records_hash(self._records).hex()
        # That is no work of an editor.
        self._besides += time.thread_time() - begun
        return {
            "hash": found,
            "shapes": len(self._records.shapes),
            "unsent": (status.unsent if status else 0) + state.pending + state.held,
            "waiting": status.waiting if status else 0,
            "peers": len(status.peers) if status else 0,
            "relay": bool(status and status.relay),
        }

    def do_settled(self) -> dict[str, Any]:
        """Say whether all lines of the page have found their ways."""
        return {"settled": self.stage.editor.scene.is_settled}

    def do_picture(self, path: str = "") -> dict[str, Any]:
        """Paint the whole page from the scene as it is now; return a digest of the pixels."""
        bounds = self.stage.editor.scene.content_bounds()
        assert bounds is not None
        place = View(PICTURE_ZOOM, int(bounds.x * PICTURE_ZOOM) - 8, int(bounds.y * PICTURE_ZOOM) - 8)
        size = int(bounds.w * PICTURE_ZOOM) + 16, int(bounds.h * PICTURE_ZOOM) + 16
        image = QImage(*size, QImage.Format.Format_RGB32)
        self.stage.view.paint_far(image, place)
        if path:
            image.save(path)
        return {"pixels": hashlib.sha256(bytes(image.constBits())).hexdigest(), "size": size}

    def do_window(self, path: str) -> dict[str, Any]:
        """Keep a picture of the window as it is."""
        self.stage.view.settle()
        self.stage.window.grab().save(path)
        return {}

    # ------------------------------------------------------------------ meeting

    def do_host(self) -> None:
        """Open a room for the diagram in front; the ticket is the answer."""
        self._ticket = ""
        room = self.together.room(self.stage.tab.id)
        if room is not None:
            room.renew()
        else:
            self.together.open_room(self.stage.tab.id, self._room_changed)

    def do_renew(self) -> None:
        """Answer with a ticket for one more guest."""
        self._ticket = self.together.room_of(self.stage.tab.id).ticket
        room = self.together.room(self.stage.tab.id)
        assert room is not None
        room.renew()

    def do_leave(self) -> dict[str, Any]:
        """Close the room."""
        self.together.close_room(self.stage.tab.id)
        return {}

    def _room_changed(self, state: RoomState) -> None:
        if state.problem:
            say(event="problem", text=state.problem)
        if state.ticket and state.ticket != self._ticket:
            self._ticket = state.ticket
            say(done="ticket", ticket=state.ticket)

    def do_join(self, ticket: str) -> None:
        """Enter a room by its ticket; the diagram comes by itself."""

        def changed(state: JoinState) -> None:
            if state.problem:
                say(event="problem", text=state.problem)

        self.together.arrived = lambda: say(done="join")
        self.together.join(changed).enter_by_code(ticket)

    # ------------------------------------------------------------------ people

    def _people(self) -> list[dict[str, Any]]:
        part = self.stage.window.presence.part(self.stage.tab.id)
        found = part.people if part is not None else ()
        return [
            {"name": one.name, "cursor": one.presence.cursor, "caret": one.presence.caret and one.presence.caret.shape}
            for one in found
        ]

    def do_people(self) -> dict[str, Any]:
        """Say who is there, what they do, and which figures of them are painted."""
        part = self.stage.window.presence.part(self.stage.tab.id)
        shown = figures(part.people, self.stage.editor) if part is not None else ()
        return {"people": self._people(), "figures": sorted(type(one).__name__ for one in shown)}

    def do_look(self) -> dict[str, Any]:
        """Say from now on who is there, whenever that changes."""
        part = self.stage.window.presence.part(self.stage.tab.id)
        assert part is not None
        part.people_changed.connect(lambda: say(event="people", people=self._people(), at=time.monotonic()))
        return {}

    def do_point(self, x: float, y: float) -> dict[str, Any]:
        """Move the pointer over the canvas."""
        at = time.monotonic()
        self.stage.hover((x, y))
        return {"at": at}

    # ------------------------------------------------------------------ work

    def _watch(self, own: int, editors: int) -> None:
        """Begin to watch how the others' own shapes move, which must be seen here: nobody paints what lies beyond the window."""
        seen, scene = self.stage.editor.camera.visible, self.stage.editor.scene
        unseen = [
            i
            for i in map(own_shape, range(editors))
            if i in self._records.shapes and not seen.contains_box(scene.bounds(i))
        ]
        assert not unseen, f"{unseen} lie beyond {seen}"
        self.watch.own, self.watch.editors = own, editors
        self.watch.follow()

    def do_work(self, seconds: float, rate: float, own: int, editors: int, seed: int) -> None:
        """Edit at a rate; say what was done when it is over."""
        self._effort, self._besides = effort(), 0.0
        self._watch(own, editors)
        self.hand.work(seconds, rate, own, editors, seed, lambda done: say(done="work", **done))

    def do_burst(self, count: int, own: int, editors: int, seed: int) -> dict[str, Any]:
        """Make so many edits as fast as they can be made."""
        return self.hand.burst(count, own, editors, seed)

    def do_expect(self, shapes: int) -> dict[str, Any]:
        """Say when a diagram with so many shapes has been painted."""
        self.watch.expect(shapes, lambda at: say(event="arrived", at=at))
        return {"at": time.monotonic()}

    def do_watch(self, editors: int, own: int = -1) -> dict[str, Any]:
        """Note from now on when the moves of so many editors are painted."""
        self._watch(own, editors)
        return {}

    def do_feel(self) -> dict[str, Any]:
        """Note from now on for how long at a time the window is deaf; in five editors at once it would take a tenth of their work."""
        self.pulse.start()
        return {}

    def do_felt(self) -> dict[str, Any]:
        """Say for how long at a time it was; note no more."""
        return {"gaps": self.pulse.stop()}

    def do_unpainted(self) -> dict[str, Any]:
        """Say how many of the others have moved what is not painted yet."""
        return {"moves": self.watch.unpainted}

    def do_painted(self) -> dict[str, Any]:
        """Say when moves of others were seen, and what CPU time the work took."""
        return {"painted": self.watch.painted, "effort": since(self._effort, self._besides)}

    def do_draw(self, text: str, x: float = 0.0, y: float = 0.0) -> dict[str, Any]:
        """Add one shape with a label."""
        return self.hand.draw(text, x, y)

    def do_labels(self, prefix: str = "") -> dict[str, Any]:
        """Return the labels that begin so."""
        texts = [shape.text for shape in self._records.shapes.values()]
        return {"labels": sorted(text for text in texts if text.startswith(prefix))}

    def do_scribble(self, prefix: str, first: int) -> dict[str, Any]:
        """Add one numbered shape after the other; say of each when the window calls it saved."""
        self.hand.scribble(prefix, first, lambda text: say(event="saved", text=text))
        return {}

    def do_rest(self) -> dict[str, Any]:
        """Stop scribbling."""
        self.hand.rest()
        return {}

    def do_type(self, shape: str, text: str) -> dict[str, Any]:
        """Open the label of a shape with the keyboard and type at its end; it stays open, and what comes next is typed at the caret."""
        self.stage.window.activateWindow()
        QApplication.processEvents()
        if not self.stage.tab.machine.editing:
            self.stage.editor.select((shape,))
            self.stage.view.setFocus()
            self.stage.key(Qt.Key.Key_Return)
            self.stage.key(Qt.Key.Key_End, CTRL)
        self.stage.type(text)
        return {"text": self.stage.shape(shape).text}

    def do_stop_typing(self) -> dict[str, Any]:
        """Leave the label."""
        self.stage.key(Qt.Key.Key_Escape)
        return {}

    def do_set(self, shape: str, key: str, value: Any) -> dict[str, Any]:
        """Write one value of a shape as a step of undo."""
        return {"done_it": self.stage.editor.apply(Plan("Set", (Set(shape, key, value),)))}

    def do_value(self, shape: str, key: str) -> dict[str, Any]:
        """Return one value of a shape, or its text."""
        record = self._records.shapes.get(shape)
        value = None if record is None else record.text if key == "label" else record.get(key)
        return {"value": value}

    def do_undo(self) -> dict[str, Any]:
        """Take the own last step back."""
        return {"undone": self.stage.editor.undo() is not None}

    def do_stages(self, path: str) -> dict[str, Any]:
        """Write down when each edit passed which place; only if that was noted."""
        stages.write(Path(path))
        return {}

    def do_end(self) -> dict[str, Any]:
        """Close the window as a user does; the process ends."""
        self.stage.end()
        application = QApplication.instance()
        assert application is not None
        application.quit()
        return {}


def main() -> None:
    """Run until told to end.

    AIO_CANVAS_TEST_LINE is what direct channels go over: "good", "bad" for one that is late and loses datagrams, "none" for no channels. Only the
    loopback interface is offered, also on a machine without a network. With AIO_CANVAS_TEST_STAGES set it notes when edits pass which place.
    """
    if os.environ.get("AIO_CANVAS_TEST_STAGES"):
        stages.begin()
    with loopback_candidates(), channels_over(os.environ.get("AIO_CANVAS_TEST_LINE", "good")):
        run()


def run() -> None:
    """Make the program and let it live."""
    application = _application()
    application.setQuitOnLastWindowClosed(False)
    program = EditorProgram(Path(sys.argv[1]), sys.argv[2])
    orders = Orders()
    orders.came.connect(program.take, Qt.ConnectionType.QueuedConnection)
    orders.ended.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    orders.listen()
    say(event="ready")
    application.exec()


if __name__ == "__main__":
    main()
