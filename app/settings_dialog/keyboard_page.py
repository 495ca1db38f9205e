"""The keymap's page: every action, new keys for it, what stands in the way, presets, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.catalogue import BY_ID, Action
from app.actions.keymaps import Refusal, assigned, effective, native, owner, presets, refusal, reset, without_defaults
from app.actions.registry import title_of
from app.palette.fuzzy import match
from app.settings.keeper import SettingsKeeper
from app.settings_dialog.key_list import KeyList
from app.settings_dialog.key_recorder import KeyRecorder
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.labels import ElidedLabel, label
from app.widgets.layout import column, holder, row
from app.widgets.segmented import Segment, SegmentedControl

DEFAULT = "default"
LIST_PX = 260


class KeyboardPage(QWidget):
    """Changes the keymap of the settings; everything is in force at once."""

    def __init__(self, keeper: SettingsKeeper, actions: Sequence[Action]) -> None:
        """Make the page.

        Args:
            keeper: holds the keymap.
            actions: what can be given keys.
        """
        super().__init__()
        self.title = self.tr("Keyboard")
        self.setAccessibleName(self.title)
        self._keeper = keeper
        self._actions = tuple(actions)
        self._query = ""
        self._wanted = ""
        self.preset = SegmentedControl(
            self.tr("Keymap"),
            [Segment(DEFAULT, self.tr("Default")), *(Segment(each.id, each.title) for each in presets())],
        )
        self.preset.setFixedWidth(200)
        self.reset_all = Button(self.tr("Reset all"), icon_name="rotate-ccw")
        self.list = KeyList()
        self.list.setMinimumHeight(LIST_PX)
        self.recorder = KeyRecorder()
        self.remove = Button(self.tr("Remove keys"))
        self.reset = Button(self.tr("Reset"))
        self.take = Button(self.tr("Take it from there"), kind="primary")
        self.leave = Button(self.tr("Keep as it is"))
        self._name = ElidedLabel("", FontKind.STRONG)
        self._told = label("", FontKind.SMALL, "muted")
        self._told.setWordWrap(True)
        self.setLayout(self._built())
        self._connect()
        self._refresh()

    def _built(self) -> QVBoxLayout:
        top = row(label(self.tr("Keymap"), FontKind.STRONG), self.preset, None, self.reset_all, spacing=12)
        buttons = row(self.recorder, self.remove, self.reset, self.take, self.leave, None, spacing=8)
        self._foot = holder(column(self._name, self._told, 4, buttons, margins=(12, 12, 12, 12), spacing=2), "well")
        self._foot.setMinimumHeight(104)
        built = column(top, 4, self.list, 4, self._foot, spacing=4)
        built.setStretch(2, 1)
        return built

    def _connect(self) -> None:
        self.preset.chosen.connect(self._choose_preset)
        self.reset_all.clicked.connect(lambda _checked=False: self._put({}))
        self.list.chosen.connect(lambda _id: self._show_current())
        self.list.record_requested.connect(lambda _id: self.recorder.wait(True))
        self.recorder.recorded.connect(self._on_keys)
        self.remove.clicked.connect(lambda _checked=False: self._put({**self._own, self.list.current(): ()}))
        self.reset.clicked.connect(lambda _checked=False: self._put(reset(self._own, self.list.current())))
        self.take.clicked.connect(lambda _checked=False: self._assign(self._wanted))
        self.leave.clicked.connect(lambda _checked=False: self._show_current())

    @property
    def _own(self) -> dict[str, tuple[str, ...]]:
        return dict(self._keeper.settings.keys)

    # ------------------------------------------------------------------ what is shown

    def narrow(self, query: str) -> int:
        """List only the actions that answer a query by their name or their keys, all for ""; return how many are listed."""
        self._query = "" if query.casefold() in self.title.casefold() else query
        return self._refresh()

    def _answers(self, action: Action, keys: tuple[str, ...]) -> bool:
        if not self._query:
            return True
        words = f"{action.area} {' '.join(keys)} {' '.join(map(native, keys))}"
        return match(self._query, title_of(action), words) is not None

    def refresh(self) -> None:
        """Show the keys that are in force."""
        self._refresh()

    def _refresh(self) -> int:
        keys = effective(self._own)
        shown = [action for action in self._actions if self._answers(action, keys[action.id])]
        self.list.show_actions(shown, keys, frozenset(self._own))
        own = without_defaults(self._own)
        now = next((each.id for each in presets() if without_defaults(each.keys) == own), None)
        self.preset.set_current(now if own else DEFAULT)
        self.reset_all.setEnabled(bool(own))
        self._show_current()
        return len(shown)

    def _show_current(self) -> None:
        """Show the current action and what can be done about its keys."""
        self._wanted = ""
        action = BY_ID.get(self.list.current())
        keys = effective(self._own).get(self.list.current(), ())
        self._name.setText(title_of(action) if action is not None else "")
        said = ", ".join(map(native, keys))
        self._tell(self.tr("Keys: %1").replace("%1", said) if said else self.tr("No keys yet"))
        for button in (self.take, self.leave):
            button.hide()
        for other in (self.recorder, self.remove, self.reset):
            other.show()
        self.recorder.setEnabled(action is not None)
        self.remove.setEnabled(bool(keys))
        self.reset.setEnabled(self.list.current() in self._own)

    def _tell(self, text: str, tone: str = "muted") -> None:
        self._told.setText(text)
        self._told.setProperty("tone", tone)
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)

    # ------------------------------------------------------------------ changes

    def _put(self, keys: dict[str, tuple[str, ...]]) -> None:
        self._keeper.change(keys=keys)
        self._refresh()

    def _choose_preset(self, id_: str) -> None:
        self._put(next((dict(each.keys) for each in presets() if each.id == id_), {}))

    def _on_keys(self, key: str) -> None:
        """Give the keys to the current action, or say what stands in the way."""
        why = refusal(key)
        other = owner(effective(self._own), key)
        if why is not None:
            self._tell(self._refusal_text(why).replace("%1", native(key)), "danger")
        elif other is not None and other != self.list.current():
            self._wanted = key
            text = self.tr("%1 belongs to “%2”.")
            self._tell(text.replace("%1", native(key)).replace("%2", title_of(BY_ID[other])), "warning")
            for button in (self.take, self.leave):
                button.show()
            for hidden in (self.recorder, self.remove, self.reset):
                hidden.hide()
            self.take.setFocus()
        else:
            self._assign(key)

    def _refusal_text(self, why: Refusal) -> str:
        texts = {
            Refusal.MODIFIER: self.tr("This is no key that an action can have."),
            Refusal.RESERVED: self.tr("The canvas needs %1 itself."),
            Refusal.DEAD: self.tr("%1 opens menus on many systems. Take Ctrl or Shift, too."),
        }
        return texts[why]

    def _assign(self, key: str) -> None:
        """Make keys the first of the current action; it keeps one more that it had."""
        action = self.list.current()
        had = [each for each in effective(self._own)[action] if each != key]
        self._put(assigned(self._own, action, (key, *had[:1])))
        self.list.setFocus()
