"""The registry: one QAction per catalogue entry, its handler and its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.actions.catalogue import ALL, BY_ID, Action
from app.actions.keymaps import Keys, effective
from app.actions.writing import changes_diagram

Handler = Callable[[], None]
Predicate = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Binding:
    """What happens for an action.

    Attributes:
        run: called when the action is triggered.
        enabled: asked after changes, before anybody looks; None means always.
        checked: the same for checkable actions.
        why: says why the action is not possible now; None leaves that to the registry.
    """

    run: Handler
    enabled: Predicate | None = None
    checked: Predicate | None = None
    why: Callable[[], str] | None = None


def title_of(action: Action) -> str:
    """Return the translated title."""
    return QCoreApplication.translate("Actions", action.title)


class ActionRegistry(QObject):
    """Owns the QActions of one window. Only bound actions exist, so no menu can show one that does nothing.

    Signals:
        keys_changed(): actions have other keys now; whoever shows some shows them anew.
        refreshed(): what is possible may be something else now.
    """

    keys_changed = Signal()
    refreshed = Signal()

    def __init__(
        self,
        parent: QWidget,
        keymap: Keys | None = None,
        explain: Callable[[], str] | None = None,
        refuse: Callable[[], str] | None = None,
    ) -> None:
        """Make an empty registry.

        Args:
            parent: the window; its shortcuts are the window's.
            keymap: the user's own keys by action id; others keep their defaults.
            explain: says why things cannot be done now, for actions whose binding does not say it itself.
            refuse: says why the diagram in front may not be changed now, whatever a binding says; "" when it may.
        """
        super().__init__(parent)
        self._window = parent
        self._keymap = effective(keymap or {})
        self._explain = explain or (lambda: self.tr("Not possible now"))
        self._refuse = refuse or (lambda: "")
        self._actions: dict[str, QAction] = {}
        self._bindings: dict[str, Binding] = {}
        self._writing: set[str] = set()
        self._seen: dict[str, None] = {}
        # An action was asked last after so many changes.
        self._changes = 0
        self._asked: dict[str, int] = {}

    def bind(self, action_id: str, binding: Binding) -> QAction:
        """Tie an action of the catalogue to its handler and return its QAction."""
        entry = BY_ID[action_id]
        action = QAction(title_of(entry), self)
        action.setObjectName(entry.id)
        action.setCheckable(entry.checkable)
        action.setShortcuts([QKeySequence(key) for key in self.keys(action_id)])
        # A widget shortcut fires only where an action was added to: its keys mean something else in text fields.
        window, widget = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetShortcut
        action.setShortcutContext(widget if entry.canvas_only else window)
        if not entry.canvas_only:
            self._window.addAction(action)
        action.triggered.connect(lambda _checked=False: binding.run())
        self._actions[action_id] = action
        self._bindings[action_id] = binding
        self._asked[action_id] = self._changes
        if changes_diagram(action_id):
            self._writing.add(action_id)
        return action

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys in force for an action."""
        return self._keymap[action_id]

    def set_keymap(self, keymap: Keys) -> None:
        """Give all actions their keys anew.

        Args:
            keymap: the user's own keys by action id; others have their defaults.
        """
        before, self._keymap = self._keymap, effective(keymap)
        for action_id, action in self._actions.items():
            if self._keymap[action_id] != before[action_id]:
                action.setShortcuts([QKeySequence(key) for key in self.keys(action_id)])
        self.keys_changed.emit()

    def reason(self, action_id: str) -> str:
        """Return why an action is not possible now; "" when it is."""
        if self.action(action_id).isEnabled():
            return ""
        why = self._bindings[action_id].why
        refused = self._refuse() if action_id in self._writing else ""
        return refused or (why() if why is not None else "") or self._explain()

    def tell_reasons(self) -> None:
        """Let every action say whether it is possible now, and its tooltip why not; menus call this when they open."""
        self.refresh()
        for action_id, action in self._actions.items():
            action.setToolTip(self.reason(action_id) or title_of(BY_ID[action_id]))

    def action(self, action_id: str) -> QAction:
        """Return the QAction of a bound action, in the state that is true now.

        Raises:
            KeyError: nothing is bound to this id.
        """
        if self._asked[action_id] != self._changes:
            self._ask((action_id,))
        return self._actions[action_id]

    def canvas_actions(self) -> list[QAction]:
        """Return the bound actions whose keys count only where the canvas has the keyboard; it adds them to itself."""
        return [self._actions[entry.id] for entry in self.bound() if entry.canvas_only]

    def bound(self) -> tuple[Action, ...]:
        """Return the catalogue entries that are bound, in catalogue order."""
        return tuple(entry for entry in ALL if entry.id in self._actions)

    def keep_in_sight(self, action_ids: Iterable[str]) -> None:
        """Take in that the state of these bound actions is always seen."""
        self._seen |= dict.fromkeys(action_ids)

    def note_change(self) -> None:
        """Take in that selection, document or tool are others now: what somebody looks at is asked again then."""
        self._changes += 1

    def follow(self) -> None:
        """Ask again what is always seen, after changes; the others are asked when somebody looks at them."""
        self._changes += 1
        self._ask(self._seen)
        self.refreshed.emit()

    def catch_up(self) -> None:
        """Ask whatever was not asked since the last change: a key is about to run one of the actions."""
        self._ask([action_id for action_id, asked in self._asked.items() if asked != self._changes])

    def refresh(self) -> None:
        """Ask every predicate again, after a change that nobody noted."""
        self._changes += 1
        self._ask(self._bindings)
        self.refreshed.emit()

    def ask_again(self, *action_ids: str) -> None:
        """Ask whether a few bound actions are possible now, after a change that is about nothing else."""
        before = [self._actions[action_id].isEnabled() for action_id in action_ids]
        self._ask(action_ids)
        if before != [self._actions[action_id].isEnabled() for action_id in action_ids]:
            self.refreshed.emit()

    def _ask(self, action_ids: Iterable[str]) -> None:
        refused = self._writing if self._refuse() else frozenset[str]()
        for action_id in action_ids:
            action, binding = self._actions[action_id], self._bindings[action_id]
            action.setEnabled(action_id not in refused and (binding.enabled is None or binding.enabled()))
            if binding.checked is not None:
                action.setChecked(binding.checked())
            self._asked[action_id] = self._changes

    def has(self, action_id: str) -> bool:
        """Tell whether something is bound to an id."""
        return action_id in self._actions
