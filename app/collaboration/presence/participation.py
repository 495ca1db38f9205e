"""One user at one open diagram among others: says what he does, keeps what the others say, follows and calls them.

Lives on the GUI thread. The engine on the network thread gets what `send` is given, decides when to say it, and reports who is there
and who has gone; those reports are given to `hear` and `leave`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.collaboration.pace import Pace
from app.collaboration.presence.following import look_with
from app.collaboration.presence.person import Member, Person, in_hand, people
from app.collaboration.presence.saying import Myself, said
from canvas.editor.camera import Camera
from canvas.editor.editor import Editor
from canvas.geometry.vec import Vec
from canvas.scene.delta import SceneDelta
from canvas.tools.machine import Machine
from sync.protocol.presence import Activity, Caret, Presence

PAUSE_MS = 50
"""Shortest time between two things said: 20 a second."""
SHOW_MS = 33
"""Shortest time between two pictures of the others: a hundred people say 2,000 things a second."""


class Participation(QObject):
    """A user's part in a shared diagram.

    Signals:
        people_changed(): somebody came, went, or says something else than before.
        following_changed(str): the device of the person followed now, or "".
        called(object): a Person has called everybody, and is looked at now; the camera before was the second argument.
    """

    people_changed = Signal()
    following_changed = Signal(str)
    called = Signal(object, object)

    def __init__(
        self,
        editor: Editor,
        machine: Machine,
        me: Myself,
        who: Callable[[str], Member | None],
        send: Callable[[Presence], None],
        parent: QObject | None = None,
    ) -> None:
        """Begin to take part.

        Args:
            editor: the open diagram.
            machine: its tools.
            me: name, colour and picture.
            who: whose a device is; None for one that has no place here; asked again after `refresh`.
            send: hands what is to be said to the engine, at most 20 times a second.
            parent: owner.
        """
        super().__init__(parent)
        self._editor, self._machine = editor, machine
        self._me_name, self._me_color, self._me_face = me.name, me.color, me.face
        self._who, self._send = who, send
        self._present: dict[str, Presence] = {}
        self._in_hand: frozenset[str] | None = frozenset()
        self._members: dict[str, Member | None] = {}
        self._said: Presence | None = None
        self._waiting = False
        self._cursor: Vec | None = None
        self._caret: Caret | None = None
        self._following = ""
        self._summons = 0
        self._answered: dict[str, int] = {}
        self._people: tuple[Person, ...] = ()
        self._moving = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._say_if_new)
        self._pace = Pace(SHOW_MS, self)
        self._ends = (
            editor.on_camera.subscribe(self._on_camera),
            editor.on_page.subscribe(lambda _page: self._on_page()),
            editor.on_selection.subscribe(lambda _ids: self.touch()),
            machine.on_change.subscribe(lambda _: self.touch()),
        )
        self.touch()

    def close(self) -> None:
        """Say good-bye and stop."""
        for end in self._ends:
            end()
        self._pause.stop()
        self._pace.stop()
        self._send(Presence(0, activity=Activity.LEFT))

    # ------------------------------------------------------------------ the others

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody else who is there."""
        return self._people

    def person(self, device: str) -> Person | None:
        """Return who is there through a device."""
        return next((person for person in self._people if person.device == device), None)

    def hear(self, device: str, presence: Presence) -> None:
        """Take the newest word of somebody."""
        self._present[device], self._in_hand = presence, None
        self.show_soon()

    def leave(self, device: str) -> None:
        """Take in that somebody has gone, fallen silent, or may no longer take part."""
        if self._present.pop(device, None) is not None:
            self._in_hand = None
            self.show_soon()

    def introduce(self, name: str, color: str, face: bytes) -> None:
        """Be called this, and look like this, from now on."""
        if (name, color, face) != (self._me_name, self._me_color, self._me_face):
            self._me_name, self._me_color, self._me_face = name, color, face
            self.touch()

    def refresh(self) -> None:
        """Take in that names or roles are different now, at once."""
        self._members.clear()
        self._show()

    def _member(self, device: str) -> Member | None:
        """Return whose a device is; asked once for many pictures, which show the same people."""
        if device not in self._members:
            self._members[device] = self._who(device)
        return self._members[device]

    def follow_scene(self, delta: SceneDelta) -> None:
        """Show the others with the next picture if what they point at looks different."""
        if self._in_hand is None:
            self._in_hand = frozenset().union(*map(in_hand, self._present.values()))
        if not all(map(self._in_hand.isdisjoint, (delta.changed, delta.removed, delta.added))):
            self.show_soon()

    def show_soon(self) -> None:
        """Show the others with the next picture: what many of them say at once is shown together."""
        self._pace.soon(self._show)

    def _show(self) -> None:
        self._people = people(self._present, self._member)
        self._answer_calls()
        leader = self.person(self._following)
        if self._following and leader is None:
            self.follow("")
        elif leader is not None:
            self._look_with(leader)
        self.people_changed.emit()

    # ------------------------------------------------------------------ following and calling

    @property
    def following(self) -> str:
        """Device of the person followed, or ""."""
        return self._following

    def follow(self, device: str) -> None:
        """Look where somebody looks from now on; "" ends that, and so does looking elsewhere."""
        leader = self.person(device)
        wanted = device if leader is not None else ""
        if wanted != self._following:
            self._following = wanted
            self.following_changed.emit(wanted)
            self.touch()
        if leader is not None:
            self._look_with(leader)

    def summon(self) -> None:
        """Call everybody to where this user looks."""
        self._summons += 1
        self.touch()

    def _look_with(self, leader: Person) -> None:
        self._moving = True
        look_with(self._editor, leader.presence)
        self._moving = False

    def _answer_calls(self) -> None:
        """Go where somebody calls to; a call that was there before we came is none."""
        here = {person.device for person in self._people}
        self._answered = {device: number for device, number in self._answered.items() if device in here}
        for person in self._people:
            number = person.presence.summons or 0
            before = self._answered.setdefault(person.device, number)
            if number > before:
                self._answered[person.device] = number
                left = (self._editor.page, self._editor.camera)
                self._look_with(person)
                self.called.emit(person, left)

    def go_back(self, left: tuple[str, Camera]) -> None:
        """Look again where the user was before a call."""
        self.follow("")
        self._editor.set_page(left[0])
        self._editor.set_camera(left[1])

    # ------------------------------------------------------------------ this user

    def point_at(self, point: Vec | None) -> None:
        """Take in where the pointer is, scene space; None when it has left the canvas."""
        if point != self._cursor:
            self._cursor = point
            self.touch()

    def type_at(self, caret: Caret | None) -> None:
        """Take in where the caret is; None when no label is edited."""
        if caret != self._caret:
            self._caret = caret
            self.touch()

    def touch(self) -> None:
        """Take in that there may be something new to say: at once after a silence, else when the pause is over."""
        if self._pause.isActive():
            self._waiting = True
        else:
            self._say()

    def _on_camera(self, _camera: Camera) -> None:
        if not self._moving:
            self.follow("")
        self.touch()

    def _on_page(self) -> None:
        if not self._moving:
            self.follow("")
        self.touch()

    def _say_if_new(self) -> None:
        if self._waiting:
            self._say()

    def _say(self) -> None:
        self._waiting = False
        doing = (self._cursor, self._caret, self._following, self._summons)
        me = Myself(self._me_name, self._me_color, *doing, self._me_face)
        now = said(self._editor, self._machine.preview, me)
        if now != self._said:
            self._said = now
            self._send(now)
            self._pause.start()
