"""Between the people at a shared diagram and the window: avatars, pointers on the canvas, following, being called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.actions.registry import ActionRegistry, Binding
from app.collaboration.presence.participation import Participation
from app.collaboration.presence.person import Member, Person
from app.collaboration.presence.saying import Myself
from app.collaboration.presence.showing import figures, overrides
from app.panels.people_bar import PersonEntry
from app.widgets.toast import Message
from app.workbench.open_tab import OpenTab
from app.workbench.workbench import Workbench
from canvas.editor.camera import Camera
from sync.protocol.presence import Caret, Presence


def _tr(text: str) -> str:
    return QCoreApplication.translate("Presence", text)


class PresenceLink:
    """Shows the people at the diagram in front, and tells them what happens on its canvas."""

    def __init__(
        self,
        bench: Workbench,
        registry: ActionRegistry,
        front: Callable[[], OpenTab | None],
        tell: Callable[[Message], None],
    ) -> None:
        """Connect the panels; nobody is there yet.

        Args:
            bench: the editor screen.
            registry: of the window; `view.summon` is bound here.
            front: returns the tab in front.
            tell: shows a message.
        """
        self._bench, self._registry, self._front, self._tell = bench, registry, front, tell
        self._parts: dict[str, Participation] = {}
        bench.top.people.chosen.connect(self._choose)
        bench.area.following.pressed.connect(self._stop_following)
        bench.canvas_changed.connect(self._follow_typing)
        bench.tab_shown.connect(self.refresh)
        registry.bind("view.summon", Binding(self._summon, self._has_company, why=lambda: _tr("Nobody else is here")))

    def join(
        self, tab: OpenTab, me: Myself, who: Callable[[str], Member | None], send: Callable[[Presence], None]
    ) -> Participation:
        """Take part in a diagram that is shared; see `Participation` for the arguments."""
        part = Participation(tab.editor, tab.machine, me, who, send, tab.view)
        self._parts[tab.id] = part
        part.people_changed.connect(lambda: self._show(tab, part))
        part.following_changed.connect(lambda _device: self._on_following(tab))
        part.called.connect(lambda person, left: self._on_called(part, person, left))
        tab.view.pointed.connect(part.point_at)
        tab.view.label_field.state_changed.connect(self._follow_typing)
        tab.editor.on_scene.subscribe(part.follow_scene)
        tab.editor.on_page.subscribe(lambda _page: self._show(tab, part))
        return part

    def part(self, document: str) -> Participation | None:
        """Return the part in a diagram; None when it is not shared."""
        return self._parts.get(document)

    def leave(self, document: str) -> None:
        """Take no part any more; harmless where none is taken."""
        part = self._parts.pop(document, None)
        if part is not None:
            part.close()
            part.deleteLater()
            self.refresh()

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Show the people at the diagram in front."""
        tab = self._front()
        part = self._parts.get(tab.id) if tab is not None else None
        self._bench.top.people.set_people(_entries(part, tab) if part is not None and tab is not None else ())
        leader = part.person(part.following) if part is not None else None
        self._bench.area.frame.show_color(leader.color if leader is not None else "")
        text = _tr("Following %1").replace("%1", leader.name) if leader is not None else ""
        self._bench.area.following.tell(text, _tr("Stop"))
        self._bench.area.place_bars()
        self._registry.refresh()

    def _show(self, tab: OpenTab, part: Participation) -> None:
        if self._parts.get(tab.id) is part:
            tab.view.show_others(figures(part.people, tab.editor), overrides(part.people, tab.editor))
            if tab is self._front():
                self._bench.top.people.set_people(_entries(part, tab))

    def _on_following(self, tab: OpenTab) -> None:
        if tab is self._front():
            self.refresh()

    def _on_called(self, part: Participation, person: Person, left: tuple[str, Camera]) -> None:
        text = _tr("%1 has called everybody here").replace("%1", person.name)
        self._tell(Message(text, "info", _tr("Go back"), lambda: part.go_back(left)))

    # ------------------------------------------------------------------ what the user does

    def _front_part(self) -> Participation | None:
        tab = self._front()
        return self._parts.get(tab.id) if tab is not None else None

    def _choose(self, device: str) -> None:
        part = self._front_part()
        if part is not None:
            part.follow("" if part.following == device else device)

    def _stop_following(self) -> None:
        part = self._front_part()
        if part is not None:
            part.follow("")

    def _has_company(self) -> bool:
        part = self._front_part()
        return part is not None and bool(part.people)

    def _summon(self) -> None:
        part = self._front_part()
        if part is not None:
            part.summon()
            self._tell(Message(_tr("Everybody here is shown what you see"), "success"))

    def _follow_typing(self) -> None:
        tab, part = self._front(), self._front_part()
        if tab is None or part is None:
            return
        shape = tab.machine.editing
        part.type_at(Caret(shape, *tab.view.label_field.caret()) if shape else None)


def _entries(part: Participation, tab: OpenTab) -> tuple[PersonEntry, ...]:
    return tuple(
        PersonEntry(
            person.device,
            person.name,
            person.color,
            _note(person, tab),
            person.device == part.following,
            person.picture,
        )
        for person in part.people
    )


def _note(person: Person, tab: OpenTab) -> str:
    """Return what somebody does, in words."""
    if person.is_typing:
        return _tr("Is typing")
    page = tab.editor.records.pages.get(person.presence.page or "")
    if page is not None and person.presence.page != tab.editor.page:
        return _tr("On page %1").replace("%1", page.name)
    return "" if person.may_edit else _tr("Can only look")
